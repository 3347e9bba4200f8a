package leadhub.base.database;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.function.LongFunction;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Something small that every request of a workspace needs, remembered so that it costs no statement. Whoever changes it
 * says so, and all processes forget it; while no signals are heard, it is asked for each time.
 */
public final class Remembered<T> {
    private static final int MOST_WORKSPACES = 10_000;

    private final Signals signals;
    private final String topic;
    private final LongFunction<T> ask;
    private final ReadThroughCache<Long, T> known;

    /**
     * @param topic of the signals, its own
     * @param ask reads it for a workspace
     */
    public Remembered(Signals signals, String topic, LongFunction<T> ask) {
        this.signals = signals;
        this.topic = topic;
        this.ask = ask;
        this.known = new ReadThroughCache<>(
                Caffeine.newBuilder().maximumSize(MOST_WORKSPACES).build(), signals::listening);
        signals.on(topic, this::heard);
    }

    /** What the workspace has. */
    public T get(long workspaceId) {
        return known.get(workspaceId, id -> Optional.of(ask.apply(id))).orElseThrow();
    }

    /** The current transaction changes it: here it is forgotten when that is over, elsewhere a moment later. */
    public void changed(long workspaceId) {
        signals.send(topic, Long.toString(workspaceId));
        forget(workspaceId);
    }

    /** The same, and whoever changes it goes on when all processes have forgotten it: nobody acts on what it was any more. */
    public void changedEverywhere(long workspaceId) {
        forget(workspaceId);
        signals.sendAndWait(topic, Long.toString(workspaceId));
    }

    private void forget(long workspaceId) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            /** After a rollback too: the transaction may have asked for what it was about to change. */
            @Override
            public void afterCompletion(int status) {
                heard(Long.toString(workspaceId));
            }
        });
    }

    private void heard(String workspaceId) {
        if (workspaceId.equals("*")) {
            known.invalidateAll();
        } else {
            known.invalidate(Long.valueOf(workspaceId));
        }
    }
}
