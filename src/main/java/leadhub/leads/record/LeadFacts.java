package leadhub.leads.record;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import leadhub.base.Json;
import leadhub.conditions.Facts;
import leadhub.fields.CustomField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A lead as conditions look at it. Its custom fields are read when the first one asks for one. */
public final class LeadFacts implements Facts {
    /** Tags by what they are, whatever they are called. */
    static final String TAG_IDS = "tag_ids";

    private final Lead lead;
    private @Nullable Map<String, Object> custom;

    public LeadFacts(Lead lead) {
        this.lead = lead;
    }

    public Lead lead() {
        return lead;
    }

    @Override
    public @Nullable Object value(String field) {
        if (field.startsWith(CustomField.PATH)) {
            return custom().get(field.substring(CustomField.PATH.length()));
        }
        return field.equals(TAG_IDS)
                ? lead.tags().stream().map(tag -> Long.toString(tag.id())).toList()
                : LeadFields.named(field).map(this::value).orElse(null);
    }

    private @Nullable Object value(LeadField<?> field) {
        var value = lead.get(field);
        return switch (field.kind()) {
            case STATUS -> lead.status().word();
            case ID -> value == null ? null : value.toString();
            case WHOLE -> BigDecimal.valueOf(((Integer) Objects.requireNonNull(value)).longValue());
            case TAGS -> lead.tagNames();
            case DAY -> value == null ? null : value.toString();
            case TEXT, KEY, MONEY, CURRENCY, FLAG, CUSTOM, IDS, TIME -> value;
        };
    }

    private Map<String, Object> custom() {
        var known = custom;
        if (known == null) {
            known = new LinkedHashMap<>();
            if (!lead.customFields().equals("{}")) {
                for (var value : Json.MAPPER.readTree(lead.customFields()).properties()) {
                    known.put(value.getKey(), custom(value.getValue()));
                }
            }
            custom = known;
        }
        return known;
    }

    /** The value of a custom field. What stands in lists of lists and the like is nothing that anybody could ask for. */
    public static Object custom(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream()
                    .filter(JsonNode::isValueNode)
                    .filter(entry -> !entry.isNull())
                    .map(LeadFacts::scalar)
                    .toList();
        }
        return value.isObject() || value.isNull() ? List.of() : scalar(value);
    }

    private static Object scalar(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        return value.isNumber() ? value.decimalValue() : value.asString();
    }
}
