package leadhub.leads.actions;

import java.util.List;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionEffect;
import leadhub.actions.BulkPart;
import leadhub.base.Caller;
import leadhub.leads.Leads;
import leadhub.leads.ManyLeads;
import leadhub.tags.Tags;
import org.springframework.stereotype.Component;

/** Takes a tag off leads. */
@Component
final class RemoveTag extends TagAction {
    private final Leads one;
    private final ManyLeads leads;

    RemoveTag(Leads one, ManyLeads leads, Tags tags) {
        super(tags);
        this.one = one;
        this.leads = leads;
    }

    @Override
    public String key() {
        return "remove_tag";
    }

    /** A lead that doesn't wear it is as it should be. */
    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        one.untagIfWorn(caller, leadId, id(config));
    }

    @Override
    public boolean isPossible(Caller caller, ActionConfig config, boolean isUndo) {
        return !isUndo || isThere(caller, config);
    }

    @Override
    public List<ActionEffect> applyToMany(Caller caller, List<Long> leadIds, ActionConfig config, BulkPart part) {
        return StateAction.effects(leads.untag(caller, leadIds, id(config)));
    }

    @Override
    public int undo(Caller caller, List<ActionEffect> effects, ActionConfig config) {
        var ids = effects.stream().map(ActionEffect::leadId).sorted().toList();
        return leads.tag(caller, ids, tag(caller, config)).size();
    }
}
