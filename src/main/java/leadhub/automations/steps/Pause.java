package leadhub.automations.steps;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How long a run rests. */
public sealed interface Pause {
    /** When it goes on. */
    Instant end(Instant begin, ZoneId zone);

    /** For a stretch of time. */
    record For(Span span) implements Pause {
        @Override
        public Instant end(Instant begin, ZoneId zone) {
            return span.after(begin, zone);
        }
    }

    /**
     * Until clocks show a time.
     *
     * @param weekdays on one of these; on any day if empty
     */
    record Until(LocalTime time, List<DayOfWeek> weekdays) implements Pause {
        /** A weekday comes within a week, and within two if the next one is left out by the calendar of the zone. */
        private static final int DAYS_AHEAD = 16;

        /** Always later than now, and once a day: a time that clocks show twice is the first of them. */
        @Override
        public Instant end(Instant begin, ZoneId zone) {
            return Stream.iterate(LocalDate.ofInstant(begin, zone), day -> day.plusDays(1))
                    .limit(DAYS_AHEAD)
                    .filter(day -> weekdays.isEmpty() || weekdays.contains(day.getDayOfWeek()))
                    .filter(day -> isThere(day, zone))
                    .map(day -> Span.instant(day.atTime(time), zone))
                    .filter(end -> end.isAfter(begin))
                    .findFirst()
                    .orElseThrow();
        }

        /** Zones that moved to the other side of the date line left one out. */
        private static boolean isThere(LocalDate day, ZoneId zone) {
            return day.atStartOfDay(zone).toLocalDate().equals(day);
        }
    }

    /** As contracts spell it: {@code mon}. */
    static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    static Optional<DayOfWeek> weekday(String word) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> word(day).equals(word))
                .findFirst();
    }
}
