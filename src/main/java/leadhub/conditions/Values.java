package leadhub.conditions;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Recognizes numbers and days in texts, in Java exactly as in SQL. */
public final class Values {
    /** What a text is made of that says nothing. */
    public static final String BLANKS = " \t\n\r\f\u000b";
    /** As the POSIX expressions of PostgreSQL have it too; longer texts are no numbers. */
    public static final String NUMBER = "^[+-]?[0-9]+([.][0-9]+)?$";
    /** With a bound that holds in PostgreSQL's {@code numeric} on both sides of the point. */
    public static final int MOST_DIGITS = 2_000;
    /** How a text begins that is a day, or an instant of it. */
    public static final String DAY = "^[0-9]{4}-[0-9]{2}-[0-9]{2}";

    private static final Pattern IS_NUMBER = Pattern.compile(NUMBER);
    private static final Pattern BEGINS_WITH_DAY = Pattern.compile(DAY);
    private static final int DAY_CHARACTERS = 10;

    private Values() {}

    /** The number in a text; null if it isn't one. */
    public static @Nullable BigDecimal number(String text) {
        // A quick check, because nearly all texts begin with a letter.
        if (text.isEmpty() || text.charAt(0) > '9' || text.length() > MOST_DIGITS) {
            return null;
        }
        return IS_NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    static boolean isNumber(String text) {
        return number(text) != null;
    }

    /** The day that a text begins with, as text; null if it doesn't. Whether there is such a day nobody asks. */
    static @Nullable String dayText(String text) {
        return BEGINS_WITH_DAY.matcher(text).find() ? text.substring(0, DAY_CHARACTERS) : null;
    }

    /** Whether a text is a day that there is, and nothing else. */
    public static boolean isDay(String text) {
        try {
            return text.length() == DAY_CHARACTERS && dayText(text) != null && LocalDate.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    static boolean isBlank(String text) {
        return text.chars().allMatch(c -> BLANKS.indexOf(c) >= 0);
    }
}
