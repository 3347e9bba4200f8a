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

/** Puts a tag on leads. */
@Component
final class AddTag extends TagAction {
    private final Leads one;
    private final ManyLeads leads;

    AddTag(Leads one, ManyLeads leads, Tags tags) {
        super(tags);
        this.one = one;
        this.leads = leads;
    }

    @Override
    public String key() {
        return "add_tag";
    }

    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        one.tag(caller, leadId, List.of(tag(caller, config).name()));
    }

    @Override
    public boolean isPossible(Caller caller, ActionConfig config, boolean isUndo) {
        return isUndo || isThere(caller, config);
    }

    @Override
    public List<ActionEffect> applyToMany(Caller caller, List<Long> leadIds, ActionConfig config, BulkPart part) {
        return StateAction.effects(leads.tag(caller, leadIds, tag(caller, config)));
    }

    @Override
    public int undo(Caller caller, List<ActionEffect> effects, ActionConfig config) {
        var ids = effects.stream().map(ActionEffect::leadId).sorted().toList();
        return leads.untag(caller, ids, id(config)).size();
    }
}
