package leadhub.automations.runs;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import leadhub.automations.steps.Step;
import leadhub.automations.steps.Term;
import org.jspecify.annotations.Nullable;

/** Steps at which a run waits for a time or for something to happen. */
final class WaitingSteps {
    private final StepContext context;
    private final Progress run;
    private final Instant now;

    WaitingSteps(StepContext context) {
        this.context = context;
        this.run = context.run;
        this.now = context.now;
    }

    Optional<Step> delay(Step.Delay delay) {
        var until = run.isInside && run.resumesAt != null
                ? run.resumesAt
                : delay.pause().end(now, context.zone());
        return context.isDry || !now.isBefore(until)
                ? context.next(delay, Map.of("until", until.toString()))
                : context.park(delay, until, until, context.exitsEarly());
    }

    /** What it waits for goes before its end, if both come in the same moment. */
    Optional<Step> waitUntil(Step.WaitUntil wait) {
        if (!run.isInside) {
            run.news = Map.of();
        }
        if (context.tools.terms().isMet(wait.conditions(), context.moment(run.news))) {
            return context.next(wait, Map.of("met", true));
        }
        if (context.isDry) {
            return context.next(wait, Map.of("met", false));
        }
        var timeout = wait.timeout();
        var end = run.isInside ? run.resumesAt : timeout == null ? null : timeout.after(now, context.zone());
        if (end == null || now.isBefore(end)) {
            return context.park(wait, end, look(wait, end), true);
        }
        var timedOut = Map.of("timed_out", true);
        return wait.stops() ? context.stop(wait, timedOut, Reason.TIMEOUT) : context.next(wait, timedOut);
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
        var zone = context.zone();
        var midnight =
                now.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
        return end == null || midnight.isBefore(end) ? midnight : end;
    }
}
