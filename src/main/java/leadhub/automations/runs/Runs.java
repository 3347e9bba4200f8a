package leadhub.automations.runs;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import leadhub.audit.Audit;
import leadhub.automations.AutomationRuns;
import leadhub.automations.AutomationTrials;
import leadhub.automations.KnownAutomations.Known;
import leadhub.automations.References;
import leadhub.automations.steps.Program;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.jobs.JobQueue;
import leadhub.jobs.Jobs.StepResult;
import leadhub.leads.Leads;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Starts, shows, cancels and retries runs. */
@Service
public class Runs implements AutomationRuns {
    static final String RETRY_JOB = "retry-automation-runs";
    static final String SCHEDULE_JOB = "schedule-automation";
    /** How many failed runs go on at once; the next do when a pause is over. */
    private static final int RETRIED_AT_ONCE = 200;

    private final Store store;
    private final References references;
    private final Leads leads;
    private final Audit audit;
    private final Clock clock;

    Runs(Store store, References references, Leads leads, Audit audit, Clock clock) {
        this.store = store;
        this.references = references;
        this.leads = leads;
        this.audit = audit;
        this.clock = clock;
    }

    /** Where runs are kept. */
    @org.springframework.stereotype.Component
    record Store(StartSql start, RunHistorySql history, RunVerbSql verbs, RunMarks marks, Later later) {}

    /** What is done in the background. */
    @org.springframework.stereotype.Component
    record Later(JobQueue jobs, ScheduleSql schedule) {}

    /** A run with its steps in their order. */
    public record WholeRun(Run run, List<RunStep> steps) {}

    /** One page of an automation's runs, newest first. */
    public Page<WholeRun> list(Caller caller, long automationId, RunFilter filter, Slice slice) {
        var page = store.history().list(caller.workspaceId(), automationId, filter, slice);
        return new Page<>(whole(caller, page.items()), page.total());
    }

    /** One of an automation's runs. */
    public WholeRun get(Caller caller, long automationId, long id) {
        var run = store.history().find(caller.workspaceId(), automationId, id).orElseThrow(Runs::unknown);
        return new WholeRun(run, store.history().steps(caller.workspaceId(), id));
    }

    /** Those of a lead, newest first. */
    public List<WholeRun> ofLead(Caller caller, long leadId, int most) {
        return whole(caller, store.history().ofLead(caller.workspaceId(), leadId, most));
    }

    private List<WholeRun> whole(Caller caller, List<Run> runs) {
        var ids = runs.stream().mapToLong(Run::id).toArray();
        var steps = store.history().steps(caller.workspaceId(), ids);
        return runs.stream()
                .map(run -> new WholeRun(run, steps.getOrDefault(run.id(), List.of())))
                .toList();
    }

