package leadhub.leads.actions;

import java.util.Arrays;
import java.util.List;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionEffect;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.actions.BulkPart;
import leadhub.base.Caller;
import leadhub.leads.LeadOutcomes;
import leadhub.leads.ManyLeads;
import leadhub.leads.NotedChanges;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.record.StateChange;
import org.springframework.stereotype.Component;

/** Says how far leads are. */
@Component
final class ChangeStatus extends StateAction {
    private static final List<String> WORDS =
            Arrays.stream(LeadStatus.values()).map(LeadStatus::word).toList();

    private final NotedChanges noted;
    private final LeadOutcomes outcomes;

    ChangeStatus(NotedChanges noted, ManyLeads leads, LeadOutcomes outcomes) {
        super(leads);
        this.noted = noted;
        this.outcomes = outcomes;
    }

    @Override
    public String key() {
        return "change_status";
    }

    @Override
    public List<ActionField> fields() {
        return Losing.fields(ActionField.choice("status", WORDS));
    }

    @Override
    public Action check(ActionRequest request) {
        var word = request.choice("status", LeadStatus::of).word();
        return new Action(key(), Losing.checked(request, ActionConfig.of("status", word)), null);
    }

    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        noted.lose(
                caller,
                leadId,
                lead -> LeadChange.of(Losing.wanted(lead, wanted(config), config)),
                Losing.note(config));
    }

    @Override
    public boolean isPossible(Caller caller, ActionConfig config, boolean isUndo) {
        return true;
    }

    @Override
    public List<ActionEffect> applyToMany(Caller caller, List<Long> leadIds, ActionConfig config, BulkPart part) {
        var wanted = outcomes.settling(caller, leadIds, wanted(config));
        return effects(noted.lose(caller, leadIds, Losing.wish(wanted, config), Losing.note(config), part.changeId()));
    }

    @Override
    public String subjectMessage(ActionConfig config) {
        return "status." + config.text("status");
    }

    private static StateChange wanted(ActionConfig config) {
        return StateChange.status(status(config));
    }

    private static LeadStatus status(ActionConfig config) {
        return LeadStatus.of(config.text("status")).orElseThrow();
    }
}
