package leadhub.imports.files;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import leadhub.base.Problem;

/**
 * Bounds how many workbooks are read at once in a process: each holds the texts that its cells share.
 *
 * <p>Limits: four, and others wait for 30 seconds, in the order in which they came; jobs for one second, so that they don't
 * keep a thread from other jobs.
 */
final class OpenBooks {
    static final int MOST = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_OF_JOBS = Duration.ofSeconds(1);
    private static final ScopedValue<Boolean> IN_JOB = ScopedValue.newInstance();
    private static final Semaphore PLACES = new Semaphore(MOST, true);

    private OpenBooks() {}

    /** What is opened within waits as jobs do. */
    static <T> T inJob(Supplier<T> work) {
        return ScopedValue.where(IN_JOB, true).call(work::get);
    }

    static void take() {
        var patience = IN_JOB.isBound() ? PATIENCE_OF_JOBS : PATIENCE;
        try {
            if (PLACES.tryAcquire(patience.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Problem.Unavailable(PATIENCE).exception();
    }

    static void giveBack() {
        PLACES.release();
    }

    static boolean areWanted() {
        return PLACES.hasQueuedThreads();
    }
}
