package leadhub.emails.sending;

import java.time.Instant;
import java.util.List;
import leadhub.base.Actor;
import leadhub.emails.RenderedEmail;
import org.jspecify.annotations.Nullable;

/**
 * An email to a lead, or about one.
 *
 * @param author who had it sent
 * @param messageId the same at every attempt
 * @param references the ids of the messages that it answers, the oldest first
 * @param unsubscribeToken null where it goes to the workspace's own people
 */
public record LeadEmail(
        long id,
        long leadId,
        Actor author,
        String to,
        RenderedEmail content,
        String messageId,
        List<String> references,
        @Nullable String unsubscribeToken,
        Fate fate,
        Instant createdAt) {

    /**
     * What came of it so far.
     *
     * @param failure why the last attempt failed; null where none did
     * @param waitsUntil while as many emails were sent as may be
     */
    public record Fate(
            EmailStatus status,
            @Nullable String failure,
            @Nullable Instant waitsUntil,
            @Nullable Instant finishedAt,
            Told told) {}

    /** When whoever took it told what of it; null for what wasn't. */
    public record Told(
            @Nullable Instant deliveredAt,
            @Nullable Instant openedAt,
            @Nullable Instant delayedAt,
            @Nullable Instant complainedAt) {

        /** The word for what tells the most; null for nothing. */
        public @Nullable String word() {
            if (complainedAt != null) {
                return "complained";
            }
            if (openedAt != null) {
                return "opened";
            }
            return deliveredAt != null ? "delivered" : delayedAt != null ? "delayed" : null;
        }
    }

    public boolean isQueued() {
        return fate.status() == EmailStatus.QUEUED;
    }
}
