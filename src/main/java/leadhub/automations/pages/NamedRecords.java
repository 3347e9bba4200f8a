package leadhub.automations.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leadhub.actions.ActionField;
import leadhub.actions.ActionField.Type;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Goes through all records that the body of an automation names, and puts others in their place. */
final class NamedRecords {
    private static final Set<String> COMPARED = Set.of("equals", "not_equals", "changed_to", "changed_from");

    private final StepKinds kinds;
    private final Exchange exchange;

    NamedRecords(StepKinds kinds, Exchange exchange) {
        this.kinds = kinds;
        this.exchange = exchange;
    }

    /** What stands for a record from now on. */
    interface Exchange {
        /** @return empty if there is none, and the place stays empty */
        Optional<String> of(Type type, String key);
    }

    void body(ObjectNode body) {
        var trigger = body.path("trigger");
        if (trigger.path("config") instanceof ObjectNode config) {
            fields(kinds.triggerFields(trigger.path("type").asString("")), config);
            conditions(config.path("conditions"));
        }
        conditions(body.path("exit_when"));
        steps(body.path("steps"));
    }

    private void steps(JsonNode steps) {
        for (var step : steps) {
            if (step.path("config") instanceof ObjectNode config) {
                fields(kinds.fields(AutomationWords.kind(step)), config);
                conditions(config);
                for (var path : config.path("paths")) {
                    conditions(path);
                    steps(path.path("steps"));
                }
                steps(config.path("otherwise").path("steps"));
            }
        }
    }

    private void fields(List<ActionField> fields, ObjectNode config) {
        for (var field : fields) {
            var value = config.path(field.key());
            var type = field.type() == Type.RECEIVER && value.isArray() ? Type.USERS : field.type();
            if (isRecord(type) && !value.isMissingNode() && !value.isNull()) {
                put(config, field.key(), exchanged(type, value));
            }
        }
    }

    static boolean isRecord(Type type) {
        return switch (type) {
            case USER,
                    USERS,
                    PIPELINE,
                    STAGE,
                    AUTOMATION,
                    EMAIL_TEMPLATE,
                    FORM,
                    CHANNEL,
                    SMS_SENDER,
                    MESSENGER,
                    LEAD_FIELD,
                    LEAD_FIELDS -> true;
            case TEXT, NUMBER, BOOLEAN, CHOICE, VALUE, TEXTS, TAG, RECEIVER, URL, SECRET, HEADERS, DURATION, MAPPING ->
                false;
        };
    }

    private static void put(ObjectNode into, String key, @Nullable JsonNode value) {
        if (value == null) {
            into.remove(key);
        } else {
            into.set(key, value);
        }
    }

    /** One, several, or several with something beside each. */
    private @Nullable JsonNode exchanged(Type type, JsonNode value) {
        if (value.isArray()) {
            var kept = new ArrayList<JsonNode>();
            value.forEach(item -> {
                var one = exchanged(type, item);
                if (one != null) {
                    kept.add(one);
                }
            });
            return Json.MAPPER.createArrayNode().addAll(kept);
        }
        if (value instanceof ObjectNode object) {
            var id = exchanged(type, object.path("id"));
            var copy = object.deepCopy();
            put(copy, "id", id);
            return id == null ? null : copy;
        }
        return exchange.of(type, BuilderScreen.text(value))
                .map(key -> key.matches("[0-9]{1,18}")
                        ? (JsonNode) Json.MAPPER.getNodeFactory().numberNode(Long.parseLong(key))
                        : Json.MAPPER.getNodeFactory().stringNode(key))
                .orElse(null);
    }

    private void conditions(JsonNode group) {
        for (var term : group.path("conditions")) {
            conditions(term);
            if (term instanceof ObjectNode condition && condition.path("field").isString()) {
                condition(condition);
            }
        }
    }

    private void condition(ObjectNode condition) {
        var field = condition.required("field").stringValue();
        // What can't be found stays, so that it is seen what is missing.
        exchange.of(Type.LEAD_FIELD, field).ifPresent(name -> condition.put("field", name));
        var type = switch (field) {
            case "pipeline_id" -> Type.PIPELINE;
            case "pipeline_stage_id" -> Type.STAGE;
            case "assigned_user_id" -> Type.USER;
            default -> null;
        };
        var value = condition.path("value");
        if (type != null
                && COMPARED.contains(condition.path("operator").asString(""))
                && (value.isString() || value.isNumber())) {
            var found = exchange.of(type, BuilderScreen.text(value));
            condition.put("value", found.orElse(""));
        }
    }
}
