package leadhub.leads.record;

import java.util.Optional;
import leadhub.base.Change;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.node.ObjectNode;

/** Fields that a workspace made up itself, kept as they were given. */
public final class CustomFields {
    private static final int MOST_BYTES = 64 * 1024;

    private static final ObjectWriter PLAIN = Json.MAPPER.writer().with(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN);

    private CustomFields() {}

    /** What is there with a change merged into it, as compact JSON, or as it was; empty if that is over 64 KiB. */
    public static Optional<String> merge(String before, Change<@Nullable ObjectNode> change) {
        if (!change.isSet()) {
            return Optional.of(before);
        }
        var changed = change.over(null);
        if (changed == null) {
            return Optional.of("{}");
        }
        if (changed.isEmpty()) {
            return Optional.of(before);
        }
        var known = before.equals("{}") ? Json.MAPPER.createObjectNode() : (ObjectNode) Json.MAPPER.readTree(before);
        var merged = known.deepCopy();
        changed.properties().forEach(field -> {
            if (field.getValue().isNull()) {
                merged.remove(field.getKey());
            } else {
                merged.set(field.getKey(), field.getValue());
            }
        });
        // The database spells the same in another way.
        if (merged.equals(CustomFields::compare, known)) {
            return Optional.of(before);
        }
        return size(merged) > MOST_BYTES ? Optional.empty() : Optional.of(Json.write(merged));
    }

    /** 0 for equal values; 1.50 is 1.5. */
    private static int compare(JsonNode one, JsonNode other) {
        var isSame = one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
        return isSame ? 0 : 1;
    }

    /** What is there with the fields added that it doesn't have yet; the rest is left off when 64 KiB are full. */
    public static String add(String before, ObjectNode sent) {
        var merged = added((ObjectNode) Json.MAPPER.readTree(before), sent);
        return merged.isEmpty() ? before : Json.write(merged);
    }

    /** The first fields that fit into 64 KiB. */
    public static ObjectNode fitting(ObjectNode sent) {
        return added(sent.objectNode(), sent);
    }

    private static ObjectNode added(ObjectNode merged, ObjectNode sent) {
        var room = MOST_BYTES - size(merged);
        for (var field : sent.properties()) {
            var needed = size(field.getKey()) + size(field.getValue()) + 2;
            if (!field.getValue().isNull() && !merged.has(field.getKey()) && needed <= room) {
                merged.set(field.getKey(), field.getValue());
                room -= needed;
            }
        }
        return merged;
    }

    /** As it comes back: PostgreSQL writes every digit of 1e400. */
    private static int size(Object value) {
        return PLAIN.writeValueAsBytes(value).length;
    }
}
