package leadhub.events;

import java.util.Map;
import leadhub.base.Json;
import leadhub.base.PlainValues;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * A field before and after, as the API would write it: a text, a number, a list of tags' names, null for nothing. Listeners
 * get it from the change and the feed from the database, so both sides are brought into one form.
 */
public record FieldChange(@Nullable Object from, @Nullable Object to) {
    private static final TypeReference<Map<String, FieldChange>> BY_FIELD = new TypeReference<>() {};

    public FieldChange {
        from = PlainValues.of(from);
        to = PlainValues.of(to);
    }

    /** Changes by field, as an event keeps them; none where it keeps nothing. */
    public static Map<String, FieldChange> byField(@Nullable String json) {
        return json == null ? Map.of() : Json.MAPPER.readValue(json, BY_FIELD);
    }
}
