package leadhub.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * A webhook to be made.
 *
 * @param secret of one's own; null has one made
 */
public record NewWebhook(
        WebhookTerms terms, boolean isActive, @Nullable String secret) {
    @Override
    public String toString() {
        return "NewWebhook[" + terms + "]";
    }
}
