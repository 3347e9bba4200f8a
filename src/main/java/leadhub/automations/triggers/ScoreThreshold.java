package leadhub.automations.triggers;

import java.util.List;
import java.util.Optional;
import leadhub.actions.ActionField;
import leadhub.actions.ActionRequest;
import leadhub.events.LeadEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** A score that crosses a threshold. */
@Component
final class ScoreThreshold implements TriggerKind {
    private static final String THRESHOLD = "threshold";
    private static final String DIRECTION = "direction";
    private static final String FIELD = "lead_score";
    private static final String ABOVE = "above";
    private static final List<String> DIRECTIONS = List.of(ABOVE, "below");

    @Override
    public String type() {
        return "lead_score_threshold";
    }

    @Override
    public List<ActionField> fields() {
        return List.of(
                ActionField.required(THRESHOLD, ActionField.Type.NUMBER), ActionField.choice(DIRECTION, DIRECTIONS));
    }

    @Override
    public ObjectNode check(ActionRequest request) {
        var direction =
                request.choice(DIRECTION, word -> DIRECTIONS.contains(word) ? Optional.of(word) : Optional.empty());
        return TriggerConfig.none().put(THRESHOLD, request.number(THRESHOLD)).put(DIRECTION, direction);
    }

    @Override
    public boolean isBy(LeadEvent event) {
        return TriggerConfig.changed(event, FIELD);
    }

    @Override
    public boolean fits(LeadEvent event, ObjectNode config) {
        var change = event.changes().get(FIELD);
        if (change == null) {
            return false;
        }
        var threshold = config.path(THRESHOLD).asLong();
        var before = number(change.from()) >= threshold;
        var after = number(change.to()) >= threshold;
        return config.path(DIRECTION).asString("").equals(ABOVE) ? !before && after : before && !after;
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
