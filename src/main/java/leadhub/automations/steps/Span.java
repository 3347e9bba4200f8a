package leadhub.automations.steps;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A stretch of time, such as three days. */
public record Span(long amount, Unit unit) {
    public static final long MOST = 1_000;

    /** Minutes and hours are elapsed time; the others keep the wall clock when it is put forward or back. */
    public enum Unit {
        MINUTES(ChronoUnit.MINUTES),
        HOURS(ChronoUnit.HOURS),
        DAYS(ChronoUnit.DAYS),
        WEEKS(ChronoUnit.WEEKS),
        MONTHS(ChronoUnit.MONTHS);

        private final ChronoUnit unit;

        Unit(ChronoUnit unit) {
            this.unit = unit;
        }

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Unit> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(unit -> unit.word().equals(word))
                    .findFirst();
        }
    }

    /** When it is over. */
    public Instant after(Instant begin, ZoneId zone) {
        return switch (unit) {
            case MINUTES, HOURS -> begin.plus(amount, unit.unit);
            case DAYS, WEEKS, MONTHS ->
                instant(LocalDateTime.ofInstant(begin, zone).plus(amount, unit.unit), zone);
        };
    }

    /** When clocks there show it; where they never do, the first moment after that. */
    public static Instant instant(LocalDateTime time, ZoneId zone) {
        var transition = zone.getRules().getTransition(time);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : time.atZone(zone).toInstant();
    }
}
