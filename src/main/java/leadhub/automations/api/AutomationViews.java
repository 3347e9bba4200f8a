package leadhub.automations.api;

import leadhub.api.RefusalWords;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.References;
import leadhub.automations.ShownDefinitions;
import leadhub.automations.steps.TermJson;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Refusal;
import org.springframework.stereotype.Component;

/** Spells automations: records by the names that they have now, and without secrets. */
@Component
class AutomationViews {
    private final ShownDefinitions shown;
    private final References references;

    AutomationViews(ShownDefinitions shown, References references) {
        this.shown = shown;
        this.references = references;
    }

    AutomationView of(Caller caller, Known known) {
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
                shown.trigger(caller, known.definition().trigger()),
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
}
