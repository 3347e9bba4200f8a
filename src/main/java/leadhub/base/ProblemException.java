package leadhub.base;

/** Carries a {@link Problem} to the surface that words it, and rolls the transaction back on its way. */
@SuppressWarnings("serial") // never serialized
public final class ProblemException extends RuntimeException {
    private final Problem problem;

    ProblemException(Problem problem) {
        // A refusal is an answer, not a fault: nobody reads its stack.
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
