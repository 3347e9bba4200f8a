package leadhub.automations.simulations;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import leadhub.automations.Imagined;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.simulations.Simulation.Status;
import leadhub.automations.triggers.TriggerKinds;
import leadhub.base.Caller;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Times;
import leadhub.events.EventFeed;
import leadhub.jobs.JobQueue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Has automations tried out on what has happened, in the background. */
@Service
public class Simulations {
    /** The longest that is looked back. */
    public static final int MOST_DAYS = 90;

    static final String JOB = "simulate-automation";
    /** At once in a workspace: each keeps the database busy for a minute. */
    private static final int MOST_RUNNING = 3;

    private final SimulationSql sql;
    private final EventFeed events;
    private final TriggerKinds triggers;
    private final JobQueue jobs;
    private final Clock clock;

    Simulations(SimulationSql sql, EventFeed events, TriggerKinds triggers, JobQueue jobs, Clock clock) {
        this.sql = sql;
        this.events = events;
        this.triggers = triggers;
        this.jobs = jobs;
        this.clock = clock;
    }

    /** The last that was asked for. */
    public Optional<Simulation> find(Caller caller, long automationId) {
        return sql.find(caller.workspaceId(), automationId).map(SimulationSql.Kept::shown);
    }

    /**
     * Begins one; the one before is forgotten.
     *
     * @param imagined the automation as it might be
     */
    @Transactional
    public Simulation begin(Caller caller, Known imagined, int days) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        var type = imagined.definition().trigger().type();
        // By hand, or by time: no event tells of it.
        if (type.equals("manual") || triggers.timed(type).isPresent()) {
            throw Problem.invalid("trigger.type", Refusal.of("automation.no_events"))
                    .exception();
        }
        var id = imagined.automation().id();
        sql.lock(caller.workspaceId());
        var running =
                sql.find(caller.workspaceId(), id).filter(one -> one.shown().isRunning());
        if (running.isEmpty() && sql.running(caller.workspaceId()) >= MOST_RUNNING) {
            throw new Problem.Conflict(Refusal.of("automation.simulating").with("max", MOST_RUNNING)).exception();
        }
        var now = Times.now(clock);
        var begins = now.minus(Duration.ofDays(days));
        var range = events.since(caller, begins).orElse(new EventFeed.Range(1, 0));
        var made = sql.begin(
                caller.workspaceId(),
                id,
                new SimulationSql.New(days, Imagined.write(imagined).toString(), range, begins),
                now);
        jobs.add(JOB, caller.workspaceId() + "/" + id + "/" + made, Duration.ZERO);
        return sql.find(caller.workspaceId(), id).orElseThrow().shown();
    }

    /** Ends it where it is. */
    @Transactional
    public void stop(Caller caller, long automationId) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        sql.find(caller.workspaceId(), automationId)
                .ifPresent(one -> sql.end(
                        caller.workspaceId(), automationId, one.shown().id(), Status.STOPPED, Times.now(clock)));
    }
}
