package leadhub.automations;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.steps.Program;
import leadhub.automations.steps.StepReader;
import leadhub.automations.steps.StepSecrets;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.web.input.Errors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** What would become of automations; nothing is kept. */
@Service
public class AutomationTrials {
    private final Automations automations;
    private final AutomationRules rules;
    private final DefinitionReader reader;

    AutomationTrials(Automations automations, AutomationRules rules, DefinitionReader reader) {
        this.automations = automations;
        this.rules = rules;
        this.reader = reader;
    }

    /** What another trigger and other steps would be, and what speaks against them. */
    @Transactional
    public Preview preview(Caller caller, long id, @Nullable JsonNode trigger, @Nullable JsonNode steps) {
        var before = automations.get(caller, id);
        var secrets = new StepSecrets(before.definition().secrets().values());
        var errors = new Errors();
        var context = new StepReader.Context(caller, secrets, false, errors);
        if (trigger != null) {
            reader.trigger(context, trigger);
        }
        var program = steps == null ? before.definition().program() : reader.steps(context, steps);
        return new Preview(before, program, errors.byField());
    }

    /** What speaks against a change, by the API's paths. @param wanted may refuse what it reads */
    @Transactional
    public Map<String, List<Refusal>> problems(Caller caller, long id, Supplier<AutomationChange> wanted) {
        var before = automations.get(caller, id);
        var secrets = new StepSecrets(before.definition().secrets().values());
        try {
            rules.read(new StepReader.Context(caller, secrets, false, new Errors()), wanted.get(), before);
            return Map.of();
        } catch (ProblemException e) {
            if (e.problem() instanceof Problem.Invalid(var errors)) {
                return errors;
            }
            throw e;
        }
    }

    /** What a change would make of it, switched on. Refuses what can't run. */
    @Transactional
    public Known imagined(Caller caller, long id, AutomationChange change) {
        var before = automations.get(caller, id);
        var secrets = new StepSecrets(before.definition().secrets().values());
        return rules.read(new StepReader.Context(caller, secrets, false, new Errors()), change.active(), before);
    }

    /** @param program the steps that could be read */
    public record Preview(Known before, Program program, Map<String, List<Refusal>> problems) {}
}
