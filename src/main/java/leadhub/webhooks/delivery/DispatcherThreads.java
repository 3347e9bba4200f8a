package leadhub.webhooks.delivery;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the dispatcher with the server: before requests come in, and until what was begun is written down. */
@Component
public class DispatcherThreads implements SmartLifecycle {
    /** Between {@link leadhub.base.Signals} and the web server, which starts last. */
    private static final int BEFORE_REQUESTS = SmartLifecycle.DEFAULT_PHASE - 5_000;

    /** Longer than an attempt takes. */
    private static final Duration PATIENCE = Duration.ofSeconds(17);

    private final Dispatcher dispatcher;
    private final ResultWriter results;
    private final DeliveryQueue queue;
    private final Duration betweenPolls;
    private final boolean delivers;
    private @Nullable Thread delivering;
    private @Nullable Thread writing;

    /** @param delivers false for commands, which leave deliveries to the servers */
    DispatcherThreads(
            Dispatcher dispatcher,
            ResultWriter results,
            DeliveryQueue queue,
            @Value("${leadhub.webhooks.poll}") Duration betweenPolls,
            @Value("${leadhub.webhooks.deliver:true}") boolean delivers) {
        this.dispatcher = dispatcher;
        this.results = results;
        this.queue = queue;
        this.betweenPolls = betweenPolls;
        this.delivers = delivers;
    }

    @Override
    public synchronized void start() {
        if (!delivers) {
            return;
        }
        queue.setServed(true);
        writing = Thread.ofPlatform().daemon().name("webhook results").start(results::run);
        delivering = Thread.ofPlatform().daemon().name("webhooks").start(() -> dispatcher.run(betweenPolls));
    }

    /** Begins nothing any more, and waits for what was begun. */
    @Override
    public synchronized void stop() {
        queue.setServed(false);
        end(delivering);
        delivering = null;
        await(dispatcher::isIdle);
        end(writing);
        writing = null;
    }

    private static void end(@Nullable Thread thread) {
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(Duration.ofSeconds(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return delivering != null;
    }

    @Override
    public int getPhase() {
        return BEFORE_REQUESTS;
    }
}
