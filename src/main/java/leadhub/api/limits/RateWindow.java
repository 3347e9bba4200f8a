package leadhub.api.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What this process knows of one subject's hour. Guarded by its lock. */
final class RateWindow {
    final ReentrantLock lock = new ReentrantLock();
    final String subject;
    int limit;
    Instant resetsAt = Instant.EPOCH;
    /** Calls used in all processes, those lent out included. */
    int used;
    /** Calls this process may still let pass without asking. */
    int tokens;
    /** The size of the last loan that is still counted as lent; 0 for single calls. */
    int lent;
    /** Calls that other processes hold. */
    int lentToOthers;
    /** Borrow single calls: somebody has run dry. */
    boolean oneByOne;
    /** Nothing left until the window ends. */
    boolean exhausted;
    /** How the last attempt to borrow went wrong, and when. */
    private @Nullable RuntimeException failure;

    private long failedAt;

    RateWindow(String subject, int limit) {
        this.subject = subject;
        this.limit = limit;
    }

    /** What the database says after a loan. */
    record Loan(Instant resetsAt, int used, int granted, int lentInAll) {}

    /** Starts over if the window has ended or the limit was changed. */
    void begin(Instant now, int limitNow) {
        if (!now.isBefore(resetsAt)) {
            used = 0;
            tokens = 0;
            lent = 0;
            oneByOne = false;
            exhausted = false;
        }
        if (limitNow != limit) {
            limit = limitNow;
            exhausted = false;
        }
    }

    void failed(RuntimeException e) {
        failure = e;
        failedAt = System.nanoTime();
    }

    /** Who waited for an attempt that failed doesn't wait for another: otherwise a queue would wait for each in turn. */
    void shareFailure(long cameAt) {
        if (failure != null && failedAt - cameAt > 0) {
            throw failure;
        }
        failure = null;
    }

    void take(Loan loan) {
        resetsAt = loan.resetsAt();
        used = loan.used();
        tokens = loan.granted();
        lent = loan.granted() > 1 ? loan.granted() : 0;
        lentToOthers = loan.lentInAll() - lent;
    }

    RateLimits.Verdict verdict(boolean allowed, Instant now) {
        var end = now.isBefore(resetsAt) ? resetsAt : now.plus(RateLimits.WINDOW);
        // Rounded up, so that whoever waits that long is let in; never more than the hour, though another process whose
        // clock is ahead may have begun it.
        var secondsLeft = Math.clamp(
                Duration.between(now, end).plusNanos(999_999_999).toSeconds(), 1, RateLimits.WINDOW.toSeconds());
        var endSecond = end.getNano() == 0 ? end.getEpochSecond() : end.getEpochSecond() + 1;
        return new RateLimits.Verdict(allowed, limit, Math.max(0, limit - used + tokens), endSecond, secondsLeft);
    }
}
