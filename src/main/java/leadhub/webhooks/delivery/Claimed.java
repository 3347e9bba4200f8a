package leadhub.webhooks.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that this process has for a time, to try it.
 *
 * @param attempts how many are over
 * @param isReplay whether it was sent before, on somebody's wish
 * @param message what is sent; null if it is no longer kept
 */
record Claimed(
        long webhookId,
        long id,
        int attempts,
        boolean isReplay,
        boolean isTest,
        Instant createdAt,
        @Nullable Message message) {
    /** What is sent, with the kind of its event. */
    record Message(String eventId, String event, String body) {
        @Override
        public String toString() {
            return "Message[" + eventId + "]";
        }
    }

    /** Whether somebody wanted it sent, whatever state the webhook is in; what comes of it says nothing of that state. */
    boolean isWished() {
        return isReplay || isTest;
    }
}
