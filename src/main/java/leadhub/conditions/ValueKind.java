package leadhub.conditions;

import static leadhub.conditions.Comparison.ABSENT;
import static leadhub.conditions.Comparison.CONTAINS;
import static leadhub.conditions.Comparison.EQUALS;
import static leadhub.conditions.Comparison.GREATER;
import static leadhub.conditions.Comparison.LAST;
import static leadhub.conditions.Comparison.LESS;
import static leadhub.conditions.Comparison.NEXT;
import static leadhub.conditions.Comparison.NOT_CONTAINS;
import static leadhub.conditions.Comparison.NOT_EQUALS;
import static leadhub.conditions.Comparison.OLDER;
import static leadhub.conditions.Comparison.PRESENT;

import java.util.List;
import java.util.Optional;

/** The kind of a field's values, which decides how it can be compared; the first comparison is the default. */
public enum ValueKind {
    /** More and less are for texts that are numbers or begin with a day. */
    TEXT(CONTAINS, NOT_CONTAINS, EQUALS, NOT_EQUALS, GREATER, LESS, PRESENT, ABSENT),
    /** One of several, always. */
    CHOICE(EQUALS, NOT_EQUALS),
    /** One of several, or none. */
    OPTIONAL_CHOICE(EQUALS, NOT_EQUALS, PRESENT, ABSENT),
    /** Any of several, by their ids. */
    CHOICES(EQUALS, NOT_EQUALS, PRESENT, ABSENT),
    /** Any of several words; one that fits is enough. */
    WORDS(EQUALS, NOT_EQUALS, CONTAINS, NOT_CONTAINS, PRESENT, ABSENT),
    NUMBER(GREATER, LESS, EQUALS, NOT_EQUALS, PRESENT, ABSENT),
    /** An instant, always there, in the past. */
    TIME(LAST, OLDER, EQUALS, LESS, GREATER),
    DAY(LAST, OLDER, NEXT, EQUALS, NOT_EQUALS, LESS, GREATER, PRESENT, ABSENT),
    /** True or false; a missing value counts as false. */
    YES_NO(EQUALS, NOT_EQUALS);

    private final List<Comparison> comparisons;

    ValueKind(Comparison... comparisons) {
        this.comparisons = List.of(comparisons);
    }

    public List<Comparison> comparisons() {
        return comparisons;
    }

    /** The comparison with that name, if this kind supports it. */
    public Optional<Comparison> comparison(String word) {
        return Comparison.ofWord(word).filter(this::allows);
    }

    public boolean allows(Comparison comparison) {
        return comparisons.contains(comparison);
    }

    /** Whether values are days or instants, which come before or after one another. */
    public boolean isInTime() {
        return this == TIME || this == DAY;
    }

    /** The message that names a comparison: days are not equal and greater, but on and after. */
    public String message(Comparison comparison) {
        return switch (comparison) {
            case EQUALS, NOT_EQUALS, GREATER, LESS -> (isInTime() ? "is.day." : "is.") + comparison.word();
            case CONTAINS, NOT_CONTAINS, PRESENT, ABSENT, LAST, OLDER, NEXT -> "is." + comparison.word();
        };
    }
}
