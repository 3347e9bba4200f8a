package leadhub.leads.actions;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionEffect;
import leadhub.actions.BulkActionKind;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.leads.ManyLeads;
import leadhub.leads.ManyLeads.Changed;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadState;
import leadhub.leads.record.StateChange;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An action that changes where leads stand, and takes each back to where it stood. */
abstract class StateAction implements BulkActionKind {
    final ManyLeads leads;

    StateAction(ManyLeads leads) {
        this.leads = leads;
    }

    @Override
    public int undo(Caller caller, List<ActionEffect> effects, ActionConfig config) {
        return undo(caller, effects, back -> back);
    }

    int undo(Caller caller, List<ActionEffect> effects, Function<StateChange, StateChange> possibly) {
        var byId = effects.stream().collect(Collectors.toMap(ActionEffect::leadId, effect -> effect));
        var ids = byId.keySet().stream().sorted().toList();
        return leads.change(caller, ids, lead -> {
                    var back = back(byId, lead);
                    return back == null ? null : possibly.apply(back);
                })
                .size();
    }

    private static @Nullable StateChange back(Map<Long, ActionEffect> byId, Lead lead) {
        var effect = byId.get(lead.id());
        var before = effect == null ? null : effect.before();
        var after = effect == null ? null : effect.after();
        return before == null || after == null ? null : read(before).back(read(after), LeadState.of(lead));
    }

    private static LeadState read(JsonNode state) {
        return Json.MAPPER.treeToValue(state, LeadState.class);
    }

    /** What is needed to take a change back; where something else than its state was changed, that it was. */
    static List<ActionEffect> effects(List<Changed> changed) {
        return changed.stream()
                .map(one -> {
                    var before = json(one.before());
                    var after = one.after();
                    return new ActionEffect(one.before().id(), before, after == null ? before : json(after));
                })
                .toList();
    }

    private static JsonNode json(Lead lead) {
        return Json.MAPPER.valueToTree(LeadState.of(lead));
    }
}
