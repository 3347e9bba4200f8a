package leadhub.automations.runs;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionKind;
import leadhub.actions.OutsideActionKind;
import leadhub.actions.OutsideEffect;
import leadhub.automations.Definition;
import leadhub.automations.steps.Program;
import leadhub.automations.steps.Step;
import leadhub.automations.steps.Term;
import leadhub.automations.steps.TermJson;
import leadhub.automations.steps.TermMatcher;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.conditions.Today;
import leadhub.events.FieldChange;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadChanges;
import leadhub.leads.record.LeadFacts;
import org.jspecify.annotations.Nullable;

/**
 * Takes a run from step to step within one transaction, which holds the lead and the run. Long, for each kind of step is a few
 * lines here, which share where the run is and what it has done.
 */
final class Walk {
    private final WalkTools tools;
    private final Caller caller;
    private final Definition definition;
    private final Term.@Nullable Group exitWhen;
    private final boolean respectsHours;
    private final Progress run;
    private final Instant now;
    private final boolean isDry;
    private final List<RunStep> rows = new ArrayList<>();
    private Lead lead;
    private @Nullable Outside outside;
    private boolean isParked;

    /** @param isDry whether nothing waits, and nothing outside is done; whoever asks for that rolls all of it back */
    Walk(WalkTools tools, Scene scene, Progress run, Lead lead, Instant now, boolean isDry) {
        this.tools = tools;
        this.caller = scene.caller();
        this.definition = scene.definition();
        this.exitWhen = scene.exitWhen();
        this.respectsHours = scene.respectsHours();
        this.run = run;
        this.lead = lead;
        this.now = now;
        this.isDry = isDry;
    }

    /**
     * What a run goes by.
     *
     * @param exitWhen what ends it while it waits; null for nothing
     * @param respectsHours whether actions wait for business hours
     */
    record Scene(Caller caller, Definition definition, Term.@Nullable Group exitWhen, boolean respectsHours) {}

    /** An attempt at something outside, to be made when the transaction is over. */
    record Outside(Step.Act step, OutsideActionKind kind, ActionConfig config) {}

    List<RunStep> rows() {
        return rows;
    }

    Optional<Outside> outside() {
        return Optional.ofNullable(outside);
    }

    /** Whether there is more to do at once. */
    boolean isMore() {
        return !isParked && outside == null && !run.status.isOver();
    }

    /** @param most steps that are taken at most */
    void go(int most) {
        if (run.isInside && run.status == RunStatus.WAITING && exits(run.news)) {
            return;
        }
        var program = definition.program();
        var id = run.stepId;
        var step = id == null ? program.first() : program.find(id);
        if (id != null && step.isEmpty()) {
            run.end(RunStatus.STOPPED, Reason.AUTOMATION_CHANGED);
            return;
        }
        run.status = RunStatus.RUNNING;
        for (var taken = 0; step.isPresent() && isMore(); taken++) {
            run.stepId = step.get().id();
            if (taken == most) {
                return;
            }
            step = take(program, step.get());
        }
        if (isMore()) {
            run.end(RunStatus.COMPLETED, null);
        }
    }

    private Optional<Step> take(Program program, Step step) {
        if (tools.references().isBroken(caller, step)) {
            finish(step, "stopped", null, null);
            run.end(RunStatus.STOPPED, Reason.NEEDS_REPAIR);
            return Optional.empty();
        }
        return switch (step) {
            case Step.Gate gate -> gate(program, gate);
            case Step.Branch branch -> branch(program, branch);
            case Step.Delay delay -> delay(program, delay);
            case Step.WaitUntil wait -> waitUntil(program, wait);
            case Step.Act act -> act(program, act);
        };
    }

    private Optional<Step> gate(Program program, Step.Gate gate) {
        var unmet = tools.terms().unmet(gate.conditions(), moment(all()));
        if (unmet.isEmpty()) {
            return next(program, gate, Map.of("met", true));
        }
        finish(gate, "stopped", why(unmet.get()), null);
        run.end(RunStatus.STOPPED, Reason.CONDITION_FALSE);
        return Optional.empty();
    }

