package leadhub.actions;

import leadhub.base.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an action was told, checked: JSON, so that whoever keeps it needs no column for each kind. */
public record ActionConfig(ObjectNode values) {

    public static ActionConfig of() {
        return new ActionConfig(Json.MAPPER.createObjectNode());
    }

    public static ActionConfig of(String key, String value) {
        return of().with(key, value);
    }

    public static ActionConfig of(String key, long value) {
        return of().with(key, value);
    }

    public ActionConfig with(String key, String value) {
        return new ActionConfig(values.deepCopy().put(key, value));
    }

    public ActionConfig with(String key, long value) {
        return new ActionConfig(values.deepCopy().put(key, value));
    }

    public ActionConfig with(String key, boolean value) {
        return new ActionConfig(values.deepCopy().put(key, value));
    }

    public ActionConfig with(String key, JsonNode value) {
        return new ActionConfig((ObjectNode) values.deepCopy().set(key, value));
    }

    /** The number there; what was checked has it. */
    public long number(String key) {
        return values.required(key).longValue();
    }

    /** The text there; what was checked has it. */
    public String text(String key) {
        return values.required(key).stringValue();
    }

    /** Whether it is there and true. */
    public boolean isTrue(String key) {
        return values.path(key).asBoolean(false);
    }

    public JsonNode value(String key) {
        return values.required(key);
    }

    public boolean has(String key) {
        return values.hasNonNull(key);
    }
}
