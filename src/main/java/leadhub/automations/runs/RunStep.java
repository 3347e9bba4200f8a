package leadhub.automations.runs;

import java.time.Instant;
import leadhub.automations.steps.Step;
import org.jspecify.annotations.Nullable;

/**
 * A step that a run has begun.
 *
 * @param place its number in the run, from 1
 * @param status {@code running}, {@code waiting}, {@code completed}, {@code failed}, {@code stopped}, {@code skipped} or
 *     {@code cancelled}
 * @param attempt the last one, from 1
 * @param outcome what came of it, as JSON
 */
public record RunStep(
        int place,
        String stepId,
        String type,
        @Nullable String action,
        String status,
        int attempt,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String outcome,
        @Nullable String error) {

    /** The step that a run is at, as it is from now on. @param now when it is written: a row that is there keeps when it began */
    static RunStep of(
            Progress run,
            Step step,
            String status,
            Instant now,
            @Nullable Instant end,
            @Nullable String outcome,
            @Nullable String error) {
        var action = step instanceof Step.Act act ? act.action() : null;
        var isDone = status.equals("completed") || status.equals("skipped");
        var attempt = Math.max(1, isDone ? run.attempts + 1 : run.attempts);
        return new RunStep(run.place, step.id(), step.type(), action, status, attempt, now, end, outcome, error);
    }
}
