package leadhub.conditions;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.fields.CustomField;
import leadhub.fields.Fields;
import org.springframework.stereotype.Component;

/** Finds the field that a kept condition names. It needs no choices, so those who make them may be told of conditions. */
@Component
public class NamedFields {

    private final Map<String, ConditionField> own;
    private final Fields fields;

    NamedFields(OwnFields own, Fields fields) {
        this.own = own.all().stream().collect(Collectors.toUnmodifiableMap(ConditionField::name, Function.identity()));
        this.fields = fields;
    }

    /** The field, without choices; as one that is gone if there is none any more. Costs no statement. */
    public ConditionField find(long workspaceId, String name) {
        return known(workspaceId, name).orElseGet(() -> ConditionField.gone(name));
    }

    /** The field, without choices; empty if there is none. Costs no statement. */
    public Optional<ConditionField> known(long workspaceId, String name) {
        var known = own.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        if (!name.startsWith(CustomField.PATH)) {
            return Optional.empty();
        }
        return fields.all(workspaceId).stream()
                .filter(field -> name.endsWith(field.key()) && name.equals(field.path()))
                .findFirst()
                .map(ConditionField::of);
    }
}
