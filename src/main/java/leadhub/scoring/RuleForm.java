package leadhub.scoring;

import java.util.List;
import java.util.Optional;
import leadhub.conditions.Comparison;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ValueKind;
import leadhub.panel.FormErrors;
import org.jspecify.annotations.Nullable;

/**
 * A rule's form.
 *
 * @param key what it is called: {@code new} or {@code rule-12}
 * @param path where it is sent
 * @param preview what it would change, if that was asked
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

    /** The field that is looked at; empty if it is gone. */
    public Optional<ConditionField> field() {
        return fields.stream()
                .filter(field -> field.name().equals(text.field()))
                .findFirst();
    }

    public List<Comparison> operators() {
        return RuleFields.comparisons(field());
    }

    /** The operator that is chosen, or the first that the field can do. */
    public Comparison operator() {
        return Comparison.ofWord(text.operator())
                .filter(operators()::contains)
                .orElse(operators().getFirst());
    }

    /** The message that names an operator. */
    public String message(Comparison operator) {
        return field().map(ConditionField::kind).orElse(ValueKind.TEXT).message(operator);
    }

    /** What there is to choose from; empty if the value is typed. */
    public List<ConditionField.Choice> choices() {
        return field().map(ConditionField::choices).orElse(List.of());
    }

    /** Whether a value is typed, and of a list may be any part of a word. */
    public boolean isTyped() {
        return field().map(field -> field.isTyped(operator())).orElse(true);
    }

    public boolean isWrong(String field) {
        return mistake.isAt(key, field);
    }
}
