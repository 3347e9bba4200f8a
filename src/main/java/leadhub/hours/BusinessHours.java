package leadhub.hours;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * When a workspace works. What begins in the evening of a working day goes on in the night, whatever the next day is.
 *
 * @param region whose public holidays are kept, as {@link Holidays} names it; null for none
 */
public record BusinessHours(
        List<Shift> shifts,
        List<Closure> closures,
        @Nullable String region) {
    /** Until somebody says otherwise: nine to five, from Monday to Friday. */
    public static final BusinessHours USUAL = new BusinessHours(
            Stream.of(DayOfWeek.values())
                    .filter(day -> day.getValue() <= DayOfWeek.FRIDAY.getValue())
                    .map(day -> new Shift(day, LocalTime.of(9, 0), LocalTime.of(17, 0)))
                    .toList(),
            List.of(),
            null);

    static final int MOST_CLOSURES = 100;
    private static final int DAYS_AHEAD = 1_500;

    public BusinessHours {
        shifts = List.copyOf(shifts);
        closures = List.copyOf(closures);
    }

    /**
     * The first moment from then on at which somebody works; that moment itself, if somebody does.
     *
     * @param isHoliday whether a day is a public holiday of the region
     */
    public Instant nextOpen(Instant at, ZoneId zone, Predicate<LocalDate> isHoliday) {
        var today = LocalDate.ofInstant(at, zone);
        return Stream.iterate(today.minusDays(1), day -> day.plusDays(1))
                .limit(DAYS_AHEAD)
                .filter(day -> isThere(day, zone) && !isClosed(day) && !isHoliday.test(day))
                .flatMap(day -> shifts.stream()
                        .filter(shift -> shift.day() == day.getDayOfWeek()
                                && shift.end(day, zone).isAfter(at))
                        .map(shift -> shift.begin(day, zone))
                        .min(Comparator.naturalOrder())
                        .stream())
                .findFirst()
                .map(begin -> begin.isBefore(at) ? at : begin)
                // Closed for years: then hours are no reason to wait for.
                .orElse(at);
    }

    private boolean isClosed(LocalDate day) {
        return closures.stream().anyMatch(closure -> closure.includes(day));
    }

    /** Zones that moved to the other side of the date line left one out. */
    private static boolean isThere(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toLocalDate().equals(day);
    }
}
