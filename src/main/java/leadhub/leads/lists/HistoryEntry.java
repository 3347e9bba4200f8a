package leadhub.leads.lists;

import java.time.Instant;
import java.util.Map;
import leadhub.base.Actor;
import leadhub.events.FieldChange;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a lead or around it.
 *
 * @param event the word of its kind: {@code lead.updated}, {@code lead.noted}, {@code lead.received} …
 * @param actor who or what did it
 * @param changes by field, in the API's names
 * @param detail what else belongs to it, as JSON: of what came in, all of it
 * @param conversationId the public id of the conversation in which the lead came; null for none
 */
public record HistoryEntry(
        long id,
        String event,
        Instant at,
        Actor actor,
        Map<String, FieldChange> changes,
        @Nullable String detail,
        @Nullable String conversationId) {
    /** Whether it is something that came in about the lead. */
    public boolean isReceived() {
        return event.equals("lead.received");
    }
}
