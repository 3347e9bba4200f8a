package leadhub.mail;

import java.time.Duration;
import java.time.Instant;
import leadhub.jobs.Hopeless;
import leadhub.jobs.Postponed;
import org.jspecify.annotations.Nullable;

/** An email couldn't be sent. Says the failure's name and no word of the mail server, which may say anything. */
public final class Unsent extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final MailFailure failure;
    private final boolean isFinal;
    private final @Nullable Duration pause;

    public Unsent(MailFailure failure, boolean isFinal) {
        this(failure, isFinal, null);
    }

    /** @param pause for which its taker wants to be left alone; null where it doesn't say */
    public Unsent(MailFailure failure, boolean isFinal, @Nullable Duration pause) {
        super("The e-mail couldn't be sent: " + failure.word());
        this.failure = failure;
        this.isFinal = isFinal;
        this.pause = pause;
    }

    public MailFailure failure() {
        return failure;
    }

    /** Whether a retry would fail in the same way. */
    public boolean isFinal() {
        return isFinal;
    }

    /** For how long its taker wants to be left alone; null where it doesn't say. */
    public @Nullable Duration pause() {
        return pause;
    }

    /** The exception a job should fail with, so that hopeless failures aren't retried. */
    public RuntimeException ofJob() {
        return isFinal ? new Hopeless(String.valueOf(getMessage())) : this;
    }

    /** The same where its taker may ask for a pause, which doesn't count as an attempt. @param until when it is given up */
    public RuntimeException ofJob(Instant now, Instant until) {
        if (isFinal || pause == null) {
            return ofJob();
        }
        return now.isAfter(until)
                ? new Hopeless(String.valueOf(getMessage()))
                : new Postponed(String.valueOf(getMessage()), now.plus(pause));
    }
}
