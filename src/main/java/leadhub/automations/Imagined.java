package leadhub.automations;

import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.steps.Program;
import leadhub.automations.steps.StepJson;
import leadhub.automations.steps.StepSecrets;
import leadhub.automations.steps.TermJson;
import leadhub.base.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An automation as it might be, as JSON: records by their ids, and without secrets. */
public final class Imagined {
    private Imagined() {}

    public static ObjectNode write(Known known) {
        var automation = known.automation();
        var trigger = known.definition().trigger();
        var json = Json.MAPPER
                .createObjectNode()
                .put("re_entry", automation.reEntry().word())
                .put("respect_business_hours", automation.respectsHours());
        json.set("trigger", DefinitionJson.write(trigger, trigger.config()));
        json.set("steps", StepJson.write(known.definition().program().steps()));
        var exitWhen = automation.exitWhen();
        if (exitWhen != null) {
            TermJson.write(exitWhen, json.putObject("exit_when"));
        }
        return json;
    }

    /** @param automation what there is, with its id and name */
    public static Known read(Automation automation, JsonNode json) {
        var exitWhen = json.path("exit_when");
        var imagined = new Automation(
                automation.id(),
                automation.name(),
                automation.description(),
                true,
                automation.version(),
                ReEntry.ofWord(json.required("re_entry").stringValue()).orElseThrow(),
                json.path("respect_business_hours").asBoolean(false),
                exitWhen.isObject() ? TermJson.group(exitWhen) : null,
                automation.listens(),
                automation.runsCount(),
                automation.lastRunAt(),
                automation.createdAt(),
                automation.updatedAt());
        return new Known(
                imagined,
                new Definition(
                        DefinitionJson.read(json.required("trigger")),
                        new Program(StepJson.read(json.required("steps"))),
                        StepSecrets.none()));
    }
}
