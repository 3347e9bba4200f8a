package leadhub.webhooks.pages;

import java.util.List;
import leadhub.conditions.ConditionField;
import leadhub.conditions.NamedCondition;
import leadhub.conditions.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * A condition in words.
 *
 * @param field null if it no longer exists
 * @param message the message that words its operator
 * @param choice what it compares with; null if that is typed
 */
public record ConditionLine(@Nullable ConditionField field, String message, ConditionField.@Nullable Choice choice) {
    public static ConditionLine of(NamedCondition condition, List<ConditionField> fields) {
        var field = fields.stream()
                .filter(one -> one.name().equals(condition.field()))
                .findFirst()
                .orElse(null);
        var kind = field == null ? ValueKind.TEXT : field.kind();
        var choice = field == null
                ? null
                : field.choices().stream()
                        .filter(one -> one.value().equals(condition.value()))
                        .findFirst()
                        .orElse(null);
        return new ConditionLine(field, kind.message(condition.operator()), choice);
    }
}
