package leadhub.leads.actions;

import java.util.List;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionEffect;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.actions.BulkActionKind;
import leadhub.base.Caller;
import leadhub.leads.Leads;
import leadhub.leads.ManyLeads;
import leadhub.tags.Tags;
import org.springframework.stereotype.Component;

/** Takes a tag off leads. */
@Component
final class RemoveTag implements BulkActionKind {
    private final Leads one;
    private final ManyLeads leads;
    private final Tags tags;

    RemoveTag(Leads one, ManyLeads leads, Tags tags) {
        this.one = one;
        this.leads = leads;
        this.tags = tags;
    }

    @Override
    public String key() {
        return "remove_tag";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(ActionField.required(TagOfAction.NAME, ActionField.Type.TAG));
    }

    @Override
    public Action check(ActionRequest request) {
        var tag = TagOfAction.find(tags, request);
        return new Action(key(), ActionConfig.of(TagOfAction.ID, tag.id()), tag.name());
    }

    /** A lead that doesn't wear it is as it should be. */
    @Override
    public void apply(Caller caller, long leadId, ActionConfig config) {
        one.untagIfWorn(caller, leadId, config.number(TagOfAction.ID));
    }

    @Override
    public boolean isPossible(Caller caller, ActionConfig config, boolean isUndo) {
        return !isUndo || tags.hold(caller, config.number(TagOfAction.ID)).isPresent();
    }

    @Override
    public List<ActionEffect> applyToMany(Caller caller, List<Long> leadIds, ActionConfig config, int before) {
        return StateAction.effects(leads.untag(caller, leadIds, config.number(TagOfAction.ID)));
    }

    @Override
    public int undo(Caller caller, List<ActionEffect> effects, ActionConfig config) {
        var ids = effects.stream().map(ActionEffect::leadId).sorted().toList();
        return leads.tag(caller, ids, tags.get(caller, config.number(TagOfAction.ID)))
                .size();
    }
}
