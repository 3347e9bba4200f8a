package leadhub.leads.actions;

import java.util.List;
import leadhub.actions.ActionRequest;
import leadhub.base.Refusal;
import leadhub.tags.Tag;
import leadhub.tags.Tags;

/** The tag that an action is about: asked for by name or id, kept by id, so that it may be renamed. */
final class TagOfAction {
    static final String NAME = "tag";
    static final String ID = "tag_id";

    private TagOfAction() {}

    static Tag find(Tags tags, ActionRequest request) {
        var caller = request.caller();
        if (request.has(ID)) {
            return tags.hold(caller, request.number(ID)).orElseThrow(() -> request.refused(NAME, Refusal.of("in")));
        }
        var name = request.text(NAME, Tag.MOST_CHARACTERS);
        return request.createsTags()
                ? tags.ensure(caller, List.of(name)).getFirst()
                : tags.named(caller, name).orElseThrow(() -> request.refused(NAME, Refusal.of("in")));
    }
}
