package leadhub.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.api.Envelope;
import leadhub.conditions.ConditionGroup;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as the API spells it.
 *
 * @param secret in the answers that show it alone
 */
record WebhookView(
        long id,
        String name,
        String targetUrl,
        List<String> events,
        @Nullable ConditionGroup conditions,
        Map<String, String> headers,
        boolean isActive,
        String status,
        @Nullable String disabledReason,
        String apiVersion,
        @Nullable Instant lastDeliveryAt,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret)
        implements Envelope.Edited {
    /** How bodies are spelled; another one would be chosen by webhooks themselves. */
    private static final String API_VERSION = "v1";

    static WebhookView of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookView of(Webhooks.Made made) {
        return of(made.webhook(), made.secret());
    }

    private static WebhookView of(Webhook webhook, @Nullable String secret) {
        var terms = webhook.terms();
        var reason = webhook.disabledReason();
        return new WebhookView(
                webhook.id(),
                terms.name(),
                terms.targetUrl(),
                terms.events(),
                terms.conditions(),
                terms.hiddenHeaders(),
                webhook.isActive(),
                webhook.status(),
                reason == null ? null : reason.word(),
                API_VERSION,
                webhook.lastDeliveryAt(),
                webhook.failingSince(),
                webhook.createdAt(),
                webhook.updatedAt(),
                secret);
    }

    /** What deliveries bring about is nobody's change, unless it switches the webhook off. */
    @Override
    public Object edited() {
        return new WebhookView(
                id,
                name,
                targetUrl,
                events,
                conditions,
                headers,
                isActive,
                "",
                disabledReason,
                apiVersion,
                null,
                null,
                createdAt,
                updatedAt,
                null);
    }

    @Override
    public String toString() {
        return "WebhookView[" + id + "]";
    }
}
