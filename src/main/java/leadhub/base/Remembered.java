package leadhub.base;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.atomic.AtomicLong;
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
    private final Cache<Long, T> known =
            Caffeine.newBuilder().maximumSize(MOST_WORKSPACES).build();
    private final AtomicLong forgotten = new AtomicLong();

    /**
     * @param topic of the signals, its own
     * @param ask reads it for a workspace
     */
    public Remembered(Signals signals, String topic, LongFunction<T> ask) {
        this.signals = signals;
        this.topic = topic;
        this.ask = ask;
        signals.on(topic, this::heard);
    }

    /** What the workspace has. */
    public T get(long workspaceId) {
        var remembered = signals.listening() ? known.getIfPresent(workspaceId) : null;
        if (remembered != null) {
            return remembered;
        }
        var before = forgotten.get();
        var found = ask.apply(workspaceId);
        if (signals.listening()) {
            known.put(workspaceId, found);
            // What was read before a change must not be remembered after it.
            if (before != forgotten.get()) {
                known.invalidate(workspaceId);
            }
        }
        return found;
    }

    /** The current transaction changes it: here it is forgotten when that is committed, elsewhere a moment later. */
    public void changed(long workspaceId) {
        signals.send(topic, Long.toString(workspaceId));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                heard(Long.toString(workspaceId));
            }
        });
    }

    private void heard(String workspaceId) {
        forgotten.incrementAndGet();
        if (workspaceId.equals("*")) {
            known.invalidateAll();
        } else {
            known.invalidate(Long.valueOf(workspaceId));
        }
    }
}
