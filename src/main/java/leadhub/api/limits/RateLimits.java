package leadhub.api.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import leadhub.base.database.Signals;
import org.springframework.stereotype.Component;

/**
 * How many calls a key, or an address without one, may still make in its hour: a fixed window from the first call.
 *
 * <p>The count stands in the database and holds across all server processes, yet a call rarely asks it: a process
 * borrows some calls at once, fewer as the window fills, and counts them down in memory. A process that finds nothing
 * left while others still hold borrowed calls asks for them back before it refuses, so that of N and more calls
 * exactly N pass, wherever they come in. Calls borrowed by a process that was killed count as used.
 */
@Component
public final class RateLimits {
    static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final RateLimitSql sql;
    private final Signals signals;
    private final Clock clock;
    private final String process = UUID.randomUUID().toString();
    private final Cache<String, RateWindow> windows = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(WINDOW.multipliedBy(2))
            .build();

    RateLimits(RateLimitSql sql, Signals signals, Clock clock) {
        this.sql = sql;
        this.signals = signals;
        this.clock = clock;
        signals.on("limits", this::giveBack);
    }

    /** The values for the headers, and whether the call is allowed. */
    public record Verdict(boolean allowed, int limit, int remaining, long resetsAtSecond, long secondsLeft) {}

    /** Counts a call against a subject's limit, unless it is used up. */
    public Verdict take(String subject, int limit) {
        var now = clock.instant();
        var window = windows.get(subject, name -> new RateWindow(name, limit));
        var came = System.nanoTime();
        window.lock.lock();
        try {
            window.begin(now, limit);
            if (window.tokens == 0 && !window.exhausted) {
                window.shareFailure(came);
                borrowOrFail(window);
            }
            var allowed = window.tokens > 0;
            if (allowed) {
                window.tokens--;
            }
            // Asking may have taken a while.
            return window.verdict(allowed, clock.instant());
        } finally {
            window.lock.unlock();
        }
    }

    /** Counts so many calls at once, or none of them where fewer are left. */
    public Verdict takeMore(String subject, int limit, int calls) {
        var now = clock.instant();
        var window = windows.get(subject, name -> new RateWindow(name, limit));
        var came = System.nanoTime();
        window.lock.lock();
        try {
            window.begin(now, limit);
            var taken = 0;
            while (taken < calls) {
                if (window.tokens == 0 && !window.exhausted) {
                    window.shareFailure(came);
                    borrowOrFail(window);
                }
                if (window.tokens == 0) {
                    break;
                }
                window.tokens--;
                taken++;
            }
            if (taken < calls) {
                window.tokens += taken;
            }
            return window.verdict(taken == calls, clock.instant());
        } finally {
            window.lock.unlock();
        }
    }

    /** Counts calls no more that {@link #takeMore} has counted. */
    public void takeBack(String subject, int limit, int calls) {
        var window = windows.get(subject, name -> new RateWindow(name, limit));
        window.lock.lock();
        try {
            // In another hour nothing is owed.
            if (clock.instant().isBefore(window.resetsAt)) {
                window.tokens += calls;
            }
        } finally {
            window.lock.unlock();
        }
    }

    /** The values for the headers, without counting a call. */
    public Verdict peek(String subject, int limit) {
        var now = clock.instant();
        var window = windows.get(subject, name -> new RateWindow(name, limit));
        window.lock.lock();
        try {
            window.begin(now, limit);
            return window.verdict(true, now);
        } finally {
            window.lock.unlock();
        }
    }

    /** Deletes windows that ended long ago. */
    public void prune() {
        sql.prune(clock.instant());
    }

    private void borrowOrFail(RateWindow window) {
        try {
            borrow(window);
        } catch (RuntimeException e) {
            window.failed(e);
            throw e;
        }
    }

    private void borrow(RateWindow window) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var asked = false;
        while (true) {
            window.take(sql.borrow(window, clock.instant()));
            if (window.tokens > 0) {
                return;
            }
            if (window.lentToOthers == 0) {
                window.exhausted = true;
                return;
            }
            // From here on nobody borrows more than one call at a time in this window.
            window.oneByOne = true;
            if (!asked) {
                signals.send("limits", process + " " + window.subject);
                asked = true;
            }
            if (System.nanoTime() > deadline) {
                sql.writeOff(window);
                window.exhausted = true;
                return;
            }
            java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
        }
    }

    /** Another process has nothing left: gives it what is not used here. */
    private void giveBack(String signal) {
        var space = signal.indexOf(' ');
        if (space < 0 || signal.startsWith(process)) {
            return;
        }
        var window = windows.getIfPresent(signal.substring(space + 1));
        if (window == null) {
            return;
        }
        window.lock.lock();
        try {
            window.oneByOne = true;
            if (window.lent > 0 || window.tokens > 0) {
                sql.giveBack(window);
                window.tokens = 0;
                window.lent = 0;
            }
        } finally {
            window.lock.unlock();
        }
    }
}
