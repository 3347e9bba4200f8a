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

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        DeferredStatements.flush(sql);
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        if (failure == null) {
            RetryOnConflict.committed();
        }
    }
}
