package leadhub.forms.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import leadhub.forms.watch.FormInNeed.Silence;

/**
 * How often something comes. Too quiet is three times the usual gap, and longer than any gap before: weekends and holidays are no
 * alarm where there were some.
 */
final class Rhythm {
    /** Fewer gaps tell none. */
    static final int LEAST_GAPS = 10;

    /** Nothing is too quiet sooner. */
    static final Duration LEAST = Duration.ofDays(1);

    private static final int TIMES_USUAL = 3;

    private Rhythm() {}

    /** @param came when something came, the latest first */
    static Optional<Silence> silence(List<Instant> came, Instant now) {
        if (came.size() <= LEAST_GAPS) {
            return Optional.empty();
        }
        var gaps = IntStream.range(1, came.size())
                .mapToObj(i -> Duration.between(came.get(i), came.get(i - 1)))
                .sorted()
                .toList();
        var usual = gaps.get(gaps.size() / 2);
        var lasts = Duration.between(came.getFirst(), now);
        var isLong = lasts.compareTo(LEAST) > 0
                && lasts.compareTo(usual.multipliedBy(TIMES_USUAL)) > 0
                && lasts.compareTo(gaps.getLast()) > 0;
        return isLong ? Optional.of(new Silence(lasts, usual)) : Optional.empty();
    }
}
