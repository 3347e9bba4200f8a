package leadhub.leads;

import static leadhub.leads.Comparison.ABSENT;
import static leadhub.leads.Comparison.AFTER;
import static leadhub.leads.Comparison.BEFORE;
import static leadhub.leads.Comparison.CONTAINS;
import static leadhub.leads.Comparison.CONTAINS_NOT;
import static leadhub.leads.Comparison.GREATER;
import static leadhub.leads.Comparison.IS;
import static leadhub.leads.Comparison.IS_NOT;
import static leadhub.leads.Comparison.LAST;
import static leadhub.leads.Comparison.LESS;
import static leadhub.leads.Comparison.NEXT;
import static leadhub.leads.Comparison.OLDER;
import static leadhub.leads.Comparison.ON;
import static leadhub.leads.Comparison.PRESENT;

import java.util.List;
import java.util.Optional;

/** What kind of values a field has, and so how it can be compared; the first way is the usual one. */
public enum CriterionKind {
    TEXT(CONTAINS, CONTAINS_NOT, IS, IS_NOT, PRESENT, ABSENT),
    /** One of several, always. */
    CHOICE(IS, IS_NOT),
    /** One of several, or none. */
    OPTIONAL_CHOICE(IS, IS_NOT, PRESENT, ABSENT),
    /** Any of several. */
    CHOICES(IS, IS_NOT, PRESENT, ABSENT),
    /** Any of several words. */
    OPTIONS(IS, IS_NOT, PRESENT, ABSENT),
    NUMBER(GREATER, LESS, IS, PRESENT, ABSENT),
    /** An instant, always there, in the past. */
    TIME(LAST, OLDER, ON, BEFORE, AFTER),
    /** A day. */
    DAY(LAST, OLDER, NEXT, ON, BEFORE, AFTER, PRESENT, ABSENT),
    YES_NO(IS);

    private final List<Comparison> comparisons;

    CriterionKind(Comparison... comparisons) {
        this.comparisons = List.of(comparisons);
    }

    public List<Comparison> comparisons() {
        return comparisons;
    }

    /** The comparison of that word, if this kind knows it. */
    Optional<Comparison> comparison(String word) {
        return comparisons.stream()
                .filter(comparison -> comparison.word().equals(word))
                .findFirst();
    }
}
