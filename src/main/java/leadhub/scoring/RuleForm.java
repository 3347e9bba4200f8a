package leadhub.scoring;

import java.util.List;
import java.util.Optional;
import leadhub.conditions.Comparison;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ValueKind;
import leadhub.panel.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * The form of a rule.
 *
 * @param key its name: {@code new} or {@code rule-12}
 * @param path where it is submitted
 * @param preview what it would change, if a preview was requested
 */
public record RuleForm(
        String key,
        String path,
        RuleText text,
        List<ConditionField> fields,
        FormErrors mistake,
        @Nullable Preview preview) {
    static final String NEW = "new";

    static String key(@Nullable ScoringRule rule) {
        return rule == null ? NEW : "rule-" + rule.id();
    }

    static String path(@Nullable ScoringRule rule) {
        return rule == null ? "/settings/scoring" : "/settings/scoring/" + rule.id();
    }

    /** Whether it makes a rule. */
    public boolean isNew() {
        return key.equals(NEW);
    }

    /** The field to compare; empty if it no longer exists. */
    public Optional<ConditionField> field() {
        return fields.stream()
                .filter(field -> field.name().equals(text.field()))
                .findFirst();
    }

    public List<Comparison> operators() {
        return RuleFields.comparisons(field());
    }

    /** The chosen operator, or the first one that the field supports. */
    public Comparison operator() {
        return Comparison.ofWord(text.operator())
                .filter(operators()::contains)
                .orElse(operators().getFirst());
    }

    /** The message key of an operator. */
    public String message(Comparison operator) {
        return field().map(ConditionField::kind).orElse(ValueKind.TEXT).message(operator);
    }

    /** The choices for the value; empty if it is typed. */
    public List<ConditionField.Choice> choices() {
        return field().map(ConditionField::choices).orElse(List.of());
    }

    /** Whether a value is typed, and of a list may be any part of a word. */
    public boolean isTyped() {
        return field().map(field -> field.isTyped(operator())).orElse(true);
    }

    /** Whether a number in it can be read in two ways, which the refusal names. */
    public boolean hasTwoReadings(String field) {
        return isWrong(field)
                && mistake.problem(field).stream()
                        .anyMatch(refusal -> refusal.key().equals("number.two_readings"));
    }

    public boolean isWrong(String field) {
        return mistake.isAt(key, field);
    }
}
