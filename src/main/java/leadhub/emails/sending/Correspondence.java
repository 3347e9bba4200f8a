package leadhub.emails.sending;

import java.time.Instant;
import java.util.List;
import leadhub.base.Actor;
import leadhub.emails.received.IncomingEmail;
import org.jspecify.annotations.Nullable;

/**
 * An email to a lead, or one that it wrote.
 *
 * @param author who had it sent; null for one that the lead wrote
 * @param from null for ours
 * @param to null for one that the lead wrote
 * @param isAutomatic whether a program wrote it for the lead
 * @param fate what came of ours
 */
public record Correspondence(
        long id,
        Direction direction,
        @Nullable Actor author,
        @Nullable String from,
        @Nullable String to,
        String subject,
        boolean isAutomatic,
        List<IncomingEmail.Attachment> attachments,
        Fate fate,
        Instant createdAt) {

    /** Which way it went. */
    public enum Direction {
        OUT,
        IN
    }

    /**
     * What came of it.
     *
     * @param status {@code received} for one that the lead wrote
     * @param failure why the last attempt failed; null where none did
     */
    public record Fate(
            String status,
            @Nullable String failure,
            @Nullable Instant deliveredAt,
            @Nullable Instant openedAt) {}

    /** With its text. @param body "" once it is forgotten, a year later */
    public record Whole(Correspondence email, String body) {}
}
