package leadhub.webhooks.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * How many attempts may be under way in this process, so that a receiver that takes long holds up nobody else's. A host is
 * host and port, and each workspace has its own count of it: what one has a host answer is no matter of another's.
 */
@Component
class Slots {
    static final int MOST = 256;
    private static final int MOST_OF_WORKSPACE = 32;
    private static final int MOST_OF_HOST = 8;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Map<Long, Integer> byWorkspace = new HashMap<>();
    private final Map<Host, Integer> byHost = new HashMap<>();
    /** Workspaces that had no room for all that was due. */
    private final Set<Long> waiting = new HashSet<>();

    private int taken;

    /** A receiver's host, as one workspace sees it. */
    record Host(long workspaceId, String name) {}

    /** A webhook and where it is. */
    record Target(long webhookId, Host host) {}

    /** How many can be begun in all, and of each webhook. */
    record Rooms(int most, List<ClaimSql.Room> rooms) {}

    /** What there is room for; unless it {@link #stopWaiting}, the workspace is to be looked at again when some is free. */
    Rooms rooms(long workspaceId, List<Target> targets, Predicate<Host> isPaused) {
        lock.lock();
        try {
            var most = Math.min(MOST - taken, MOST_OF_WORKSPACE - byWorkspace.getOrDefault(workspaceId, 0));
            var hosts = new ArrayList<Host>();
            var rooms = new ArrayList<ClaimSql.Room>();
            for (var target : targets) {
                if (!hosts.contains(target.host())) {
                    hosts.add(target.host());
                }
                var room = isPaused.test(target.host()) ? 0 : room(target.host());
                rooms.add(new ClaimSql.Room(target.webhookId(), hosts.indexOf(target.host()), room));
            }
            waiting.add(workspaceId);
            return new Rooms(Math.max(0, most), rooms);
        } finally {
            lock.unlock();
        }
    }

    private int room(Host host) {
        return MOST_OF_HOST - byHost.getOrDefault(host, 0);
    }

    void take(Host host) {
        lock.lock();
        try {
            taken++;
            byWorkspace.merge(host.workspaceId(), 1, Integer::sum);
            byHost.merge(host, 1, Integer::sum);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the workspace waits for room. */
    boolean release(Host host) {
        lock.lock();
        try {
            taken--;
            byWorkspace.computeIfPresent(host.workspaceId(), (id, count) -> count == 1 ? null : count - 1);
            byHost.computeIfPresent(host, (same, count) -> count == 1 ? null : count - 1);
            freed.signalAll();
            return waiting.remove(host.workspaceId());
        } finally {
            lock.unlock();
        }
    }

    /** The workspace had room for all that was due. */
    void stopWaiting(long workspaceId) {
        lock.lock();
        try {
            waiting.remove(workspaceId);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until there is room for anything at all; false if it didn't come in time. */
    boolean await(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var rest = patience.toNanos();
            while (taken >= MOST && rest > 0) {
                rest = freed.awaitNanos(rest);
            }
            return taken < MOST;
        } finally {
            lock.unlock();
        }
    }

    /** How many are under way. */
    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
