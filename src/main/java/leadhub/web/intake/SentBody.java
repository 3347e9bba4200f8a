package leadhub.web.intake;

import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A body as it came, byte for byte; it is parsed when somebody asks, and its signature can be looked at before. */
public final class SentBody {
    private final byte[] bytes;
    private final Supplier<JsonNode> parser;
    private final Supplier<JsonNode> jsonParser;

    SentBody(byte[] bytes, Supplier<JsonNode> parser, Supplier<JsonNode> jsonParser) {
        this.bytes = bytes;
        this.parser = parser;
        this.jsonParser = jsonParser;
    }

    /** The bytes themselves, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** What they mean as JSON or as the fields of a form, by their content type; refused where they mean nothing. */
    public JsonNode parse() {
        return parser.get();
    }

    /** What they mean as JSON, whatever the content type says: not every provider names it. */
    public JsonNode parseJson() {
        return jsonParser.get();
    }
}
