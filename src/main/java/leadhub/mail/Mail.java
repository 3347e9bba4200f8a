package leadhub.mail;

import leadhub.base.Problem;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * An email to one person, twice: as plain text and as HTML.
 *
 * <p>Limits: 300 characters of subject, 64 Ki characters each way.
 *
 * @param headers null for those of an email that is like no other
 * @param replyTo whom its reader answers; null for its sender
 */
public record Mail(
        String to,
        String subject,
        String text,
        String html,
        @Nullable MailHeaders headers,
        @Nullable String replyTo) {
    private static final int MOST_SUBJECT = 300;
    private static final int MOST_BODY = 64 * 1024;

    public Mail(String to, String subject, String text, String html) {
        this(to, subject, text, html, null, null);
    }

    public Mail(String to, String subject, String text, String html, @Nullable MailHeaders headers) {
        this(to, subject, text, html, headers, null);
    }

    /** The same, answered to somebody else. */
    Mail answeredTo(@Nullable String other) {
        return new Mail(to, subject, text, html, headers, other);
    }

    public Mail {
        subject = subject(subject);
        if (text.length() > MOST_BODY || html.length() > MOST_BODY) {
            throw Problem.invalid("mail", Refusal.of("mail.too_long")).exception();
        }
    }

    /** A subject as it is sent: a line break in it would begin a header of somebody else's choice. */
    public static String subject(String text) {
        var line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.substring(0, Math.min(MOST_SUBJECT, line.length()));
    }

    /** Without its text, which may contain a link. */
    @Override
    public String toString() {
        return "Mail[" + to + "]";
    }
}
