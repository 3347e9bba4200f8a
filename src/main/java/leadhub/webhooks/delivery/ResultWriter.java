package leadhub.webhooks.delivery;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
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

    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

    private final DeliveryResults results;
    private final DeliveryQueue queue;
    private final DelayQueue<Waiting> waiting = new DelayQueue<>();
    private final AtomicInteger unwritten = new AtomicInteger();

    /** @param from when it is to be written, as {@link System#nanoTime} counts */
    private record Waiting(long workspaceId, Result result, int tries, long from) implements Delayed {
        Waiting again() {
            return new Waiting(workspaceId, result, tries + 1, System.nanoTime() + BETWEEN_TRIES.toNanos());
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(from - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    ResultWriter(DeliveryResults results, DeliveryQueue queue) {
        this.results = results;
        this.queue = queue;
    }

    void add(long workspaceId, Result result) {
        unwritten.incrementAndGet();
        waiting.add(new Waiting(workspaceId, result, 0, System.nanoTime()));
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
        var written = some.stream().map(Waiting::result).toList();
        try {
            results.write(workspaceId, written);
        } catch (Throwable e) { // An error too: what came of later deliveries has to be written down.
            // Others don't wait until these are tried again.
            WorkThreads.say("what came of webhooks", e);
            some.forEach(this::tryAgain);
            return;
        }
        unwritten.addAndGet(-some.size());
        if (isMoreDue(workspaceId, written)) {
            queue.add(workspaceId);
        }
    }

    private void tryAgain(Waiting one) {
        if (one.tries() < MOST_TRIES) {
            waiting.add(one.again());
        } else {
            unwritten.decrementAndGet();
        }
    }

    /** If that can't be told, somebody looks. */
    private boolean isMoreDue(long workspaceId, List<Result> written) {
        try {
            return results.isMoreDue(workspaceId, written);
        } catch (Throwable e) {
            WorkThreads.say("what came of webhooks", e);
            return true;
        }
    }
}
