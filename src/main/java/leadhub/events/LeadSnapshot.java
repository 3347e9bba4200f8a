package leadhub.events;

import java.util.Objects;
import java.util.function.Supplier;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A lead at a moment, as events keep it: a JSON object of its columns, {@code stage_id} and {@code tag_ids} among them,
 * with the names of its tags as {@code tags}. Columns that are empty are left out. Spelled out and read when somebody
 * asks, once.
 */
public final class LeadSnapshot {
    private final Supplier<String> spell;
    private @Nullable String json;
    private @Nullable ObjectNode fields;

    /** @param spell writes the JSON object */
    public LeadSnapshot(Supplier<String> spell) {
        this.spell = spell;
    }

    static @Nullable LeadSnapshot ofNullable(@Nullable String json) {
        return json == null ? null : new LeadSnapshot(() -> json);
    }

    /** The JSON object as text. */
    public String json() {
        var known = json;
        if (known == null) {
            known = spell.get();
            json = known;
        }
        return known;
    }

    /** The JSON object, to be read only. */
    public ObjectNode fields() {
        var known = fields;
        if (known == null) {
            known = Json.MAPPER.readTree(json()).asObject();
            fields = known;
        }
        return Objects.requireNonNull(known);
    }
}
