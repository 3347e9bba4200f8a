package leadhub.webhooks.log;

import java.time.Instant;
import leadhub.webhooks.delivery.DeliveryStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries of a webhook are asked for; null for any.
 *
 * @param from made at that time or later
 * @param to made before that time
 */
public record LogFilter(
        @Nullable DeliveryStatus status,
        @Nullable String event,
        @Nullable Instant from,
        @Nullable Instant to) {}
