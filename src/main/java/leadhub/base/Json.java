package leadhub.base;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How JSON is read, and written where no dialect has a say: in columns. */
public final class Json {
    /** Of a name or a text: what the largest body of a request has room for, so that it is refused for what it is. */
    private static final int MOST_CHARACTERS = 4 << 20;

    /** Nesting and sizes are bounded; numbers keep every digit; the last of duplicate members wins. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(100)
                            .maxNumberLength(1000)
                            .maxNameLength(MOST_CHARACTERS)
                            .maxStringLength(MOST_CHARACTERS)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** The members of an object all of whose values are texts, in its order. */
    public static Map<String, String> texts(JsonNode object) {
        var texts = new LinkedHashMap<String, String>();
        object.properties()
                .forEach(one -> texts.put(one.getKey(), one.getValue().stringValue()));
        return texts;
    }

    /** The compact spelling. */
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
