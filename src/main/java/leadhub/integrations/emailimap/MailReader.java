package leadhub.integrations.emailimap;

import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import leadhub.emails.received.IncomingEmail;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message of a mailbox. Nothing in it is followed or loaded.
 *
 * <p>Limits: 300 characters of subject, 50 references; {@link MailParts} has those of its parts.
 */
final class MailReader {
    private static final int MOST_SUBJECT = 300;
    private static final int MOST_REFERENCES = 50;
    private static final int MOST_ID = 998;
    private static final Pattern ID = Pattern.compile("<[^<>\\s]{1,996}>");
    private static final Session SESSION = Session.getInstance(new Properties());

    private MailReader() {}

    /**
     * A message and its files.
     *
     * @param files what its attachments are, in their order
     * @param isCut whether more of it is in the mailbox, so that the last file isn't whole
     */
    record Mail(IncomingEmail email, List<Part> files, boolean isCut) {}

    /** Null for what is no message. The files are read from where it lies. */
    static @Nullable Mail read(SpooledMail spooled) {
        try {
            var message = new MimeMessage(SESSION, spooled.open());
            return message.getAllHeaders().hasMoreElements() ? read(message, spooled.size()) : null;
        } catch (MessagingException | IOException | RuntimeException | StackOverflowError e) {
            return null;
        }
    }

    private static Mail read(MimeMessage message, long size) throws MessagingException, IOException {
        var addresses = MailAddresses.of(message);
        var parts = MailParts.of(message);
        var isCut = size >= ImapRead.MOST_OF_ONE;
        var email = new IncomingEmail(
                ids(message, "Message-ID").stream().findFirst().orElse(null),
                addresses.sender(),
                addresses.from(),
                addresses.to(),
                addresses.reply(),
                MailParts.cut(
                        MailParts.clean(MailAddresses.decoded(message.getHeader("Subject", null)))
                                .replaceAll("\\s+", " ")
                                .strip(),
                        MOST_SUBJECT),
                parts.text(),
                sentAt(message),
                references(message),
                MailNature.of(message),
                parts.bounce(),
                parts.attachments(),
                parts.isCut() || isCut,
                parts.labels());
        return new Mail(email, parts.files(), isCut);
    }

    private static @Nullable Instant sentAt(MimeMessage message) throws MessagingException {
        try {
            var date = message.getSentDate();
            return date == null ? null : Instant.ofEpochMilli(date.getTime());
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** What it goes on with, the oldest first. */
    private static List<String> references(MimeMessage message) throws MessagingException {
        var all = new java.util.LinkedHashSet<>(ids(message, "References"));
        all.addAll(ids(message, "In-Reply-To"));
        return all.stream().skip(Math.max(0, all.size() - MOST_REFERENCES)).toList();
    }

    static List<String> ids(MimeMessage message, String name) throws MessagingException {
        var header = message.getHeader(name, " ");
        return header == null ? List.of() : ids(header);
    }

    static List<String> ids(String header) {
        return ID.matcher(header)
                .results()
                .map(found -> MailParts.clean(found.group()))
                .filter(id -> id.length() <= MOST_ID)
                .toList();
    }
}
