package leadhub.automations.runs;

import leadhub.api.RefusalWords;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/** Says why a step failed, for people. */
final class RunErrors {
    static final String OURS = "internal_error";

    private RunErrors() {}

    static String text(RuntimeException e) {
        return e instanceof ProblemException problem ? text(problem.problem()) : OURS;
    }

    private static String text(Problem problem) {
        return switch (problem) {
            case Problem.Invalid(var errors) ->
                errors.entrySet().stream()
                        .findFirst()
                        .map(error -> RefusalWords.LEADHUB.say(
                                error.getKey(), error.getValue().getFirst()))
                        .orElse(OURS);
            default -> {
                var refusal = refusal(problem);
                yield refusal == null ? OURS : RefusalWords.LEADHUB.say(refusal);
            }
        };
    }

    static @Nullable Refusal refusal(Problem problem) {
        return switch (problem) {
            case Problem.Forbidden(var refusal) -> refusal;
            case Problem.NotFound(var refusal) -> refusal;
            case Problem.Conflict(var refusal) -> refusal;
            case Problem.Merged merged -> merged.refusal();
            default -> null;
        };
    }

    /** Whether the same may be done in a moment. */
    static boolean isPassing(RuntimeException e) {
        return !(e instanceof ProblemException problem)
                || switch (problem.problem()) {
                    case Problem.Unavailable _ -> true;
                    // Whoever else changed the same has gone on by then.
                    case Problem.Conflict(var refusal) -> refusal.key().equals("record.busy");
                    default -> false;
                };
    }

    /** Whether automations have started each other too often. */
    static boolean isLoop(RuntimeException e) {
        return e instanceof ProblemException problem
                && problem.problem() instanceof Problem.Conflict(var refusal)
                && refusal.key().equals("automation.too_deep");
    }
}
