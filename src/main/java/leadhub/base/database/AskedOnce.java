package leadhub.base.database;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Keeps answers until the current transaction ends, for one that makes thousands of records and would ask the same for
 * each of them. Outside of a transaction it asks every time.
 */
public final class AskedOnce<K, V> {

    /** What was answered in this transaction, else what is answered now. */
    public V get(K key, Supplier<V> ask) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return ask.get();
        }
        var answers = answers();
        var known = answers.get(key);
        if (known != null) {
            return known;
        }
        var answer = ask.get();
        answers.put(key, answer);
        return answer;
    }

    private Map<K, V> answers() {
        @SuppressWarnings("unchecked") // nobody else binds anything to this
        var bound = (@Nullable Map<K, V>) TransactionSynchronizationManager.getResource(this);
        if (bound != null) {
            return bound;
        }
        var answers = new HashMap<K, V>();
        TransactionSynchronizationManager.bindResource(this, answers);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            /** A transaction within this one has answers of its own. */
            @Override
            public void suspend() {
                TransactionSynchronizationManager.unbindResourceIfPossible(AskedOnce.this);
            }

            @Override
            public void resume() {
                TransactionSynchronizationManager.bindResource(AskedOnce.this, answers);
            }

            @Override
            public void beforeCompletion() {
                TransactionSynchronizationManager.unbindResourceIfPossible(AskedOnce.this);
            }
        });
        return answers;
    }
}
