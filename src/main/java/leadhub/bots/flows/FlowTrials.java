package leadhub.bots.flows;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import leadhub.base.Caller;
import leadhub.base.Times;
import leadhub.bots.Bots;
import leadhub.bots.knowledge.BotAnswering;
import leadhub.conditions.Today;
import leadhub.hours.Hours;
import leadhub.web.input.Contacts;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/** Goes through a draft as a visitor would. Nothing is written: there is no conversation, no lead and nothing to count. */
@Service
public class FlowTrials {
    private final BotFlows flows;
    private final Bots bots;
    private final FlowRun run;
    private final Hours hours;
    private final BotAnswering answers;
    private final Clock clock;

    /** Who works when, and what time it is. */
    @Component
    record Moment(Hours hours, Clock clock) {}

    FlowTrials(BotFlows flows, Bots bots, FlowRun run, BotAnswering answers, Moment moment) {
        this.flows = flows;
        this.bots = bots;
        this.run = run;
        this.answers = answers;
        this.hours = moment.hours();
        this.clock = moment.clock();
    }

    /** Something that is said in it; by the visitor where it isn't the bot's. */
    public record Said(boolean isBots, FlowTurn.Line line) {}

    /**
     * What came of it.
     *
     * @param fields what the lead would have
     */
    public record Trial(List<Said> messages, FlowTurn.Outcome outcome, ObjectNode fields, List<String> tags) {}

    /** @param isOpen whether it is within business hours; null for as it is now */
    public record Terms(@Nullable String language, @Nullable Boolean isOpen) {}

    /** Refuses a draft that can't be read. */
    public Trial of(Caller caller, String botId, Terms wanted, List<String> said) {
        var terms = bots.get(caller, botId).terms();
        var flow = flows.draft(caller, botId);
        var language = terms.spoken(Objects.requireNonNullElse(wanted.language(), terms.language()));
        var now = Times.now(clock);
        var isOpen = Objects.requireNonNullElseGet(
                wanted.isOpen(), () -> hours.nextOpen(caller, now).equals(now));
        var moment = new FlowMoment(
                caller,
                language,
                isOpen,
                null,
                terms.texts(language).consent(),
                Today.of(now, caller.region().zone()),
                question -> answers.find(caller, botId, language, question, ""));
        return trial(flow, moment, said);
    }

    private Trial trial(Flow flow, FlowMoment moment, List<String> said) {
        var turn = run.begin(flow, 0, moment);
        var messages = new ArrayList<Said>();
        turn.lines().forEach(line -> messages.add(new Said(true, line)));
        for (var text : said) {
            messages.add(new Said(false, new FlowTurn.Line(text, null)));
            if (turn.outcome() != FlowTurn.Outcome.WAITS || !turn.state().isOn()) {
                break;
            }
            var state = turn.state().met(Contacts.in(text, moment.caller().defaultCountry()));
            turn = run.hear(flow, state, text, moment);
            turn.lines().forEach(line -> messages.add(new Said(true, line)));
        }
        Map<Long, String> names = flow.all().stream()
                .filter(FlowStep.AddTag.class::isInstance)
                .map(FlowStep.AddTag.class::cast)
                .collect(Collectors.toMap(FlowStep.AddTag::tagId, FlowStep.AddTag::tag, (one, other) -> one));
        var known = turn.state().known();
        return new Trial(
                messages,
                turn.outcome(),
                known.fields(),
                known.tags().stream().map(id -> names.getOrDefault(id, "")).toList());
    }
}
