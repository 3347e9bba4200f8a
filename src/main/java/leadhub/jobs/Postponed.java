package leadhub.jobs;

import java.time.Instant;

/** What a job throws whose time hasn't come: it runs again then, and hasn't failed. */
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
