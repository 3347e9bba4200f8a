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
 * @param wrong the message that says what is wrong with the days; null if they are right
 */
public record ArrivalScreen(
        List<Webhook> webhooks,
        @Nullable Webhook webhook,
        String from,
        String to,
        @Nullable Arrival arrival,
        @Nullable String wrong) {
    ArrivalScreen counted(Arrival found) {
        return new ArrivalScreen(webhooks, webhook, from, to, found, null);
    }

    ArrivalScreen refused(String message) {
        return new ArrivalScreen(webhooks, webhook, from, to, null, message);
    }

    public boolean isChosen(Webhook one) {
        return webhook != null && webhook.id() == one.id();
    }
}
