package leadhub.automations.runs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.automations.steps.Step;
import leadhub.base.Json;
import org.jspecify.annotations.Nullable;

/** The steps that a run takes in one transaction, as its history has them. */
final class StepRows {
    private final Progress run;
    private final Instant now;
    private final List<RunStep> rows = new ArrayList<>();

    StepRows(Progress run, Instant now) {
        this.run = run;
        this.now = now;
    }

    List<RunStep> all() {
        return rows;
    }

    void begin(Step step, String status, int attempt) {
        if (!run.isInside) {
            run.place++;
            run.isInside = true;
        }
        add(step, status, attempt, null, null, null);
    }

    /** Ends a step, whether it was begun in this transaction or before. */
    void finish(Step step, String status, @Nullable Map<String, ?> outcome, @Nullable String error) {
        if (!run.isInside) {
            run.place++;
        }
        add(step, status, Math.max(1, run.attempts), now, outcome == null ? null : Json.write(outcome), error);
        run.isInside = false;
        run.attempts = 0;
        run.resumesAt = null;
        run.listens = false;
    }

    private void add(
            Step step,
            String status,
            int attempt,
            @Nullable Instant end,
            @Nullable String outcome,
            @Nullable String error) {
        var action = step instanceof Step.Act act ? act.action() : null;
        rows.removeIf(row -> row.place() == run.place);
        rows.add(new RunStep(run.place, step.id(), step.type(), action, status, attempt, now, end, outcome, error));
    }
}
