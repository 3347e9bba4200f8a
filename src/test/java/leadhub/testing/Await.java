package leadhub.testing;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other threads and processes bring about, and leaves them the processor meanwhile. */
public final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofSeconds(2);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Await() {}

    /** Asks again and again until it is so; fails if that takes minutes. */
    public static void until(Callable<Boolean> condition) {
        if (!within(LIMIT, condition)) {
            throw new AssertionError("It didn't come true in " + LIMIT);
        }
    }

    /**
     * The same for what is done from time to time. Each step is left a second: what else is due by then is work too, of every
     * workspace that there is.
     */
    public static void passing(TestClock clock, Duration step, Callable<Boolean> condition) {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!within(STEP, condition)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("It didn't come true in " + LIMIT);
            }
            clock.pass(step);
        }
    }

    /** Gives it two seconds to come true, whether or not it does. */
    static void briefly(Callable<Boolean> condition) {
        within(MOMENT, condition);
    }

    private static boolean within(Duration limit, Callable<Boolean> condition) {
        var end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            return true;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
