package leadhub.hours;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A stretch of work that comes every week.
 *
 * @param from when it begins, on that day
 * @param to when it ends; on the next day if that isn't after its beginning
 */
public record Shift(DayOfWeek day, LocalTime from, LocalTime to) {

    /** When it begins on a date, by the clocks of a zone. */
    Instant begin(LocalDate date, ZoneId zone) {
        return date.atTime(from).atZone(zone).toInstant();
    }

    /** When what begins on a date is over. */
    Instant end(LocalDate date, ZoneId zone) {
        return (isOvernight() ? date.plusDays(1) : date).atTime(to).atZone(zone).toInstant();
    }

    public boolean isOvernight() {
        return !to.isAfter(from);
    }

    /** A day as it is kept: {@code mon}. */
    static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    static Optional<DayOfWeek> day(String word) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> word(day).equals(word))
                .findFirst();
    }
}
