package leadhub.automations.runs;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.automations.runs.Walk.Outside;
import leadhub.automations.runs.Walk.Scene;
import leadhub.automations.steps.Program;
import leadhub.automations.steps.Step;
import leadhub.automations.steps.TermMatcher;
import leadhub.base.Caller;
import leadhub.conditions.Today;
import leadhub.events.FieldChange;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFacts;
import org.jspecify.annotations.Nullable;

/** What steps of every kind share: the run and its lead, and the ways in which a step can end or wait. */
final class StepContext {
    final WalkTools tools;
    final Scene scene;
    final Progress run;
    final Instant now;
    final boolean isDry;
    private final StepRows rows;
    private Lead lead;
    private @Nullable Outside outside;
    private boolean isParked;

    StepContext(WalkTools tools, Scene scene, Progress run, Lead lead, Instant now, boolean isDry) {
        this.tools = tools;
        this.scene = scene;
        this.run = run;
        this.lead = lead;
        this.now = now;
        this.isDry = isDry;
        this.rows = new StepRows(run, now);
    }

    List<RunStep> rows() {
        return rows.all();
    }

    Optional<Outside> outside() {
        return Optional.ofNullable(outside);
    }

    /** Whether there is more to do at once. */
    boolean isMore() {
        return !isParked && outside == null && !run.status.isOver();
    }

    Caller caller() {
        return scene.caller();
    }

    Program program() {
        return scene.definition().program();
    }

    ZoneId zone() {
        return caller().region().zone();
    }

    Lead lead() {
        return lead;
    }

    /** The lead as an action has left it. */
    void setLead(Lead changed) {
        lead = changed;
    }

    boolean exitsEarly() {
        return scene.exitWhen() != null;
    }

    /** Ends a step; what comes behind it. */
    Optional<Step> next(Step step, Map<String, ?> outcome) {
        rows.finish(step, "completed", outcome, null);
        run.changes.putAll(run.news);
        run.news = Map.of();
        return program().after(step);
    }

    /** Leaves a step undone; what comes behind it. */
    Optional<Step> skip(Step step, String reason) {
        rows.finish(step, "skipped", Map.of("reason", reason), null);
        return program().after(step);
    }

    /** Ends the run at a step. */
    Optional<Step> stop(Step step, @Nullable Map<String, ?> outcome, Reason reason) {
        rows.finish(step, "stopped", outcome, null);
        run.end(RunStatus.STOPPED, reason);
        return Optional.empty();
    }

    /** The step that it is at has failed; for dry runs, whose transaction is rolled back. */
    Optional<Step> fail(String error) {
        here().ifPresent(step -> rows.finish(step, "failed", null, error));
        run.end(RunStatus.FAILED, Reason.STEP_FAILED);
        return Optional.empty();
    }

    /** An attempt at something outside begins, which has until its lease is over. */
    Optional<Step> attempt(Outside attempt) {
        rows.begin(attempt.step(), "running", run.attempts + 1);
        run.dueAt = now.plus(RunClaims.LEASE);
        run.leasedUntil = run.dueAt;
        run.resumesAt = null;
        outside = attempt;
        return Optional.empty();
    }

    /** Waits at a step, unless what happened ends the run. @param dueAt when somebody looks; null if only what happens wakes it */
    Optional<Step> park(Step step, @Nullable Instant resumesAt, @Nullable Instant dueAt, boolean listens) {
        rows.begin(step, "waiting", Math.max(1, run.attempts));
        return exits(run.news) ? Optional.empty() : keepWaiting(resumesAt, dueAt, listens);
    }

    /** Waits on at the step that it is at, whose row stays as it is. */
    Optional<Step> keepWaiting(@Nullable Instant resumesAt, @Nullable Instant dueAt, boolean listens) {
        run.status = RunStatus.WAITING;
        run.resumesAt = resumesAt;
        run.dueAt = dueAt;
        run.leasedUntil = null;
        run.listens = listens;
        isParked = true;
        return Optional.empty();
    }

    /** Whether something ends it while it waits. */
    boolean exits(Map<String, FieldChange> news) {
        var exitWhen = scene.exitWhen();
        if (exitWhen == null || !tools.terms().isMet(exitWhen, moment(news))) {
            return false;
        }
        here().ifPresent(step -> rows.finish(step, "stopped", null, null));
        run.end(RunStatus.STOPPED, Reason.EXIT_WHEN);
        return true;
    }

    private Optional<Step> here() {
        return program().find(String.valueOf(run.stepId));
    }

    /** What conditions are asked of, with all that has happened. */
    TermMatcher.Moment moment() {
        var all = new LinkedHashMap<>(run.changes);
        all.putAll(run.news);
        return moment(all);
    }

    TermMatcher.Moment moment(Map<String, FieldChange> changes) {
        return new TermMatcher.Moment(caller(), new LeadFacts(lead), changes, Today.of(now, zone()));
    }
}
