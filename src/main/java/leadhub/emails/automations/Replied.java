package leadhub.emails.automations;

import java.util.List;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.automations.triggers.TriggerKind;
import leadhub.base.Json;
import leadhub.events.LeadEvent;
import leadhub.events.LeadEventKind;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A known lead that wrote by itself, an email or an SMS; out-of-office replies and lists don't count. */
@Component
final class Replied implements TriggerKind {
    @Override
    public String type() {
        return "replied";
    }

    @Override
    public List<ActionField> fields() {
        return List.of();
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        return Json.MAPPER.createObjectNode();
    }

    @Override
    public boolean isBy(LeadEvent event) {
        return event.kind() == LeadEventKind.REPLIED
                || event.kind() == LeadEventKind.SMS_RECEIVED
                        && detail(event).path("is_reply").asBoolean(false);
    }

    /** It has no number of its lead, for programs outside aren't told. */
    @Override
    public String key(LeadEvent event) {
        var told = detail(event);
        return told.has("sms_id")
                ? "sms:" + told.path("sms_id").asLong()
                : "email:" + told.path("email_id").asLong();
    }

    private static JsonNode detail(LeadEvent event) {
        return Json.MAPPER.readTree(event.detail() == null ? "{}" : event.detail());
    }

    @Override
    public boolean fits(LeadEvent event, ObjectNode config) {
        return true;
    }
}
