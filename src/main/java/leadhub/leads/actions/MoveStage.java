package leadhub.leads.actions;

import java.util.List;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionEffect;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.actions.BulkPart;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.leads.LeadOutcomes;
import leadhub.leads.ManyLeads;
import leadhub.leads.NotedChanges;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.StateChange;
import leadhub.pipelines.Pipelines;
import org.springframework.stereotype.Component;

/** Moves leads to a stage, of whichever pipeline. */
@Component
final class MoveStage extends StateAction {
    private static final String STAGE = "pipeline_stage_id";

    private final NotedChanges noted;
    private final Pipelines pipelines;
    private final LeadOutcomes outcomes;

    MoveStage(NotedChanges noted, ManyLeads leads, Pipelines pipelines, LeadOutcomes outcomes) {
        super(leads);
        this.noted = noted;
        this.pipelines = pipelines;
        this.outcomes = outcomes;
    }

    @Override
    public String key() {
        return "move_stage";
    }

    @Override
    public List<ActionField> fields() {
        return Losing.fields(ActionField.required(STAGE, ActionField.Type.STAGE));
    }

    @Override
    public Action check(ActionRequest request) {
        var stage = pipelines
                .stage(request.caller(), request.number(STAGE))
                .orElseThrow(() -> request.refused(STAGE, Refusal.of("in")));
        return new Action(key(), Losing.checked(request, ActionConfig.of(STAGE, stage.id())), stage.name());
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
        return isUndo || pipelines.stage(caller, config.number(STAGE)).isPresent();
    }

    @Override
    public List<ActionEffect> applyToMany(Caller caller, List<Long> leadIds, ActionConfig config, BulkPart part) {
        var wanted = outcomes.settling(caller, leadIds, wanted(config));
        return effects(noted.lose(caller, leadIds, Losing.wish(wanted, config), Losing.note(config), part.changeId()));
    }

    private static StateChange wanted(ActionConfig config) {
        return StateChange.stage(config.number(STAGE));
    }
}
