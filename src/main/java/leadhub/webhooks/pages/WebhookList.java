package leadhub.webhooks.pages;

import java.util.List;
import java.util.Map;
import leadhub.webhooks.Webhook;

/**
 * What the list of webhooks shows.
 *
 * @param waiting how many deliveries of each wait
 * @param canSeal whether this server can keep secrets at all
 */
public record WebhookList(List<Webhook> webhooks, Map<Long, Long> waiting, boolean canSeal) {
    public long waitingFor(Webhook webhook) {
        return waiting.getOrDefault(webhook.id(), 0L);
    }

    public boolean isFull() {
        return webhooks.size() >= Webhook.MOST;
    }
}
