package leadhub.forms.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import leadhub.web.intake.ClientAddress;
import org.springframework.stereotype.Component;

/**
 * How much that is suspected of being spam a form keeps from one address in an hour. What isn't suspected isn't counted, for two
 * hundred people may share an address; of IPv6, a whole /64 is one. Each process counts for itself.
 */
@Component
class SuspectLimits {
    private static final int MOST = 20;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_KNOWN = 10_000;

    private final Clock clock;
    private final Cache<Key, Window> windows =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    private record Key(long formId, String group) {}

    private record Window(Instant end, int count) {}

    SuspectLimits(Clock clock) {
        this.clock = clock;
    }

    /** Counts one; false for what is too much. */
    boolean take(long formId, String address) {
        var now = clock.instant();
        var window = windows.asMap()
                .compute(
                        new Key(formId, ClientAddress.group(address)),
                        (key, before) -> before == null || !now.isBefore(before.end())
                                ? new Window(now.plus(HOUR), 1)
                                : new Window(before.end(), before.count() + 1));
        return window.count() <= MOST;
    }
}
