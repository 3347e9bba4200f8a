package leadhub.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a message that is sent by a messenger.
 *
 * @param number of the message
 * @param failure why it failed, or wasn't sent yet; null for nothing
 * @param template sent instead of the text; null for the text
 */
public record MessageDelivery(
        long number,
        long integrationId,
        DeliveryStatus status,
        @Nullable DeliveryFailure failure,
        @Nullable MessageTemplate template,
        int attempts,
        Instant queuedAt,
        Instant changedAt) {}
