package leadhub.automations.steps;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.base.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The secrets in the configs of a version's actions, by step and field. In a config {@code {"set": true, "hint": "…3f2a"}}
 * stands for one; sent back, it leaves the secret as it is.
 */
public final class StepSecrets {
    private static final int HINT = 4;
    private static final int LEAST_FOR_A_HINT = 12;

    private final Map<String, String> values;

    public StepSecrets(Map<String, String> values) {
        this.values = new TreeMap<>(values);
    }

    public static StepSecrets none() {
        return new StepSecrets(Map.of());
    }

    public Map<String, String> values() {
        return Map.copyOf(values);
    }

    /** The config with its secrets, as the action takes it; what was never set stays hidden, and is refused as no text. */
    public ObjectNode reveal(String stepId, List<ActionField> fields, ObjectNode config) {
        var revealed = config.deepCopy();
        for (var field : fields) {
            var value = revealed.get(field.key());
            if (value == null) {
                continue;
            }
            switch (field.type()) {
                case SECRET -> reveal(revealed, field.key(), place(stepId, field.key()));
                case HEADERS -> {
                    if (value instanceof ObjectNode headers) {
                        List.copyOf(headers.propertyNames())
                                .forEach(name -> reveal(headers, name, place(stepId, field.key() + "." + name)));
                    }
                }
                default -> {}
            }
        }
        return revealed;
    }

    private void reveal(ObjectNode in, String key, String place) {
        var secret = values.get(place);
        if (secret != null && isHidden(in.path(key))) {
            in.put(key, secret);
        }
    }

    private static boolean isHidden(JsonNode value) {
        return value.isObject() && value.path("set").asBoolean(false);
    }

    /** The config without its secrets, which are kept here. */
    public ActionConfig hide(String stepId, List<ActionField> fields, ActionConfig config) {
        var hidden = config.values().deepCopy();
        for (var field : fields) {
            var value = hidden.get(field.key());
            if (value == null) {
                continue;
            }
            switch (field.type()) {
                case SECRET -> hide(hidden, field.key(), place(stepId, field.key()));
                case HEADERS ->
                    List.copyOf(value.propertyNames())
                            .forEach(name -> hide((ObjectNode) value, name, place(stepId, field.key() + "." + name)));
                default -> {}
            }
        }
        return new ActionConfig(hidden);
    }

    private void hide(ObjectNode in, String key, String place) {
        if (in.path(key).isString()) {
            var secret = in.required(key).stringValue();
            values.put(place, secret);
            in.set(key, hidden(secret));
        }
    }

    private static ObjectNode hidden(String secret) {
        var hidden = Json.MAPPER.createObjectNode().put("set", true);
        return secret.length() < LEAST_FOR_A_HINT
                ? hidden.putNull("hint")
                : hidden.put("hint", "…" + secret.substring(secret.length() - HINT));
    }

    private static String place(String stepId, String field) {
        return stepId + "/" + field;
    }

    @Override
    public String toString() {
        return "StepSecrets[…]";
    }
}
