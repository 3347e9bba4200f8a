package leadhub.events;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import leadhub.base.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a lead; {@link LeadEventKind} says what it keeps.
 *
 * @param leadId 0 if it is about many
 * @param before the lead before; null where there was none, or it isn't kept
 * @param after the lead after; null where it is gone, or it isn't kept
 * @param detail what else belongs to it, as JSON
 * @param changes by field, in the API's names: {@code pipeline_stage_id}, {@code custom_fields.budget}
 * @param publicKinds the public events that it is, in the order of their numbers
 * @param sequence the number of the first of them; 0 if it is none
 */
public record LeadEvent(
        long leadId,
        LeadEventKind kind,
        Instant at,
        Actor actor,
        @Nullable LeadSnapshot before,
        @Nullable LeadSnapshot after,
        @Nullable String detail,
        Map<String, FieldChange> changes,
        List<PublicEventKind> publicKinds,
        long sequence) {

    static LeadEvent of(Instant at, Actor actor, NewLeadEvent made) {
        return new LeadEvent(
                made.leadId(),
                made.kind(),
                at,
                actor,
                made.before(),
                made.after(),
                made.detail(),
                made.changes(),
                made.publicKinds(),
                made.sequence());
    }

    /** What programs outside are told of it, in the order in which they are. */
    public List<PublicEvent> published() {
        return IntStream.range(0, publicKinds.size())
                .mapToObj(index -> PublicEvent.of(this, index))
                .toList();
    }
}
