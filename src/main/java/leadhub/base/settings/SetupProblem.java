package leadhub.base.settings;

/** Something that keeps LeadHub from starting and that a person can mend; the message says what is wrong and what to do. */
public final class SetupProblem extends RuntimeException {
    public SetupProblem(String message) {
        super(message);
    }

    public SetupProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
