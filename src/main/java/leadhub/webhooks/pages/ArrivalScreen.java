package leadhub.webhooks.pages;

import java.util.List;
import leadhub.webhooks.Webhook;
import leadhub.webhooks.log.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * Whether events arrive at a webhook.
 *
 * @param webhook null if there is none
 * @param from the first day, as typed
 * @param to the last day, as typed
 * @param arrival null where nothing can be counted
 * @param isWrong whether a day can't be read
 */
public record ArrivalScreen(
        List<Webhook> webhooks,
        @Nullable Webhook webhook,
        String from,
        String to,
        @Nullable Arrival arrival,
        boolean isWrong) {
    public boolean isChosen(Webhook one) {
        return webhook != null && webhook.id() == one.id();
    }
}
