package leadhub.automations.pages;

import java.util.List;
import leadhub.automations.Automation;
import leadhub.automations.runs.Run;
import leadhub.automations.runs.RunStatus;
import leadhub.automations.runs.RunStep;
import leadhub.base.Json;
import leadhub.conditions.ConditionField;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run, or what one would do.
 *
 * @param run null of a dry run
 * @param lead null if it is gone
 */
public record RunScreen(
        Automation automation, @Nullable Run run, @Nullable Lead lead, Way way, List<ConditionField> fields) {
    /** What was done, and what is to come. */
    public record Way(RunStatus status, @Nullable String reason, List<Taken> steps, List<JsonNode> next) {}

    /**
     * A step that was taken.
     *
     * @param step as the version has it that the run goes by; null if that is unknown
     */
    public record Taken(RunStep step, @Nullable JsonNode definition) {
        /** What came of it; empty for nothing. */
        public JsonNode outcome() {
            var outcome = step.outcome();
            return outcome == null ? Json.MAPPER.missingNode() : Json.MAPPER.readTree(outcome);
        }

        /** As it is told: the kind alone where the definition is gone. */
        public JsonNode shown() {
            var known = definition;
            if (known != null) {
                return known;
            }
            var node = Json.MAPPER.createObjectNode().put("type", step.type());
            return step.action() == null ? node : node.put("action", step.action());
        }

        public String settings() {
            var known = definition;
            return known == null || known.path("config").isEmpty()
                    ? ""
                    : known.path("config").toPrettyString();
        }
    }

    public String path() {
        return AutomationPages.path(automation.id()) + "/runs" + (run == null ? "" : "/" + run.id());
    }

    public boolean isDry() {
        return run == null;
    }

    public boolean isOver() {
        return way.status().isOver();
    }

    public boolean isFailed() {
        return way.status() == RunStatus.FAILED;
    }
}
