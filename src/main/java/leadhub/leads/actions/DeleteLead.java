package leadhub.leads.actions;

import java.util.List;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionEffect;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.actions.BulkActionKind;
import leadhub.actions.BulkPart;
import leadhub.base.Caller;
import leadhub.leads.Leads;
import leadhub.leads.ManyLeads;
import leadhub.leads.deleted.DeletedLeads;
import org.springframework.stereotype.Component;

/** Deletes leads; for a time they can be brought back. */
@Component
final class DeleteLead implements BulkActionKind {
    private final Leads one;
    private final ManyLeads leads;
    private final DeletedLeads deleted;

    DeleteLead(Leads one, ManyLeads leads, DeletedLeads deleted) {
        this.one = one;
        this.leads = leads;
        this.deleted = deleted;
    }

    @Override
    public String key() {
        return "delete";
    }

    @Override
    public List<ActionField> fields() {
        return List.of();
    }

    @Override
    public Action check(ActionRequest request) {
        return new Action(key(), ActionConfig.of(), null);
    }

    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        one.delete(caller, leadId);
    }

    @Override
    public boolean isDeletion() {
        return true;
    }

    @Override
    public boolean isPossible(Caller caller, ActionConfig config, boolean isUndo) {
        return true;
    }

    @Override
    public List<ActionEffect> applyToMany(Caller caller, List<Long> leadIds, ActionConfig config, BulkPart part) {
        return StateAction.effects(leads.delete(caller, leadIds));
    }

    @Override
    public int undo(Caller caller, List<ActionEffect> effects, ActionConfig config) {
        var ids = effects.stream().map(ActionEffect::leadId).sorted().toList();
        return deleted.restore(caller, ids).size();
    }
}
