package leadhub.automations;

import java.util.List;
import leadhub.actions.ActionConfig;
import leadhub.actions.Actions;
import leadhub.automations.steps.Step;
import leadhub.automations.steps.StepJson;
import leadhub.automations.triggers.TriggerKinds;
import leadhub.base.Caller;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Triggers and steps as programs and people see them: records by the names that they have now, and without secrets. */
@Component
public class ShownDefinitions {
    private final Actions actions;
    private final TriggerKinds triggers;

    ShownDefinitions(Actions actions, TriggerKinds triggers) {
        this.actions = actions;
        this.triggers = triggers;
    }

    public ObjectNode trigger(Caller caller, Definition.Trigger trigger) {
        var config = triggers.find(trigger.type())
                .map(kind -> kind.shown(caller, trigger.config()))
                .orElse(trigger.config());
        return trigger.json(config);
    }

    public ArrayNode steps(Caller caller, List<Step> steps) {
        return StepJson.write(steps, (action, config) -> shown(caller, action, config));
    }

    private ObjectNode shown(Caller caller, String action, ActionConfig config) {
        return actions.find(action).map(kind -> kind.shown(caller, config)).orElse(config.values());
    }
}
