package leadhub.scoring;

import java.util.List;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * The model of Settings → Lead scoring.
 *
 * @param rules the rules with their forms
 * @param newRule the form for a new rule
 * @param run the progress of the last recalculation; null if there was none
 */
public record ScoringScreen(
        List<Line> rules, RuleForm newRule, @Nullable ScoringRun run) {

    /**
     * A rule and its form.
     *
     * @param isOpen whether its form is open
     */
    public record Line(ScoringRule rule, RuleForm form, boolean isOpen) {
        /** The field of the saved rule; null if it no longer exists. */
        public @Nullable ConditionField field() {
            return form.fields().stream()
                    .filter(field -> field.name().equals(rule.terms().field()))
                    .findFirst()
                    .orElse(null);
        }

        /** The message key of its operator. */
        public String message() {
            var field = field();
            return (field == null ? ValueKind.TEXT : field.kind())
                    .message(rule.terms().operator());
        }

        /** The choice that the saved rule compares with; null if the value is typed. */
        public ConditionField.@Nullable Choice choice() {
            var field = field();
            return field == null
                    ? null
                    : field.choices().stream()
                            .filter(choice -> choice.value().equals(rule.terms().value()))
                            .findFirst()
                            .orElse(null);
        }
    }

    public boolean isFull() {
        return rules.size() >= ScoringRule.MOST;
    }
}
