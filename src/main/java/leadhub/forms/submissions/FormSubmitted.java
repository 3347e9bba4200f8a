package leadhub.forms.submissions;

import java.util.List;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.automations.triggers.TriggerKind;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.events.LeadEvent;
import leadhub.events.PublicEventKind;
import leadhub.forms.Forms;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A form that was sent, and whose sender has confirmed it if that is asked for: a certain one, or any. */
@Component
final class FormSubmitted implements TriggerKind {
    private static final String FORM_ID = "form_id";

    private final Forms forms;

    FormSubmitted(Forms forms) {
        this.forms = forms;
    }

    @Override
    public String type() {
        return "form_submitted";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.optional(FORM_ID, ActionField.Type.FORM));
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        var config = Json.MAPPER.createObjectNode();
        if (request.has(FORM_ID)) {
            var id = request.number(FORM_ID);
            if (forms.find(request.caller().workspaceId(), id).isEmpty()) {
                throw request.refused(FORM_ID, Refusal.of("in"));
            }
            config.put(FORM_ID, id);
        }
        return config;
    }

    @Override
    public boolean isBy(LeadEvent event) {
        return event.publicKinds().contains(PublicEventKind.FORM_SUBMITTED);
    }

    @Override
    public boolean fits(LeadEvent event, ObjectNode config) {
        return !config.has(FORM_ID)
                || told(event).path(FORM_ID).asLong() == config.path(FORM_ID).asLong();
    }

    @Override
    public String key(LeadEvent event) {
        return "submission:" + told(event).path("submission_id").asLong();
    }

    /** What stands on the timeline. */
    private static JsonNode told(LeadEvent event) {
        return Json.MAPPER.readTree(event.detail() == null ? "{}" : event.detail());
    }
}
