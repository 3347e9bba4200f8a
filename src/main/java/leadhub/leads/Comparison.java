package leadhub.leads;

import java.util.Locale;

/** How a field is compared with a value. */
public enum Comparison {
    IS,
    IS_NOT,
    CONTAINS,
    CONTAINS_NOT,
    GREATER,
    LESS,
    /** On a day. */
    ON,
    /** Before a day. */
    BEFORE,
    /** After a day. */
    AFTER,
    /** In the last so many days, today being one. */
    LAST,
    /** Longer ago than so many days. */
    OLDER,
    /** In the next so many days, today being one. */
    NEXT,
    /** There is a value. */
    PRESENT,
    /** There is none. */
    ABSENT;

    /** As it stands in the address of a list: {@code is_not}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether there is something to compare with. */
    public boolean takesValue() {
        return this != PRESENT && this != ABSENT;
    }

    /** Whether the value is a number of days. */
    public boolean countsDays() {
        return this == LAST || this == OLDER || this == NEXT;
    }
}
