package leadhub.webhooks;

import org.jspecify.annotations.Nullable;

/**
 * A webhook and all that is needed to tell it something.
 *
 * @param secrets null if the key to them is lost
 */
public record Subscriber(Webhook webhook, @Nullable WebhookSecrets secrets) {}
