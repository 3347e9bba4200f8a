package leadhub.conditions;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The range of days that a condition matches.
 *
 * @param first null if the range has no beginning
 * @param last null if the range has no end
 */
public record Days(@Nullable LocalDate first, @Nullable LocalDate last) {
    static Days of(Comparison comparison, String value, LocalDate today) {
        if (comparison.movesWithTime()) {
            var before = Long.parseLong(value) - 1;
            return switch (comparison) {
                case LAST -> new Days(today.minusDays(before), today);
                case NEXT -> new Days(today, today.plusDays(before));
                default -> new Days(null, today.minusDays(before + 1));
            };
        }
        var day = LocalDate.parse(value);
        return switch (comparison) {
            case GREATER -> new Days(day.plusDays(1), null);
            case LESS -> new Days(null, day.minusDays(1));
            default -> new Days(day, day);
        };
    }

    /** The first instant included; null if the range has no beginning. */
    public @Nullable Instant from(ZoneId zone) {
        return first == null ? null : first.atStartOfDay(zone).toInstant();
    }

    /** The first instant excluded; null if the range has no end. */
    public @Nullable Instant until(ZoneId zone) {
        return last == null ? null : last.plusDays(1).atStartOfDay(zone).toInstant();
    }

    /** The first day as days are kept, in ISO's way, whose order as text is theirs. */
    public @Nullable String firstText() {
        return first == null ? null : text(first);
    }

    public @Nullable String lastText() {
        return last == null ? null : text(last);
    }

    /** The day after the last one that has four digits for its year would come before all others. */
    private static String text(LocalDate day) {
        return day.getYear() > 9999 ? "9999-99-99" : day.toString();
    }
}
