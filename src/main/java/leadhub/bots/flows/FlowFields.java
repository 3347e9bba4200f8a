package leadhub.bots.flows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ConditionFields;
import leadhub.conditions.NamedFields;
import leadhub.conditions.ValueKind;
import leadhub.fields.CustomField;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import org.springframework.stereotype.Component;

/**
 * What a flow may write of a lead, and what its conditions may ask: of what the visitor has said in this conversation alone. What a
 * known lead has is nothing that a stranger's answers may depend on.
 */
@Component
public class FlowFields {
    /** {@code answers.ab12}: what was answered at that step. */
    public static final String ANSWERS = "answers.";

    public static final String OPEN = "is_open";
    public static final String LANGUAGE = "language";
    public static final String PAGE = "page";

    private static final Set<LeadField<?>> NOT_WRITTEN =
            Set.of(LeadFields.EMAIL, LeadFields.PHONE, LeadFields.ASSIGNED_USER_ID, LeadFields.EXTERNAL_ID);

    private static final Set<String> WRITTEN = LeadFields.FILLED_LATER.stream()
            .filter(field -> !NOT_WRITTEN.contains(field))
            .map(LeadField::name)
            .collect(Collectors.toUnmodifiableSet());

    private static final Map<String, ConditionField> OWN = Stream.of(
                    ConditionField.own(OPEN, ValueKind.YES_NO),
                    ConditionField.own(LANGUAGE, ValueKind.TEXT),
                    ConditionField.own(PAGE, ValueKind.TEXT))
            .collect(Collectors.toUnmodifiableMap(ConditionField::name, field -> field));

    private final NamedFields named;
    private final ConditionFields fields;

    FlowFields(NamedFields named, ConditionFields fields) {
        this.named = named;
        this.fields = fields;
    }

    /** Whether an answer, or a step, may write it. */
    static boolean isWritten(String name) {
        return WRITTEN.contains(name) || name.startsWith(CustomField.PATH);
    }

    /** Those that steps write, as people choose from them. */
    public List<ConditionField> written(Caller caller) {
        return fields.all(caller).stream()
                .filter(field -> isWritten(field.name()))
                .toList();
    }

    /** Those that conditions of any flow know; answers come beside them. */
    public List<ConditionField> asked(Caller caller) {
        return Stream.concat(
                        Stream.of(OPEN, LANGUAGE, PAGE).map(OWN::get),
                        fields.all(caller).stream().filter(field -> isKnown(field.name())))
                .toList();
    }

    private static boolean isKnown(String name) {
        return isWritten(name) || name.equals("email") || name.equals("phone");
    }

    /**
     * A field that conditions may name.
     *
     * @param types of the flow's steps, by their ids
     */
    Optional<ConditionField> find(long workspaceId, String name, Map<String, String> types) {
        if (name.startsWith(ANSWERS)) {
            var type = types.getOrDefault(name.substring(ANSWERS.length()), "");
            return kind(type).map(kind -> ConditionField.own(name, kind));
        }
        if (OWN.containsKey(name)) {
            return Optional.of(OWN.get(name));
        }
        return isKnown(name) ? named.known(workspaceId, name) : Optional.empty();
    }

    /** What the answers to a step are; empty where it has none. */
    public static Optional<ValueKind> kind(String type) {
        return switch (type) {
            case "text", "email", "phone", "choice" -> Optional.of(ValueKind.TEXT);
            case "number" -> Optional.of(ValueKind.NUMBER);
            case "date" -> Optional.of(ValueKind.DAY);
            case "consent" -> Optional.of(ValueKind.YES_NO);
            default -> Optional.empty();
        };
    }
}
