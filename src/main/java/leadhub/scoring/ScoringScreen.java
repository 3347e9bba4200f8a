package leadhub.scoring;

import java.util.List;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of scoring show.
 *
 * @param rules each with its form
 * @param newRule the form for one more
 * @param run how far working out scores anew has got; null if it was never necessary
 */
public record ScoringScreen(
        List<Line> rules, RuleForm newRule, @Nullable ScoringRun run) {

    /**
     * A rule and its form.
     *
     * @param isOpen whether somebody is at it
     */
    public record Line(ScoringRule rule, RuleForm form, boolean isOpen) {
        /** What the saved rule looks at; null if that is gone. */
        public @Nullable ConditionField field() {
            return form.fields().stream()
                    .filter(field -> field.name().equals(rule.terms().field()))
                    .findFirst()
                    .orElse(null);
        }

        /** The message that names how it looks at it. */
        public String message() {
            var field = field();
            return (field == null ? ValueKind.TEXT : field.kind())
                    .message(rule.terms().operator());
        }

        /** The choice that the saved rule compares with; null if it is typed. */
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
