package leadhub.bots.flows;

import java.util.Optional;
import leadhub.bots.flows.FlowTurn.Outcome;
import leadhub.conditions.ConditionGroupMatcher;
import org.springframework.stereotype.Component;

/** Goes through flows with what visitors say. Nothing is written: whoever asks decides what becomes of it, so that flows can be tried out. */
@Component
public class FlowRun {
    /** A question is asked again twice. */
    private static final int MOST_MISSES = 2;

    private final ConditionGroupMatcher conditions;
    private final FlowFields fields;

    FlowRun(ConditionGroupMatcher conditions, FlowFields fields) {
        this.conditions = conditions;
        this.fields = fields;
    }

    /** What a bot says first. */
    public FlowTurn begin(Flow flow, int version, FlowMoment moment) {
        return walk(flow, FlowState.first(version), moment).go(flow.first());
    }

    private FlowWalk walk(Flow flow, FlowState state, FlowMoment moment) {
        return new FlowWalk(flow, state, moment, conditions, fields);
    }

    /** What it says when the visitor has said something. */
    public FlowTurn hear(Flow flow, FlowState state, String said, FlowMoment moment) {
        var walk = walk(flow, state, moment);
        var step = flow.find(state.at());
        var command = FlowCommands.in(said);
        if (command.equals(Optional.of(FlowCommands.Command.RESTART))) {
            return walk(flow, state.again(), moment).go(flow.first());
        }
        if (command.equals(Optional.of(FlowCommands.Command.BACK))) {
            return walk.back(step);
        }
        return step.map(waiting -> answered(walk, waiting, said, moment)).orElseGet(walk::over);
    }

    private FlowTurn answered(FlowWalk walk, FlowStep step, String said, FlowMoment moment) {
        return switch (step) {
            case FlowStep.Question question ->
                FlowAnswers.read(question.kind(), said, moment)
                        .map(answer -> walk.answer(question, answer))
                        .orElseGet(() -> missed(walk, question));
            case FlowStep.Answers answers -> walk.answer(answers, said);
            case FlowStep.Choice choice -> {
                var chosen = FlowAnswers.choose(
                        choice.options().stream()
                                .map(option ->
                                        option.label().all().map(Spelling::of).toList())
                                .toList(),
                        said);
                yield chosen >= 0 ? walk.chose(choice, choice.options().get(chosen)) : unchosen(walk, choice, said);
            }
            case FlowStep.Consent consent -> {
                var chosen = FlowAnswers.choose(FlowQuestions.YES_AND_NO, said);
                yield chosen >= 0
                        ? walk.agreed(consent, chosen == 0)
                        : walk.misses() < MOST_MISSES ? walk.again(consent) : walk.agreed(consent, false);
            }
            default -> walk.over();
        };
    }

    /** Somebody may ask instead of choosing. */
    private static FlowTurn unchosen(FlowWalk walk, FlowStep.Choice choice, String said) {
        var aside = walk.aside(choice, said);
        if (aside != null) {
            return aside;
        }
        return walk.misses() < MOST_MISSES
                ? walk.again(choice)
                : walk.leave().go(walk.along(choice, choice.otherwise()));
    }

    private static FlowTurn missed(FlowWalk walk, FlowStep.Question question) {
        if (walk.misses() < MOST_MISSES) {
            return walk.again(question);
        }
        return question.handsOver()
                ? walk.end(Optional.empty(), Outcome.HANDED_OVER)
                : walk.leave().on(question);
    }
}
