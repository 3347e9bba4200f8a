package leadhub.automations.api;

import java.time.Instant;
import java.util.List;
import leadhub.automations.runs.DryRuns;
import leadhub.automations.runs.RunStep;
import leadhub.automations.runs.Runs.WholeRun;
import leadhub.base.CausedBy;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A run as the API spells it.
 *
 * @param id null of a dry run
 */
record RunView(
        @Nullable Long id,
        long automationId,
        int version,
        long leadId,
        String status,
        @Nullable String reason,
        CausedBy causedBy,
        @Nullable Instant resumesAt,
        Instant startedAt,
        @Nullable Instant finishedAt,
        List<StepView> steps) {

    record StepView(
            String stepId,
            String type,
            @Nullable String action,
            String status,
            int attempt,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Nullable JsonNode outcome,
            @Nullable String error) {
        static StepView of(RunStep step) {
            var outcome = step.outcome();
            return new StepView(
                    step.stepId(),
                    step.type(),
                    step.action(),
                    step.status(),
                    step.attempt(),
                    step.startedAt(),
                    step.finishedAt(),
                    outcome == null ? null : Json.MAPPER.readTree(outcome),
                    step.error());
        }
    }

    static RunView of(WholeRun whole) {
        var run = whole.run();
        return new RunView(
                run.id(),
                run.automationId(),
                run.version(),
                run.leadId(),
                run.status().word(),
                run.reason(),
                run.causedBy(),
                run.resumesAt(),
                run.startedAt(),
                run.finishedAt(),
                whole.steps().stream().map(StepView::of).toList());
    }

    static RunView dry(
            long automationId, int version, long leadId, CausedBy causedBy, Instant now, DryRuns.Outcome outcome) {
        return new RunView(
                null,
                automationId,
                version,
                leadId,
                outcome.status().word(),
                outcome.reason(),
                causedBy,
                null,
                now,
                now,
                outcome.steps().stream().map(StepView::of).toList());
    }
}
