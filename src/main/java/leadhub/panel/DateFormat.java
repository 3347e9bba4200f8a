package leadhub.panel;

import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A workspace's date format. */
public enum DateFormat {
    /** Follows the visitor's language. */
    AUTO(null),
    YEAR_FIRST("uuuu-MM-dd"),
    DAY_FIRST("dd.MM.uuuu"),
    MONTH_FIRST("MM/dd/uuuu");

    private final @Nullable String pattern;

    DateFormat(@Nullable String pattern) {
        this.pattern = pattern;
    }

    /** Its name in the database and in forms: {@code day_first}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The format of that word; {@link #AUTO} for any other. */
    public static DateFormat of(String word) {
        for (var format : values()) {
            if (format.word().equals(word)) {
                return format;
            }
        }
        return AUTO;
    }

    DateTimeFormatter day(Locale locale) {
        return pattern == null
                ? DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale)
                : DateTimeFormatter.ofPattern(pattern, locale);
    }

    DateTimeFormatter time(Locale locale) {
        return pattern == null
                ? DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(locale)
                : DateTimeFormatter.ofPattern("HH:mm", locale);
    }

    DateTimeFormatter dayAndTime(Locale locale) {
        return pattern == null
                ? DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
                        .withLocale(locale)
                : DateTimeFormatter.ofPattern(pattern + " HH:mm", locale);
    }
}
