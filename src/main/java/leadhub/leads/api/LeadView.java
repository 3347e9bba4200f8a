package leadhub.leads.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.io.SerializedString;
import tools.jackson.databind.JacksonSerializable;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * A lead as LeadHub's reference spells it, in its order.
 *
 * @param members those that were asked for
 * @param included what stands beside them by its name; null where nothing was asked for
 */
public record LeadView(
        Lead lead, List<Member> members, @Nullable Map<String, List<Object>> included) implements JacksonSerializable {
    /** What a lead is answered with, in its order. */
    static final List<Member> MEMBERS = LeadFields.SHOWN_BY_API.stream()
            .map(field -> new Member(new SerializedString(field.name()), field))
            .toList();

    static final Set<String> NAMES = Set.copyOf(LeadFields.names(LeadFields.SHOWN_BY_API));

    /** A field with its name as it is written, which is worked out once. */
    public record Member(SerializedString name, LeadField<?> field) {}

    /** All of it. */
    public LeadView(Lead lead) {
        this(lead, MEMBERS, null);
    }

    /** Leads with some members alone, in their usual order. */
    public static Function<Lead, LeadView> only(List<String> names) {
        var members = MEMBERS.stream()
                .filter(member -> names.contains(member.field().name()))
                .toList();
        return lead -> new LeadView(lead, members, null);
    }

    @Override
    public void serialize(JsonGenerator json, SerializationContext context) {
        json.writeStartObject(this);
        for (var member : members) {
            json.writeName(member.name());
            write(json, context, member.field());
        }
        if (included != null) {
            json.writeName("included");
            context.writeValue(json, included);
        }
        json.writeEndObject();
    }

    private void write(JsonGenerator json, SerializationContext context, LeadField<?> field) {
        var value = lead.get(field);
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (field.kind()) {
            case TEXT, KEY, CURRENCY -> json.writeString((String) value);
            case STATUS -> json.writeString(lead.status().word());
            case ID -> json.writeNumber((Long) value);
            case WHOLE -> json.writeNumber((Integer) value);
            case MONEY -> json.writeNumber(plain((BigDecimal) value));
            case FLAG -> json.writeBoolean((Boolean) value);
            case CUSTOM -> json.writeRawValue((String) value);
            case TAGS -> {
                json.writeStartArray();
                lead.tags().forEach(tag -> json.writeString(tag.name()));
                json.writeEndArray();
            }
            case IDS -> {
                json.writeStartArray();
                ((List<?>) value).forEach(id -> json.writeNumber((Long) id));
                json.writeEndArray();
            }
            case TIME -> context.writeValue(json, value);
            case DAY -> json.writeString(value.toString());
        }
    }

    /** 1000.00 is 1000. */
    private static BigDecimal plain(BigDecimal value) {
        var stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializationContext context, TypeSerializer type) {
        throw new UnsupportedOperationException("Answers bear no types.");
    }
}
