package leadhub.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail that somebody sent to themselves to try the mail server out.
 *
 * @param outcome null while it is on its way; {@code sent}, or the word of a {@link MailFailure}
 */
public record MailTest(Instant askedAt, @Nullable String outcome) {
    static final String SENT = "sent";

    public boolean isSent() {
        return SENT.equals(outcome);
    }
}
