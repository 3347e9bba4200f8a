package leadhub.intake;

import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.base.database.RetryOnConflict;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has a row's door work on it. The row is held, worked on and marked in one transaction of its own: after a crash it is as it
 * was, and is worked on again. What fails for a reason, or for a fault of ours, is marked so; while the database is away,
 * nothing is.
 */
@Component
class IntakeWork {
    private static final Logger log = LoggerFactory.getLogger(IntakeWork.class);

    private final IntakeSql sql;
    private final IntakeWorkSql work;
    private final Doors doors;
    private final Clock clock;
    private final TransactionTemplate own;

    IntakeWork(IntakeSql sql, IntakeWorkSql work, Doors doors, Clock clock, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.work = work;
        this.doors = doors;
        this.clock = clock;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The handlers by their source. Asked for late: they stand on features that stand on the ledger. */
    @Component
    static class Doors {
        private final ObjectProvider<IntakeHandler> handlers;
        private final Workspaces workspaces;
        private final Audit audit;
        private final AtomicReference<Map<IntakeSource, IntakeHandler>> bySource = new AtomicReference<>(Map.of());

        Doors(ObjectProvider<IntakeHandler> handlers, Workspaces workspaces, Audit audit) {
            this.handlers = handlers;
            this.workspaces = workspaces;
            this.audit = audit;
        }

        IntakeOutcome handle(long workspaceId, IntakeWorkSql.Taken taken, ReceivedIntake received) {
            if (bySource.get().isEmpty()) {
                var all = new EnumMap<IntakeSource, IntakeHandler>(IntakeSource.class);
                handlers.forEach(handler -> all.put(handler.source(), handler));
                bySource.set(all);
            }
            var handler = bySource.get().get(received.source());
            if (handler == null) {
                return IntakeOutcome.failed(IntakeReason.of(Refusal.of("intake.no_door")));
            }
            return handler.handle(workspaces.caller(workspaceId, taken.actor()), received);
        }
    }

    /** Works on the next one that waits; false if there is none. */
    boolean next(long workspaceId) {
        return once(() -> work.next(workspaceId).orElse(null), taken -> true, workspaceId, null, false);
    }

    /**
     * Works on one again that did not do what it was for.
     *
     * @param isAsNew on any, as if nobody knew its external id or the person
     * @param by who wants it
     */
    boolean again(Caller by, long id, boolean isAsNew) {
        by.require(Permission.WRITE_INTEGRATIONS);
        var workspaceId = by.workspaceId();
        return once(
                () -> work.lock(workspaceId, id).orElseThrow(IntakeLedger::unknown),
                taken -> mayBeginAgain(workspaceId, taken, isAsNew),
                workspaceId,
                by,
                isAsNew);
    }

    /** What waits is worked on anyway, and a test stays one. Another may have counted for its external id meanwhile. */
    private boolean mayBeginAgain(long workspaceId, IntakeWorkSql.Taken taken, boolean isAsNew) {
        var entry = taken.whole().entry();
        return switch (entry.outcome().status()) {
            case RECEIVED -> false;
            case TEST -> true;
            case PROCESSED -> isAsNew && !entry.isTest();
            case DUPLICATE, SPAM, FAILED, IGNORED ->
                isAsNew || entry.externalId() == null || sql.count(workspaceId, entry.id());
        };
    }

    private interface Taking {
        IntakeWorkSql.@Nullable Taken take();
    }

    private interface Check {
        boolean may(IntakeWorkSql.Taken taken);
    }

    private boolean once(Taking taking, Check check, long workspaceId, @Nullable Caller by, boolean isAsNew) {
        var begun = new AtomicReference<IntakeWorkSql.@Nullable Taken>();
        try {
            return RetryOnConflict.run(() -> Objects.requireNonNull(own.execute(status -> {
                var taken = taking.take();
                if (taken == null || !check.may(taken)) {
                    return false;
                }
                begun.set(taken);
                audit(by, taken, isAsNew);
                var outcome = doors.handle(workspaceId, taken, taken.received(by != null, isAsNew));
                sql.finish(workspaceId, taken.id(), outcome, Times.now(clock));
                return true;
            })));
        } catch (RuntimeException e) {
            var taken = begun.get();
            var reason = reason(e);
            if (taken == null || reason == null) {
                throw e;
            }
            own.executeWithoutResult(status -> {
                audit(by, taken, isAsNew);
                sql.fail(workspaceId, taken.id(), IntakeOutcome.failed(reason), Times.now(clock));
            });
            return true;
        }
    }

    private void audit(@Nullable Caller by, IntakeWorkSql.Taken taken, boolean isAsNew) {
        if (by != null) {
            doors.audit.record(
                    by,
                    "intake.replayed",
                    taken.id(),
                    null,
                    Map.of("source", taken.whole().entry().source().word(), "as_new", isAsNew));
        }
    }

    /** Null where nothing is wrong with the row, but with the database: then it stays as it is. */
    private static @Nullable IntakeReason reason(RuntimeException e) {
        return switch (e) {
            case ProblemException refused -> reason(refused.problem());
            case DataIntegrityViolationException fault -> fault(e);
            case DataAccessException away -> null;
            case TransactionException away -> null;
            default -> fault(e);
        };
    }

    private static @Nullable IntakeReason reason(Problem problem) {
        return switch (problem) {
            case Problem.Invalid(var refusals) -> new IntakeReason(refusals);
            case Problem.BadRequest(var refusal) -> IntakeReason.of(refusal);
            case Problem.UnsupportedMediaType(var refusal) -> IntakeReason.of(refusal);
            case Problem.NotFound(var refusal) -> IntakeReason.of(refusal);
            case Problem.Conflict(var refusal) -> IntakeReason.of(refusal);
            case Problem.Forbidden(var refusal) -> IntakeReason.of(refusal);
            case Problem.Unavailable away -> null;
            case Problem.Unauthorized other -> IntakeReason.of(Refusal.of("intake.fault"));
            case Problem.MethodNotAllowed other -> IntakeReason.of(Refusal.of("intake.fault"));
            case Problem.TooLarge other -> IntakeReason.of(Refusal.of("intake.fault"));
            case Problem.TooSlow other -> IntakeReason.of(Refusal.of("intake.fault"));
            case Problem.PreconditionFailed other -> IntakeReason.of(Refusal.of("intake.fault"));
            case Problem.RateLimited other -> IntakeReason.of(Refusal.of("intake.fault"));
            case Problem.ServerError other -> IntakeReason.of(Refusal.of("intake.fault"));
        };
    }

    private static IntakeReason fault(RuntimeException e) {
        log.error("Something that came in could not be worked on for a fault of ours.", e);
        return IntakeReason.of(Refusal.of("intake.fault"));
    }
}
