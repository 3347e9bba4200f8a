package leadhub.mail;

import org.jspecify.annotations.Nullable;

/**
 * What an email says of itself.
 *
 * @param messageId the same at every attempt, in angle brackets
 * @param senderName as whom the sender's address is shown
 * @param unsubscribeUrl where a mail program ends such emails with one POST (RFC 8058); null where nobody can
 */
public record MailHeaders(
        String messageId, String senderName, @Nullable String unsubscribeUrl) {}
