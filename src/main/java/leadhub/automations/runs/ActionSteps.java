package leadhub.automations.runs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import leadhub.actions.ActionConfig;
import leadhub.actions.ActionKind;
import leadhub.actions.OutsideActionKind;
import leadhub.actions.OutsideEffect;
import leadhub.automations.runs.Walk.Outside;
import leadhub.automations.steps.Step;
import leadhub.leads.record.LeadChanges;

/** Steps that do something: at once in the database, and as an attempt outside of it. */
final class ActionSteps {
    private final StepContext context;
    private final Progress run;

    ActionSteps(StepContext context) {
        this.context = context;
        this.run = context.run;
    }

    Optional<Step> act(Step.Act act) {
        var found = context.tools.actions().find(act.action());
        if (found.isEmpty()) {
            return context.stop(act, null, Reason.NEEDS_REPAIR);
        }
        if (isTooEarly()) {
            return context.keepWaiting(run.resumesAt, run.resumesAt, context.exitsEarly());
        }
        var opening = opening();
        if (opening.isPresent()) {
            return context.park(act, opening.get(), opening.get(), context.exitsEarly());
        }
        var kind = found.get();
        var effect = kind.effect();
        if (effect != null && !context.caller().brings(effect)) {
            return context.skip(act, "switched_off");
        }
        var config = config(act, kind);
        if (!(kind instanceof OutsideActionKind outside)) {
            return context.next(act, apply(kind, config));
        }
        return context.isDry ? foreseen(act, outside, config) : context.attempt(new Outside(act, outside, config));
    }

    /** Whether news woke it before what failed is to be tried again; the step goes on saying why it failed. */
    private boolean isTooEarly() {
        return run.isInside && run.attempts > 0 && run.resumesAt != null && context.now.isBefore(run.resumesAt);
    }

    /** When an action may be done, if it may not now. */
    private Optional<Instant> opening() {
        if (!context.scene.respectsHours() || context.isDry) {
            return Optional.empty();
        }
        return Optional.of(context.tools.hours().nextOpen(context.caller(), context.now))
                .filter(opening -> opening.isAfter(context.now));
    }

    private ActionConfig config(Step.Act act, ActionKind kind) {
        var secrets = context.scene.definition().secrets();
        return new ActionConfig(
                secrets.reveal(act.id(), kind.fields(), act.config().values()));
    }

    /** What an action changed about the lead is what came of it. */
    private Map<String, Object> apply(ActionKind kind, ActionConfig config) {
        var before = context.lead();
        kind.apply(context.caller(), run.leadId, config);
        var after = context.tools.leads().hold(context.caller(), run.leadId);
        if (after.isEmpty()) {
            return Map.of();
        }
        context.setLead(after.get());
        return Map.of("changes", LeadChanges.between(before, after.get()));
    }

    private Optional<Step> foreseen(Step.Act act, OutsideActionKind kind, ActionConfig config) {
        return switch (kind.foreseen(context.caller(), run.leadId, config).orElse(null)) {
            case OutsideEffect.Failed(var error, var isFinal, var notBefore) -> context.fail(error);
            case OutsideEffect.Skipped(var reason) -> context.skip(act, reason);
            case OutsideEffect.Done done -> context.next(act, done.outcome());
            case null -> context.next(act, Map.of("would", act.action()));
        };
    }
}
