package leadhub.forms.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import leadhub.web.intake.ClientAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How much of what is suspected of being spam a form keeps in an hour, so that who fills in a trap doesn't fill the disk. What isn't
 * suspected isn't counted here, for two hundred people may share an address; of IPv6, a whole /64 is one. Each process counts for
 * itself.
 *
 * <p>Limits: 20 submissions and 2 MB an address and form, and 10 MB a form ({@code leadhub.forms.suspect-bytes-per-hour}). Of what scripts tell
 * before anything is sent: 6,000 calls and 20 MB an address and form, and 200 MB a form.
 */
@Component
class SuspectLimits {
    private static final int MOST = 20;
    private static final long MOST_BYTES = 2_000_000;
    /** What a row takes beside its body. */
    private static final int ROW_BYTES = 1_000;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final int MOST_KNOWN = 10_000;
    /** Enough for an office of two hundred. */
    private static final int MOST_TOLD = 6_000;

    private static final long MOST_TOLD_BYTES = 20_000_000;
    private static final long MOST_TOLD_BYTES_OF_FORM = 200_000_000;
    /** Before an address, where it is counted for what is told before anything is sent. */
    private static final String TOLD = "told ";
    /** In place of an address. */
    private static final String ALL = "";

    private final Clock clock;
    private final long mostBytesOfForm;
    private final Counter dropped;
    private final Cache<Key, Window> windows =
            Caffeine.newBuilder().maximumSize(MOST_KNOWN).build();

    private record Key(long formId, String group) {}

    private record Window(Instant end, int count, long bytes) {}

    SuspectLimits(
            Clock clock,
            MeterRegistry meters,
            @Value("${leadhub.forms.suspect-bytes-per-hour:10000000}") long mostBytesOfForm) {
        this.clock = clock;
        this.dropped = meters.counter("leadhub.forms.suspects.dropped");
        this.mostBytesOfForm = mostBytesOfForm;
    }

    /** What is kept of something suspected. */
    enum Kept {
        /** It is a submission. */
        SUBMISSION,
        /** It stands in the ledger. */
        ROW,
        /** It was counted. */
        NOTHING
    }

    /** Counts one. @param bytes of its body */
    Kept take(long formId, String address, int bytes) {
        var mine = add(new Key(formId, ClientAddress.group(address)), bytes);
        // What one address sends too much of takes nothing from the room for all.
        if (mine.bytes() > MOST_BYTES || add(new Key(formId, ALL), bytes).bytes() > mostBytesOfForm) {
            dropped.increment();
            return Kept.NOTHING;
        }
        return mine.count() <= MOST ? Kept.SUBMISSION : Kept.ROW;
    }

    /** Whether an address may tell a form more in this hour of what its visitors do and type. @param bytes of the body */
    boolean mayTell(long formId, String address, int bytes) {
        var told = add(new Key(formId, TOLD + ClientAddress.group(address)), bytes);
        return told.count() <= MOST_TOLD
                && told.bytes() <= MOST_TOLD_BYTES
                && add(new Key(formId, TOLD), bytes).bytes() <= MOST_TOLD_BYTES_OF_FORM;
    }

    private Window add(Key key, int bytes) {
        var now = clock.instant();
        return windows.asMap()
                .compute(
                        key,
                        (known, before) -> before == null || !now.isBefore(before.end())
                                ? new Window(now.plus(HOUR), 1, bytes + ROW_BYTES)
                                : new Window(before.end(), before.count() + 1, before.bytes() + bytes + ROW_BYTES));
    }
}
