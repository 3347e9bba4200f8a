package leadhub.imports.files;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import leadhub.base.Problem;

/**
 * Bounds how many workbooks are read at once in a process: each holds the texts that its cells share.
 *
 * <p>Limits: four, and others wait for 30 seconds, in the order in which they came.
 */
final class OpenBooks {
    static final int MOST = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Semaphore PLACES = new Semaphore(MOST, true);

    private OpenBooks() {}

    static void take() {
        try {
            if (PLACES.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
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
