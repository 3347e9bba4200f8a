package leadhub.base.database;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Statements of the current transaction whose answers nobody waits for. They travel in order with the next statement of
 * their workspace, or together just before the commit.
 */
final class DeferredStatements implements TransactionSynchronization {
    private static final int MOST = 16;

    private final Sql sql;
    private final long workspaceId;
    private final List<Sql.Statement> statements = new ArrayList<>();

    private DeferredStatements(Sql sql, long workspaceId) {
        this.sql = sql;
        this.workspaceId = workspaceId;
    }

    /** Keeps a statement for later; false where it has to run at once, as there is no transaction to keep it for. */
    static boolean add(Sql sql, long workspaceId, Sql.Statement statement) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return false;
        }
        var waiting = current(sql);
        if (waiting == null) {
            waiting = new DeferredStatements(sql, workspaceId);
            TransactionSynchronizationManager.bindResource(sql, waiting);
            TransactionSynchronizationManager.registerSynchronization(waiting);
        }
        if (waiting.workspaceId != workspaceId || waiting.statements.size() >= MOST) {
            return false;
        }
        return waiting.statements.add(statement);
    }

    /** Those that go along with a statement of a workspace, which from now on are no longer kept. */
    static List<Sql.Statement> take(Sql sql, long workspaceId) {
        var waiting = current(sql);
        if (waiting == null || waiting.workspaceId != workspaceId) {
            return List.of();
        }
        var taken = List.copyOf(waiting.statements);
        waiting.statements.clear();
        return taken;
    }

    /** Runs what has not travelled with another statement. */
    static void flush(Sql sql) {
        var waiting = current(sql);
        if (waiting != null && !waiting.statements.isEmpty()) {
            sql.runDeferred(waiting.workspaceId);
        }
    }

    /** Forgets what has not travelled with another statement: it is rolled back before it ran. */
    static void discard(Sql sql) {
        var waiting = current(sql);
        if (waiting != null) {
            waiting.statements.clear();
        }
    }

    private static @Nullable DeferredStatements current(Sql sql) {
        return (DeferredStatements) TransactionSynchronizationManager.getResource(sql);
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResource(sql);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(sql, this);
    }

    @Override
    public void flush() {
        flush(sql);
    }

    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(sql);
    }
}
