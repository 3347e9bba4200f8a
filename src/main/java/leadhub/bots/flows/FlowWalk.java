package leadhub.bots.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.bots.flows.FlowTurn.Line;
import leadhub.bots.flows.FlowTurn.Outcome;
import leadhub.conditions.ConditionGroupMatcher;
import org.jspecify.annotations.Nullable;

/** One turn of a conversation on its way through a flow. */
final class FlowWalk {
    /** Nobody is asked more, however a flow goes round. */
    private static final int MOST_QUESTIONS = 100;

    private static final int MOST_STEPS = 500;

    private final Flow flow;
    private final FlowMoment moment;
    private final FlowQuestions questions;
    private final FlowBranches branches;
    private final List<Line> lines = new ArrayList<>();
    private FlowState state;
    private @Nullable String agreedTo;
    private boolean isUnanswered;

    FlowWalk(Flow flow, FlowState state, FlowMoment moment, ConditionGroupMatcher conditions, FlowFields fields) {
        this.flow = flow;
        this.state = state;
        this.moment = moment;
        this.questions = new FlowQuestions(moment);
        this.branches = new FlowBranches(flow, moment, conditions, fields);
    }

    int misses() {
        return state.misses();
    }

    Optional<FlowStep> along(FlowStep step, List<FlowStep> way) {
        return flow.along(step, way);
    }

    FlowWalk leave() {
        state = state.leaving();
        return this;
    }

    FlowTurn on(FlowStep step) {
        return go(flow.after(step));
    }

    FlowTurn answer(FlowStep.Question question, FlowAnswers.Answer answer) {
        leave();
        var isContact = question.kind() == FlowStep.Kind.EMAIL || question.kind() == FlowStep.Kind.PHONE;
        if (isContact) {
            agreedTo = moment.consentText();
        }
        take(question, answer);
        return on(question);
    }

    private void take(FlowStep.Question question, FlowAnswers.Answer answer) {
        var known = state.known().answered(question.id(), answer.text());
        var field = switch (question.kind()) {
            case EMAIL, PHONE -> question.kind().word();
            default -> question.field();
        };
        state = state.with(field == null ? known : known.with(field, answer.value()));
    }

    FlowTurn chose(FlowStep.Choice choice, FlowStep.Option option) {
        leave();
        var label = option.label().text();
        var known = state.known().answered(choice.id(), label);
        state = state.with(
                choice.field() == null
                        ? known
                        : known.with(
                                choice.field(), Json.MAPPER.getNodeFactory().stringNode(label)));
        return go(flow.along(choice, option.steps()));
    }

    FlowTurn agreed(FlowStep.Consent consent, boolean agrees) {
        leave();
        state = state.with(state.known().answered(consent.id(), Boolean.toString(agrees)));
        if (agrees) {
            agreedTo = consent.wording().in(moment.language());
        }
        return on(consent);
    }

    /** Answers a question, and hears the next one; goes on where there is no more, or nothing is found. */
    FlowTurn answer(FlowStep.Answers step, String said) {
        if (FlowCommands.in(said).equals(Optional.of(FlowCommands.Command.DONE))) {
            return leave().on(step);
        }
        var found = moment.answering().answer(said);
        if (found.isEmpty()) {
            isUnanswered = true;
            lines.add(new Line(questions.say("chat.unanswered"), null));
            return leave().on(step);
        }
        lines.add(new Line(found.get(), null));
        lines.add(new Line(questions.say("chat.anything-else"), questions.asks(step)));
        state = state.waitingAt(step.id());
        return turn(Outcome.WAITS);
    }

    /** A question in the midst of something else; null where the bot doesn't know. */
    @Nullable
    FlowTurn aside(FlowStep step, String said) {
        var found = moment.answering().answer(said);
        if (found.isEmpty()) {
            return null;
        }
        lines.add(new Line(found.get(), null));
        return ask(step);
    }

    /** Asks once more, and says how it can be answered. */
    FlowTurn again(FlowStep step) {
        state = state.missed();
        lines.add(new Line(questions.say("chat.again." + step.type()), questions.asks(step)));
        return turn(Outcome.WAITS);
    }

    /** To the question before; the same one where there is none. */
    FlowTurn back(Optional<FlowStep> step) {
        if (!state.before().isEmpty()) {
            state = state.back();
            return flow.find(state.at()).map(this::ask).orElseGet(this::over);
        }
        return step.map(this::ask).orElseGet(this::over);
    }

    /** Goes on until somebody has to be heard, or it is over. */
    FlowTurn go(Optional<FlowStep> first) {
        var next = first;
        for (var number = 0; number < MOST_STEPS && next.isPresent(); number++) {
            var step = next.get();
            if (step.waits() && !isAnswered(step)) {
                return state.asked() < MOST_QUESTIONS ? ask(step) : end(Optional.empty(), Outcome.HANDED_OVER);
            }
            switch (step) {
                case FlowStep.HandOver over -> {
                    return end(Optional.of(over), Outcome.HANDED_OVER);
                }
                case FlowStep.End end -> {
                    return end(Optional.of(end), Outcome.ENDED);
                }
                default -> next = pass(step);
            }
        }
        return next.isPresent() ? end(Optional.empty(), Outcome.HANDED_OVER) : over();
    }

    /** Somebody who has left an address isn't asked for it again. */
    private boolean isAnswered(FlowStep step) {
        if (!(step instanceof FlowStep.Question question)
                || question.kind() != FlowStep.Kind.EMAIL && question.kind() != FlowStep.Kind.PHONE) {
            return false;
        }
        var known = state.known().fields().path(question.kind().word()).asString("");
        if (known.isEmpty()) {
            return false;
        }
        take(question, FlowAnswers.Answer.of(known));
        return true;
    }

    private Optional<FlowStep> pass(FlowStep step) {
        switch (step) {
            case FlowStep.Message(var id, var wording) -> lines.add(new Line(wording.in(moment.language()), null));
            case FlowStep.SetField(var id, var field, var value) ->
                state = state.with(state.known().with(field, value));
            case FlowStep.AddTag(var id, var tagId, var name) ->
                state = state.with(state.known().tagged(tagId));
            case FlowStep.Branch branch -> {
                return flow.along(branch, branches.choose(branch, state.known()));
            }
            case FlowStep.GoTo(var id, var to) -> {
                return flow.find(to);
            }
            default -> {
                // A question that is answered already.
            }
        }
        return flow.after(step);
    }

    private FlowTurn ask(FlowStep step) {
        state = state.waitingAt(step.id());
        lines.add(new Line(questions.text(step), questions.asks(step)));
        return turn(Outcome.WAITS);
    }

    FlowTurn end(Optional<FlowStep> step, Outcome outcome) {
        step.map(FlowStep::wording)
                .filter(wording -> !wording.isNone())
                .ifPresent(wording -> lines.add(new Line(wording.in(moment.language()), null)));
        state = state.over();
        return turn(outcome);
    }

    /** There is nothing more to say; what the visitor says then is no part of it. */
    FlowTurn over() {
        state = state.over();
        return turn(Outcome.WAITS);
    }

    private FlowTurn turn(Outcome outcome) {
        return new FlowTurn(List.copyOf(lines), state, outcome, agreedTo, isUnanswered);
    }
}
