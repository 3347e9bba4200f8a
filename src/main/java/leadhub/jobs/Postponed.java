package leadhub.jobs;

import java.time.Instant;

/** Thrown by a job that has to run later: it runs again then, and doesn't count as failed. */
public class Postponed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Instant until;

    public Postponed(String message, Instant until) {
        super(message);
        this.until = until;
    }

    public Instant until() {
        return until;
    }
}
