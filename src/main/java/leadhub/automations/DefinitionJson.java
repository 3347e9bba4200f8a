package leadhub.automations;

import leadhub.automations.steps.TermJson;
import leadhub.base.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A trigger as JSON, as it is kept and answered. */
final class DefinitionJson {
    private static final String CONDITIONS = "conditions";
    private static final String DEBOUNCE = "debounce_seconds";

    private DefinitionJson() {}

    /** @param config as it is kept or shown */
    static ObjectNode write(Definition.Trigger trigger, ObjectNode config) {
        var all = config.deepCopy();
        if (!trigger.conditions().terms().isEmpty()) {
            TermJson.write(trigger.conditions(), all.putObject(CONDITIONS));
        }
        if (trigger.debounceSeconds() > 0) {
            all.put(DEBOUNCE, trigger.debounceSeconds());
        }
        var node = Json.MAPPER.createObjectNode().put("type", trigger.type());
        node.set("config", all);
        return node;
    }

    static Definition.Trigger read(JsonNode kept) {
        var config = ((ObjectNode) kept.required("config")).deepCopy();
        var conditions = config.path(CONDITIONS);
        var group = TermJson.group(conditions);
        var debounce = config.path(DEBOUNCE).asInt(0);
        config.remove(CONDITIONS);
        config.remove(DEBOUNCE);
        return new Definition.Trigger(kept.required("type").stringValue(), config, group, debounce);
    }
}
