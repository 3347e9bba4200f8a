package leadhub.leads.record;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import leadhub.base.Json;
import leadhub.events.FieldChange;
import leadhub.fields.CustomField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a change of a lead changed, field by field, in the API's names and as the API writes them. */
public final class LeadChanges {
    private LeadChanges() {}

    /** In the order of the fields, the custom ones at the end as {@code custom_fields.budget}. */
    public static Map<String, FieldChange> between(Lead before, Lead after) {
        var changes = new LinkedHashMap<String, FieldChange>();
        for (var field : LeadFields.TOLD) {
            if (field != LeadFields.CUSTOM_FIELDS) {
                add(changes, field.name(), value(before, field), value(after, field));
            }
        }
        if (!before.customFields().equals(after.customFields())) {
            addCustom(changes, Json.MAPPER.readTree(before.customFields()), Json.MAPPER.readTree(after.customFields()));
        }
        return changes;
    }

    /** The same of a lead as events keep it; what it had nothing in is missing there. */
    public static Map<String, FieldChange> between(JsonNode before, JsonNode after) {
        var changes = new LinkedHashMap<String, FieldChange>();
        for (var field : LeadFields.TOLD) {
            // Tags by their names, which events keep beside their ids.
            var kept = field == LeadFields.TAGS ? field.name() : field.column();
            if (field == LeadFields.CUSTOM_FIELDS) {
                addCustom(changes, before.path(kept), after.path(kept));
            } else {
                add(changes, field.name(), before.get(kept), after.get(kept));
            }
        }
        return changes;
    }

    private static @Nullable Object value(Lead lead, LeadField<?> field) {
        return switch (field.kind()) {
            case STATUS -> lead.status().word();
            case TAGS -> lead.tagNames();
            case DAY -> lead.get(field) instanceof LocalDate day ? day.toString() : null;
            case TEXT, KEY, ID, WHOLE, MONEY, CURRENCY, FLAG, CUSTOM, IDS, TIME -> lead.get(field);
        };
    }

    private static void addCustom(Map<String, FieldChange> changes, JsonNode before, JsonNode after) {
        var keys = new TreeSet<>(before.propertyNames());
        keys.addAll(after.propertyNames());
        for (var key : keys) {
            add(changes, CustomField.PATH + key, before.get(key), after.get(key));
        }
    }

    /** 100 and 100.00 are one value. */
    private static void add(
            Map<String, FieldChange> changes, String name, @Nullable Object before, @Nullable Object after) {
        var change = new FieldChange(before, after);
        if (!Objects.equals(change.from(), change.to())) {
            changes.put(name, change);
        }
    }
}
