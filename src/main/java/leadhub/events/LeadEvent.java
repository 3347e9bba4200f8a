package leadhub.events;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import leadhub.base.Actor;
import leadhub.base.PlainValues;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Something that happened to a lead; {@link LeadEventKind} says what it keeps.
 *
 * @param leadId 0 if it is about many, or about a visitor whom nobody knows
 * @param before the lead before; null where there was none, or it isn't kept
 * @param after the lead after; null where it is gone, or it isn't kept
 * @param context what else public events tell of it; null in rows of older versions
 * @param detail what else belongs to it, as JSON
 * @param changes by field, in the API's names: {@code pipeline_stage_id}, {@code custom_fields.budget}
 * @param publicKinds the public events that it is, in the order of their numbers
 * @param sequence the number of the first of them; 0 if it is none
 * @param conversationId the conversation that it happened in; 0 for none
 */
public record LeadEvent(
        long leadId,
        LeadEventKind kind,
        Instant at,
        Actor actor,
        @Nullable LeadSnapshot before,
        @Nullable LeadSnapshot after,
        @Nullable LeadSnapshot context,
        @Nullable String detail,
        Map<String, FieldChange> changes,
        List<PublicEventKind> publicKinds,
        long sequence,
        long conversationId) {
    private static final Set<String> FOUND_BY = Set.of("search_text", "folded");

    static LeadEvent of(Instant at, Actor actor, NewLeadEvent made) {
        return new LeadEvent(
                made.leadId(),
                made.kind(),
                at,
                actor,
                made.before(),
                made.after(),
                made.context(),
                made.detail(),
                made.changes(),
                made.publicKinds(),
                made.sequence(),
                made.conversationId());
    }

    /**
     * The lead that programs outside are told of, by its columns: as it is afterwards, a deleted one as it was before, each
     * value in {@link leadhub.base.PlainValues its one form}. Beside them, unless an older version wrote the event,
     * {@code updated_at} and what it was called then: {@code pipeline}, {@code stage}, {@code assigned_to}. Empty if nothing
     * is known of it.
     */
    public Map<String, @Nullable Object> lead() {
        var columns = new HashMap<String, @Nullable Object>();
        for (var known : Arrays.asList(after == null ? before : after, context)) {
            if (known != null) {
                known.fields().properties().forEach(field -> put(columns, field.getKey(), field.getValue()));
            }
        }
        return columns.containsKey("id") ? columns : Map.of();
    }

    /** What a lead is found by tells nothing else, and may be long. */
    private static void put(Map<String, @Nullable Object> columns, String name, JsonNode value) {
        if (!FOUND_BY.contains(name)) {
            columns.put(name, PlainValues.of(value));
        }
    }

    /** What programs outside are told of it, in the order in which they are. */
    public List<PublicEvent> published() {
        return IntStream.range(0, publicKinds.size())
                .mapToObj(index -> PublicEvent.of(this, index))
                .toList();
    }
}
