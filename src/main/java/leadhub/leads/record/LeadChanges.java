package leadhub.leads.record;

import java.math.BigDecimal;
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
            var from = value(before, field);
            var to = value(after, field);
            if (field != LeadFields.CUSTOM_FIELDS && !isSame(from, to)) {
                changes.put(field.name(), new FieldChange(from, to));
            }
        }
        if (!before.customFields().equals(after.customFields())) {
            addCustom(changes, Json.MAPPER.readTree(before.customFields()), Json.MAPPER.readTree(after.customFields()));
        }
        return changes;
    }

    private static @Nullable Object value(Lead lead, LeadField<?> field) {
        return switch (field.kind()) {
            case STATUS -> lead.status().word();
            case TAGS -> lead.tagNames();
            case TEXT, KEY, ID, WHOLE, MONEY, FLAG, CUSTOM, TIME -> lead.get(field);
        };
    }

    /** 100 and 100.00 are one value. */
    private static boolean isSame(@Nullable Object from, @Nullable Object to) {
        return from instanceof BigDecimal one && to instanceof BigDecimal other
                ? one.compareTo(other) == 0
                : Objects.equals(from, to);
    }

    private static void addCustom(Map<String, FieldChange> changes, JsonNode before, JsonNode after) {
        var keys = new TreeSet<>(before.propertyNames());
        keys.addAll(after.propertyNames());
        for (var key : keys) {
            var from = before.get(key);
            var to = after.get(key);
            if (!Objects.equals(from, to)) {
                changes.put(CustomField.PATH + key, new FieldChange(from, to));
            }
        }
    }
}
