package leadhub.conditions;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a field is compared with a value. */
public enum Comparison {
    EQUALS,
    NOT_EQUALS,
    CONTAINS,
    NOT_CONTAINS,
    /** More, or after a day. */
    GREATER,
    /** Less, or before a day. */
    LESS,
    /** There is a value. */
    PRESENT,
    /** There is none. */
    ABSENT,
    /** In the last so many days, including today. */
    LAST,
    /** Longer ago than so many days. */
    OLDER,
    /** In the next so many days, including today. */
    NEXT;

    /** Its name in the database, in URLs and in forms: {@code not_equals}. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Comparison> ofWord(String word) {
        return Arrays.stream(values())
                .filter(comparison -> comparison.word().equals(word))
                .findFirst();
    }

    /** Whether it takes a value. */
    public boolean takesValue() {
        return this != PRESENT && this != ABSENT;
    }

    /** Whether the value is a number of days, so that the result changes from day to day. */
    public boolean movesWithTime() {
        return this == LAST || this == OLDER || this == NEXT;
    }

    /** Whether it is the negation of {@link #affirmed}. */
    public boolean isNegative() {
        return affirmed() != this;
    }

    /** The same comparison without the negation. */
    public Comparison affirmed() {
        return switch (this) {
            case NOT_EQUALS -> EQUALS;
            case NOT_CONTAINS -> CONTAINS;
            case ABSENT -> PRESENT;
            case EQUALS, CONTAINS, GREATER, LESS, PRESENT, LAST, OLDER, NEXT -> this;
        };
    }
}
