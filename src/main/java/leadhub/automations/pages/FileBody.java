package leadhub.automations.pages;

import java.util.Optional;
import leadhub.automations.Automation;
import leadhub.automations.ReEntry;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes from a file what a draft may have, so that the builder can show it; whether it can run is found out there. */
final class FileBody {
    private static final int MOST_DEPTH = 10;
    private int steps;

    private FileBody() {}

    /** Empty if it is none. */
    static Optional<ObjectNode> of(ObjectNode sent) {
        var name = sent.path("name");
        var type = sent.path("trigger").path("type");
        if (!name.isString() || name.stringValue().isBlank() || !type.isString()) {
            return Optional.empty();
        }
        var text = name.stringValue().strip();
        var body = Json.MAPPER
                .createObjectNode()
                .put("name", text.substring(0, Math.min(text.length(), Automation.MOST_NAME_CHARACTERS)));
        body.putObject("trigger")
                .put("type", type.stringValue())
                .set("config", config(sent.path("trigger").path("config")));
        var reader = new FileBody();
        var steps = reader.steps(sent.path("steps"), 0);
        if (steps == null) {
            return Optional.empty();
        }
        body.set("steps", steps);
        body.put(
                "re_entry",
                ReEntry.ofWord(sent.path("re_entry").asString(""))
                        .orElse(ReEntry.EVERY_TIME)
                        .word());
        body.put("respect_business_hours", sent.path("respect_business_hours").asBoolean(false));
        body.set("exit_when", sent.path("exit_when").isObject() ? sent.path("exit_when") : Json.MAPPER.nullNode());
        return Optional.of(body);
    }

    private static ObjectNode config(JsonNode sent) {
        return sent instanceof ObjectNode object ? object.deepCopy() : Json.MAPPER.createObjectNode();
    }

    /** Their ids are given anew. Null if they are none. */
    private @Nullable ArrayNode steps(JsonNode sent, int depth) {
        var all = Json.MAPPER.createArrayNode();
        if (sent.isMissingNode() || sent.isNull()) {
            return all;
        }
        if (!sent.isArray() || depth > MOST_DEPTH) {
            return null;
        }
        for (var one : sent) {
            var step = step(one, depth);
            if (step == null) {
                return null;
            }
            all.add(step);
        }
        return all;
    }

    private static ObjectNode path(JsonNode sent, ArrayNode inside) {
        var path = Json.MAPPER
                .createObjectNode()
                .put("name", sent.path("name").isString() ? sent.path("name").stringValue() : "")
                .put("match", sent.path("match").asString("").equals("any") ? "any" : "all");
        path.set(
                "conditions",
                sent.path("conditions").isArray() ? sent.path("conditions").deepCopy() : Json.MAPPER.createArrayNode());
        path.set("steps", inside);
        return path;
    }

    private @Nullable ObjectNode step(JsonNode sent, int depth) {
        if (!sent.path("type").isString()) {
            return null;
        }
        var step = Json.MAPPER
                .createObjectNode()
                .put("id", "s" + ++steps)
                .put("type", sent.path("type").stringValue());
        if (sent.path("action").isString()) {
            step.put("action", sent.path("action").stringValue());
        }
        var config = config(sent.path("config"));
        step.set("config", config);
        if (config.has("paths") || config.has("otherwise")) {
            var paths = Json.MAPPER.createArrayNode();
            for (var path : config.path("paths")) {
                var inside = steps(path.path("steps"), depth + 1);
                if (inside == null) {
                    return null;
                }
                paths.add(path(path, inside));
            }
            var otherwise = steps(config.path("otherwise").path("steps"), depth + 1);
            if (otherwise == null) {
                return null;
            }
            config.set("paths", paths);
            config.putObject("otherwise").set("steps", otherwise);
        }
        return step;
    }
}
