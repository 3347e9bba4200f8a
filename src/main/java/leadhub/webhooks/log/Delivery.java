package leadhub.webhooks.log;

import java.time.Instant;
import leadhub.webhooks.delivery.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to a webhook.
 *
 * @param attempts how many are over
 * @param nextAttemptAt null once it is over
 */
public record Delivery(
        long id,
        long messageId,
        String eventId,
        String event,
        DeliveryStatus status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        boolean isReplay,
        boolean isTest,
        Instant createdAt) {}
