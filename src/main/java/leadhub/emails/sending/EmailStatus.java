package leadhub.emails.sending;

import java.util.Arrays;
import java.util.Locale;

/** What came of an email. */
public enum EmailStatus {
    /** It is on its way, or tried again later. */
    QUEUED,
    /** A mail server has taken it. */
    SENT,
    /** It couldn't be sent. */
    FAILED,
    /** Its receiver gets no emails. */
    SUPPRESSED,
    /** A mail server had taken it, and couldn't hand it over. */
    BOUNCED,
    /** Its lead was gone before it was sent. */
    CANCELLED;

    /** Its name in the database and in the keys of messages. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static EmailStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No status is called " + word));
    }
}
