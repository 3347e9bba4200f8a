package leadhub.automations;

import java.util.List;
import leadhub.automations.steps.Program;
import leadhub.automations.steps.Step;
import leadhub.automations.steps.StepJson;
import leadhub.automations.steps.StepSecrets;
import leadhub.automations.steps.Term;
import leadhub.base.Json;
import tools.jackson.databind.node.ObjectNode;

/** What starts an automation and what it does then: one version of it. */
public record Definition(Trigger trigger, Program program, StepSecrets secrets) {
    /** Of an automation that isn't there yet. */
    static final Definition BLANK = new Definition(
            new Trigger("", Json.MAPPER.createObjectNode(), Term.Group.NONE, 0),
            new Program(List.of()),
            StepSecrets.none());

    /**
     * What starts it.
     *
     * @param config of its own kind, as it is kept
     * @param conditions what the lead has to meet
     * @param debounceSeconds changes within this time after the first are one run
     */
    public record Trigger(String type, ObjectNode config, Term.Group conditions, int debounceSeconds) {
        /** As JSON. @param shown the config as it is spelled */
        public ObjectNode json(ObjectNode shown) {
            return DefinitionJson.write(this, shown);
        }
    }

    /** Whether runs may wait for what happens to their leads. */
    boolean listens() {
        return program.all().stream().anyMatch(step -> step instanceof Step.WaitUntil);
    }

    /** Whether another one does the same. */
    boolean isSame(Definition other) {
        return trigger.equals(other.trigger)
                && StepJson.write(program.steps()).equals(StepJson.write(other.program.steps()))
                && secrets.values().equals(other.secrets.values());
    }
}
