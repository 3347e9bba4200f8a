package leadhub.leads.record;

import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.base.Folding;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The texts of a lead as filters compare them, where the database can't tell by itself: folded, under the name of their
 * column, those of custom fields below {@code custom_fields}. Most leads have none.
 */
public final class FoldedTexts {
    private final Folding folding;

    private FoldedTexts(Folding folding) {
        this.folding = folding;
    }

    /** A JSON object as text; null where the database needs to be told nothing. */
    public static @Nullable String of(Folding folding, Lead lead) {
        return new FoldedTexts(folding).of(lead);
    }

    private @Nullable String of(Lead lead) {
        var texts = new LinkedHashMap<String, Object>();
        LeadFields.TEXTS.forEach(field -> put(texts, field.column(), lead.get(field)));
        if (!lead.customFields().equals("{}")) {
            var folded = Json.MAPPER.createObjectNode();
            Json.MAPPER.readTree(lead.customFields()).properties().forEach(field -> put(folded, field));
            if (!folded.isEmpty()) {
                texts.put("custom_fields", folded);
            }
        }
        return texts.isEmpty() ? null : Json.write(texts);
    }

    private void put(Map<String, Object> texts, String name, @Nullable String text) {
        if (text != null) {
            var folded = folding.fold(text);
            if (!folded.equals(Folding.asciiLower(text))) {
                texts.put(name, folded);
            }
        }
    }

    /** Of several values all are folded, so that each stands at its place. */
    private void put(ObjectNode texts, Map.Entry<String, JsonNode> field) {
        var value = field.getValue();
        var isStored = value.isArray() ? value.valueStream().anyMatch(this::differs) : differs(value);
        if (!isStored) {
            return;
        }
        if (value.isArray()) {
            var folded = texts.putArray(field.getKey());
            value.forEach(entry -> folded.add(folded(texts, entry)));
            return;
        }
        texts.set(field.getKey(), folded(texts, value));
    }

    private boolean differs(JsonNode value) {
        return value.isString() && !folding.fold(value.stringValue()).equals(Folding.asciiLower(value.stringValue()));
    }

    private JsonNode folded(ObjectNode texts, JsonNode value) {
        return value.isString() ? texts.stringNode(folding.fold(value.stringValue())) : value;
    }
}
