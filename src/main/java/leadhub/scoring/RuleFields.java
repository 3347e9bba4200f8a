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

/** What rules may look at: all that stays as it is while time goes by, and doesn't follow from the rules themselves. */
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

    /** All of them, custom ones last. */
    List<ConditionField> all(Caller caller) {
        return fields.all(caller).stream()
                .filter(field -> field.kind() != ValueKind.TIME && !NOT_FOR_RULES.contains(field.name()))
                .toList();
    }

    Optional<ConditionField> find(Caller caller, String name) {
        return all(caller).stream().filter(field -> field.name().equals(name)).findFirst();
    }

    /** The field, or what a rule that looks at one that is gone takes it for. */
    ConditionField orGone(Caller caller, String name) {
        return find(caller, name).orElseGet(() -> named.find(caller.workspaceId(), name));
    }

    /** How a field, or one that is gone, may be compared. */
    static List<Comparison> comparisons(Optional<ConditionField> field) {
        return field.map(ConditionField::kind).orElse(ValueKind.TEXT).comparisons().stream()
                .filter(comparison -> !comparison.movesWithTime())
                .toList();
    }
}
