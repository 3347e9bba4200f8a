package leadhub.leads;

import java.util.LinkedHashMap;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;

/** A lead as events and the audit record remember it: its columns, by which a filter can ask it later. */
final class LeadMemory {
    private LeadMemory() {}

    static String of(Lead lead, String searchText, @Nullable String folded) {
        var memory = new LinkedHashMap<String, Object>();
        LeadFields.KEPT_BY_EVENTS.forEach(field -> put(memory, field.column(), value(lead, field)));
        put(memory, "tags", lead.tags().isEmpty() ? null : lead.tagNames());
        put(memory, "search_text", searchText);
        put(memory, "folded", folded == null ? null : Json.MAPPER.readTree(folded));
        return Json.write(memory);
    }

    private static @Nullable Object value(Lead lead, LeadField<?> field) {
        return switch (field.kind()) {
            case STATUS -> lead.status().word();
            case WHOLE -> field == LeadFields.SCORE_ADJUSTMENT && lead.scoreAdjustment() == 0 ? null : lead.get(field);
            case CUSTOM -> lead.customFields().equals("{}") ? null : Json.MAPPER.readTree(lead.customFields());
            case TAGS -> lead.tagIds();
            case TIME -> String.valueOf(lead.get(field));
            case TEXT, KEY, ID, MONEY, FLAG -> lead.get(field);
        };
    }

    private static void put(LinkedHashMap<String, Object> memory, String name, @Nullable Object value) {
        if (value != null) {
            memory.put(name, value);
        }
    }
}
