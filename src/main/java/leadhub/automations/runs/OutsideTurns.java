package leadhub.automations.runs;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.actions.OutsideEffect;
import leadhub.automations.runs.RunTurns.Next;
import leadhub.automations.steps.Step;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.workspaces.Workspace;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes runs further after attempts at something outside: they go on, try again later, or fail. Leads are locked before runs, as by
 * everybody.
 */
@Service
public class OutsideTurns {
    private final ProgressSql sql;
    private final Leads leads;
    private final RunMarks marks;
    private final RunFailures failures;
    private final Clock clock;

    OutsideTurns(ProgressSql sql, Leads leads, RunMarks marks, RunFailures failures, Clock clock) {
        this.sql = sql;
        this.leads = leads;
        this.marks = marks;
        this.failures = failures;
        this.clock = clock;
    }

    /** Writes down what came of an attempt at something outside. */
    @Transactional
    public Next finish(Workspace workspace, Next.Attempt attempt, OutsideEffect effect) {
        var claimed = attempt.run();
        var step = attempt.outside().step();
        // Whoever gives up may tell of it on the lead, which is locked before its runs.
        var lead = effect instanceof OutsideEffect.Failed
                ? leads.hold(attempt.scene().caller(), claimed.leadId())
                : Optional.<Lead>empty();
        var locked = sql.lock(workspace.id(), claimed.id(), claimed.turn());
        if (locked.isEmpty()) {
            note(workspace.id(), claimed.id(), step, effect);
            return new Next.Nothing();
        }
        var now = Times.now(clock);
        var run = locked.get();
        switch (effect) {
            case OutsideEffect.Done(var outcome) -> {
                row(workspace.id(), run, step, "completed", now, Json.write(outcome), null);
                return goOn(workspace, claimed, attempt, run, now);
            }
            case OutsideEffect.Skipped(var reason) -> {
                var outcome =
                        Json.MAPPER.createObjectNode().put("reason", reason).toString();
                row(workspace.id(), run, step, "skipped", now, outcome, null);
                return goOn(workspace, claimed, attempt, run, now);
            }
            case OutsideEffect.Failed failed -> {
                again(workspace, attempt, run, failed, now);
                if (run.status == RunStatus.FAILED && lead.isPresent()) {
                    giveUp(attempt);
                }
                return new Next.Nothing();
            }
        }
    }

    private static void giveUp(Next.Attempt attempt) {
        var outside = attempt.outside();
        var run = attempt.run();
        outside.kind().givenUp(attempt.scene().caller(), run.leadId(), outside.config(), RunWork.id(attempt));
    }

    private Next goOn(Workspace workspace, ClaimedRun claimed, Next.Attempt attempt, Progress run, Instant now) {
        var program = attempt.scene().definition().program();
        var next = program.after(attempt.outside().step());
        run.isInside = false;
        run.attempts = 0;
        run.resumesAt = null;
        if (next.isEmpty()) {
            run.end(RunStatus.COMPLETED, null);
        } else {
            run.status = RunStatus.RUNNING;
            run.stepId = next.get().id();
            run.dueAt = now;
            run.leasedUntil = now.plus(RunClaims.LEASE);
        }
        sql.write(workspace.id(), run, List.of(), now);
        return next.isEmpty() ? new Next.Nothing() : new Next.More(claimed.at(run.turn + 1));
    }

    private void again(
            Workspace workspace, Next.Attempt attempt, Progress run, OutsideEffect.Failed failed, Instant now) {
        var pauses = attempt.outside().kind().pauses();
        var step = attempt.outside().step();
        run.attempts++;
        if (failed.isFinal() || run.attempts > pauses.size()) {
            row(workspace.id(), run, step, "failed", now, null, failed.error());
            run.isInside = false;
            run.end(RunStatus.FAILED, Reason.STEP_FAILED);
            failures.failed(workspace.id(), attempt.run().automationId());
        } else {
            row(workspace.id(), run, step, "waiting", null, null, failed.error());
            var next = now.plus(pauses.get(run.attempts - 1));
            var asked = failed.notBefore();
            run.dueAt = asked != null && asked.isAfter(next) ? asked : next;
            run.resumesAt = run.dueAt;
            run.leasedUntil = null;
            run.status = RunStatus.WAITING;
            run.listens = attempt.scene().exitWhen() != null;
            marks.park(workspace.id(), run.dueAt);
        }
        sql.write(workspace.id(), run, List.of(), now);
    }

    private void note(long workspaceId, long runId, Step step, OutsideEffect effect) {
        switch (effect) {
            case OutsideEffect.Done(var outcome) -> sql.note(workspaceId, runId, step.id(), Json.write(outcome), null);
            case OutsideEffect.Skipped skipped -> {}
            case OutsideEffect.Failed(var error, var isFinal, var notBefore) ->
                sql.note(workspaceId, runId, step.id(), null, error);
        }
    }

    private void row(
            long workspaceId,
            Progress run,
            Step step,
            String status,
            @Nullable Instant end,
            @Nullable String outcome,
            @Nullable String error) {
        sql.writeStep(workspaceId, run, RunStep.of(run, step, status, Times.now(clock), end, outcome, error));
    }
}
