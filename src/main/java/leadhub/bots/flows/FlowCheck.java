package leadhub.bots.flows;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import leadhub.base.Refusal;
import leadhub.web.input.Errors;

/** Finds where a flow leads nowhere, never comes, or goes round without hearing the visitor. */
final class FlowCheck {
    private final Flow flow;
    private final Errors errors;

    private FlowCheck(Flow flow, Errors errors) {
        this.flow = flow;
        this.errors = errors;
    }

    /** Says so at the step. */
    static void check(Flow flow, Errors errors) {
        var check = new FlowCheck(flow, errors);
        var reached = check.reached();
        for (var step : flow.all()) {
            if (!reached.contains(step.id())) {
                errors.add(flow.path(step), Refusal.of("flow.unreachable"));
            } else {
                check.ends(step);
                check.turns(step);
            }
        }
    }

    private Set<String> reached() {
        var reached = new HashSet<String>();
        var waiting = new ArrayDeque<FlowStep>();
        flow.first().ifPresent(waiting::add);
        while (!waiting.isEmpty()) {
            var step = waiting.pop();
            if (reached.add(step.id())) {
                flow.next(step).stream().flatMap(Optional::stream).forEach(waiting::add);
            }
        }
        return reached;
    }

    private void ends(FlowStep step) {
        if (step instanceof FlowStep.GoTo(var id, var to)) {
            if (flow.find(to).isEmpty()) {
                errors.add(
                        flow.path(step) + ".config.step",
                        to.isEmpty() ? Refusal.of("required") : Refusal.of("flow.no_step"));
            }
        } else if (flow.next(step).stream().anyMatch(Optional::isEmpty)) {
            errors.add(flow.path(step), Refusal.of("flow.dead_end"));
        }
    }

    /** A jump that comes back to itself before anybody was asked anything would go on for ever. */
    private void turns(FlowStep step) {
        if (!(step instanceof FlowStep.GoTo)) {
            return;
        }
        var seen = new HashSet<String>();
        var waiting = new ArrayDeque<FlowStep>();
        flow.next(step).stream().flatMap(Optional::stream).forEach(waiting::add);
        while (!waiting.isEmpty()) {
            var next = waiting.pop();
            if (next.id().equals(step.id())) {
                errors.add(flow.path(step), Refusal.of("flow.loop"));
                return;
            }
            if (!next.waits() && seen.add(next.id())) {
                flow.next(next).stream().flatMap(Optional::stream).forEach(waiting::add);
            }
        }
    }
}
