package leadhub.mail;

import leadhub.jobs.Hopeless;

/** An email couldn't be sent. Says the failure's name and no word of the mail server, which may say anything. */
public final class Unsent extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final MailFailure failure;
    private final boolean isFinal;

    Unsent(MailFailure failure, boolean isFinal) {
        super("The e-mail couldn't be sent: " + failure.word());
        this.failure = failure;
        this.isFinal = isFinal;
    }

    public MailFailure failure() {
        return failure;
    }

    /** Whether a retry would fail in the same way. */
    public boolean isFinal() {
        return isFinal;
    }

    /** The exception a job should fail with, so that hopeless failures aren't retried. */
    public RuntimeException ofJob() {
        return isFinal ? new Hopeless(String.valueOf(getMessage())) : this;
    }
}
