package leadhub.automations.api;

import leadhub.api.RefusalWords;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.References;
import leadhub.automations.ShownDefinitions;
import leadhub.automations.steps.TermJson;
import leadhub.automations.triggers.TriggerKinds;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Refusal;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Spells automations: records by the names that they have now, and without secrets. */
@Component
class AutomationViews {
    private final ShownDefinitions shown;
    private final References references;
    private final TriggerKinds triggers;

    AutomationViews(ShownDefinitions shown, References references, TriggerKinds triggers) {
        this.shown = shown;
        this.references = references;
        this.triggers = triggers;
    }

    /** @param origin under which we are seen */
    AutomationView of(Caller caller, String origin, Known known) {
        var automation = known.automation();
        var problems = references.missing(caller, known.definition()).stream()
                .map(path -> new AutomationView.Problem(path, RefusalWords.LEADHUB.say(path, Refusal.of("in"))))
                .toList();
        var exitWhen = automation.exitWhen();
        return new AutomationView(
                automation.id(),
                automation.name(),
                automation.description(),
                automation.isActive(),
                trigger(caller, origin, known),
                shown.steps(caller, known.definition().program().steps()),
                automation.reEntry().word(),
                automation.respectsHours(),
                exitWhen == null ? null : TermJson.write(exitWhen, Json.MAPPER.createObjectNode()),
                automation.version(),
                !problems.isEmpty(),
                problems,
                automation.runsCount(),
                automation.lastRunAt(),
                automation.createdAt(),
                automation.updatedAt());
    }

    /** Where outside programs start it, with the URL that they post to; null if that can't be read. */
    private ObjectNode trigger(Caller caller, String origin, Known known) {
        var trigger = known.definition().trigger();
        var json = shown.trigger(caller, trigger);
        triggers.hooked(trigger.type()).ifPresent(kind -> {
            var path = kind.path(caller, known.automation().id()).orElse(null);
            json.withObject("config").put("url", path == null ? null : origin + path);
        });
        return json;
    }
}
