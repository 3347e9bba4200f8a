package leadhub.automations.pages;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import leadhub.actions.ActionField;
import leadhub.actions.ActionKind;
import leadhub.actions.Actions;
import leadhub.automations.steps.StepReader;
import leadhub.automations.triggers.TriggerKind;
import leadhub.automations.triggers.TriggerKinds;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** What the builder offers: the kinds that the registries know, with their fields. */
@Component
public class StepKinds {
    /** Steps that are no actions. */
    public static final List<String> FLOW = List.of("condition", "branch", "delay", "wait_until");

    private final Actions actions;
    private final TriggerKinds triggers;

    StepKinds(Actions actions, TriggerKinds triggers) {
        this.actions = actions;
        this.triggers = triggers;
    }

    public List<String> actions() {
        return actions.all().stream()
                .filter(StepReader::isOffered)
                .map(ActionKind::key)
                .toList();
    }

    public List<String> triggers() {
        return triggers.all().stream().map(TriggerKind::type).toList();
    }

    /** Whether the builder can show what a step does; another one stays as it is. */
    public boolean knows(JsonNode step) {
        var kind = AutomationWords.kind(step);
        return kind.isEmpty() || FLOW.contains(kind) || action(kind).isPresent();
    }

    private Optional<ActionKind> action(String key) {
        return actions.find(key).filter(StepReader::isOffered);
    }

    public boolean knowsTrigger(String type) {
        return triggers.find(type).isPresent();
    }

    /** The fields of an action. */
    public List<ActionField> fields(String action) {
        return action(action).map(ActionKind::fields).orElse(List.of());
    }

    public List<ActionField> triggerFields(String type) {
        return triggers.find(type).map(TriggerKind::fields).orElse(List.of());
    }

    /** The fields of a step that matter by what stands in the others. */
    public List<ActionField> shown(JsonNode step) {
        var kind = AutomationWords.kind(step);
        return fields(kind).stream()
                .filter(field -> matters(kind, field.key(), step.path("config")))
                .toList();
    }

    private static boolean matters(String kind, String field, JsonNode config) {
        return switch (kind + "." + field) {
            case "assign.user_id" -> config.path("mode").asString("").equals("user");
            case "assign.users" ->
                Set.of("round_robin", "least_busy").contains(config.path("mode").asString(""));
            case "send_email.subject", "send_email.body" -> !config.hasNonNull("template_id");
            case "send_message.message" -> !config.hasNonNull("template");
            case "send_message.language", "send_message.parameters" -> config.hasNonNull("template");
            case "create_task.user_id" ->
                config.hasNonNull("user_id") || !config.path("assignee").asBoolean(false);
            default -> true;
        };
    }
}
