package leadhub.leads.actions;

import java.util.Arrays;
import java.util.List;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionEffect;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.base.Caller;
import leadhub.leads.LeadOutcomes;
import leadhub.leads.Leads;
import leadhub.leads.ManyLeads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.record.StateChange;
import org.springframework.stereotype.Component;

/** Says how far leads are. */
@Component
final class ChangeStatus extends StateAction {
    private static final List<String> WORDS =
            Arrays.stream(LeadStatus.values()).map(LeadStatus::word).toList();

    private final Leads one;
    private final LeadOutcomes outcomes;

    ChangeStatus(Leads one, ManyLeads leads, LeadOutcomes outcomes) {
        super(leads);
        this.one = one;
        this.outcomes = outcomes;
    }

    @Override
    public String key() {
        return "change_status";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.choice("status", WORDS));
    }

    @Override
    public Action check(ActionRequest request) {
        var word = request.choice("status", LeadStatus::of).word();
        return new Action(key(), ActionConfig.of("status", word), null);
    }

    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        one.change(caller, leadId, LeadChange.toStatus(status(config)));
    }

    @Override
    public boolean isPossible(Caller caller, ActionConfig config, boolean isUndo) {
        return true;
    }

    @Override
    public List<ActionEffect> applyToMany(Caller caller, List<Long> leadIds, ActionConfig config, int before) {
        var wanted = StateChange.status(status(config));
        return effects(leads.change(caller, leadIds, outcomes.settling(caller, leadIds, wanted)));
    }

    @Override
    public String subjectMessage(ActionConfig config) {
        return "status." + config.text("status");
    }

    private static LeadStatus status(ActionConfig config) {
        return LeadStatus.of(config.text("status")).orElseThrow();
    }
}
