package leadhub.webhooks.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a delivery is tried again: 5 seconds, 5 and 30 minutes, 2, 5, 10, 14, 20 and 24 hours after the first attempt. A pause
 * is up to a tenth shorter, so that what failed together doesn't come back together.
 */
public final class Retries {
    private static final List<Duration> SINCE_FIRST = Stream.concat(
                    Stream.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30)),
                    Stream.of(2, 5, 10, 14, 20, 24).map(Duration::ofHours))
            .toList();

    /** However long a receiver asks for. */
    private static final Duration MOST_PAUSE = Duration.ofDays(1);

    private Retries() {}

    /**
     * When the next attempt is due; empty if there is none any more.
     *
     * @param attempts how many have failed
     * @param jitter from 0 to 1
     */
    static Optional<Instant> next(Instant now, int attempts, double jitter) {
        if (attempts >= SINCE_FIRST.size()) {
            return Optional.empty();
        }
        var pause = SINCE_FIRST.get(attempts).minus(SINCE_FIRST.get(attempts - 1));
        return Optional.of(now.plusMillis((long) (pause.toMillis() * (1 - jitter / 10))));
    }

    /** What a receiver asks for by {@code Retry-After}: in seconds or as a date, a day at most. */
    public static Optional<Instant> retryAfter(String header, Instant now) {
        return time(header.strip(), now)
                .map(time -> time.isAfter(now.plus(MOST_PAUSE)) ? now.plus(MOST_PAUSE) : time)
                .filter(time -> time.isAfter(now));
    }

    private static Optional<Instant> time(String header, Instant now) {
        if (header.matches("[0-9]{1,9}")) {
            return Optional.of(now.plusSeconds(Long.parseLong(header)));
        }
        try {
            return Optional.of(ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
