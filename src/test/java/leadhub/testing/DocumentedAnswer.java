package leadhub.testing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an OpenAPI file says of one answer: its headers by name, and its body unless it has none.
 *
 * @param example of the body. Refusals share one schema, so that generated clients have one class for them; which code
 *     stands in each, and whether it names fields, is the example's to say
 * @param fileTypes the media types that its body may have if it is a file, of which no more is said; empty if it isn't
 */
record DocumentedAnswer(
        Map<String, Header> headers, @Nullable Schema body, JsonNode example, Set<String> fileTypes) {
    DocumentedAnswer(Map<String, Header> headers, @Nullable Schema body, JsonNode example) {
        this(headers, body, example, Set.of());
    }

    private static final List<String> OF_REFUSALS = List.of("code", "errors", "details");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    record Header(boolean required, boolean integer, Schema schema) {}

    /** What is wrong with these headers; names are compared without case. */
    List<String> faultsOfHeaders(Map<String, List<String>> sent) {
        var bearing = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        bearing.putAll(sent);
        var faults = new ArrayList<String>();
        headers.forEach((name, header) -> {
            List<String> values = bearing.getOrDefault(name, List.of());
            if (values.isEmpty() && header.required()) {
                faults.add("the header " + name + " is missing");
            }
            if (values.size() > 1) {
                faults.add("the header " + name + " is there " + values.size() + " times");
            }
            for (String value : values) {
                faultsOf(header.schema(), valueOf(header, value))
                        .forEach(fault -> faults.add("the header " + name + ": " + value + ": " + fault));
            }
        });
        return faults;
    }

    /** What is wrong with this body under the content type that the headers name. */
    List<String> faultsOfBody(Map<String, List<String>> sent, String text) {
        if (!fileTypes.isEmpty()) {
            return fileTypes.stream().anyMatch(type -> sent.toString().contains(type))
                    ? List.of()
                    : List.of("the body is no file: " + sent);
        }
        if (body == null) {
            return text.isEmpty() ? List.of() : List.of("there is a body where none belongs");
        }
        var bearing = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        bearing.putAll(sent);
        List<String> types = bearing.getOrDefault("Content-Type", List.of());
        if (types.size() != 1 || !types.getFirst().matches("(?i)application/json(;\\s*charset=utf-8)?")) {
            return List.of("the content type is " + types + ", not application/json");
        }
        try {
            JsonNode sentBody = JSON.readTree(text);
            var faults = new ArrayList<>(faultsOf(body, sentBody));
            faults.addAll(faultsOfRefusal(sentBody));
            return faults;
        } catch (JacksonException fault) {
            return List.of("the body is not JSON: " + fault.getOriginalMessage());
        }
    }

    /** A refusal has the code of its example, and names fields if that does. */
    private List<String> faultsOfRefusal(JsonNode sentBody) {
        JsonNode documented = example.path("error").isObject() ? example.path("error") : example;
        JsonNode sent = sentBody.path("error").isObject() ? sentBody.path("error") : sentBody;
        var faults = new ArrayList<String>();
        if (documented.has("code")) {
            for (String member : OF_REFUSALS) {
                if (documented.has(member) != sent.has(member)) {
                    faults.add("the member " + member + (sent.has(member) ? " does not belong here" : " is missing"));
                }
            }
            if (!documented.get("code").equals(sent.path("code"))) {
                faults.add("the code is " + sent.path("code") + ", not " + documented.get("code"));
            }
        }
        return faults;
    }

    private static List<String> faultsOf(Schema schema, JsonNode value) {
        return schema.validate(value).stream()
                .sorted(Comparator.comparing(
                        fault -> fault.getInstanceLocation().toString()))
                .map(Error::toString)
                .toList();
    }

    private static JsonNode valueOf(Header header, String value) {
        boolean number = header.integer() && value.matches("-?\\d{1,18}");
        return number
                ? JSON.getNodeFactory().numberNode(Long.parseLong(value))
                : JSON.getNodeFactory().stringNode(value);
    }
}
