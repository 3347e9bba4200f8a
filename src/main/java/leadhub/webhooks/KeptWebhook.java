package leadhub.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import leadhub.conditions.ConditionGroup;
import org.jspecify.annotations.Nullable;

/** A webhook as the database keeps it, its secrets sealed. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KeptWebhook(
        long id,
        String name,
        String targetUrl,
        List<String> events,
        @Nullable ConditionGroup conditions,
        byte[] sealed,
        @Nullable Instant previousSecretUntil,
        boolean isActive,
        Webhook.@Nullable DisabledReason disabledReason,
        @Nullable Instant lastDeliveryAt,
        @Nullable Instant failingSince,
        Instant createdAt,
        Instant updatedAt) {

    /** @param opened its secrets; null if the key to them is lost */
    Webhook open(WebhookVault.@Nullable Opened opened) {
        var headers = opened == null ? Map.<String, String>of() : opened.headers();
        return new Webhook(
                id,
                new WebhookTerms(name, targetUrl, events, conditions, headers),
                isActive,
                disabledReason,
                lastDeliveryAt,
                failingSince,
                previousSecretUntil,
                createdAt,
                updatedAt);
    }
}
