package leadhub.web.intake;

import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** A body as it came, byte for byte; it is parsed when somebody asks, and its signature can be looked at before. */
public final class SentBody {
    private final byte[] bytes;
    private final Supplier<JsonNode> parser;

    SentBody(byte[] bytes, Supplier<JsonNode> parser) {
        this.bytes = bytes;
        this.parser = parser;
    }

    /** The bytes themselves, not a copy. */
    public byte[] bytes() {
        return bytes;
    }

    /** What they mean as JSON or as the fields of a form, by their content type; refused where they mean nothing. */
    public JsonNode parse() {
        return parser.get();
    }
}
