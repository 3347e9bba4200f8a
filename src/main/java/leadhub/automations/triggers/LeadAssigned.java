package leadhub.automations.triggers;

import java.util.List;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.events.LeadEvent;
import leadhub.users.Users;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A lead that somebody else has from now on. */
@Component
final class LeadAssigned implements TriggerKind {
    private static final String USERS = "user_ids";
    private static final String FIELD = "assigned_user_id";

    private final Users users;

    LeadAssigned(Users users) {
        this.users = users;
    }

    @Override
    public String type() {
        return "lead_assigned";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.optional(USERS, ActionField.Type.USERS));
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        var config = TriggerConfig.none();
        TriggerConfig.ids(request, USERS, config, id -> users.exists(request.caller(), id));
        return config;
    }

    /** A lead that nobody has any more is assigned to nobody. */
    @Override
    public boolean isBy(LeadEvent event) {
        var change = event.changes().get(FIELD);
        return change != null && change.to() != null;
    }

    @Override
    public boolean fits(LeadEvent event, ObjectNode config) {
        var change = event.changes().get(FIELD);
        return change != null && TriggerConfig.isAmong(config, USERS, change.to());
    }
}
