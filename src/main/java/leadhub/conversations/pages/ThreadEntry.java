package leadhub.conversations.pages;

import java.time.Instant;
import leadhub.conversations.DeliveryStatus;
import leadhub.conversations.MessageDelivery;
import leadhub.conversations.files.MessageFile;
import org.jspecify.annotations.Nullable;

/**
 * A line of a conversation: a message, or a note of the team.
 *
 * @param kind {@code user}, {@code assistant}, {@code agent}, {@code system} or {@code note}
 * @param author "" where the kind says it all
 * @param file what came with it; null for nothing
 * @param fate what became of it at a messenger; null where it is sent to none
 */
public record ThreadEntry(
        String id,
        String kind,
        String author,
        String content,
        Instant at,
        @Nullable MessageFile file,
        @Nullable Fate fate) {

    /**
     * What became of a message.
     *
     * @param said the key of the message that says it
     */
    public record Fate(long number, DeliveryStatus status, String said) {
        static Fate of(MessageDelivery delivery) {
            var failure = delivery.failure();
            return new Fate(
                    delivery.number(),
                    delivery.status(),
                    failure == null
                            ? "inbox.delivery." + delivery.status().word()
                            : "inbox.undelivered." + failure.word());
        }

        public boolean isFailed() {
            return status == DeliveryStatus.FAILED;
        }

        public String icon() {
            return switch (status) {
                case QUEUED -> "clock";
                case SENT -> "check";
                case DELIVERED, READ -> "checks";
                case FAILED -> "alert-triangle";
            };
        }
    }
}
