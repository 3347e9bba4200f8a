package leadhub.conditions;

import org.jspecify.annotations.Nullable;

/**
 * A condition as it is kept: the field by its name, for it may be gone one day.
 *
 * @param value null where the operator takes none
 */
public record NamedCondition(
        String field, Comparison operator, @Nullable String value) implements ConditionTerm {}
