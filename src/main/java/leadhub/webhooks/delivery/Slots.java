package leadhub.webhooks.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
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

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration MOST_PAUSE = Duration.ofMinutes(1);
    /** A host that nobody has asked for so long begins anew. */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Map<Long, Integer> byWorkspace = new HashMap<>();
    private final Map<Host, Integer> byHost = new HashMap<>();
    /** Hosts that asked for a pause, also when it is over, until something arrives. */
    private final Map<Host, Pause> paused = new HashMap<>();
    /** Workspaces that had no room for all that was due. */
    private final Set<Long> waiting = new HashSet<>();

    private int taken;

    /** A receiver's host, as one workspace sees it. */
    record Host(long workspaceId, String name) {}

    /**
     * For how long nothing is sent to a host.
     *
     * @param length of the last one that we have chosen; zero if there was none
     */
    private record Pause(Instant until, Duration length) {
        /** What was under way together with what brought about a pause makes it no longer. */
        Pause next(Instant now) {
            if (now.isBefore(until)) {
                return this;
            }
            var next = length.isZero() ? FIRST_PAUSE : length.multipliedBy(2);
            var most = next.compareTo(MOST_PAUSE) > 0 ? MOST_PAUSE : next;
            return new Pause(now.plus(most), most);
        }
    }

    /** A webhook and where it is. */
    record Target(long webhookId, Host host) {}

    /** How many can be begun in all, and of each webhook. */
    record Rooms(int most, List<ClaimSql.Room> rooms) {}

    /** What there is room for; unless it {@link #stopWaiting}, the workspace is to be looked at again when some is free. */
    Rooms rooms(long workspaceId, List<Target> targets, Instant now) {
        lock.lock();
        try {
            var most = Math.min(MOST - taken, MOST_OF_WORKSPACE - byWorkspace.getOrDefault(workspaceId, 0));
            var hosts = new ArrayList<Host>();
            var rooms = new ArrayList<ClaimSql.Room>();
            for (var target : targets) {
                if (!hosts.contains(target.host())) {
                    hosts.add(target.host());
                }
                rooms.add(
                        new ClaimSql.Room(target.webhookId(), hosts.indexOf(target.host()), room(target.host(), now)));
            }
            waiting.add(workspaceId);
            return new Rooms(Math.max(0, most), rooms);
        } finally {
            lock.unlock();
        }
    }

    private int room(Host host, Instant now) {
        return isPaused(host, now) ? 0 : MOST_OF_HOST - byHost.getOrDefault(host, 0);
    }

    private boolean isPaused(Host host, Instant now) {
        var pause = paused.get(host);
        return pause != null && now.isBefore(pause.until());
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

    /**
     * The host has too much to do: nothing is sent to it for a time.
     *
     * @param wanted until when it wants to be left alone; null if it doesn't say, and a pause is twice the one before
     * @return until when it is
     */
    Instant pause(Host host, @Nullable Instant wanted, Instant now) {
        lock.lock();
        try {
            paused.values().removeIf(pause -> pause.until().plus(REMEMBERED).isBefore(now));
            var last = paused.getOrDefault(host, new Pause(Instant.MIN, Duration.ZERO));
            var next = wanted == null ? last.next(now) : new Pause(wanted, last.length());
            var longer = next.until().isAfter(last.until()) ? next : last;
            paused.put(host, longer);
            return longer.until();
        } finally {
            lock.unlock();
        }
    }

    /** Something has arrived at the host. */
    void arrived(Host host, Instant now) {
        lock.lock();
        try {
            if (!isPaused(host, now)) {
                paused.remove(host);
            }
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
