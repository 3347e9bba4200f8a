package leadhub.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The threads of a server that look at one workspace after the other: at once where this process has left work, and now and then
 * where others have. They run from before requests come in until what was begun is over, and survive whatever is thrown: a thread
 * that ended would be missed until the next start.
 */
public abstract class WorkThreads implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(WorkThreads.class);

    /** Between {@link leadhub.base.database.Signals} and the web server, which starts last. */
    private static final int BEFORE_REQUESTS = SmartLifecycle.DEFAULT_PHASE - 5_000;

    /** Longer than a call to somebody outside takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(17);

    private static final int MOST_WORKSPACES = 1_000;

    private final WorkQueue queue;
    private final Plan plan;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isRunning;

    /**
     * How they work.
     *
     * @param count of threads
     * @param poll how often to look for what others have left
     * @param isOn false for commands, which leave the work to the servers
     */
    public record Plan(String name, int count, Duration poll, boolean isOn) {}

    protected WorkThreads(WorkQueue queue, Plan plan) {
        this.queue = queue;
        this.plan = plan;
    }

    /** The workspaces in which something is due. */
    protected abstract List<Long> due(int most);

    /** Looks at one of them; if that fails, it is looked at again. */
    protected abstract void look(long workspaceId);

    /** Waits until there is room for any work at all; false if there is none in time. */
    protected boolean awaitRoom(Duration patience) throws InterruptedException {
        return true;
    }

    /** Whether what looking has begun is over. */
    protected boolean isIdle() {
        return true;
    }

    @Override
    public synchronized void start() {
        if (!plan.isOn() || isRunning) {
            return;
        }
        isRunning = true;
        queue.setServed(true);
        for (var i = 0; i < plan.count(); i++) {
            var polls = i == 0;
            threads.add(Thread.ofPlatform().daemon().name(plan.name() + " " + i).start(() -> run(polls)));
        }
    }

    /** Begins nothing any more, and waits for what was begun. */
    @Override
    public synchronized void stop() {
        isRunning = false;
        queue.setServed(false);
        var end = System.nanoTime() + PATIENCE.toNanos();
        while ((threads.stream().anyMatch(Thread::isAlive) || !isIdle())
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return BEFORE_REQUESTS;
    }

    private void run(boolean polls) {
        var nextPoll = System.nanoTime();
        while (isRunning && !Thread.currentThread().isInterrupted()) {
            try {
                if (polls && System.nanoTime() - nextPoll >= 0) {
                    due(MOST_WORKSPACES).forEach(queue::add);
                    nextPoll = System.nanoTime() + plan.poll().toNanos();
                }
                var rest = polls ? Duration.ofNanos(Math.max(1, nextPoll - System.nanoTime())) : plan.poll();
                if (awaitRoom(rest)) {
                    queue.take(rest).ifPresent(this::lookAgainIfItFails);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Throwable e) {
                survive(plan.name(), e);
            }
        }
    }

    private void lookAgainIfItFails(long workspaceId) {
        try {
            look(workspaceId);
        } catch (Throwable e) {
            queue.add(workspaceId);
            throw e;
        }
    }

    /** What a loop does that must not end, whatever it was, errors too. */
    private static void survive(String name, Throwable failure) {
        say(name, failure);
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Logs what a loop survives that must not end. */
    public static void say(String name, Throwable failure) {
        if (failure instanceof Error) {
            log.error("A fault in {}, trying again.", name, failure);
        } else {
            log.warn("Work on {} failed, trying again: {}", name, failure.toString());
        }
    }
}
