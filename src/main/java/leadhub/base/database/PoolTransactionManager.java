package leadhub.base.database;

import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Spring's own, which also does what has to wait for something after a commit: when the connection is back in the pool, so
 * that nobody waits while holding one.
 */
final class PoolTransactionManager extends JdbcTransactionManager {
    private static final long serialVersionUID = 1;
    private static final ThreadLocal<List<Runnable>> waiting = ThreadLocal.withInitial(ArrayList::new);

    PoolTransactionManager(DatabasePool pool) {
        super(pool);
    }

    /** If the current transaction commits, this is done once its connection is free. */
    static void afterRelease(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                if (status == STATUS_COMMITTED) {
                    waiting.get().add(work);
                }
            }
        });
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        super.doCleanupAfterCompletion(transaction);
        var work = List.copyOf(waiting.get());
        waiting.remove();
        work.forEach(Runnable::run);
    }
}
