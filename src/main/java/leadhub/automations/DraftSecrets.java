package leadhub.automations;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionField;
import leadhub.actions.Actions;
import leadhub.automations.steps.StepSecrets;
import leadhub.base.Json;
import leadhub.base.Seal;
import leadhub.base.SealedSecrets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes secrets out of the steps of drafts, seals them, and puts them back where a draft is published. */
@Component
class DraftSecrets implements SealedSecrets {
    private final Actions actions;
    private final DraftSql sql;
    private final Seal seal;

    DraftSecrets(Actions actions, DraftSql sql, Seal seal) {
        this.actions = actions;
        this.sql = sql;
        this.seal = seal;
    }

    /** The steps without secrets, which are put to the others. */
    void hide(JsonNode steps, StepSecrets into) {
        each(
                steps,
                (step, fields) -> into.hide(id(step), fields, new ActionConfig(config(step)))
                        .values());
    }

    /** The steps with those secrets that were typed into the draft. */
    void reveal(JsonNode steps, StepSecrets from) {
        each(steps, (step, fields) -> from.reveal(id(step), fields, config(step)));
    }

    /** What was typed and isn't kept goes out again, so that no page shows it; what was there before stays. */
    void forget(JsonNode steps, JsonNode kept) {
        var before = new HashMap<String, JsonNode>();
        each(kept, (step, fields) -> {
            before.put(id(step), config(step));
            return config(step);
        });
        each(steps, (step, fields) -> {
            var config = config(step);
            var was = before.getOrDefault(id(step), MissingNode.getInstance());
            for (var field : fields) {
                var key = field.key();
                if (field.type() == ActionField.Type.SECRET) {
                    forget(config, key, was.path(key));
                } else if (field.type() == ActionField.Type.HEADERS && config.get(key) instanceof ObjectNode headers) {
                    List.copyOf(headers.propertyNames())
                            .forEach(name -> forget(headers, name, was.path(key).path(name)));
                }
            }
            return config;
        });
    }

    private static void forget(ObjectNode in, String key, JsonNode was) {
        if (in.path(key).isString() && was.isObject()) {
            in.set(key, was);
        } else if (in.path(key).isString()) {
            in.remove(key);
        }
    }

    private void each(JsonNode steps, BiFunction<ObjectNode, List<ActionField>, ObjectNode> config) {
        for (var step : steps) {
            step.path("config").path("paths").forEach(path -> each(path.path("steps"), config));
            each(step.path("config").path("otherwise").path("steps"), config);
            if (step instanceof ObjectNode object && step.path("config").isObject()) {
                actions.find(step.path("action").asString(""))
                        .ifPresent(kind -> object.set("config", config.apply(object, kind.fields())));
            }
        }
    }

    private static String id(ObjectNode step) {
        return step.path("id").asString("");
    }

    private static ObjectNode config(ObjectNode step) {
        return (ObjectNode) step.required("config");
    }

    /** Those of a body and of the ones before it, the latest last; null where there are none. */
    byte @Nullable [] seal(long workspaceId, long automationId, List<StepSecrets> secrets) {
        var all = secrets.stream().map(StepSecrets::values).toList();
        return all.stream().allMatch(Map::isEmpty)
                ? null
                : seal.seal(place(workspaceId, automationId), Json.write(all).getBytes(StandardCharsets.UTF_8));
    }

    /** None if they were sealed with a key that is lost. */
    List<StepSecrets> open(long workspaceId, long automationId, byte @Nullable [] sealed) {
        if (sealed == null) {
            return List.of();
        }
        var all = new ArrayList<StepSecrets>();
        seal.open(place(workspaceId, automationId), sealed).ifPresent(bytes -> {
            for (var one : Json.MAPPER.readTree(bytes)) {
                all.add(new StepSecrets(Json.texts(one)));
            }
        });
        return all;
    }

    @Override
    public List<Sealed> all(long workspaceId) {
        return sql.sealed(workspaceId).stream()
                .map(one -> new Sealed(one.automationId(), place(workspaceId, one.automationId()), one.bytes()))
                .toList();
    }

    @Override
    public boolean replace(long workspaceId, Sealed was, byte[] bytes) {
        return sql.reseal(workspaceId, was.owner(), was.bytes(), bytes);
    }

    private static String place(long workspaceId, long automationId) {
        return "automation_drafts.sealed:" + workspaceId + ":" + automationId;
    }
}
