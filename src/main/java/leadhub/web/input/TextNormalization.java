package leadhub.web.input;

import leadhub.base.Unicode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Brings every text of a body into normal form C, the names of its members too; of equal names the last one wins. */
public final class TextNormalization {
    private TextNormalization() {}

    /** The same object if nothing had to change, which is nearly always. */
    public static ObjectNode of(ObjectNode object) {
        return isComposed(object) ? object : composed(object);
    }

    private static boolean isComposed(JsonNode node) {
        if (node.isObject()) {
            return node.properties().stream()
                    .allMatch(member -> isComposed(member.getKey()) && isComposed(member.getValue()));
        }
        return node.isArray()
                ? node.valueStream().allMatch(TextNormalization::isComposed)
                : !node.isString() || isComposed(node.stringValue());
    }

    @SuppressWarnings("ReferenceEquality") // what is composed comes back as it is
    private static boolean isComposed(String text) {
        return Unicode.nfc(text) == text;
    }

    private static ObjectNode composed(ObjectNode object) {
        var composed = object.objectNode();
        object.properties()
                .forEach(member -> composed.set(Unicode.nfc(member.getKey()), composed(member.getValue(), object)));
        return composed;
    }

    private static JsonNode composed(JsonNode node, ObjectNode factory) {
        return switch (node) {
            case ObjectNode object -> composed(object);
            case ArrayNode list -> {
                var composed = factory.arrayNode();
                list.forEach(item -> composed.add(composed(item, factory)));
                yield composed;
            }
            default -> node.isString() ? factory.stringNode(Unicode.nfc(node.stringValue())) : node;
        };
    }
}
