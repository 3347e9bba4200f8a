package leadhub.jobs;

/** Thrown by a job when a retry would fail in the same way; its message is logged. */
public class Hopeless extends RuntimeException {
    private static final long serialVersionUID = 1;

    public Hopeless(String message) {
        super(message);
    }
}
