package leadhub.automations.triggers;

import java.util.List;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.base.Caller;
import leadhub.base.Refusal;
import leadhub.events.LeadEvent;
import leadhub.events.LeadSnapshot;
import leadhub.tags.Tag;
import leadhub.tags.Tags;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A tag that a lead didn't wear before, or wears no more: asked for by its name, kept by its id. */
abstract class TagTrigger implements TriggerKind {
    private static final String NAME = "tag";
    private static final String ID = "tag_id";
    private static final String FIELD = "tags";

    private final Tags tags;

    TagTrigger(Tags tags) {
        this.tags = tags;
    }

    @Override
    public final List<ActionField> fields() {
        return List.of(ActionField.required(NAME, ActionField.Type.TAG));
    }

    @Override
    public final ObjectNode check(ActionRequest request) {
        var name = request.text(NAME, Tag.MOST_CHARACTERS);
        var tag = request.createsTags()
                ? tags.ensure(request.caller(), List.of(name)).getFirst()
                : tags.named(request.caller(), name).orElseThrow(() -> request.refused(NAME, Refusal.of("in")));
        return TriggerConfig.none().put(ID, tag.id());
    }

    @Override
    public final ObjectNode shown(Caller caller, ObjectNode config) {
        var id = config.path(ID).asLong();
        var shown = config.deepCopy();
        shown.remove(ID);
        tags.find(caller, id).ifPresentOrElse(tag -> shown.put(NAME, tag.name()), () -> shown.putNull(NAME));
        return shown;
    }

    @Override
    public final boolean isBy(LeadEvent event) {
        return TriggerConfig.changed(event, FIELD);
    }

    @Override
    public final boolean fits(LeadEvent event, ObjectNode config) {
        var id = config.path(ID).asLong();
        return fits(event.before(), event.after(), id);
    }

    abstract boolean fits(@Nullable LeadSnapshot before, @Nullable LeadSnapshot after, long tagId);
}
