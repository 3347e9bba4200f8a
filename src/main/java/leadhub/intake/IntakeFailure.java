package leadhub.intake;

import java.util.Optional;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.database.Outage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionException;

/**
 * Why the work on a row was rolled back.
 *
 * @param isTransient whether it may go well a little later
 */
record IntakeFailure(IntakeReason reason, boolean isTransient) {
    private static final Logger log = LoggerFactory.getLogger(IntakeFailure.class);
    private static final Refusal BUSY = Refusal.of("record.busy");
    private static final IntakeReason FAULT = IntakeReason.of(Refusal.of("intake.fault"));

    /** Whether it says nothing about the row. */
    static boolean isOfTheDatabase(Throwable e) {
        return Outage.isBehind(e);
    }

    /** Empty while the database is away: then nothing is wrong with the row. */
    static Optional<IntakeFailure> of(Throwable e) {
        if (isOfTheDatabase(e)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (e) {
                    case ProblemException refused -> of(refused.problem());
                    case DataIntegrityViolationException violation -> fault(e, false);
                    case DataAccessException unexpected -> fault(e, true);
                    case TransactionException unexpected -> fault(e, true);
                    case Error unexpected -> fault(e, true);
                    default -> fault(e, false);
                });
    }

    private static IntakeFailure of(Problem problem) {
        return switch (problem) {
            case Problem.Invalid(var refusals) -> new IntakeFailure(new IntakeReason(refusals), false);
            case Problem.BadRequest(var refusal) -> refused(refusal);
            case Problem.UnsupportedMediaType(var refusal) -> refused(refusal);
            case Problem.NotFound(var refusal) -> refused(refusal);
            case Problem.Merged merged -> refused(merged.refusal());
            case Problem.Conflict(var refusal) -> new IntakeFailure(IntakeReason.of(refusal), refusal.equals(BUSY));
            case Problem.Forbidden(var refusal) -> refused(refusal);
            case Problem.Unavailable(var retryAfter) -> new IntakeFailure(FAULT, true);
            case Problem.RateLimited(var retryAfter) -> new IntakeFailure(FAULT, true);
            case Problem.TooSlow other -> new IntakeFailure(FAULT, true);
            case Problem.Unauthorized other -> new IntakeFailure(FAULT, false);
            case Problem.MethodNotAllowed other -> new IntakeFailure(FAULT, false);
            case Problem.TooLarge other -> new IntakeFailure(FAULT, false);
            case Problem.PreconditionFailed other -> new IntakeFailure(FAULT, false);
            case Problem.ServerError other -> new IntakeFailure(FAULT, false);
        };
    }

    private static IntakeFailure refused(Refusal refusal) {
        return new IntakeFailure(IntakeReason.of(refusal), false);
    }

    private static IntakeFailure fault(Throwable e, boolean isTransient) {
        log.error("Something that came in could not be worked on for a fault of ours.", e);
        return new IntakeFailure(FAULT, isTransient);
    }
}
