package leadhub.imports.files;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import leadhub.base.Refusal;
import org.jspecify.annotations.Nullable;

/** Dates in cells: days, months and years in any order, with a time behind them or not. */
final class CellDates {
    private static final Pattern LIKE = Pattern.compile(
            "([0-9]{1,4})\\s*([./\\-年])\\s*([0-9]{1,2})\\s*([./\\-月])\\s*([0-9]{1,4})(?:日|\\.)?(?:[T,]?\\s*(.+))?");
    private static final Pattern TIME = Pattern.compile(
            "([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]+)?)?\\s*(am|pm|uhr)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern OFFSET =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]([0-9:.]+(?:Z|[+-][0-9]{2}:[0-9]{2}))");
    private static final int MOST_CHARACTERS = 40;
    /** Of two digits, those below are of this century. */
    private static final int PIVOT = 70;

    /** A date, or why it isn't one. */
    record Read(
            @Nullable LocalDate date,
            @Nullable String time,
            @Nullable Refusal refusal) {}

    /** What stands in a date, whatever it means. @param sign what is between the first two numbers */
    private record Parts(
            String first,
            char sign,
            String second,
            String third,
            @Nullable String time) {}

    private CellDates() {}

    /** In which orders a text is a date; empty if it is none. */
    static Set<DateOrder> orders(String text) {
        var orders = EnumSet.noneOf(DateOrder.class);
        if (text.length() < 6 || text.length() > MOST_CHARACTERS || !startsWithDigit(text)) {
            return orders;
        }
        var parts = parts(text);
        if (parts != null) {
            for (var order : DateOrder.values()) {
                if (date(parts, order).isPresent()) {
                    orders.add(order);
                }
            }
        }
        return orders;
    }

    /** Null if it is no date. */
    private static @Nullable Parts parts(String text) {
        var simple = simple(text);
        if (simple != null) {
            return simple;
        }
        var parts = LIKE.matcher(text);
        return parts.matches()
                ? new Parts(parts.group(1), parts.group(2).charAt(0), parts.group(3), parts.group(5), parts.group(6))
                : null;
    }

    /** What nearly all dates are: three numbers with the same sign between them; a pattern takes ten times as long. */
    private static @Nullable Parts simple(String text) {
        var one = 0;
        while (one < text.length() && isDigit(text.charAt(one))) {
            one++;
        }
        if (one == 0 || one > 4 || one == text.length() || "./-".indexOf(text.charAt(one)) < 0) {
            return null;
        }
        var two = text.indexOf(text.charAt(one), one + 1);
        if (two < one + 2 || two > one + 3 || two + 1 == text.length() || text.length() > two + 5) {
            return null;
        }
        for (var i = one + 1; i < text.length(); i++) {
            if (i != two && !isDigit(text.charAt(i))) {
                return null;
            }
        }
        return new Parts(
                text.substring(0, one), text.charAt(one), text.substring(one + 1, two), text.substring(two + 1), null);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean startsWithDigit(String text) {
        return isDigit(text.charAt(0));
    }

    /** @param order null if nobody knows it */
    static Read read(String text, @Nullable DateOrder order) {
        var parts = text.length() > MOST_CHARACTERS ? null : parts(text.strip());
        if (parts == null) {
            return new Read(null, null, Refusal.of("date"));
        }
        var time = parts.time();
        if (order != null && date(parts, order).isPresent()) {
            return new Read(date(parts, order).get(), time, null);
        }
        @Nullable LocalDate found = null;
        for (var any : DateOrder.values()) {
            var date = date(parts, any).orElse(null);
            if (date != null && found != null && !date.equals(found)) {
                return new Read(null, null, Refusal.of("import.date_two_readings"));
            }
            found = date == null ? found : date;
        }
        // A column of days before months has no date the other way round: it is a mistake rather than another order.
        var isOther = order != null && found != null && !isYearFirst(parts);
        return found == null || isOther ? new Read(null, null, Refusal.of("date")) : new Read(found, time, null);
    }

    private static boolean isYearFirst(Parts parts) {
        return parts.first().length() == 4;
    }

    private static Optional<LocalDate> date(Parts parts, DateOrder order) {
        var first = parts.first();
        var second = parts.second();
        var third = parts.third();
        // A year of four digits is one, and points are written by those who begin with the day.
        if (isYearFirst(parts) != (order == DateOrder.YMD) && (isYearFirst(parts) || third.length() == 4)) {
            return Optional.empty();
        }
        if (order == DateOrder.MDY && parts.sign() == '.'
                || order == DateOrder.YMD && first.length() < 4 && parts.sign() != '-'
                || first.length() == 3
                || third.length() == 3
                || order != DateOrder.YMD && third.length() == 1) {
            return Optional.empty();
        }
        return switch (order) {
            case DMY -> date(third, second, first);
            case MDY -> date(third, first, second);
            case YMD -> date(first, second, third);
        };
    }

    private static Optional<LocalDate> date(String year, String month, String day) {
        try {
            var number = Integer.parseInt(year);
            var whole = year.length() == 4 ? number : number < PIVOT ? 2000 + number : 1900 + number;
            return Optional.of(LocalDate.of(whole, Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The moment a text means, in a time zone where it says none; empty if it is none. */
    static Optional<Instant> instant(String text, @Nullable DateOrder order, ZoneId zone) {
        var iso = OFFSET.matcher(text.strip());
        if (text.length() > 16 && iso.matches()) {
            try {
                return Optional.of(
                        OffsetDateTime.parse(iso.group(1) + "T" + iso.group(2)).toInstant());
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
        var read = read(text, order);
        var date = read.date();
        return date == null
                ? Optional.empty()
                : time(read.time()).map(time -> date.atTime(time).atZone(zone).toInstant());
    }

    private static Optional<LocalTime> time(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return Optional.of(LocalTime.MIDNIGHT);
        }
        var parts = TIME.matcher(text.strip());
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            var hour = Integer.parseInt(parts.group(1));
            var half = parts.group(4) == null ? "" : parts.group(4).toLowerCase(Locale.ROOT);
            var whole = half.equals("pm") && hour < 12 ? hour + 12 : half.equals("am") && hour == 12 ? 0 : hour;
            var second = parts.group(3) == null ? 0 : Integer.parseInt(parts.group(3));
            return Optional.of(LocalTime.of(whole, Integer.parseInt(parts.group(2)), second));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
