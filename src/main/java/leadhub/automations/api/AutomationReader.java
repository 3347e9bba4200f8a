package leadhub.automations.api;

import leadhub.automations.Automation;
import leadhub.automations.AutomationChange;
import leadhub.automations.ReEntry;
import leadhub.base.Change;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.web.input.Input;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads automations from bodies of the API. Triggers and steps are read where they are kept. */
final class AutomationReader {
    private AutomationReader() {}

    static AutomationChange create(Input input) {
        input.require("name");
        var change = read(input);
        if (!change.trigger().isSet()) {
            input.reject("trigger", Refusal.of("required"));
        }
        input.errors().check();
        return change;
    }

    /** What is set. */
    static AutomationChange change(Input input) {
        var change = read(input);
        input.errors().check();
        return change;
    }

    /** What is to be simulated: trigger, steps and rules, whatever else is sent. */
    static AutomationChange imagined(Input input) {
        var change = change(input);
        return new AutomationChange(
                Change.keep(),
                Change.keep(),
                Change.keep(),
                change.trigger(),
                change.steps(),
                change.reEntry(),
                change.respectsHours(),
                change.exitWhen());
    }

    private static AutomationChange read(Input input) {
        return new AutomationChange(
                input.solidText("name", Automation.MOST_NAME_CHARACTERS),
                input.text("description", Automation.MOST_DESCRIPTION_CHARACTERS),
                input.bool("is_active").map(is -> is != null && is),
                trigger(input.node()),
                // Generated clients send null for a list that nobody set.
                input.node().path("steps").isNull() ? Change.keep() : node(input.node(), "steps"),
                reEntry(input),
                input.bool("respect_business_hours").map(is -> is != null && is),
                node(input.node(), "exit_when"));
    }

    /** Some spell a trigger in two members. */
    private static Change<JsonNode> trigger(ObjectNode body) {
        if (body.has("trigger") || !body.has("trigger_type")) {
            return node(body, "trigger");
        }
        var trigger = Json.MAPPER.createObjectNode();
        trigger.set("type", body.required("trigger_type"));
        trigger.set(
                "config",
                body.path("trigger_config").isObject()
                        ? body.required("trigger_config")
                        : Json.MAPPER.createObjectNode());
        return Change.set(trigger);
    }

    private static Change<JsonNode> node(ObjectNode body, String name) {
        var value = body.get(name);
        return value == null ? Change.keep() : Change.set(value);
    }

    private static Change<ReEntry> reEntry(Input input) {
        return input.text("re_entry", 20).map(word -> {
            if (word == null) {
                return ReEntry.EVERY_TIME;
            }
            return ReEntry.ofWord(word).orElseGet(() -> {
                input.reject("re_entry", Refusal.of("in"));
                return ReEntry.EVERY_TIME;
            });
        });
    }
}
