package leadhub.automations.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.automations.Automation;
import leadhub.automations.KnownAutomations;
import leadhub.automations.runs.Walk.Outside;
import leadhub.automations.runs.Walk.Scene;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.workspaces.Workspace;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a run further, a transaction each: what a step does to the database and that it was done are written together. Each
 * begins at the turn that the run was at; whoever comes late finds another one and leaves it alone. Leads are locked before
 * runs, as by everybody.
 */
@Service
public class RunTurns {
    private static final Duration AFTER_FAULT = Duration.ofSeconds(15);
    private static final int MOST_FAULTS = 20;

    private final ProgressSql sql;
    private final KnownAutomations known;
    private final WalkTools tools;
    private final RunMarks marks;
    private final RunFailures failures;
    private final Clock clock;

    // Six, for a turn reads, walks, writes and tells.
    RunTurns(
            ProgressSql sql,
            KnownAutomations known,
            WalkTools tools,
            RunMarks marks,
            RunFailures failures,
            Clock clock) {
        this.sql = sql;
        this.known = known;
        this.tools = tools;
        this.marks = marks;
        this.failures = failures;
        this.clock = clock;
    }

    /** What is to be done next. */
    sealed interface Next {
        /** Nothing, for now or for ever. */
        record Nothing() implements Next {}

        /** The next steps. */
        record More(ClaimedRun run) implements Next {}

        /** An attempt at something outside. */
        record Attempt(ClaimedRun run, Scene scene, Outside outside) implements Next {}
    }

    /** Takes some steps. @param most at most */
    @Transactional
    public Next advance(Workspace workspace, ClaimedRun claimed, int most) {
        var caller = workspace.caller(Actor.system("automations"));
        var lead = tools.leads().hold(caller, claimed.leadId());
        var locked = sql.lock(workspace.id(), claimed.id(), claimed.turn());
        if (locked.isEmpty()) {
            return new Next.Nothing();
        }
        var now = Times.now(clock);
        var run = locked.get();
        var scene = scene(workspace, claimed, run);
        var automation = known.find(workspace.id(), claimed.automationId());
        if (lead.isEmpty() || automation.isEmpty() || scene.isEmpty()) {
            var reason = lead.isPresent() ? Reason.AUTOMATION_DELETED : gone(caller, claimed.leadId());
            end(workspace.id(), run, RunStatus.STOPPED, reason, now);
            return new Next.Nothing();
        }
        var walk = new Walk(tools, scene.get(), run, lead.get(), now, false);
        walk.go(most);
        sql.write(workspace.id(), run, walk.rows(), now);
        if (run.dueAt != null && run.status == RunStatus.WAITING) {
            marks.park(workspace.id(), run.dueAt);
        }
        var next = claimed.at(run.turn + 1);
        return walk.outside()
                .<Next>map(outside -> new Next.Attempt(next, scene.get(), outside))
                .orElseGet(() -> walk.isMore() ? new Next.More(next) : new Next.Nothing());
    }

    /** A merged lead's runs end: what they meant to do was meant for it, and the other lead has runs of its own. */
    private Reason gone(Caller caller, long leadId) {
        return tools.leads().mergedInto(caller, leadId).isPresent() ? Reason.LEAD_MERGED : Reason.LEAD_DELETED;
    }

    /** Who acts and by what. Empty where the version is nowhere. */
    Optional<Scene> scene(Workspace workspace, ClaimedRun claimed, Progress run) {
        var automation = known.find(workspace.id(), claimed.automationId()).map(KnownAutomations.Known::automation);
        var name = automation.map(one -> one.name()).orElse("");
        var actor = new Actor(Actor.Kind.AUTOMATION, claimed.automationId(), name, new Actor.Run(run.id, run.depth));
        var exitWhen = automation.map(one -> one.exitWhen()).orElse(null);
        var respectsHours = automation.map(Automation::respectsHours).orElse(false);
        return known.version(workspace.id(), claimed.automationId(), claimed.version())
                .map(definition -> new Scene(
                        workspace.caller(actor).without(run.suppressed), definition, exitWhen, respectsHours));
    }

    /** A step could not be taken: what can't be done fails the run, a fault of ours is tried again. */
    @Transactional
    public void failed(Workspace workspace, ClaimedRun claimed, RuntimeException e) {
        var locked = sql.lock(workspace.id(), claimed.id(), claimed.turn());
        if (locked.isEmpty()) {
            return;
        }
        var now = Times.now(clock);
        var run = locked.get();
        run.attempts++;
        if (RunErrors.isPassing(e) && run.attempts < MOST_FAULTS) {
            run.dueAt = now.plus(AFTER_FAULT);
            run.leasedUntil = null;
            marks.park(workspace.id(), run.dueAt);
            sql.write(workspace.id(), run, List.of(), now);
            return;
        }
        var definition = known.version(workspace.id(), claimed.automationId(), claimed.version());
        var stepId = run.stepId;
        definition
                .flatMap(one ->
                        stepId == null ? one.program().first() : one.program().find(stepId))
                .ifPresent(step -> {
                    run.stepId = step.id();
                    if (!run.isInside) {
                        run.place++;
                    }
                    sql.writeStep(
                            workspace.id(), run, RunStep.of(run, step, "failed", now, now, null, RunErrors.text(e)));
                    run.isInside = false;
                });
        if (RunErrors.isLoop(e)) {
            run.end(RunStatus.STOPPED, Reason.LOOP);
        } else {
            run.end(RunStatus.FAILED, Reason.STEP_FAILED);
            failures.failed(workspace.id(), claimed.automationId());
        }
        sql.write(workspace.id(), run, List.of(), now);
    }

    private void end(long workspaceId, Progress run, RunStatus status, Reason reason, Instant now) {
        if (run.isInside) {
            sql.step(workspaceId, run.id, run.place)
                    .ifPresent(step -> sql.writeStep(workspaceId, run, ended(step, "stopped", now)));
        }
        run.end(status, reason);
        sql.write(workspaceId, run, List.of(), now);
    }

    static RunStep ended(RunStep step, String status, Instant now) {
        return new RunStep(
                step.place(),
                step.stepId(),
                step.type(),
                step.action(),
                status,
                step.attempt(),
                step.startedAt(),
                now,
                step.outcome(),
                step.error());
    }
}
