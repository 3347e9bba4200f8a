package leadhub.panel;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.web.input.Texts;
import org.jspecify.annotations.Nullable;

/**
 * What the address of a page asks a list for.
 *
 * @param values by name, as given; what was left empty isn't there
 */
public record AskedFilter(Map<String, String> values) {
    public static AskedFilter of(Visit visit, String... names) {
        var values = new LinkedHashMap<String, String>();
        for (var name : names) {
            visit.asked(name)
                    .map(Texts::trim)
                    .filter(text -> !text.isEmpty())
                    .ifPresent(text -> values.put(name, text));
        }
        return new AskedFilter(values);
    }

    /** Null where it wasn't asked. */
    public @Nullable String find(String name) {
        return values.get(name);
    }

    /** The same, as a form shows it: "" where it wasn't asked. */
    public String shown(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** A path with the same query. */
    public String at(String path) {
        return isEmpty() ? path : path + "?" + query();
    }

    /** The same query for what is older than one. */
    public String olderThan(String path, long id) {
        return path + "?" + (isEmpty() ? "" : query() + "&") + "before=" + id;
    }

    private String query() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
