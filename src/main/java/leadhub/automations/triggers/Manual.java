package leadhub.automations.triggers;

import java.util.List;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.events.LeadEvent;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Somebody, a program, or another automation starts it for a lead. */
@Component
final class Manual implements TriggerKind {
    @Override
    public String type() {
        return "manual";
    }

    @Override
    public List<ActionField> fields() {
        return List.of();
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        return TriggerConfig.none();
    }

    @Override
    public boolean isBy(LeadEvent event) {
        return false;
    }

    @Override
    public boolean fits(LeadEvent event, ObjectNode config) {
        return false;
    }
}
