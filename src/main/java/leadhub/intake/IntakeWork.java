package leadhub.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import leadhub.audit.Audit;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.base.database.RetryOnConflict;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has a row's handler work on it. The row is held, worked on and marked in one transaction of its own: after a crash it is as it
 * was, and is worked on again. What fails for a reason, or for a fault of ours, is marked so; while the database is away,
 * nothing is.
 */
@Component
class IntakeWork {
    /** Before what failed for a passing reason is tried again; after the last one it has failed. */
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2));

    private final IntakeSql sql;
    private final IntakeWorkSql work;
    private final Handlers handlers;
    private final Clock clock;
    private final Results results;
    private final TransactionTemplate tx;

    /** Where it is written down that work has failed, and when somebody looks again. */
    @Component
    record Results(IntakeFailureSql failures, IntakeMarks marks, PlatformTransactionManager transactions) {}

    IntakeWork(IntakeSql sql, IntakeWorkSql work, Handlers handlers, Clock clock, Results results) {
        this.sql = sql;
        this.work = work;
        this.handlers = handlers;
        this.clock = clock;
        this.results = results;
        this.tx = new TransactionTemplate(results.transactions());
        // In the transaction of a caller, such as one that keeps its answer, with a savepoint.
        tx.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** The handlers by their source. Asked for late: they stand on features that stand on the ledger. */
    @Component
    static class Handlers {
        private final ObjectProvider<IntakeHandler> handlers;
        private final Workspaces workspaces;
        private final Audit audit;
        private final AtomicReference<Map<IntakeSource, IntakeHandler>> bySource = new AtomicReference<>(Map.of());

        Handlers(ObjectProvider<IntakeHandler> handlers, Workspaces workspaces, Audit audit) {
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
                return IntakeOutcome.failed(IntakeReason.of(Refusal.of("intake.no_handler")));
            }
            return handler.handle(workspaces.rememberedCaller(workspaceId, taken.actor()), received);
        }
    }

    /**
     * Works on those that wait, in one transaction; if that fails, on as many one by one, so that one of them keeps none from the others.
     *
     * @return how many there were; 0 for none
     */
    int next(long workspaceId, int most) {
        var begun = new ArrayList<IntakeWorkSql.Taken>();
        try {
            return Objects.requireNonNull(tx.execute(status -> {
                begun.addAll(work.next(workspaceId, Times.now(clock), most));
                begun.forEach(taken -> finish(
                        workspaceId, taken, false, handlers.handle(workspaceId, taken, taken.received(false, false))));
                status.flush();
                return begun.size();
            }));
        } catch (RuntimeException | Error e) {
            if (begun.isEmpty() || IntakeFailure.isOfTheDatabase(e)) {
                throw e;
            }
            if (begun.size() == 1 && !(e instanceof ConcurrencyFailureException)) {
                fail(workspaceId, begun.getFirst(), e, null, false);
                return 1;
            }
            var done = 0;
            while (done < begun.size() && nextAlone(workspaceId)) {
                done++;
            }
            // Where others have taken them meanwhile, there may be more.
            return Math.max(1, done);
        }
    }

    private boolean nextAlone(long workspaceId) {
        return once(
                () -> work.next(workspaceId, Times.now(clock), 1).stream()
                        .findFirst()
                        .orElse(null),
                taken -> true,
                workspaceId,
                null,
                false);
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
            return RetryOnConflict.run(() -> Objects.requireNonNull(tx.execute(status -> {
                begun.set(null);
                var taken = taking.take();
                if (taken == null || !check.may(taken)) {
                    return false;
                }
                begun.set(taken);
                audit(by, taken, isAsNew);
                finish(
                        workspaceId,
                        taken,
                        isAsNew,
                        handlers.handle(workspaceId, taken, taken.received(by != null, isAsNew)));
                // What it violates has to show before the transaction of a caller goes on.
                status.flush();
                return true;
            })));
        } catch (RuntimeException | Error e) {
            var taken = begun.get();
            if (taken == null || IntakeFailure.isOfTheDatabase(e)) {
                throw e;
            }
            return fail(workspaceId, taken, e, by, isAsNew);
        }
    }

    private boolean fail(
            long workspaceId, IntakeWorkSql.Taken taken, Throwable why, @Nullable Caller by, boolean isAsNew) {
        var failure = IntakeFailure.of(why).orElseThrow();
        return Objects.requireNonNull(tx.execute(status -> {
            var isWritten = write(workspaceId, taken, failure, by, isAsNew);
            if (isWritten) {
                audit(by, taken, isAsNew);
            }
            return isWritten || by == null;
        }));
    }

    private void finish(long workspaceId, IntakeWorkSql.Taken taken, boolean isAsNew, IntakeOutcome outcome) {
        if (isAsNew && outcome.status() != IntakeStatus.PROCESSED) {
            var reason = outcome.reason() == null ? "" : outcome.reason().json();
            results.failures().note(workspaceId, taken.whole().entry(), reason);
            return;
        }
        sql.finish(workspaceId, taken.id(), outcome, Times.now(clock));
        var externalId = taken.whole().entry().externalId();
        var leadId = outcome.leadId();
        if (!isAsNew && externalId != null && leadId != null) {
            sql.linkDuplicates(workspaceId, taken.whole().entry(), externalId, leadId);
        }
    }

    /** False if another one has worked on the row since. */
    private boolean write(
            long workspaceId, IntakeWorkSql.Taken taken, IntakeFailure failure, @Nullable Caller by, boolean isAsNew) {
        var found = taken.whole().entry();
        var now = Times.now(clock);
        if (isAsNew) {
            return results.failures().note(workspaceId, found, failure.reason().json());
        }
        if (by == null && failure.isTransient() && found.attempts() < PAUSES.size()) {
            var retryAt = now.plus(PAUSES.get(found.attempts()));
            results.marks().at(workspaceId, retryAt);
            return results.failures().postpone(workspaceId, found, failure.reason(), retryAt);
        }
        return results.failures().fail(workspaceId, found, failure.reason(), now);
    }

    private void audit(@Nullable Caller by, IntakeWorkSql.Taken taken, boolean isAsNew) {
        if (by != null) {
            handlers.audit.record(
                    by,
                    "intake.replayed",
                    taken.id(),
                    null,
                    Map.of("source", taken.whole().entry().source().word(), "as_new", isAsNew));
        }
    }
}
