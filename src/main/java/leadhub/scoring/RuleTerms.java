package leadhub.scoring;

import leadhub.conditions.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * The content of a rule.
 *
 * @param field a standard field by its API name, or {@code custom_fields.its_key}
 * @param value the value to compare with; null for operators without one
 * @param points from -1000 to 1000
 * @param active whether it is applied
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

    /** Whether these give different points than others. */
    boolean scoreDiffersFrom(RuleTerms other) {
        return (active || other.active)
                && !new RuleTerms(other.name, field, operator, value, points, active).equals(other);
    }
}
