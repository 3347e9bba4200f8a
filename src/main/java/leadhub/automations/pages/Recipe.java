package leadhub.automations.pages;

import java.util.List;
import leadhub.automations.ReEntry;
import leadhub.base.Json;
import leadhub.panel.Visit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * An automation that only a choice is missing from.
 *
 * @param trigger as JSON
 * @param steps as JSON; texts that begin with {@code say:} are messages in the language of whoever uses it, and the choice
 *     stands where {@code choice} does
 */
public record Recipe(String key, @Nullable Choice choice, ReEntry reEntry, String trigger, String steps) {
    /** What is chosen. */
    public enum Choice {
        TEMPLATE,
        /** Some of the people, or none for all agents. */
        PEOPLE,
        /** From how many points on. */
        SCORE,
        /** A custom field with days. */
        DATE_FIELD
    }

    String title() {
        return "automations.recipe." + key;
    }

    JsonNode trigger(Visit visit) {
        return filled(Json.MAPPER.readTree(trigger), visit);
    }

    ArrayNode steps(Visit visit) {
        return (ArrayNode) filled(Json.MAPPER.readTree(steps), visit);
    }

    private JsonNode filled(JsonNode node, Visit visit) {
        if (node.isString()) {
            var text = node.stringValue();
            return text.startsWith("say:")
                    ? Json.MAPPER.valueToTree(visit.page().say("automations.recipe." + text.substring(4)))
                    : text.equals("choice") ? chosen(visit) : node;
        }
        if (node.isArray()) {
            var list = Json.MAPPER.createArrayNode();
            node.forEach(item -> list.add(filled(item, visit)));
            return list;
        }
        if (node.isObject()) {
            var object = Json.MAPPER.createObjectNode();
            node.properties().forEach(one -> {
                var value = filled(one.getValue(), visit);
                if (!value.isMissingNode()) {
                    object.set(one.getKey(), value);
                }
            });
            return object;
        }
        return node;
    }

    private JsonNode chosen(Visit visit) {
        var chosen = visit.field("choice");
        if (choice == Choice.PEOPLE) {
            var ids = Json.MAPPER.createArrayNode();
            visit.form().node().path("people").forEach(id -> ids.add(id.asLong()));
            return ids.isEmpty() ? Json.MAPPER.missingNode() : ids;
        }
        return choice == Choice.DATE_FIELD
                ? Json.MAPPER.valueToTree(chosen)
                : Json.MAPPER.valueToTree(chosen.matches("[0-9]{1,18}") ? Long.parseLong(chosen) : 0);
    }

    /** The types of triggers and actions without which there is no such thing. */
    List<String> needs() {
        var types = new java.util.ArrayList<String>();
        types.add(Json.MAPPER.readTree(trigger).path("type").asString(""));
        Json.MAPPER.readTree(steps).forEach(step -> types.add(AutomationWords.kind(step)));
        return types;
    }
}
