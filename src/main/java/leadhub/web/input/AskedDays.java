package leadhub.web.input;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Days in the address of a filtered list. */
public final class AskedDays {
    private static final int MOST_YEAR = 9999;

    private AskedDays() {}

    /**
     * The first instant of a day where the visitor is, or of a day after it; null where no day is asked for.
     *
     * @throws DateTimeException if it isn't a day
     */
    public static @Nullable Instant start(@Nullable String text, int daysLater, ZoneId zone) {
        if (text == null) {
            return null;
        }
        var day = LocalDate.parse(text);
        if (day.getYear() < 0 || day.getYear() > MOST_YEAR) {
            throw new DateTimeParseException("The year is out of range.", text, 0);
        }
        return day.plusDays(daysLater).atStartOfDay(zone).toInstant();
    }
}