    /** Starts an automation for a lead, whatever its trigger; its conditions don't count. */
    @Transactional
    public WholeRun start(Caller caller, Known known, long leadId) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        // What a run does it does for the workspace, so whoever starts it needn't be allowed to change the lead.
        leads.lock(caller, leadId, Permission.WRITE_AUTOMATIONS);
        var id = started(caller, known, leadId, "by-hand:" + UUID.randomUUID());
        audit.record(
                caller, "automation.started", known.automation().id(), null, Map.of("lead_id", leadId, "run_id", id));
        return get(caller, known.automation().id(), id);
    }

    /** Within a transaction that holds the lead: the id of the run. @param key by which it is started once */
    long started(Caller caller, Known known, long leadId, String key) {
        var automation = known.automation();
        if (!automation.isActive()) {
            throw new Problem.Conflict(Refusal.of("automation.inactive")).exception();
        }
        if (!references.missing(caller, known.definition()).isEmpty()) {
            throw new Problem.Conflict(Refusal.of("automation.repair")).exception();
        }
        var cause = caller.actor().causedBy();
        if (cause.depth() >= Matching.MOST_DEPTH) {
            throw new Problem.Conflict(Refusal.of("automation.too_deep")).exception();
        }
        var now = Times.now(clock);
        var made = store.start().insertOne(caller, NewRun.of(automation, leadId, key, cause, "{}", now, 0), now);
        if (made.isEmpty()) {
            throw new Problem.Conflict(Refusal.of("automation.re_entry")).exception();
        }
        store.marks().leave(caller.workspaceId());
        return made.getFirst();
    }

    /** Ends a run that isn't over; one that was cancelled before stays so. A step outside that is under way is noted when it is over. */
    @Transactional
    public WholeRun cancel(Caller caller, long automationId, long id) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        var before = get(caller, automationId, id);
        if (store.verbs().cancel(caller.workspaceId(), id, Times.now(clock))) {
            audit.record(caller, "automation.run_cancelled", automationId, null, Map.of("run_id", id));
        } else if (before.run().status() != RunStatus.CANCELLED) {
            throw new Problem.Conflict(Refusal.of("automation_run.over")).exception();
        }
        return get(caller, automationId, id);
    }

    /** Lets a failed run go on from the step that failed; what was done before isn't done again. */
    @Transactional
    public WholeRun retry(Caller caller, long automationId, long id) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        get(caller, automationId, id);
        if (!store.verbs().retry(caller.workspaceId(), id, Times.now(clock))) {
            throw new Problem.Conflict(Refusal.of("automation_run.not_failed")).exception();
        }
        audit.record(caller, "automation.run_retried", automationId, null, Map.of("run_id", id));
        store.marks().leave(caller.workspaceId());
        return get(caller, automationId, id);
    }

    /** Lets all failed runs go on, some at a time; how many that are. Whoever switches the automation off stops that. */
    @Transactional
    public long retryAll(Caller caller, long automationId) {
        caller.require(Permission.WRITE_AUTOMATIONS);
        var failed = store.verbs().failed(caller.workspaceId(), automationId);
        if (failed.count() > 0) {
            audit.record(caller, "automation.runs_retried", automationId, null, Map.of("runs", failed.count()));
            store.later()
                    .jobs()
                    .add(
                            RETRY_JOB,
                            caller.workspaceId() + "/" + automationId + "/" + failed.last(),
                            java.time.Duration.ZERO);
        }
        return failed.count();
    }

    /** A step of that. */
    @Transactional
    public StepResult retrySome(long workspaceId, long automationId, long upTo, boolean isActive) {
        if (!isActive) {
            return StepResult.DONE;
        }
        var retried = store.verbs().retrySome(workspaceId, automationId, upTo, RETRIED_AT_ONCE, Times.now(clock));
        if (retried > 0) {
            store.marks().leave(workspaceId);
        }
        return retried < RETRIED_AT_ONCE ? StepResult.DONE : StepResult.WAITING;
    }

    /** Where runs wait, and where each would go on by other steps. */
    public List<WaitingAt> waiting(Caller caller, AutomationTrials.Preview preview) {
        var known = preview.before();
        var before = known.definition().program();
        return store.verbs().waiting(caller.workspaceId(), known.automation().id()).entrySet().stream()
                .map(one -> new WaitingAt(
                        one.getKey(),
                        one.getValue(),
                        before.successor(one.getKey(), preview.program())
                                .map(step -> step.id())
                                .orElse(null)))
                .toList();
    }

    /** @param movesTo the step; null where the runs would end */
    public record WaitingAt(
            String stepId,
            long runs,
            @org.jspecify.annotations.Nullable String movesTo) {}

    @Override
    public void move(Caller caller, long automationId, Program before, Program after, int version) {
        var workspaceId = caller.workspaceId();
        var now = Times.now(clock);
        for (var stepId : store.verbs().waiting(workspaceId, automationId).keySet()) {
            var next = before.successor(stepId, after);
            if (next.isEmpty()) {
                store.verbs().stopAt(workspaceId, automationId, stepId, Reason.AUTOMATION_CHANGED.word(), now);
            } else if (next.get().id().equals(stepId)) {
                store.verbs().keepAt(workspaceId, automationId, stepId, version);
            } else {
                store.verbs()
                        .moveTo(workspaceId, automationId, stepId, next.get().id(), version, now);
                store.marks().leave(workspaceId);
            }
        }
    }

    @Override
    public void stop(Caller caller, long automationId, String reason) {
        store.verbs().stop(caller.workspaceId(), automationId, reason, Times.now(clock));
    }

    @Override
    public void schedule(Caller caller, long automationId) {
        var now = Times.now(clock);
        store.later().schedule().beginFill(caller.workspaceId(), automationId, now);
        // A job of its own for each time: one that ends just now would not begin again.
        store.later()
                .jobs()
                .add(
                        SCHEDULE_JOB,
                        caller.workspaceId() + "/" + automationId + "/" + UUID.randomUUID(),
                        java.time.Duration.ZERO);
    }

    private static RuntimeException unknown() {
        return new Problem.NotFound(Refusal.of("automation_run.not_found")).exception();
    }
}
