package leadhub.leads.record;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import leadhub.conditions.Facts;
import leadhub.events.LeadEvent;
import leadhub.events.LeadSnapshot;
import leadhub.fields.CustomField;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A lead as an event knows it, for conditions: as it is afterwards; a deleted one as it was before. */
public final class LeadEventFacts implements Facts {
    private static final String TAG_IDS = "tag_ids";

    private final LeadEvent event;

    public LeadEventFacts(LeadEvent event) {
        this.event = event;
    }

    @Override
    public @Nullable Object value(String field) {
        var lead = lead();
        if (lead == null) {
            return null;
        }
        if (field.startsWith(CustomField.PATH)) {
            var value = lead.path("custom_fields").get(field.substring(CustomField.PATH.length()));
            return value == null ? null : LeadFacts.custom(value);
        }
        if (field.equals(TAG_IDS)) {
            return list(lead.get(TAG_IDS), JsonNode::asString);
        }
        return LeadFields.named(field)
                .map(known -> value(known, lead.get(known.name().equals("tags") ? "tags" : known.column())))
                .orElse(null);
    }

    private @Nullable ObjectNode lead() {
        return Stream.of(event.after(), event.before(), event.context())
                .filter(Objects::nonNull)
                .findFirst()
                .map(LeadSnapshot::fields)
                .orElse(null);
    }

    private @Nullable Object value(LeadField<?> field, @Nullable JsonNode value) {
        return switch (field.kind()) {
            case TAGS -> list(value, JsonNode::asString);
            case IDS -> list(value, JsonNode::longValue);
            case TIME -> value == null ? always(field) : Instant.parse(value.asString());
            case WHOLE -> value == null ? BigDecimal.ZERO : value.decimalValue();
            case MONEY -> value == null ? null : value.decimalValue();
            case FLAG -> value != null && value.asBoolean();
            case ID, STATUS, TEXT, KEY, CURRENCY, CUSTOM, DAY -> value == null ? null : value.asString();
        };
    }

    /** A time that every lead has, and that events of older versions don't remember, is close to the event's own. */
    private @Nullable Instant always(LeadField<?> field) {
        return field.usual() == null ? null : event.at();
    }

    private static List<Object> list(@Nullable JsonNode values, Function<JsonNode, Object> read) {
        return values == null ? List.of() : values.valueStream().map(read).toList();
    }
}
