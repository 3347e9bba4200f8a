package leadhub.leads.lists;

import leadhub.conditions.Comparison;
import leadhub.conditions.Condition;
import leadhub.conditions.ConditionField;

/**
 * One line of the form that asks for criteria.
 *
 * @param number tells its controls from those of other lines
 * @param value what it is compared with, {@code ""} for nothing yet
 * @param typed what somebody typed there that can't be read; {@code ""} for nothing
 */
public record CriterionRow(int number, ConditionField field, Comparison comparison, String value, String typed) {
    /** With the value as its field spells it, if it fits there. */
    public static CriterionRow of(int number, ConditionField field, Comparison comparison, String typed) {
        var value = Condition.of(field, comparison, typed).map(Condition::value).orElse(typed);
        return new CriterionRow(number, field, comparison, value, "");
    }

    /** The same with what can't be read. */
    public CriterionRow typed(String text) {
        return new CriterionRow(number, field, comparison, value, text);
    }
}
