package leadhub.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What programs outside are told of leads; each event of these kinds bears a number of its lead, or of its conversation. */
public enum PublicEventKind {
    CREATED("lead.created"),
    /** Any field changed; {@code changes} names them all. */
    UPDATED("lead.updated"),
    DELETED("lead.deleted"),
    RESTORED("lead.restored"),
    /** Another lead became part of this one; {@code detail} has which one, {@code changes} what came of it. */
    MERGED("lead.merged"),
    STATUS_CHANGED("lead.status_changed", "status"),
    STAGE_CHANGED("lead.stage_changed", "pipeline_stage_id", "pipeline_id"),
    /** Somebody else, or nobody, has it now. */
    ASSIGNED("lead.assigned", "assigned_user_id"),
    TAG_ADDED("lead.tag_added", "tags"),
    TAG_REMOVED("lead.tag_removed", "tags"),
    /** The lead sent a form; {@code detail} has which one, and what was sent. */
    FORM_SUBMITTED("form.submitted"),
    /** A visitor began to talk; {@code detail} has the conversation, as with the next ones. */
    CONVERSATION_STARTED("conversation.started"),
    /** The visitor turned out to be the lead. */
    CONVERSATION_CAPTURED("conversation.captured"),
    /** A person is to answer instead of a bot. */
    CONVERSATION_HANDOVER("conversation.handover"),
    CONVERSATION_ENDED("conversation.ended");

    private final String word;
    private final List<String> fields;

    PublicEventKind(String word, String... fields) {
        this.word = word;
        this.fields = List.of(fields);
    }

    public boolean isOfConversation() {
        return word.startsWith("conversation.");
    }

    /** As programs know it: {@code lead.created}. */
    public String word() {
        return word;
    }

    static PublicEventKind of(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No public event is called " + word));
    }

    /** Of all that changed what an event of this kind tells. */
    Map<String, FieldChange> told(Map<String, FieldChange> changes) {
        if (fields.isEmpty()) {
            return changes;
        }
        var told = new java.util.LinkedHashMap<>(changes);
        told.keySet().retainAll(fields);
        return told;
    }

    /**
     * Which public events a change of those fields is, in the order of their numbers: the change as a whole, then what is
     * special about it, each once.
     */
    static List<PublicEventKind> of(Map<String, FieldChange> changes) {
        if (changes.isEmpty()) {
            return List.of();
        }
        var kinds = new ArrayList<>(List.of(UPDATED));
        for (var kind : List.of(STATUS_CHANGED, STAGE_CHANGED, ASSIGNED)) {
            if (changes.containsKey(kind.fields.getFirst())) {
                kinds.add(kind);
            }
        }
        var tags = changes.get("tags");
        if (tags != null) {
            if (!list(tags.from()).containsAll(list(tags.to()))) {
                kinds.add(TAG_ADDED);
            }
            if (!list(tags.to()).containsAll(list(tags.from()))) {
                kinds.add(TAG_REMOVED);
            }
        }
        return kinds;
    }

    private static Collection<?> list(@org.jspecify.annotations.Nullable Object value) {
        return value instanceof Collection<?> list ? list : List.of();
    }
}
