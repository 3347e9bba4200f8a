package leadhub.leads.lists;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The days, weeks or months of a time, as calendars and statements cut them.
 *
 * @param zone in which days begin
 * @param from the first instant of the time
 * @param until the first instant after it
 */
public record Periods(LeadCube.Unit unit, ZoneId zone, Instant from, Instant until) {
    /** The first day of each, the earliest first; none where there is one for all. */
    public Stream<LocalDate> days() {
        var first = unit.startOf(LocalDate.ofInstant(from, zone));
        return unit == LeadCube.Unit.NONE
                ? Stream.empty()
                : Stream.iterate(first, day -> start(day).isBefore(until), unit::next);
    }

    private Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /**
     * As SQL, the first day of the period that a column's time is in; its values are added. It is looked up in a list that is read once:
     * to ask a calendar about a million leads takes half as long again.
     */
    public String sql(String column, List<@Nullable Object> values) {
        var day = day(values);
        return day.formatted(number(column, values));
    }

    /** As SQL, a row for each of them, called {@code periods}: its first day, and where it and the next one start. */
    String rows(List<@Nullable Object> values) {
        values.add(texts(days()));
        values.add(texts(days().map(this::start)));
        values.add(texts(days().map(unit::next).map(this::start)));
        return "unnest(?::date[], ?::timestamptz[], ?::timestamptz[]) as periods (day, starts, ends)";
    }

    /** The same in two steps, of which only this one is about each lead: the number of the period. */
    String number(String column, List<@Nullable Object> values) {
        if (unit == LeadCube.Unit.NONE) {
            return "0";
        }
        values.add(texts(days().map(this::start)));
        return "width_bucket(%s, (select ?::text[]::timestamptz[]))".formatted(column);
    }

    /** The first day of the period whose number takes the place of {@code %s}. */
    String day(List<@Nullable Object> values) {
        if (unit == LeadCube.Unit.NONE) {
            return "null::date";
        }
        values.add(texts(days()));
        return "((select ?::text[]::date[]))[%s]";
    }

    private static String[] texts(Stream<?> times) {
        return times.map(Object::toString).toArray(String[]::new);
    }
}
