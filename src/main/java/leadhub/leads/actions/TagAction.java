package leadhub.leads.actions;

import java.util.List;
import leadhub.actions.Action;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.actions.BulkActionKind;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.tags.Tag;
import leadhub.tags.Tags;
import tools.jackson.databind.node.ObjectNode;

/** An action about a tag: asked for by name or id, kept by id, so that it may be renamed. */
abstract class TagAction implements BulkActionKind {
    private static final String NAME = "tag";
    private static final String ID = "tag_id";

    private final Tags tags;

    TagAction(Tags tags) {
        this.tags = tags;
    }

    @Override
    public final List<ActionField> fields() {
        return List.of(ActionField.required(NAME, ActionField.Type.TAG));
    }

    @Override
    public final Action check(ActionRequest request) {
        var tag = find(request);
        return new Action(key(), ActionConfig.of(ID, tag.id()), tag.name());
    }

    /** One that is gone has no name any more. */
    @Override
    public final ObjectNode shown(Caller caller, ActionConfig config) {
        var shown = Json.MAPPER.createObjectNode();
        tags.find(caller, id(config)).ifPresentOrElse(tag -> shown.put(NAME, tag.name()), () -> shown.putNull(NAME));
        return shown;
    }

    private Tag find(ActionRequest request) {
        var caller = request.caller();
        if (request.has(ID)) {
            return tags.hold(caller, request.number(ID)).orElseThrow(() -> request.refused(NAME, Refusal.of("in")));
        }
        var name = request.text(NAME, Tag.MOST_CHARACTERS);
        return request.createsTags()
                ? tags.ensure(caller, List.of(name)).getFirst()
                : tags.named(caller, name).orElseThrow(() -> request.refused(NAME, Refusal.of("in")));
    }

    /** The tag of an action that was checked. */
    final Tag tag(Caller caller, ActionConfig config) {
        return tags.get(caller, id(config));
    }

    static long id(ActionConfig config) {
        return config.number(ID);
    }

    /** Whether it is still there; nobody takes it away until the transaction ends. */
    final boolean isThere(Caller caller, ActionConfig config) {
        return tags.hold(caller, id(config)).isPresent();
    }
}
