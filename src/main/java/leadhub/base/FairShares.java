package leadhub.base;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Shares out a number of something among workspaces, so that none has all of it. Within a workspace whoever asks first
 * gets it first; among workspaces it goes round.
 */
public final class FairShares {
    /** What is nobody's workspace: strangers share it, and nobody gives way to them. */
    public static final long NOBODY = 0;

    private static final Duration LATELY = Duration.ofSeconds(1);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Share> shares = new LinkedHashMap<>();
    private final int mostOfOne;
    private final int mostBesideOthers;
    private int left;
    private Asked latest = new Asked(0, 0);
    private Asked latestOther = latest;

    /** @param mostOfOne how much of it one workspace may have at once */
    public FairShares(int inAll, int mostOfOne) {
        this(inAll, mostOfOne, mostOfOne);
    }

    /**
     * Shares something that slows others down even if there is enough of it.
     *
     * @param mostOfOne how much of it one workspace may have at once
     * @param mostBesideOthers how much, while another one asks for some too
     */
    public FairShares(int inAll, int mostOfOne, int mostBesideOthers) {
        this.left = inAll;
        this.mostOfOne = mostOfOne;
        this.mostBesideOthers = mostBesideOthers;
    }

    /** Which workspace asked last, and when. */
    private record Asked(long workspaceId, long nanos) {}

    /** What one workspace has, and who waits for more. */
    private static final class Share {
        final long workspaceId;
        int taken;
        final Queue<Waiter> waiting = new ArrayDeque<>();

        Share(long workspaceId) {
            this.workspaceId = workspaceId;
        }

        boolean isUnused() {
            return taken == 0 && waiting.isEmpty();
        }
    }

    private static final class Waiter {
        final int number;
        final Condition granted;
        boolean isGranted;

        Waiter(int number, Condition granted) {
            this.number = number;
            this.granted = granted;
        }
    }

    /** How much one workspace may have. */
    public int mostOfOne() {
        return mostOfOne;
    }

    /** Takes some for a workspace; false if that was not possible in time. */
    public boolean acquire(long workspaceId, int number, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            note(workspaceId);
            var share = shares.computeIfAbsent(workspaceId, Share::new);
            if (share.waiting.isEmpty() && fits(share, number)) {
                grant(share, number);
                return true;
            }
            var waiter = new Waiter(number, lock.newCondition());
            share.waiting.add(waiter);
            try {
                return await(waiter, patience);
            } finally {
                if (!waiter.isGranted) {
                    share.waiting.remove(waiter);
                    // Who stood behind may need less.
                    hand();
                }
                forget(workspaceId, share);
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Waiter waiter, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        for (var rest = patience.toNanos(); !waiter.isGranted && rest > 0; rest = end - System.nanoTime()) {
            // Others may have gone meanwhile, which nobody tells of.
            if (waiter.granted.awaitNanos(Math.min(rest, LOOK.toNanos())) <= 0) {
                hand();
            }
        }
        return waiter.isGranted;
    }

    private void note(long workspaceId) {
        if (workspaceId == NOBODY) {
            return;
        }
        if (latest.workspaceId() != workspaceId) {
            latestOther = latest;
        }
        latest = new Asked(workspaceId, System.nanoTime());
    }

    /** Whether another workspace has asked lately, so that work that nobody waits for had better give way to it. */
    public boolean haveOthersAsked(long workspaceId) {
        lock.lock();
        try {
            return isBesideOthers(workspaceId);
        } finally {
            lock.unlock();
        }
    }

    private boolean isBesideOthers(long workspaceId) {
        var other = latest.workspaceId() == workspaceId ? latestOther : latest;
        return other.workspaceId() != NOBODY
                && other.workspaceId() != workspaceId
                && System.nanoTime() - other.nanos() < LATELY.toNanos();
    }

    /** Takes more, whether it is there or not: what is owed has to come back before others get any. */
    public void overdraw(long workspaceId, int number) {
        lock.lock();
        try {
            grant(shares.computeIfAbsent(workspaceId, Share::new), number);
        } finally {
            lock.unlock();
        }
    }

    /** Gives some back. */
    public void release(long workspaceId, int number) {
        lock.lock();
        try {
            var share = shares.get(workspaceId);
            if (share == null) {
                return;
            }
            share.taken -= number;
            left += number;
            // From now on it stands behind the others.
            shares.remove(workspaceId);
            if (!share.isUnused()) {
                shares.put(workspaceId, share);
            }
            hand();
        } finally {
            lock.unlock();
        }
    }

    /** How many wait. */
    int waiting() {
        lock.lock();
        try {
            return shares.values().stream()
                    .mapToInt(share -> share.waiting.size())
                    .sum();
        } finally {
            lock.unlock();
        }
    }

    /** Hands out what is there, one to each workspace in turn. */
    private void hand() {
        var hasHanded = true;
        while (hasHanded && left > 0) {
            hasHanded = false;
            for (var share : shares.values()) {
                var first = share.waiting.peek();
                if (first != null && fits(share, first.number)) {
                    share.waiting.remove();
                    grant(share, first.number);
                    first.isGranted = true;
                    first.granted.signal();
                    hasHanded = true;
                }
            }
        }
    }

    private boolean fits(Share share, int number) {
        var most = isBesideOthers(share.workspaceId) ? mostBesideOthers : mostOfOne;
        return left >= number && share.taken + number <= most;
    }

    private void grant(Share share, int number) {
        share.taken += number;
        left -= number;
    }

    private void forget(long workspaceId, Share share) {
        if (share.isUnused()) {
            shares.remove(workspaceId, share);
        }
    }
}
