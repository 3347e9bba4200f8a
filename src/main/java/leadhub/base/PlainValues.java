package leadhub.base;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Values of JSON in one form, wherever they come from: what a request sent, what Java worked out and what PostgreSQL gave
 * back are equal, and are spelled alike, if they mean the same. Texts and booleans stay; a number is a {@code Long}, or a
 * {@code BigDecimal} without zeros at its end; a list is a {@code List}, an object a {@code Map} in the order of its keys.
 */
public final class PlainValues {
    private PlainValues() {}

    /** The value in that form; null for JSON's null. */
    public static @Nullable Object of(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case JsonNode node -> ofNode(node);
            case Number number -> number(number);
            case Collection<?> list -> list(list);
            case Map<?, ?> map -> map(map);
            default -> value;
        };
    }

    private static @Nullable Object ofNode(JsonNode node) {
        if (node.isArray()) {
            return list(node.values());
        }
        if (node.isObject()) {
            var members = new TreeMap<String, @Nullable Object>();
            node.properties().forEach(member -> members.put(member.getKey(), of(member.getValue())));
            return Collections.unmodifiableMap(members);
        }
        if (node.isNumber()) {
            return number(node.numberValue());
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        return node.isNull() || node.isMissingNode() ? null : node.asString();
    }

    private static Object number(Number number) {
        var exact = switch (number) {
            case BigDecimal decimal -> decimal;
            case BigInteger whole -> new BigDecimal(whole);
            case Double approximate -> BigDecimal.valueOf(approximate);
            case Float approximate -> new BigDecimal(approximate.toString());
            default -> BigDecimal.valueOf(number.longValue());
        };
        var shortest = exact.stripTrailingZeros();
        if (shortest.scale() > 0) {
            return shortest;
        }
        var whole = shortest.setScale(0);
        return whole.precision() <= 18 ? (Object) whole.longValueExact() : whole;
    }

    private static Object list(Collection<?> list) {
        var values = new ArrayList<@Nullable Object>(list.size());
        list.forEach(value -> values.add(of(value)));
        return Collections.unmodifiableList(values);
    }

    private static Object map(Map<?, ?> map) {
        var members = new TreeMap<String, @Nullable Object>();
        map.forEach((key, value) -> members.put(String.valueOf(key), of(value)));
        return Collections.unmodifiableMap(members);
    }
}
