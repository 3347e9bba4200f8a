package leadhub.conditions;

import java.util.Map;
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
        var known = own.get(name);
        if (known != null) {
            return known;
        }
        if (!name.startsWith(CustomField.PATH)) {
            return ConditionField.gone(name);
        }
        return fields.all(workspaceId).stream()
                .filter(field -> name.endsWith(field.key()) && name.equals(field.path()))
                .findFirst()
                .map(ConditionField::of)
                .orElseGet(() -> ConditionField.gone(name));
    }
}
