package leadhub.integrations.messengers;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import leadhub.integrations.messengers.MediaQueue.Wanted;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Fetches files with the server, apart from its jobs: however long a provider takes, emails and notices don't wait for it.
 *
 * <p>Limits: 2 at once for a workspace, 4 in all; 500 of a workspace wait, and whatever comes then is asked for again.
 */
@Component
class MediaThreads implements DisposableBean {
    /** Each takes up to twice the 10 MB of a file while it comes, of Java's 256 MB. */
    private static final int MOST = 4;

    private static final int MOST_OF_WORKSPACE = 2;
    private static final int MOST_WAITING = 500;
    /** Longer than a call takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(17);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    /** By workspace, in the order in which they came. */
    private final Map<Long, Map<Wanted, Runnable>> waiting = new LinkedHashMap<>();

    private final Set<Wanted> underWay = new HashSet<>();

    /** Begins before long, unless the same is under way or waits already, or too many wait. */
    void begin(Wanted wanted, Runnable work) {
        lock.lock();
        try {
            var own = waiting.computeIfAbsent(wanted.workspaceId(), id -> new LinkedHashMap<>());
            if (!underWay.contains(wanted) && own.size() < MOST_WAITING) {
                own.putIfAbsent(wanted, work);
            }
            beginNext();
        } finally {
            lock.unlock();
        }
    }

    /** As far as there is room; the workspaces take turns. */
    private void beginNext() {
        for (var one : List.copyOf(waiting.entrySet())) {
            var own = one.getValue();
            var isServed = false;
            while (!own.isEmpty() && hasRoom(one.getKey())) {
                var next = own.entrySet().iterator().next();
                var wanted = next.getKey();
                var work = next.getValue();
                own.remove(wanted);
                underWay.add(wanted);
                threads.execute(() -> run(wanted, work));
                isServed = true;
            }
            if (isServed || own.isEmpty()) {
                waiting.remove(one.getKey());
            }
            if (isServed && !own.isEmpty()) {
                waiting.put(one.getKey(), own);
            }
        }
    }

    private boolean hasRoom(long workspaceId) {
        var own = underWay.stream()
                .filter(wanted -> wanted.workspaceId() == workspaceId)
                .count();
        return underWay.size() < MOST && own < MOST_OF_WORKSPACE;
    }

    private void run(Wanted wanted, Runnable work) {
        try {
            work.run();
        } finally {
            end(wanted);
        }
    }

    private void end(Wanted wanted) {
        lock.lock();
        try {
            underWay.remove(wanted);
            beginNext();
        } finally {
            lock.unlock();
        }
    }

    /** What is cut off is fetched by the next process. */
    @Override
    public void destroy() throws InterruptedException {
        lock.lock();
        try {
            waiting.clear();
        } finally {
            lock.unlock();
        }
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            threads.shutdownNow();
        }
    }
}
