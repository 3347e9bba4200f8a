package leadhub.scoring;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import leadhub.base.Caller;
import leadhub.conditions.Comparison;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ConditionFields;
import leadhub.conditions.NamedFields;
import leadhub.conditions.ValueKind;
import org.springframework.stereotype.Component;

/** The fields that rules may use: those that don't change with time, and don't depend on the rules themselves. */
@Component
class RuleFields {
    /** A score is what rules make; tags go by their names, for a rule may wait for one that comes one day. */
    private static final Set<String> NOT_FOR_RULES = Set.of("lead_score", "tag_ids");

    private final ConditionFields fields;
    private final NamedFields named;

    RuleFields(ConditionFields fields, NamedFields named) {
        this.fields = fields;
        this.named = named;
    }

    /** All fields, custom ones last. */
    List<ConditionField> all(Caller caller) {
        return fields.all(caller).stream()
                .filter(field -> field.kind() != ValueKind.TIME && !NOT_FOR_RULES.contains(field.name()))
                .toList();
    }

    Optional<ConditionField> find(Caller caller, String name) {
        return all(caller).stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The field, or a substitute if it no longer exists. */
    ConditionField orGone(Caller caller, String name) {
        return find(caller, name).orElseGet(() -> named.find(caller.workspaceId(), name));
    }

    /** The operators of a field, even if it no longer exists. */
    static List<Comparison> comparisons(Optional<ConditionField> field) {
        return field.map(ConditionField::kind).orElse(ValueKind.TEXT).comparisons().stream()
                .filter(comparison -> !comparison.movesWithTime())
                .toList();
    }
}
