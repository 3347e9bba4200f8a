package leadhub.automations.api;

import java.util.List;
import leadhub.actions.ActionConfig;
import leadhub.actions.Actions;
import leadhub.api.RefusalWords;
import leadhub.automations.Definition;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.References;
import leadhub.automations.steps.Step;
import leadhub.automations.steps.StepJson;
import leadhub.automations.steps.TermJson;
import leadhub.automations.triggers.TriggerKinds;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Refusal;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Spells automations: records by the names that they have now, and without secrets. */
@Component
class AutomationViews {
    private final Actions actions;
    private final TriggerKinds triggers;
    private final References references;

    AutomationViews(Actions actions, TriggerKinds triggers, References references) {
        this.actions = actions;
        this.triggers = triggers;
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
                trigger(caller, known.definition().trigger()),
                steps(caller, known.definition().program().steps()),
                automation.reEntry().word(),
                false,
                exitWhen == null ? null : TermJson.write(exitWhen, Json.MAPPER.createObjectNode()),
                automation.version(),
                !problems.isEmpty(),
                problems,
                automation.runsCount(),
                automation.lastRunAt(),
                automation.createdAt(),
                automation.updatedAt());
    }

    private JsonNode trigger(Caller caller, Definition.Trigger trigger) {
        var config = triggers.find(trigger.type())
                .map(kind -> kind.shown(caller, trigger.config()))
                .orElse(trigger.config());
        return trigger.json(config);
    }

    private JsonNode steps(Caller caller, List<Step> steps) {
        return StepJson.write(steps, (action, config) -> shown(caller, action, config));
    }

    private ObjectNode shown(Caller caller, String action, ActionConfig config) {
        return actions.find(action).map(kind -> kind.shown(caller, config)).orElse(config.values());
    }
}
