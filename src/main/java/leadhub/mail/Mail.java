package leadhub.mail;

import leadhub.base.Problem;
import leadhub.base.Refusal;

/**
 * An email to one person, twice: as plain text and as HTML.
 *
 * <p>Limits: 300 characters of subject, 64 Ki characters each way.
 */
public record Mail(String to, String subject, String text, String html) {
    private static final int MOST_SUBJECT = 300;
    private static final int MOST_BODY = 64 * 1024;

    public Mail {
        // A line break in a subject would begin a header of somebody else's choice.
        subject = subject.replaceAll("\\p{Cntrl}+", " ");
        subject = subject.substring(0, Math.min(MOST_SUBJECT, subject.length()));
        if (text.length() > MOST_BODY || html.length() > MOST_BODY) {
            throw Problem.invalid("mail", Refusal.of("mail.too_long")).exception();
        }
    }

    /** Without its text, which may contain a link. */
    @Override
    public String toString() {
        return "Mail[" + to + "]";
    }
}
