package leadhub.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import leadhub.testing.Await;
import org.junit.jupiter.api.Test;

/** Threads that work in the background go on whatever happens to them. */
class SurviveFailuresTest {
    private static final long WORKSPACE = 1;

    private final WorkQueue queue = new WorkQueue();
    private final List<Long> looked = new CopyOnWriteArrayList<>();
    private final AtomicBoolean isBroken = new AtomicBoolean(true);

    /** Fails the first time with something that no {@code catch (RuntimeException)} stops. */
    private WorkThreads threads(Error failure) {
        return new WorkThreads(queue, new WorkThreads.Plan("a test", 1, Duration.ofMinutes(1), true)) {
            @Override
            protected List<Long> due(int most) {
                return List.of();
            }

            @Override
            protected void look(long workspaceId) {
                if (isBroken.getAndSet(false)) {
                    throw failure;
                }
                looked.add(workspaceId);
            }
        };
    }

    @Test
    void an_error_is_survived_and_the_work_is_looked_at_again() {
        var threads = threads(new StackOverflowError("of a test"));
        threads.start();
        queue.add(WORKSPACE);
        Await.until(() -> !looked.isEmpty());
        threads.stop();
        assertThat(looked).containsExactly(WORKSPACE);
        assertThat(queue.isServed()).isFalse();
    }

    @Test
    void stopped_threads_begin_nothing_and_started_ones_find_what_was_left() {
        var threads = threads(new LinkageError("of a test"));
        isBroken.set(false);
        threads.start();
        threads.stop();
        queue.add(WORKSPACE);
        assertThat(looked).isEmpty();
        threads.start();
        Await.until(() -> !looked.isEmpty());
        threads.stop();
    }
}
