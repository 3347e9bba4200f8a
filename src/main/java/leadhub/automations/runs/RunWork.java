package leadhub.automations.runs;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import leadhub.actions.OutsideEffect;
import leadhub.automations.runs.RunTurns.Next;
import leadhub.base.database.RetryOnConflict;
import leadhub.workspaces.Workspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes one run as far as it goes at once: several steps in a transaction; if one of them fails, each in its own, so that
 * those before it are kept.
 *
 * <p>Limits: 6 transactions at once, for requests need connections too; 20 steps in one.
 */
@Component
class RunWork {
    private static final Logger log = LoggerFactory.getLogger(RunWork.class);
    private static final int MOST_TRANSACTIONS = 6;
    private static final int MOST_STEPS = 20;

    private final RunTurns turns;
    private final OutsideTurns outside;
    private final Semaphore room = new Semaphore(MOST_TRANSACTIONS, true);

    RunWork(RunTurns turns, OutsideTurns outside) {
        this.turns = turns;
        this.outside = outside;
    }

    void run(Workspace workspace, ClaimedRun claimed) {
        var most = MOST_STEPS;
        Next next = new Next.More(claimed);
        while (!(next instanceof Next.Nothing)) {
            next = switch (next) {
                case Next.Nothing nothing -> nothing;
                case Next.More(var run) -> {
                    try {
                        var steps = most;
                        yield inTransaction(() -> turns.advance(workspace, run, steps));
                    } catch (RuntimeException e) {
                        if (most > 1) {
                            most = 1;
                            yield next;
                        }
                        yield failed(workspace, run, e);
                    }
                }
                case Next.Attempt attempt -> finish(workspace, attempt);
            };
        }
    }

    private Next finish(Workspace workspace, Next.Attempt attempt) {
        var effect = perform(attempt);
        return inTransaction(() -> outside.finish(workspace, attempt, effect));
    }

    /** A fault of ours is an attempt too: otherwise it would come back whenever the lease ends. */
    private static OutsideEffect perform(Next.Attempt attempt) {
        var outside = attempt.outside();
        var run = attempt.run();
        try {
            return outside.kind().perform(attempt.scene().caller(), run.leadId(), outside.config(), id(attempt));
        } catch (RuntimeException e) {
            if (RunErrors.isPassing(e)) {
                log.error("A step of run {} failed for a fault of ours.", run.id(), e);
            }
            return new OutsideEffect.Failed(RunErrors.text(e), !RunErrors.isPassing(e), null);
        }
    }

    /** By which whoever is outside knows it again. */
    static String id(Next.Attempt attempt) {
        return "run_" + attempt.run().id() + "_" + attempt.outside().step().id();
    }

    private Next failed(Workspace workspace, ClaimedRun run, RuntimeException e) {
        if (RunErrors.isPassing(e)) {
            log.warn("A step of run {} couldn't be taken, trying again.", run.id(), e);
        }
        return inTransaction(() -> {
            turns.failed(workspace, run, e);
            return new Next.Nothing();
        });
    }

    private <T> T inTransaction(Supplier<T> work) {
        room.acquireUninterruptibly();
        try {
            return RetryOnConflict.run(work);
        } finally {
            room.release();
        }
    }
}
