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
            @Nullable Instant finishedAt) {}

    public boolean isQueued() {
        return fate.status() == EmailStatus.QUEUED;
    }
}
