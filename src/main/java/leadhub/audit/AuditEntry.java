package leadhub.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.web.Words;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Who changed what, as it was written.
 *
 * @param kind of the actor: {@code USER}, {@code API_KEY}, {@code AUTOMATION} …
 * @param before what it was, as JSON; null if it was new
 * @param after what it is, as JSON; null if it is gone
 */
public record AuditEntry(
        long id,
        Instant at,
        String kind,
        long actorId,
        String actor,
        @Nullable String address,
        @Nullable String requestId,
        String action,
        @Nullable Long subjectId,
        @Nullable String before,
        @Nullable String after) {
    private static final int MOST_CHARACTERS = 300;

    /**
     * A field before and after; {@code ""} where there was none.
     *
     * @param refusal what it is after, if that is one that there are words for
     */
    public record Difference(
            String field,
            String before,
            String after,
            @Nullable Refusal refusal) {}

    /** What changed, field by field; of an entry that has nothing else. */
    public List<Difference> differences() {
        var was = tree(before);
        var is = tree(after);
        var fields = new LinkedHashSet<String>(was.propertyNames());
        fields.addAll(is.propertyNames());
        var differences = new ArrayList<Difference>();
        for (var field : fields) {
            // Values that were cut short can look equal.
            if (!field.equals("updatedAt")) {
                differences.add(new Difference(
                        field, word(was.path(field)), word(is.path(field)), refusal(field, is.path(field))));
            }
        }
        return differences;
    }

    /** Why somebody was denied access; older versions stored a sentence. */
    private @Nullable Refusal refusal(String field, JsonNode value) {
        if (!action.equals(DeniedCalls.ACTION) || !field.equals("reason") || !value.isObject()) {
            return null;
        }
        var refusal = Json.MAPPER.treeToValue(value, Refusal.class);
        return Words.in("en").knows(refusal) ? refusal : null;
    }

    private static JsonNode tree(@Nullable String json) {
        return json == null ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(json);
    }

    private static String word(JsonNode value) {
        var text = value.isNull() || value.isMissingNode()
                ? ""
                : value.isString() ? value.stringValue() : value.toString();
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) + "…" : text;
    }
}
