package leadhub.scoring;

import leadhub.conditions.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * What a rule says.
 *
 * @param field a lead's own, as the API spells it, or {@code custom_fields.its_key}
 * @param value what is compared with; null for operators that take none
 * @param points from -1000 to 1000
 * @param active whether it counts
 */
public record RuleTerms(
        String name,
        String field,
        Comparison operator,
        @Nullable String value,
        int points,
        boolean active) {

    /** The same, switched on or off. */
    RuleTerms active(boolean is) {
        return new RuleTerms(name, field, operator, value, points, is);
    }

    /** Whether leads get other points by these than by others. */
    boolean scoreDiffersFrom(RuleTerms other) {
        return (active || other.active)
                && !new RuleTerms(other.name, field, operator, value, points, active).equals(other);
    }
}
