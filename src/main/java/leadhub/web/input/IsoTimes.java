package leadhub.web.input;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads dates and times of ISO 8601, in the extended form ({@code 2026-11-25T19:46:00Z}) and the basic one
 * ({@code 20261125T194600Z}). A date is its first instant in UTC, a time without a zone is UTC.
 */
public final class IsoTimes {
    /** More than any time has, and little enough for patterns that try again and again. */
    private static final int MOST_CHARACTERS = 64;

    private static final Pattern BASIC_DATE = Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?=T|$)(.*)");
    private static final Pattern BASIC_TIME = Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d([.,]\\d+)?)?(Z|[+-].*)?");
    private static final Pattern WEEK_DATE = Pattern.compile("\\d{4}-?[Ww]\\d\\d(-?\\d)?([T ].*)?");

    private IsoTimes() {}

    /** The instant; a plus sign that was sent unencoded has become a space. */
    public static Optional<Instant> read(String sent) {
        if (sent.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        var text = extended(
                sent.strip().toUpperCase(Locale.ROOT).replaceFirst("^(\\S+[T ]\\S+) (\\d\\d(:?\\d\\d)?)$", "$1+$2"));
        text = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T").replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
        text = text.matches(".*T.*[+-]\\d\\d$") ? text + ":00" : text;
        try {
            if (text.length() <= 10) {
                return bounded(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            var zoned = text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$");
            return bounded(
                    zoned
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether the text is a day without a time. */
    public static boolean isDate(String sent) {
        return !sent.toUpperCase(Locale.ROOT).contains("T") && sent.strip().length() <= 10;
    }

    /** Whether the text names a day by its week, such as {@code 2026-W48-3}: well-formed, but not taken here. */
    public static boolean isWeekDate(String sent) {
        return sent.length() <= MOST_CHARACTERS
                && WEEK_DATE.matcher(sent.strip()).matches();
    }

    /** The basic form spelled in the extended one; anything else as it is. */
    private static String extended(String text) {
        var date = BASIC_DATE.matcher(text);
        if (!date.matches()) {
            return text;
        }
        var day = date.group(1) + "-" + date.group(2) + "-" + date.group(3);
        if (date.group(4).isEmpty()) {
            return day;
        }
        var time = BASIC_TIME.matcher(date.group(4).substring(1));
        if (!time.matches()) {
            return day + date.group(4);
        }
        var seconds = time.group(3) == null ? "" : ":" + time.group(3);
        var zone = time.group(5) == null ? "" : time.group(5);
        return day + "T" + time.group(1) + ":" + time.group(2) + seconds + zone;
    }

    /** PostgreSQL keeps years up to 294276; ISO dates have four digits. */
    private static Optional<Instant> bounded(Instant time) {
        var year = time.atOffset(ZoneOffset.UTC).getYear();
        return year >= -1 && year <= 10_000 ? Optional.of(time) : Optional.empty();
    }
}
