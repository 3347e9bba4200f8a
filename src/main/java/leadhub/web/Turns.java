package leadhub.web;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import leadhub.base.AnswerBudget;
import leadhub.base.FairShares;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.database.DatabasePool;
import leadhub.base.database.StatementTimeout;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Limits the requests that run at a time: to the database connections available, per workspace so that
 * others always find a free one, and to the memory available for answers.
 *
 * <p>Limits: five connections of the pool are reserved for jobs and signals. One workspace has at most two thirds of the others,
 * and one for every two processors while another one asks too, which would wait for the processors otherwise: PostgreSQL needs
 * one as well. Whoever waits
 * for ten seconds is refused. A statement may take eight, so that PostgreSQL gives up before the connection does.
 */
@Component
public class Turns {
    private static final int LEFT_TO_OTHERS = 5;
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** The turn of the request that a thread is at. */
    private static final ThreadLocal<@Nullable Turn> CURRENT = new ThreadLocal<>();

    private final AnswerBudget budget;
    private final FairShares connections;
    private final Duration patience;
    private final Duration statementTimeout;

    Turns(
            AnswerBudget budget,
            DataSource dataSource,
            @Value("${leadhub.answer-patience:10s}") Duration patience,
            @Value("${leadhub.statement-timeout:8s}") Duration statementTimeout) {
        var pool = dataSource instanceof DatabasePool database ? database.size() : 10;
        var usable = Math.max(2, pool - LEFT_TO_OTHERS);
        this.budget = budget;
        var most = Math.max(1, usable * 2 / 3);
        this.connections = new FairShares(usable, most, Math.min(most, Math.max(1, CORES / 2)));
        this.patience = patience;
        this.statementTimeout = statementTimeout;
    }

    /** Waits for a workspace's turn; refuses the request if that takes too long. */
    public Turn begin(long workspaceId) {
        var lease = budget.take(workspaceId);
        try {
            acquire(workspaceId);
            var turn = new Turn(workspaceId, lease);
            turn.begin();
            return turn;
        } catch (ProblemException e) {
            lease.close();
            throw e;
        }
    }

    /** Whether another workspace has asked for something within the last second. */
    public boolean haveOthersAsked(long workspaceId) {
        return connections.haveOthersAsked(workspaceId);
    }

    private void acquire(long workspaceId) {
        try {
            if (connections.acquire(workspaceId, 1, patience)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Problem.Unavailable(RETRY_AFTER).exception();
    }

    /**
     * Does something slow that needs no database for whoever has a turn, in no transaction: others have the connection meanwhile.
     *
     * @param undo what becomes of it if there is no turn afterwards, which refuses the request
     */
    public static <T> T outside(Supplier<T> work, Consumer<T> undo) {
        var turn = CURRENT.get();
        if (turn == null) {
            return work.get();
        }
        turn.stopWorking();
        var done = work.get();
        try {
            turn.goOn();
            return done;
        } catch (ProblemException e) {
            undo.accept(done);
            throw e;
        }
    }

    /** A request's turn, which ends when it is closed. */
    public final class Turn implements AutoCloseable {
        private final long workspaceId;
        private final AnswerBudget.Lease lease;
        private boolean isWorking;

        private Turn(long workspaceId, AnswerBudget.Lease lease) {
            this.workspaceId = workspaceId;
            this.lease = lease;
        }

        /** The memory budget for the answer. */
        public AnswerBudget.Lease lease() {
            return lease;
        }

        /** Gives up the database connection: only so many bytes are left to send. */
        public void sends(long bytes) {
            lease.resize(bytes);
            stopWorking();
        }

        private void begin() {
            isWorking = true;
            StatementTimeout.set(statementTimeout);
            CURRENT.set(this);
        }

        private void goOn() {
            acquire(workspaceId);
            begin();
        }

        private void stopWorking() {
            StatementTimeout.clear();
            CURRENT.remove();
            if (isWorking) {
                isWorking = false;
                connections.release(workspaceId, 1);
            }
        }

        @Override
        public void close() {
            stopWorking();
            lease.close();
        }
    }
}
