package leadhub.automations.runs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.actions.ActionConfig;
import leadhub.actions.OutsideActionKind;
import leadhub.automations.Definition;
import leadhub.automations.steps.Step;
import leadhub.automations.steps.Term;
import leadhub.automations.steps.TermJson;
import leadhub.automations.steps.TermMatcher;
import leadhub.base.Caller;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;

/** Takes a run from step to step within one transaction, which holds the lead and the run. */
final class Walk {
    private final StepContext context;
    private final WaitingSteps waits;
    private final ActionSteps actions;

    /** @param isDry whether nothing waits, and nothing outside is done; whoever asks for that rolls all of it back */
    Walk(WalkTools tools, Scene scene, Progress run, Lead lead, Instant now, boolean isDry) {
        this.context = new StepContext(tools, scene, run, lead, now, isDry);
        this.waits = new WaitingSteps(context);
        this.actions = new ActionSteps(context);
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
        return context.rows();
    }

    Optional<Outside> outside() {
        return context.outside();
    }

    /** Whether there is more to do at once. */
    boolean isMore() {
        return context.isMore();
    }

    /** @param most steps that are taken at most */
    void go(int most) {
        var run = context.run;
        if (run.isInside && run.status == RunStatus.WAITING && context.exits(run.news)) {
            return;
        }
        var program = context.program();
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
            step = take(step.get());
        }
        if (isMore()) {
            run.end(RunStatus.COMPLETED, null);
        }
    }

    private Optional<Step> take(Step step) {
        if (context.tools.references().isBroken(context.caller(), step)) {
            return context.stop(step, null, Reason.NEEDS_REPAIR);
        }
        return switch (step) {
            case Step.Gate gate -> gate(gate);
            case Step.Branch branch -> branch(branch);
            case Step.Delay delay -> waits.delay(delay);
            case Step.WaitUntil wait -> waits.waitUntil(wait);
            case Step.Act act -> actions.act(act);
        };
    }

    private Optional<Step> gate(Step.Gate gate) {
        var unmet = context.tools.terms().unmet(gate.conditions(), context.moment());
        return unmet.isEmpty()
                ? context.next(gate, Map.of("met", true))
                : context.stop(gate, why(unmet.get()), Reason.CONDITION_FALSE);
    }

    private static Map<String, Object> why(TermMatcher.Unmet unmet) {
        var why = new LinkedHashMap<String, Object>();
        why.put("met", false);
        why.put("condition", TermJson.write(unmet.term()));
        if (unmet.value() != null) {
            why.put("value", unmet.value());
        }
        return why;
    }

    private Optional<Step> branch(Step.Branch branch) {
        for (var path : branch.paths()) {
            if (context.tools.terms().isMet(path.conditions(), context.moment())) {
                return into(branch, path.name(), path.steps());
            }
        }
        return into(branch, "otherwise", branch.otherwise());
    }

    private Optional<Step> into(Step.Branch branch, String name, List<Step> steps) {
        var behind = context.next(branch, Map.of("path", name));
        return steps.isEmpty() ? behind : Optional.of(steps.getFirst());
    }

    /** The step that it is at has failed; for dry runs, whose transaction is rolled back. */
    void failed(String error) {
        context.fail(error);
    }
}
