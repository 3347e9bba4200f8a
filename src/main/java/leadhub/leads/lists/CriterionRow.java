package leadhub.leads.lists;

import leadhub.conditions.Comparison;
import leadhub.conditions.Condition;
import leadhub.conditions.ConditionField;

/**
 * One line of the form that asks for criteria.
 *
 * @param number tells its controls from those of other lines
 * @param value what was typed, {@code ""} for nothing yet
 */
public record CriterionRow(int number, ConditionField field, Comparison comparison, String value) {
    /** With the value as its field spells it, if it fits there. */
    public static CriterionRow of(int number, ConditionField field, Comparison comparison, String typed) {
        var value = Condition.of(field, comparison, typed).map(Condition::value).orElse(typed);
        return new CriterionRow(number, field, comparison, value);
    }
}
