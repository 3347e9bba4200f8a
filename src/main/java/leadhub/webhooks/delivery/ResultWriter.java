package leadhub.webhooks.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import leadhub.jobs.WorkThreads;
import org.springframework.stereotype.Component;

/**
 * Has results written down in the background, as many of a workspace at once as there are. While the database is away they
 * wait; what is lost with the process is tried again once its lease is over.
 */
@Component
class ResultWriter {
    private static final int MOST_AT_ONCE = 200;
    /** By then somebody else may have tried anyway. */
    private static final int MOST_TRIES = 60;

    private final DeliveryResults results;
    private final DeliveryQueue queue;
    private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
    private final AtomicInteger unwritten = new AtomicInteger();

    private record Waiting(long workspaceId, Result result, int tries) {}

    ResultWriter(DeliveryResults results, DeliveryQueue queue) {
        this.results = results;
        this.queue = queue;
    }

    void add(long workspaceId, Result result) {
        unwritten.incrementAndGet();
        waiting.add(new Waiting(workspaceId, result, 0));
    }

    /** Whether all results are written down. */
    boolean isIdle() {
        return unwritten.get() == 0;
    }

    /** Writes until it is interrupted. */
    void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var some = new ArrayList<Waiting>();
                some.add(waiting.take());
                waiting.drainTo(some, MOST_AT_ONCE - 1);
                var byWorkspace = new LinkedHashMap<Long, List<Waiting>>();
                some.forEach(one -> byWorkspace
                        .computeIfAbsent(one.workspaceId(), id -> new ArrayList<>())
                        .add(one));
                byWorkspace.forEach(this::write);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(long workspaceId, List<Waiting> some) {
        try {
            var isMoreDue = results.write(
                    workspaceId, some.stream().map(Waiting::result).toList());
            unwritten.addAndGet(-some.size());
            if (isMoreDue) {
                queue.add(workspaceId);
            }
        } catch (Throwable e) { // An error too: what came of later deliveries has to be written down.
            WorkThreads.survive("what came of webhooks", e);
            for (var one : some) {
                if (one.tries() < MOST_TRIES) {
                    waiting.add(new Waiting(workspaceId, one.result(), one.tries() + 1));
                } else {
                    unwritten.decrementAndGet();
                }
            }
        }
    }
}
