package leadhub.automations.triggers;

import java.util.List;
import java.util.Optional;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.events.LeadEvent;
import leadhub.fields.CustomField;
import leadhub.fields.Fields;
import leadhub.leads.record.LeadFields;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A change of some fields, or of any; several at once are one change. */
@Component
final class LeadUpdated implements TriggerKind {
    private static final String FIELDS = "fields";

    private final Fields fields;

    LeadUpdated(Fields fields) {
        this.fields = fields;
    }

    @Override
    public String type() {
        return "lead_updated";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.optional(FIELDS, ActionField.Type.LEAD_FIELDS));
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        var config = TriggerConfig.none();
        TriggerConfig.texts(
                request, FIELDS, config, name -> isField(request, name) ? Optional.of(name) : Optional.empty());
        return config;
    }

    private boolean isField(ActionRequest request, String name) {
        return name.startsWith(CustomField.PATH)
                ? fields.all(request.caller()).stream()
                        .anyMatch(field -> field.path().equals(name))
                : LeadFields.named(name).isPresent();
    }

    @Override
    public boolean isBy(LeadEvent event) {
        return !event.changes().isEmpty();
    }

    @Override
    public boolean fits(LeadEvent event, ObjectNode config) {
        return !config.has(FIELDS)
                || config.required(FIELDS)
                        .valueStream()
                        .anyMatch(name -> TriggerConfig.changed(event, name.asString()));
    }
}
