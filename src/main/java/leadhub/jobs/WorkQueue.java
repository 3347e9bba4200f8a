package leadhub.jobs;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The workspaces that this process is to look at next, each once, in turn. */
public class WorkQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final LinkedHashSet<Long> workspaces = new LinkedHashSet<>();
    private volatile boolean isServed;

    /** Whether anybody takes from it: a command that changes leads leaves what it brings about to the servers. */
    public boolean isServed() {
        return isServed;
    }

    /** Whoever waits for work stops waiting when nobody is to take it any more. */
    public void setServed(boolean is) {
        lock.lock();
        try {
            isServed = is;
            added.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public void add(long workspaceId) {
        lock.lock();
        try {
            if (workspaces.add(workspaceId)) {
                added.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first; empty if none came in time, or nobody is to take any. */
    public OptionalLong take(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var rest = patience.toNanos();
            while (isServed && workspaces.isEmpty() && rest > 0) {
                rest = added.awaitNanos(rest);
            }
            return !isServed || workspaces.isEmpty() ? OptionalLong.empty() : OptionalLong.of(workspaces.removeFirst());
        } finally {
            lock.unlock();
        }
    }
}
