package leadhub.intake;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** The workspaces that this process is to look at next, each once, in turn. */
@Component
class IntakeQueue {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition added = lock.newCondition();
    private final LinkedHashSet<Long> workspaces = new LinkedHashSet<>();
    private volatile boolean isServed;

    /** Whether anybody takes from it: a command leaves what it accepts to the servers. */
    boolean isServed() {
        return isServed;
    }

    void setServed(boolean is) {
        isServed = is;
    }

    void add(long workspaceId) {
        lock.lock();
        try {
            if (isServed && workspaces.add(workspaceId)) {
                added.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The first; empty if none came in time. */
    OptionalLong take(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            var rest = patience.toNanos();
            while (workspaces.isEmpty() && rest > 0) {
                rest = added.awaitNanos(rest);
            }
            return workspaces.isEmpty() ? OptionalLong.empty() : OptionalLong.of(workspaces.removeFirst());
        } finally {
            lock.unlock();
        }
    }
}
