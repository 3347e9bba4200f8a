package leadhub.leads.actions;

import java.util.List;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionEffect;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.leads.LeadOutcomes;
import leadhub.leads.Leads;
import leadhub.leads.ManyLeads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.StateChange;
import leadhub.pipelines.Pipelines;
import org.springframework.stereotype.Component;

/** Moves leads to a stage, of whichever pipeline. */
@Component
final class MoveStage extends StateAction {
    private static final String STAGE = "pipeline_stage_id";

    private final Leads one;
    private final Pipelines pipelines;
    private final LeadOutcomes outcomes;

    MoveStage(Leads one, ManyLeads leads, Pipelines pipelines, LeadOutcomes outcomes) {
        super(leads);
        this.one = one;
        this.pipelines = pipelines;
        this.outcomes = outcomes;
    }

    @Override
    public String key() {
        return "move_stage";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.required(STAGE, ActionField.Type.STAGE));
    }

    @Override
    public Action check(ActionRequest request) {
        var stage = pipelines
                .stage(request.caller(), request.number(STAGE))
                .orElseThrow(() -> request.refused(STAGE, Refusal.of("in")));
        return new Action(key(), ActionConfig.of(STAGE, stage.id()), stage.name());
    }

    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        one.change(caller, leadId, LeadChange.toStage(config.number(STAGE)));
    }

    @Override
    public boolean isPossible(Caller caller, ActionConfig config, boolean isUndo) {
        return isUndo || pipelines.stage(caller, config.number(STAGE)).isPresent();
    }

    @Override
    public List<ActionEffect> applyToMany(Caller caller, List<Long> leadIds, ActionConfig config, int before) {
        var wanted = StateChange.stage(config.number(STAGE));
        return effects(leads.change(caller, leadIds, outcomes.settling(caller, leadIds, wanted)));
    }
}
