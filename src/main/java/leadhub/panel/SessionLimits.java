package leadhub.panel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Objects;
import leadhub.base.FairShares;
import leadhub.base.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Keeps one session from taking up the panel.
 *
 * <p>Limits, for each session in each process: eight visits at once, others wait for ten seconds; a thousand visits at a
 * stretch and twenty a second from then on.
 */
@Component
final class SessionLimits {
    private static final int AT_ONCE = 8;
    private static final int A_SECOND = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FairShares visits = new FairShares(Integer.MAX_VALUE / 2, AT_ONCE);
    private final Cache<Long, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();
    private final int stretch;

    SessionLimits(@Value("${leadhub.session-stretch:1000}") int stretch) {
        this.stretch = stretch;
    }

    /**
     * What is left of a stretch, and when that was so.
     *
     * @param isLetIn whether the last visit was; one that wasn't takes nothing, so that whoever goes on asking gets in in time
     */
    private record Bucket(double left, long nanos, boolean isLetIn) {}

    /** A visit that has begun; closing ends it. */
    interface Begun extends AutoCloseable {
        @Override
        void close();
    }

    /** Lets a visit in, or refuses it with 429 or 503. */
    Begun begin(long sessionId) {
        if (!take(sessionId)) {
            throw new Problem.RateLimited(Duration.ofSeconds(1)).exception();
        }
        try {
            if (visits.acquire(sessionId, 1, PATIENCE)) {
                return () -> visits.release(sessionId, 1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Problem.Unavailable(Duration.ofSeconds(2)).exception();
    }

    private boolean take(long sessionId) {
        var now = System.nanoTime();
        var bucket = buckets.asMap().compute(sessionId, (id, before) -> {
            var left = before == null
                    ? stretch
                    : Math.min(stretch, before.left() + A_SECOND * (now - before.nanos()) / 1e9);
            return left < 1 ? new Bucket(left, now, false) : new Bucket(left - 1, now, true);
        });
        return Objects.requireNonNull(bucket).isLetIn();
    }
}
