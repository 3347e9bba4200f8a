package leadhub.automations.simulations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import leadhub.automations.runs.DryRuns;
import leadhub.automations.runs.RunStep;
import leadhub.automations.simulations.Simulation.ActionCounts;
import leadhub.automations.simulations.Simulation.Counted;
import leadhub.automations.simulations.Simulation.Failure;

/** Counts what a simulation comes to, on from where it was. */
final class Tally {
    private static final int MOST_FAILURES = 20;

    private long events;
    private final Map<String, Long> decisions;
    private final Map<String, Long> runs;
    private final Map<String, ActionCounts> actions;
    private final List<Failure> failures;

    Tally(Counted before) {
        events = before.events();
        decisions = new LinkedHashMap<>(before.decisions());
        runs = new LinkedHashMap<>(before.runs());
        actions = new LinkedHashMap<>(before.actions());
        failures = new ArrayList<>(before.failures());
    }

    void event() {
        events++;
    }

    void decided(String word) {
        decisions.merge(word, 1L, Long::sum);
    }

    void ran(long leadId, DryRuns.Outcome outcome) {
        runs.merge(outcome.status().word(), 1L, Long::sum);
        for (var step : outcome.steps()) {
            var action = step.action();
            if (action != null) {
                actions.merge(action, one(step), Tally::sum);
            }
            if (step.status().equals("failed") && failures.size() < MOST_FAILURES) {
                var error = step.error();
                failures.add(new Failure(leadId, step.stepId(), error == null ? "" : error));
            }
        }
    }

    private static ActionCounts one(RunStep step) {
        return switch (step.status()) {
            case "completed" -> new ActionCounts(1, 0, 0);
            case "failed" -> new ActionCounts(0, 1, 0);
            default -> new ActionCounts(0, 0, 1);
        };
    }

    private static ActionCounts sum(ActionCounts one, ActionCounts other) {
        return new ActionCounts(
                one.done() + other.done(), one.failed() + other.failed(), one.skipped() + other.skipped());
    }

    long started() {
        return decisions.getOrDefault("started", 0L);
    }

    long events() {
        return events;
    }

    Counted counted() {
        return new Counted(events, decisions, runs, actions, failures);
    }
}
