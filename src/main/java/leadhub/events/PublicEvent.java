package leadhub.events;

import java.util.Map;

/**
 * Something that programs outside are told of.
 *
 * @param changes what it is about; empty where the lead came or went as a whole
 * @param event what happened, with the lead before and after, and who did it
 */
public record PublicEvent(EventId id, PublicEventKind kind, Map<String, FieldChange> changes, LeadEvent event) {

    static PublicEvent of(LeadEvent event, int index) {
        var kind = event.publicKinds().get(index);
        var id = EventId.of(event).plus(index);
        return new PublicEvent(id, kind, kind.told(event.changes()), event);
    }
}
