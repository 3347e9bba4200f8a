package leadhub.automations;

import java.time.Clock;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.steps.StepReader;
import leadhub.base.Change;
import leadhub.base.Refusal;
import leadhub.base.Times;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What becomes of an automation that is changed; refuses what can't run. */
@Component
class AutomationRules {
    private final DefinitionReader reader;
    private final References references;
    private final Clock clock;

    AutomationRules(DefinitionReader reader, References references, Clock clock) {
        this.reader = reader;
        this.references = references;
        this.clock = clock;
    }

    /** Within the transaction that keeps it. @param before blank for a new one */
    Known read(StepReader.Context context, AutomationChange change, Known before) {
        var was = before.automation();
        var errors = context.errors();
        var trigger = switch (change.trigger()) {
            case Change.Keep<JsonNode> keep -> before.definition().trigger();
            case Change.Set<JsonNode>(var sent) ->
                reader.trigger(context, sent).orElse(before.definition().trigger());
        };
        var program = switch (change.steps()) {
            case Change.Keep<JsonNode> keep -> before.definition().program();
            case Change.Set<JsonNode>(var sent) -> reader.steps(context, sent);
        };
        var exitWhen = switch (change.exitWhen()) {
            case Change.Keep<JsonNode> keep -> was.exitWhen();
            case Change.Set<JsonNode>(var sent) -> reader.exitWhen(context, sent);
        };
        var definition = new Definition(trigger, program, context.secrets());
        var isActive = change.isActive().over(was.isActive());
        errors.check();
        if (isActive && program.steps().isEmpty()) {
            errors.add("steps", Refusal.of("required"));
        }
        if (isActive) {
            references.missingNow(context.caller(), definition).forEach(path -> errors.add(path, Refusal.of("in")));
            errors.check();
        }
        var isSame = was.version() > 0 && definition.isSame(before.definition());
        var automation = new Automation(
                was.id(),
                change.name().over(was.name()),
                change.description().over(was.description()),
                isActive,
                isSame ? was.version() : was.version() + 1,
                change.reEntry().over(was.reEntry()),
                change.respectsHours().over(was.respectsHours()),
                exitWhen,
                was.listens() || exitWhen != null || definition.listens(),
                was.runsCount(),
                was.lastRunAt(),
                was.createdAt(),
                Times.now(clock));
        return new Known(automation, definition);
    }
}
