package leadhub.intake;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import leadhub.base.Problem;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How much a form or an integration may send in an hour, so that a URL that has got about doesn't fill the disk. Each process
 * counts for itself, in memory: it keeps nobody waiting, and two processes let twice as much in.
 */
@Component
public class IntakeQuota {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_KNOWN = 10_000;

    private final Clock clock;
    private final long mostDeliveries;
    private final long mostBytes;
    private final Cache<Key, Window> windows =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    private record Key(long workspaceId, IntakeSource source, long sourceId) {}

    private record Window(Instant end, long deliveries, long bytes) {}

    IntakeQuota(
            Clock clock,
            @Value("${leadhub.intake.deliveries-per-hour:100000}") long mostDeliveries,
            @Value("${leadhub.intake.bytes-per-hour:1073741824}") long mostBytes) {
        this.clock = clock;
        this.mostDeliveries = mostDeliveries;
        this.mostBytes = mostBytes;
    }

    /** Lets one in, or refuses it until the hour is over. */
    public void take(long workspaceId, IntakeSource source, long sourceId, int bytes) {
        var now = clock.instant();
        var window = windows.asMap()
                .compute(
                        new Key(workspaceId, source, sourceId),
                        (key, before) -> before == null || !now.isBefore(before.end())
                                ? new Window(now.plus(HOUR), 1, bytes)
                                : new Window(before.end(), before.deliveries() + 1, before.bytes() + bytes));
        if (window.deliveries() > mostDeliveries || window.bytes() > mostBytes) {
            throw new Problem.RateLimited(Duration.between(now, window.end()).plusSeconds(1)).exception();
        }
    }
}
