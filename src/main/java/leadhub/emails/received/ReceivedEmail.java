package leadhub.emails.received;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An email that a lead wrote.
 *
 * @param message by which emails name each other
 * @param isAutomatic whether a program wrote it for the lead
 * @param sentAt as its sender's clock says; null where it says nothing
 */
public record ReceivedEmail(
        long id,
        long leadId,
        Message message,
        Sender sender,
        String subject,
        String body,
        List<IncomingEmail.Attachment> attachments,
        boolean isAutomatic,
        @Nullable Instant sentAt,
        Instant createdAt) {

    /**
     * How it is named, and what it goes on with.
     *
     * @param id its Message-ID; null where it has none
     * @param references the ids of the messages before it, the oldest first
     */
    public record Message(@Nullable String id, List<String> references) {}

    /** @param name "" where it says none */
    public record Sender(String email, String name) {}
}
