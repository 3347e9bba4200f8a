package leadhub.exports.schedules;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When an export is made: at a full hour of some of a workspace's days.
 *
 * @param weekday of a week; null for the others
 * @param day of a month, the last one where a month is shorter; null for the others
 * @param hour from 0 to 23
 */
public record Timing(
        Every every, @Nullable DayOfWeek weekday, @Nullable Integer day, int hour) {

    /** How often. */
    public enum Every {
        DAILY,
        WEEKLY,
        MONTHLY;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Every> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(every -> every.word().equals(word))
                    .findFirst();
        }
    }

    /** Of a weekday as it is spelled: {@code mon}. */
    public static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
    }

    static Optional<DayOfWeek> weekday(String word) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> word(day).equals(word))
                .findFirst();
    }

    /** The first time after a moment. */
    Instant next(Instant after, ZoneId zone) {
        var date = LocalDate.ofInstant(after, zone);
        var time = at(first(date), zone);
        while (!time.isAfter(after)) {
            date = date.plusDays(1);
            time = at(first(date), zone);
        }
        return time;
    }

    /** The first day of this timing that is not before another. */
    private LocalDate first(LocalDate date) {
        if (weekday != null) {
            var ahead = weekday.getValue() - date.getDayOfWeek().getValue();
            return date.plusDays(ahead < 0 ? ahead + 7 : ahead);
        }
        if (day != null) {
            var here = of(YearMonth.from(date), day);
            return here.isBefore(date) ? of(YearMonth.from(date).plusMonths(1), day) : here;
        }
        return date;
    }

    private static LocalDate of(YearMonth month, int day) {
        return month.atDay(Math.min(day, month.lengthOfMonth()));
    }

    /** When clocks there show it, for the first time; where they never do, the first moment after that. */
    private Instant at(LocalDate date, ZoneId zone) {
        var time = LocalDateTime.of(date, LocalTime.of(hour, 0));
        var transition = zone.getRules().getTransition(time);
        return transition != null && transition.isGap()
                ? transition.getInstant()
                : time.atZone(zone).toInstant();
    }
}
