package leadhub.webhooks.log;

import java.time.Instant;
import leadhub.webhooks.delivery.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/**
 * Many deliveries that are sent again.
 *
 * @param status those that ended so; null for all that didn't arrive
 * @param replayed how many have been left to be sent so far
 * @param finishedAt null while some are still to be left
 */
public record ManyReplays(
        long id,
        long webhookId,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable DeliveryStatus status,
        long replayed,
        Instant createdAt,
        @Nullable Instant finishedAt) {}