    private Optional<Step> branch(Program program, Step.Branch branch) {
        for (var path : branch.paths()) {
            if (tools.terms().isMet(path.conditions(), moment(all()))) {
                return into(program, branch, path.name(), path.steps());
            }
        }
        return into(program, branch, "otherwise", branch.otherwise());
    }

    private Optional<Step> into(Program program, Step.Branch branch, String name, List<Step> steps) {
        var behind = next(program, branch, Map.of("path", name));
        return steps.isEmpty() ? behind : Optional.of(steps.getFirst());
    }

    private Optional<Step> delay(Program program, Step.Delay delay) {
        var until = run.isInside && run.resumesAt != null
                ? run.resumesAt
                : delay.pause().end(now, zone());
        if (isDry || !now.isBefore(until)) {
            return next(program, delay, Map.of("until", until.toString()));
        }
        park(delay, until, until, exitWhen != null);
        return Optional.empty();
    }

    /** What it waits for goes before its end, if both come in the same moment. */
    private Optional<Step> waitUntil(Program program, Step.WaitUntil wait) {
        if (!run.isInside) {
            run.news = Map.of();
        }
        if (tools.terms().isMet(wait.conditions(), moment(run.news))) {
            return next(program, wait, Map.of("met", true));
        }
        if (isDry) {
            return next(program, wait, Map.of("met", false));
        }
        var timeout = wait.timeout();
        var end = run.isInside ? run.resumesAt : timeout == null ? null : timeout.after(now, zone());
        if (end != null && !now.isBefore(end)) {
            if (!wait.stops()) {
                return next(program, wait, Map.of("timed_out", true));
            }
            finish(wait, "stopped", Map.of("timed_out", true), null);
            run.end(RunStatus.STOPPED, Reason.TIMEOUT);
            return Optional.empty();
        }
        park(wait, end, look(wait, end), true);
        return Optional.empty();
    }

    /** Conditions that count days become true by themselves, at midnight. */
    private @Nullable Instant look(Step.WaitUntil wait, @Nullable Instant end) {
        var moves = wait.conditions()
                .all()
                .anyMatch(term -> term instanceof Term.Compared(var condition)
                        && condition.operator().movesWithTime());
        if (!moves) {
            return end;
        }
        var midnight = now.atZone(zone())
                .toLocalDate()
                .plusDays(1)
                .atStartOfDay(zone())
                .toInstant();
        return end == null || midnight.isBefore(end) ? midnight : end;
    }

    private Optional<Step> act(Program program, Step.Act act) {
        var kind = tools.actions().find(act.action());
        if (kind.isEmpty()) {
            finish(act, "stopped", null, null);
            run.end(RunStatus.STOPPED, Reason.NEEDS_REPAIR);
            return Optional.empty();
        }
        if (isTooEarly()) {
            waits(run.resumesAt, run.resumesAt, exitWhen != null);
            return Optional.empty();
        }
        var opening = opening();
        if (opening.isPresent()) {
            park(act, opening.get(), opening.get(), exitWhen != null);
            return Optional.empty();
        }
        var effect = kind.get().effect();
        if (effect != null && !caller.brings(effect)) {
            finish(act, "skipped", Map.of("reason", "switched_off"), null);
            return program.after(act);
        }
        var config = new ActionConfig(definition
                .secrets()
                .reveal(act.id(), kind.get().fields(), act.config().values()));
        if (kind.get() instanceof OutsideActionKind slow) {
            if (isDry) {
                return foreseen(program, act, slow, config);
            }
            begin(act, "running", run.attempts + 1);
            run.dueAt = now.plus(RunClaims.LEASE);
            run.leasedUntil = run.dueAt;
            run.resumesAt = null;
            outside = new Outside(act, slow, config);
            return Optional.empty();
        }
        return next(program, act, apply(kind.get(), config));
    }

    /** Whether news woke it before what failed is to be tried again; the step goes on saying why it failed. */
    private boolean isTooEarly() {
        return run.isInside && run.attempts > 0 && run.resumesAt != null && now.isBefore(run.resumesAt);
    }

    /** When an action may be done, if it may not now. */
    private Optional<Instant> opening() {
        if (!respectsHours || isDry) {
            return Optional.empty();
        }
        return Optional.of(tools.hours().nextOpen(caller, now)).filter(opening -> opening.isAfter(now));
    }

