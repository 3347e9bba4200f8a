package leadhub.integrations.fetching;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * How much may be asked of providers at once, so that one that doesn't answer, or a flood of one workspace, leaves room for others.
 *
 * <p>Limits: 16 in all; of a workspace 2 leads and a page of one backfill.
 */
@Component
public class FetchSlots {
    private static final int MOST = 16;

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Slot, Integer> taken = new HashMap<>();
    /** Workspaces that may have more than there was room for. */
    private final Set<Long> waiting = new LinkedHashSet<>();

    enum Kind {
        LEAD(2),
        PAGE(1);

        private final int most;

        Kind(int most) {
            this.most = most;
        }
    }

    record Slot(long workspaceId, Kind kind) {}

    int room(Slot slot) {
        lock.lock();
        try {
            return Math.max(0, Math.min(MOST - all(), slot.kind().most - taken.getOrDefault(slot, 0)));
        } finally {
            lock.unlock();
        }
    }

    void take(Slot slot) {
        lock.lock();
        try {
            taken.merge(slot, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    /** From now on it is looked at again whenever there may be more room. */
    void await(long workspaceId) {
        lock.lock();
        try {
            waiting.add(workspaceId);
        } finally {
            lock.unlock();
        }
    }

    void stopWaiting(long workspaceId) {
        lock.lock();
        try {
            waiting.remove(workspaceId);
        } finally {
            lock.unlock();
        }
    }

    /** The workspaces to look at now, in the order in which they came. */
    List<Long> release(Slot slot) {
        lock.lock();
        try {
            taken.computeIfPresent(slot, (key, count) -> count == 1 ? null : count - 1);
            var woken = List.copyOf(waiting);
            waiting.clear();
            return woken;
        } finally {
            lock.unlock();
        }
    }

    boolean isIdle() {
        lock.lock();
        try {
            return taken.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private int all() {
        return taken.values().stream().mapToInt(count -> count).sum();
    }
}
