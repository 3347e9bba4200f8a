package leadhub.mail;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an email says of itself.
 *
 * @param messageId the same at every attempt, in angle brackets
 * @param senderName as whom the sender's address is shown
 * @param unsubscribeUrl where a mail program ends such emails with one POST (RFC 8058); null where nobody can
 * @param references the ids of the messages that it answers, in angle brackets, the oldest first
 */
public record MailHeaders(
        String messageId, String senderName, @Nullable String unsubscribeUrl, List<String> references) {

    /** Those of an email that answers none. */
    public MailHeaders(String messageId, String senderName, @Nullable String unsubscribeUrl) {
        this(messageId, senderName, unsubscribeUrl, List.of());
    }
}
