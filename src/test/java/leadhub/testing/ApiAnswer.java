package leadhub.testing;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What came back. */
public record ApiAnswer(int status, Map<String, List<String>> headers, String body) {
    /** Not the server's own: an answer is a little deeper than what it takes in. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The body as JSON. */
    public JsonNode json() {
        return MAPPER.readTree(body);
    }

    /** A value in the body by its path: {@code data.tags.0}; missing is a missing node. */
    public JsonNode at(String path) {
        return json().at("/" + path.replace('.', '/'));
    }

    /** A text in the body by its path. */
    public String text(String path) {
        return at(path).asString();
    }

    /** A number in the body by its path. */
    public long number(String path) {
        return at(path).asLong();
    }

    /** A header's value, empty if it isn't there. */
    public String header(String name) {
        return headers.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                .flatMap(entry -> entry.getValue().stream())
                .findFirst()
                .orElse("");
    }
}
