package leadhub.bots.chat;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.bots.Bot;
import leadhub.bots.flows.Flow;
import leadhub.bots.flows.FlowMoment;
import leadhub.bots.flows.FlowMoment.Answering;
import leadhub.bots.flows.FlowRun;
import leadhub.bots.flows.FlowState;
import leadhub.bots.flows.FlowTurn;
import leadhub.bots.flows.KnownFlows;
import leadhub.conditions.Today;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Goes through a bot's flow in a conversation, by the version with which it began. */
@Component
class ChatFlows {
    private static final String FLOW = "flow";

    private final KnownFlows known;
    private final FlowRun run;
    private final BotAnswers answers;
    private final Clock clock;

    ChatFlows(KnownFlows known, FlowRun run, BotAnswers answers, Clock clock) {
        this.known = known;
        this.run = run;
        this.answers = answers;
        this.clock = clock;
    }

    /** How far a conversation has come, and what it goes by. */
    record Place(Flow flow, FlowState state) {}

    /** What a bot says first beside its greeting; empty for one without a flow. */
    Optional<FlowTurn> begin(Caller caller, Bot bot, String language, @Nullable String page) {
        return known.current(caller.workspaceId(), bot.id())
                .map(found -> run.begin(
                        found.flow(),
                        found.version(),
                        moment(caller, bot, language, page, question -> Optional.empty())));
    }

    /** Where the conversation stands in a flow; empty for one that goes by none. */
    Optional<Place> place(Caller caller, Bot bot, String botState) {
        var kept = Json.MAPPER.readTree(botState).get(FLOW);
        if (kept == null) {
            return Optional.empty();
        }
        var state = FlowState.of(kept);
        return known.version(caller.workspaceId(), bot.id(), state.version()).map(flow -> new Place(flow, state));
    }

    /** @param answering what answers a question */
    FlowTurn hear(Chats.Talk talk, Place place, String said, Answering answering) {
        var conversation = talk.conversation();
        var moment = moment(
                talk.sender(),
                talk.bot(),
                conversation.language(),
                conversation.visitor().page(),
                answering);
        return run.hear(place.flow(), place.state(), said, moment);
    }

    private FlowMoment moment(Caller caller, Bot bot, String language, @Nullable String page, Answering answering) {
        return new FlowMoment(
                caller,
                language,
                answers.isOpen(caller),
                page,
                BotAnswers.consent(bot.terms(), language),
                Today.of(Times.now(clock), caller.region().zone()),
                answering);
    }

    /** What is kept of a conversation, with its place in the flow. */
    static String kept(String botState, FlowState state) {
        var kept = (ObjectNode) Json.MAPPER.readTree(botState);
        kept.set(FLOW, state.json());
        return Json.write(kept);
    }

    /** What is said by itself before anybody has written anything. */
    List<FlowTurn.Line> opening(Caller caller, Bot bot, String language) {
        return begin(caller, bot, language, null).map(FlowTurn::lines).orElse(List.of());
    }
}
