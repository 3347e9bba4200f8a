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
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Long, Share> shares = new LinkedHashMap<>();
    private final int mostOfOne;
    private int left;

    /** @param mostOfOne how much of it one workspace may have at once */
    public FairShares(int inAll, int mostOfOne) {
        this.left = inAll;
        this.mostOfOne = mostOfOne;
    }

    /** What one workspace has, and who waits for more. */
    private static final class Share {
        int taken;
        final Queue<Waiter> waiting = new ArrayDeque<>();

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
            var share = shares.computeIfAbsent(workspaceId, id -> new Share());
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

    private static boolean await(Waiter waiter, Duration patience) throws InterruptedException {
        var nanos = patience.toNanos();
        while (!waiter.isGranted && nanos > 0) {
            nanos = waiter.granted.awaitNanos(nanos);
        }
        return waiter.isGranted;
    }

    /** Takes more, whether it is there or not: what is owed has to come back before others get any. */
    public void overdraw(long workspaceId, int number) {
        lock.lock();
        try {
            grant(shares.computeIfAbsent(workspaceId, id -> new Share()), number);
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
        return left >= number && share.taken + number <= mostOfOne;
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
