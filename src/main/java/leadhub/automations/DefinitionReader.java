package leadhub.automations;

import java.util.Optional;
import leadhub.actions.ActionRequest;
import leadhub.automations.steps.Program;
import leadhub.automations.steps.StepReader;
import leadhub.automations.steps.Term;
import leadhub.automations.steps.TermReader;
import leadhub.automations.triggers.TriggerKinds;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads triggers and steps from bodies of the API, within the transaction of the verb that keeps them. */
@Component
class DefinitionReader {
    private static final int MOST_DEBOUNCE_SECONDS = 3_600;

    private final TriggerKinds triggers;
    private final StepReader steps;
    private final TermReader terms;

    DefinitionReader(TriggerKinds triggers, StepReader steps, TermReader terms) {
        this.triggers = triggers;
        this.steps = steps;
        this.terms = terms;
    }

    Program steps(StepReader.Context context, JsonNode sent) {
        return new Program(steps.read(context, sent));
    }

    /** The trigger; empty, and refusals by their paths, for one that can't be right. */
    Optional<Definition.Trigger> trigger(StepReader.Context context, JsonNode sent) {
        var errors = context.errors();
        if (!(sent instanceof ObjectNode trigger)) {
            errors.add("trigger", sent.isNull() ? Refusal.of("required") : Refusal.of("array"));
            return Optional.empty();
        }
        var type = trigger.path("type").asString("").strip();
        var kind = triggers.find(type);
        if (kind.isEmpty()) {
            errors.add("trigger.type", type.isEmpty() ? Refusal.of("required") : Refusal.of("in"));
            return Optional.empty();
        }
        var config = trigger.get("config") instanceof ObjectNode object ? object : Json.MAPPER.createObjectNode();
        try {
            var request =
                    new ActionRequest(context.caller(), config, key -> "trigger.config." + key, context.createsTags());
            var checked = kind.get().check(request);
            return Optional.of(
                    new Definition.Trigger(type, checked, conditions(context, config), debounce(context, config)));
        } catch (ProblemException e) {
            if (!(e.problem() instanceof Problem.Invalid(var invalid))) {
                throw e;
            }
            errors.addAll(invalid);
            return Optional.empty();
        }
    }

    private Term.Group conditions(StepReader.Context context, ObjectNode config) {
        var sent = config.get("conditions");
        return sent == null || sent.isNull()
                ? Term.Group.NONE
                : terms.read(
                        context.caller().workspaceId(),
                        sent,
                        "trigger.config.conditions",
                        false,
                        context.errors()::add);
    }

    private static int debounce(StepReader.Context context, ObjectNode config) {
        var sent = config.get("debounce_seconds");
        if (sent == null || sent.isNull()) {
            return 0;
        }
        var text = sent.asString("");
        var seconds = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
        if (seconds < 0 || seconds > MOST_DEBOUNCE_SECONDS) {
            context.errors()
                    .add(
                            "trigger.config.debounce_seconds",
                            Refusal.of("between").with("min", 0).with("max", MOST_DEBOUNCE_SECONDS));
        }
        return seconds;
    }

    /** What ends waiting runs; null for nothing. */
    Term.@org.jspecify.annotations.Nullable Group exitWhen(StepReader.Context context, JsonNode sent) {
        if (sent.isNull()) {
            return null;
        }
        var group = terms.read(context.caller().workspaceId(), sent, "exit_when", true, context.errors()::add);
        return group.terms().isEmpty() ? null : group;
    }
}
