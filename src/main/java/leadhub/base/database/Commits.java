package leadhub.base.database;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** What happens around every commit, after all that takes part in the transaction has had its say. */
@Component
class Commits implements TransactionExecutionListener {
    private final Sql sql;

    Commits(Sql sql) {
        this.sql = sql;
    }

    /** What waits belongs before the savepoint of a nested one. */
    @Override
    public void beforeBegin(TransactionExecution transaction) {
        if (transaction.isNested()) {
            DeferredStatements.flush(sql);
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        DeferredStatements.flush(sql);
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null && !transaction.isNested()) {
            RetryOnConflict.committed();
        }
    }

    /** What waits in a nested one is undone with it, and must not run in the outer one. */
    @Override
    public void afterRollback(TransactionExecution transaction, @Nullable Throwable failure) {
        if (transaction.isNested()) {
            DeferredStatements.discard(sql);
        }
    }
}
