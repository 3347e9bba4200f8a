package leadhub.emails;

import java.time.Instant;

/**
 * An email that is written once and sent to many leads.
 *
 * @param body plain text; paragraphs are separated by empty lines
 * @param language a BCP 47 tag
 */
public record EmailTemplate(
        long id, String name, String subject, String body, String language, Instant createdAt, Instant updatedAt) {
    /** Names have at most this many code points. */
    public static final int MOST_NAME = 255;
    /** Subjects have at most this many code points, placeholders included. */
    public static final int MOST_SUBJECT = 255;
    /** Bodies have at most this many code points, placeholders included. */
    public static final int MOST_BODY = 10_000;
    /** Language tags have at most this many characters. */
    public static final int MOST_LANGUAGE = 35;
    /** A workspace has at most this many templates. */
    public static final int MOST = 500;

    /** What of it is sent. */
    public EmailDraft draft() {
        return new EmailDraft(subject, body, language);
    }
}
