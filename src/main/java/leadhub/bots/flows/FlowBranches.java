package leadhub.bots.flows;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.bots.flows.FlowState.Known;
import leadhub.conditions.ConditionField;
import leadhub.conditions.ConditionGroupMatcher;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Which way a conversation goes at a branch of its flow, by what the visitor has said. */
record FlowBranches(Flow flow, FlowMoment moment, ConditionGroupMatcher conditions, FlowFields fields) {
    /** The steps of the first path whose conditions are met, else the others. */
    List<FlowStep> choose(FlowStep.Branch branch, Known known) {
        return branch.paths().stream()
                .filter(path -> isMet(path, known))
                .findFirst()
                .map(FlowStep.Path::steps)
                .orElse(branch.otherwise());
    }

    private boolean isMet(FlowStep.Path path, Known known) {
        var workspaceId = moment.caller().workspaceId();
        return conditions.isMet(
                name -> fields.find(workspaceId, name, types()).orElseGet(() -> ConditionField.gone(name)),
                path.conditions(),
                name -> fact(name, known),
                moment.today());
    }

    private Map<String, String> types() {
        return flow.all().stream().collect(Collectors.toMap(FlowStep::id, FlowStep::type));
    }

    private @Nullable Object fact(String name, Known known) {
        if (name.startsWith(FlowFields.ANSWERS)) {
            return known.answers().get(name.substring(FlowFields.ANSWERS.length()));
        }
        return switch (name) {
            case FlowFields.OPEN -> moment.isOpen();
            case FlowFields.LANGUAGE -> moment.language();
            case FlowFields.PAGE -> moment.page();
            default -> plain(known.fields().path(name));
        };
    }

    private static @Nullable Object plain(JsonNode value) {
        return value.isNumber()
                ? value.decimalValue()
                : value.isBoolean() ? (Object) value.booleanValue() : value.asString(null);
    }
}
