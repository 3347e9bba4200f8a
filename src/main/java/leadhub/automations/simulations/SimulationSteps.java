package leadhub.automations.simulations;

import java.time.Clock;
import leadhub.automations.AutomationSource;
import leadhub.automations.Imagined;
import leadhub.automations.runs.DryRuns;
import leadhub.automations.runs.Matching;
import leadhub.automations.simulations.Simulation.Status;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.events.EventFeed;
import leadhub.jobs.Jobs.StepResult;
import leadhub.workspaces.Workspaces;
import org.springframework.stereotype.Component;

/** Takes simulations through what has happened, some events at a time. */
@Component
class SimulationSteps {
    private static final int EVENTS_AT_ONCE = 300;

    private final SimulationSql sql;
    private final EventFeed events;
    private final Trials trials;
    private final Workspaces workspaces;
    private final Clock clock;

    SimulationSteps(SimulationSql sql, EventFeed events, Trials trials, Workspaces workspaces, Clock clock) {
        this.sql = sql;
        this.events = events;
        this.trials = trials;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    /** What is tried. */
    @Component
    record Trials(AutomationSource source, Matching matching, DryRuns dryRuns) {}

    /** In no transaction: each dry run is one of its own. */
    StepResult step(long workspaceId, long automationId, long id) {
        var before = sql.find(workspaceId, automationId)
                .filter(one -> one.shown().id() == id && one.shown().isRunning())
                .orElse(null);
        if (before == null) {
            return StepResult.DONE;
        }
        var automation = trials.source().find(workspaceId, automationId);
        if (automation.isEmpty()) {
            end(workspaceId, automationId, id, Status.STOPPED);
            return StepResult.DONE;
        }
        var caller = workspaces.caller(workspaceId, Actor.system("automations"));
        var known = Imagined.read(automation.get().automation(), Json.MAPPER.readTree(before.definition()));
        var some = events.between(caller, before.rest(), EVENTS_AT_ONCE);
        var after = new Replay(trials, caller, known, before).go(some, some.size() == EVENTS_AT_ONCE);
        sql.advance(workspaceId, automationId, before, after, Times.now(clock));
        return after.shown().isRunning() ? StepResult.MORE : StepResult.DONE;
    }

    void end(long workspaceId, long automationId, long id, Status status) {
        sql.end(workspaceId, automationId, id, status, Times.now(clock));
    }
}
