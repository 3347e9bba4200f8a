package leadhub.automations.runs;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs automations with the server: before requests come in, and until what was begun is written down. */
@Component
public class RunThreads implements SmartLifecycle {
    /** Between {@link leadhub.base.database.Signals} and the web server, which starts last. */
    private static final int BEFORE_REQUESTS = SmartLifecycle.DEFAULT_PHASE - 5_000;

    /** Longer than a step takes that waits for somebody outside. */
    private static final Duration PATIENCE = Duration.ofSeconds(17);

    private final RunDispatcher dispatcher;
    private final RunQueue queue;
    private final Duration betweenPolls;
    private final boolean works;
    private @Nullable Thread thread;

    /** @param works false for commands, which leave runs to the servers */
    RunThreads(
            RunDispatcher dispatcher,
            RunQueue queue,
            @Value("${leadhub.automations.poll}") Duration betweenPolls,
            @Value("${leadhub.webhooks.deliver:true}") boolean works) {
        this.dispatcher = dispatcher;
        this.queue = queue;
        this.betweenPolls = betweenPolls;
        this.works = works;
    }

    @Override
    public synchronized void start() {
        if (works) {
            queue.setServed(true);
            thread = Thread.ofPlatform().daemon().name("automations").start(() -> dispatcher.run(betweenPolls));
        }
    }

    /** Begins nothing any more, and waits for what was begun. */
    @Override
    public synchronized void stop() {
        queue.setServed(false);
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        thread = null;
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!dispatcher.isIdle()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return BEFORE_REQUESTS;
    }
}
