package leadhub.base;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What speaks against a request, or against one of its fields: a key, and the values that its words name. Every surface
 * has words of its own for it: the APIs in {@code messages/api/}, the panel in {@code messages/} as {@code refusal.<key>}.
 */
public record Refusal(String key, Map<String, Object> values) {

    /** The key is written out where something is refused, so that a test can find it. */
    public static Refusal of(String key) {
        return new Refusal(key, Map.of());
    }

    /** The same with a number that its words name. */
    public Refusal with(String name, long value) {
        return withValue(name, value);
    }

    /** The same with a text that its words name. */
    public Refusal with(String name, String value) {
        return withValue(name, value);
    }

    /** The same with a number that has decimals. */
    public Refusal with(String name, BigDecimal value) {
        return withValue(name, value);
    }

    private Refusal withValue(String name, Object value) {
        var all = new LinkedHashMap<>(values);
        all.put(name, value);
        return new Refusal(key, Collections.unmodifiableMap(all));
    }

    @Override
    public String toString() {
        return values.isEmpty() ? key : key + " " + values;
    }
}
