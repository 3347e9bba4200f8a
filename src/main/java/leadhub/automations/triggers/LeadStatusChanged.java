package leadhub.automations.triggers;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.events.LeadEvent;
import leadhub.leads.record.LeadStatus;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A lead with another status. */
@Component
final class LeadStatusChanged implements TriggerKind {
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String FIELD = "status";
    private static final List<String> WORDS =
            Arrays.stream(LeadStatus.values()).map(LeadStatus::word).toList();

    @Override
    public String type() {
        return "lead_status_changed";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                new ActionField(FROM, ActionField.Type.CHOICE, false, WORDS),
                new ActionField(TO, ActionField.Type.CHOICE, false, WORDS));
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        var config = TriggerConfig.none();
        TriggerConfig.word(request, FROM, config, LeadStatusChanged::word);
        TriggerConfig.word(request, TO, config, LeadStatusChanged::word);
        return config;
    }

    private static Optional<String> word(String word) {
        return LeadStatus.of(word).map(LeadStatus::word);
    }

    @Override
    public boolean isBy(LeadEvent event) {
        return TriggerConfig.changed(event, FIELD);
    }

    @Override
    public boolean fits(LeadEvent event, ObjectNode config) {
        var change = event.changes().get(FIELD);
        return change != null
                && TriggerConfig.fits(config, FROM, change.from())
                && TriggerConfig.fits(config, TO, change.to());
    }
}
