package leadhub.intake;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import leadhub.base.Times;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Works on what waits, with the server: at once on what this process has accepted, now and then on what others have left. One
 * workspace after the other has its turn, so that none waits for another's flood.
 */
@Component
public class IntakeThreads implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(IntakeThreads.class);
    private static final int BEFORE_REQUESTS = SmartLifecycle.DEFAULT_PHASE - 5_000;
    private static final int THREADS = 3;
    private static final int TURN = 50;
    private static final int MOST_WORKSPACES = 1_000;

    private final IntakeWork work;
    private final IntakeDueSql due;
    private final IntakeQueue queue;
    private final Clock clock;
    private final Limits limits;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean isRunning;

    /**
     * How it works here.
     *
     * @param poll how often to look for what others have left
     * @param isOn false for commands, which leave the work to the servers
     */
    @Component
    record Limits(
            @Value("${leadhub.intake.poll:1s}") Duration poll,
            @Value("${leadhub.intake.work:true}") boolean isOn) {}

    IntakeThreads(IntakeWork work, IntakeDueSql due, IntakeQueue queue, Clock clock, Limits limits) {
        this.work = work;
        this.due = due;
        this.queue = queue;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public synchronized void start() {
        if (!limits.isOn() || isRunning) {
            return;
        }
        isRunning = true;
        queue.setServed(true);
        for (var i = 0; i < THREADS; i++) {
            var polls = i == 0;
            threads.add(Thread.ofPlatform().daemon().name("intake " + i).start(() -> run(polls)));
        }
    }

    /** Begins nothing any more, and waits for what was begun. */
    @Override
    public synchronized void stop() {
        isRunning = false;
        queue.setServed(false);
        threads.forEach(thread -> {
            try {
                thread.join(Duration.ofSeconds(15));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
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
        while (isRunning) {
            try {
                if (polls && System.nanoTime() - nextPoll >= 0) {
                    due.due(Times.now(clock), MOST_WORKSPACES).forEach(queue::add);
                    nextPoll = System.nanoTime() + limits.poll().toNanos();
                }
                var workspaceId = queue.take(Duration.ofMillis(200));
                if (workspaceId.isPresent()) {
                    turn(workspaceId.getAsLong());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Throwable e) { // An error too: a thread that ends would be missed until the next start.
                log.warn("Working on what came in failed, trying again: {}", e.toString());
                pause();
            }
        }
    }

    /** The marks go when nothing waits any more; until then they bring somebody back, whoever is at it and killed. */
    private void turn(long workspaceId) {
        var begun = Times.now(clock);
        for (var i = 0; i < TURN && isRunning; i++) {
            if (!work.next(workspaceId)) {
                if (!due.isAnyWaiting(workspaceId, begun)) {
                    due.take(workspaceId, begun);
                }
                return;
            }
        }
        queue.add(workspaceId);
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
