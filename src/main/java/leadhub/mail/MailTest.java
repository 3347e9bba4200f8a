package leadhub.mail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A test email that somebody sent to themselves.
 *
 * @param outcome null while it is being sent; {@code sent}, or the word of a {@link MailFailure}
 */
public record MailTest(Instant askedAt, @Nullable String outcome) {
    static final String SENT = "sent";

    public boolean isSent() {
        return SENT.equals(outcome);
    }
}
