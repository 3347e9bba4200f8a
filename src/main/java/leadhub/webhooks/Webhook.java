package leadhub.webhooks;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Somebody outside who is told of what happens to leads.
 *
 * @param disabledReason why we switched it off; null where we didn't
 * @param lastDeliveryAt when something arrived last
 * @param failingSince the first of the failures since the last success; null if the last attempt was one
 * @param previousSecretUntil until when the secrets before sign too; null where there are none
 */
public record Webhook(
        long id,
        WebhookTerms terms,
        boolean isActive,
        @Nullable DisabledReason disabledReason,
        @Nullable Instant lastDeliveryAt,
        @Nullable Instant failingSince,
        @Nullable Instant previousSecretUntil,
        Instant createdAt,
        Instant updatedAt) {
    /** The most of a workspace. */
    public static final int MOST = 100;

    static final int MOST_NAME_CHARACTERS = 255;

    /** Why we switch a webhook off. */
    public enum DisabledReason {
        /** The receiver answered 410. */
        GONE,
        /** Nothing arrived for days. */
        FAILURES;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The same at that moment: an overlap that is over is none. */
    Webhook at(Instant now) {
        return previousSecretUntil == null || now.isBefore(previousSecretUntil)
                ? this
                : new Webhook(
                        id, terms, isActive, disabledReason, lastDeliveryAt, failingSince, null, createdAt, updatedAt);
    }

    /** {@code active}, {@code failing} or {@code disabled}. */
    public String status() {
        if (!isActive) {
            return "disabled";
        }
        return failingSince == null ? "active" : "failing";
    }
}
