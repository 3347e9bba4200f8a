package leadhub.automations.triggers;

import java.util.List;
import java.util.Optional;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.events.LeadEvent;
import leadhub.events.LeadEventKind;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A new lead, of some sources or of any. */
@Component
final class LeadCreated implements TriggerKind {
    private static final String SOURCES = "sources";

    @Override
    public String type() {
        return "lead_created";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.optional(SOURCES, ActionField.Type.TEXTS));
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        var config = TriggerConfig.none();
        TriggerConfig.texts(request, SOURCES, config, Optional::of);
        return config;
    }

    @Override
    public boolean isBy(LeadEvent event) {
        return event.kind() == LeadEventKind.CREATED;
    }

    @Override
    public boolean fits(LeadEvent event, ObjectNode config) {
        return !config.has(SOURCES)
                || event.after() != null
                        && TriggerConfig.isAmong(
                                config,
                                SOURCES,
                                event.after().fields().path("source").asString(""));
    }
}