    private Optional<Step> foreseen(Program program, Step.Act act, OutsideActionKind kind, ActionConfig config) {
        switch (kind.foreseen(caller, run.leadId, config).orElse(null)) {
            case OutsideEffect.Failed(var error, var isFinal, var notBefore) -> {
                failed(error);
                return Optional.empty();
            }
            case OutsideEffect.Skipped(var reason) -> {
                finish(act, "skipped", Map.of("reason", reason), null);
                return program.after(act);
            }
            case OutsideEffect.Done done -> {
                return next(program, act, done.outcome());
            }
            case null -> {
                return next(program, act, Map.of("would", act.action()));
            }
        }
    }

    /** What an action changed about the lead is what came of it. */
    private Map<String, Object> apply(ActionKind kind, ActionConfig config) {
        var before = lead;
        kind.apply(caller, run.leadId, config);
        var after = tools.leads().hold(caller, run.leadId);
        if (after.isEmpty()) {
            return Map.of();
        }
        lead = after.get();
        return Map.of("changes", LeadChanges.between(before, lead));
    }

    /** Whether something ends it while it waits. */
    private boolean exits(Map<String, FieldChange> news) {
        if (exitWhen == null || !tools.terms().isMet(exitWhen, moment(news))) {
            return false;
        }
        endStep("stopped");
        run.end(RunStatus.STOPPED, Reason.EXIT_WHEN);
        return true;
    }

    private void endStep(String status) {
        definition.program().find(String.valueOf(run.stepId)).ifPresent(step -> finish(step, status, null, null));
    }

    private Optional<Step> next(Program program, Step step, Map<String, ?> outcome) {
        finish(step, "completed", outcome, null);
        run.changes.putAll(run.news);
        run.news = Map.of();
        return program.after(step);
    }

    /** Waits at a step. @param dueAt when somebody looks; null if only what happens wakes it */
    private void park(Step step, @Nullable Instant resumesAt, @Nullable Instant dueAt, boolean listens) {
        begin(step, "waiting", Math.max(1, run.attempts));
        if (exits(run.news)) {
            return;
        }
        waits(resumesAt, dueAt, listens);
    }

    private void waits(@Nullable Instant resumesAt, @Nullable Instant dueAt, boolean listens) {
        run.status = RunStatus.WAITING;
        run.resumesAt = resumesAt;
        run.dueAt = dueAt;
        run.leasedUntil = null;
        run.listens = listens;
        isParked = true;
    }

    private void begin(Step step, String status, int attempt) {
        if (!run.isInside) {
            run.place++;
            run.isInside = true;
        }
        row(step, status, attempt, null, null, null);
    }

    /** Ends a step, whether it was begun in this transaction or before. */
    private void finish(Step step, String status, @Nullable Map<String, ?> outcome, @Nullable String error) {
        if (!run.isInside) {
            run.place++;
        }
        row(step, status, Math.max(1, run.attempts), now, outcome == null ? null : Json.write(outcome), error);
        run.isInside = false;
        run.attempts = 0;
        run.resumesAt = null;
        run.listens = false;
    }

    private void row(
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

    /** The step that it is at has failed; for dry runs, whose transaction is rolled back. */
    void failed(String error) {
        definition.program().find(String.valueOf(run.stepId)).ifPresent(step -> finish(step, "failed", null, error));
        run.end(RunStatus.FAILED, Reason.STEP_FAILED);
    }

    private Map<String, FieldChange> all() {
        var all = new LinkedHashMap<>(run.changes);
        all.putAll(run.news);
        return all;
    }

    private TermMatcher.Moment moment(Map<String, FieldChange> changes) {
        return new TermMatcher.Moment(caller, new LeadFacts(lead), changes, Today.of(now, zone()));
    }

    private ZoneId zone() {
        return caller.region().zone();
    }

    static Map<String, Object> why(TermMatcher.Unmet unmet) {
        var why = new LinkedHashMap<String, Object>();
        why.put("met", false);
        why.put("condition", TermJson.write(unmet.term()));
        if (unmet.value() != null) {
            why.put("value", unmet.value());
        }
        return why;
    }
}
