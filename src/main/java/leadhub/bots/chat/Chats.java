package leadhub.bots.chat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.bots.Bot;
import leadhub.bots.Bots;
import leadhub.bots.flows.Contacts;
import leadhub.bots.flows.FlowCommands;
import leadhub.bots.flows.FlowState;
import leadhub.bots.flows.FlowTurn;
import leadhub.conversations.Channel;
import leadhub.conversations.Conversation;
import leadhub.conversations.Message;
import leadhub.conversations.NewConversation;
import leadhub.conversations.NewMessage;
import leadhub.conversations.Said;
import leadhub.conversations.VisitorConversations;
import leadhub.web.Call;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.node.ObjectNode;

/** What visitors do in a chat, and what its bot does then. */
@Service
public class Chats {
    private final ChatBots chatBots;
    private final Bots bots;
    private final VisitorConversations conversations;
    private final Habits habits;

    /** What a bot says by itself, what it notices, and how much it listens to. */
    @Component
    record Habits(
            BotAnswers answers, ChatFlows flows, ChatKnowledge knowledge, ChatCapture capture, ChatLimits limits) {}

    Chats(ChatBots chatBots, Bots bots, VisitorConversations conversations, Habits habits) {
        this.chatBots = chatBots;
        this.bots = bots;
        this.conversations = conversations;
        this.habits = habits;
    }

    /** A conversation whose visitor calls. */
    public record Talk(Caller sender, Bot bot, Conversation conversation, String origin) {}

    /** Begins one; the bot greets. */
    @Transactional
    public VisitorConversations.Started start(ChatBots.Found found, ChatStart start) {
        habits.limits().begin(found.bot().id(), address(found.sender()));
        var terms = found.bot().terms();
        var language = terms.spoken(start.language());
        var started = conversations.start(
                found.sender(),
                new NewConversation(
                        Channel.CHAT,
                        found.bot().id(),
                        start.visitor(),
                        start.attribution(),
                        language,
                        start.isCounted()));
        var greeting = NewMessage.ofBot(habits.answers().greeting(terms, language));
        conversations.answer(found.sender(), started.conversation(), greeting);
        habits.flows()
                .begin(found.sender(), found.bot(), language, start.visitor().page())
                .ifPresent(turn -> take(found.sender(), started.conversation(), "{}", turn));
        return started;
    }

    /** What a bot says by itself behind its greeting, before there is a conversation. */
    public List<FlowTurn.Line> opening(ChatBots.Found found, String language) {
        return habits.flows().opening(found.sender(), found.bot(), language);
    }

    /** The same with its greeting, which comes first. */
    public List<FlowTurn.Line> beginning(ChatBots.Found found, String language) {
        var greeting = habits.answers().greeting(found.bot().terms(), language);
        return Stream.concat(Stream.of(new FlowTurn.Line(greeting, null)), opening(found, language).stream())
                .toList();
    }

    /** The conversation of that id, if the token is its visitor's and its bot is still there. */
    public Optional<Talk> open(Call call, String conversationId, String token) {
        return conversations
                .open(conversationId, token)
                .flatMap(opened -> Optional.ofNullable(opened.conversation().botId())
                        .flatMap(id -> bots.find(opened.workspaceId(), id))
                        .map(bot -> new Talk(
                                chatBots.sender(call, opened.workspaceId(), bot),
                                bot,
                                opened.conversation(),
                                call.origin())));
    }

    /** The visitor says something; the bot answers, as long as it is the one to. */
    @Transactional
    public Said say(Talk talk, NewMessage wanted) {
        habits.limits().say(talk.bot().id(), talk.conversation().id(), address(talk.sender()));
        var said = conversations.say(talk.sender(), talk.conversation().id(), wanted);
        if (!said.isNew()) {
            return said;
        }
        var seen = said.conversation();
        var botState = conversations.botState(talk.sender(), seen.id());
        var contacts = Contacts.in(said.message().content(), talk.sender().defaultCountry());
        var hears = seen.owner().isBot() && talk.bot().terms().isActive();
        if (hears && FlowCommands.in(said.message().content()).equals(Optional.of(FlowCommands.Command.PERSON))) {
            capture(talk, said.message(), contacts, botState, null);
            handOver(talk);
            return said;
        }
        var turn = hears ? turn(talk, botState, said.message(), contacts) : Optional.<FlowTurn>empty();
        capture(talk, said.message(), contacts, botState, turn.orElse(null));
        if (turn.isPresent()) {
            take(talk.sender(), seen, botState, turn.get());
            if (turn.get().isUnanswered()) {
                habits.knowledge().unanswered(talk, said.message());
            }
        } else if (hears) {
            answer(talk, seen, botState, said.message(), !contacts.isNone() || seen.leadId() != null);
        }
        return said;
    }

    /** What the bot's flow makes of it; empty where none waits for an answer. */
    private Optional<FlowTurn> turn(Talk talk, String botState, Message message, Contacts contacts) {
        return habits.flows()
                .place(talk.sender(), talk.bot(), botState)
                .filter(place -> place.state().isOn() || isRestart(message.content()))
                .map(place -> habits.flows()
                        .hear(
                                talk,
                                new ChatFlows.Place(place.flow(), place.state().met(contacts)),
                                message.content()));
    }

    private static boolean isRestart(String said) {
        return FlowCommands.in(said).equals(Optional.of(FlowCommands.Command.RESTART));
    }

    /** Does what the flow says, as long as the bot is the one to. */
    private void take(Caller sender, Conversation seen, String botState, FlowTurn turn) {
        if (!conversations.remember(sender, seen, ChatFlows.kept(botState, turn.state()))) {
            return;
        }
        turn.lines().forEach(line -> conversations.answer(sender, seen, NewMessage.ofBot(line.text(), line.asks())));
        switch (turn.outcome()) {
            case WAITS -> {
                // For the visitor.
            }
            case HANDED_OVER -> {
                var after = conversations.handOver(sender, seen.id());
                conversations.tell(sender, after, habits.answers().waiting(sender, seen.language()));
            }
            case ENDED -> conversations.end(sender, seen.id());
        }
    }

    /** What was found out makes a lead, or adds to it. */
    private void capture(Talk talk, Message message, Contacts contacts, String botState, @Nullable FlowTurn turn) {
        var before = FlowState.of(Json.MAPPER.readTree(botState).path("flow")).known();
        var known = turn == null ? before : turn.state().known();
        var consent = consent(talk, contacts, botState, turn);
        var isReachable = talk.conversation().leadId() != null || before.isReachable();
        if (!contacts.isNone() || isReachable && (consent != null || !known.isAs(before))) {
            habits.capture().take(talk, message, new ChatCapture.Facts(contacts, known, consent));
        }
    }

    /** What the visitor has agreed to with it; only who was asked with a text has read it. */
    private @Nullable ObjectNode consent(Talk talk, Contacts contacts, String botState, @Nullable FlowTurn turn) {
        var text = turn == null ? null : turn.agreedTo();
        if (turn == null && !contacts.isNone() && BotAnswers.State.of(botState).asked() > 0) {
            text = BotAnswers.consent(talk.bot().terms(), talk.conversation().language());
        }
        if (text == null) {
            return null;
        }
        var consent = habits.capture().consent(text);
        conversations.agree(talk.sender(), talk.conversation().id(), consent);
        return consent;
    }

    /** What the bot knows comes first; then what it needs so that somebody can come back to the visitor. */
    private void answer(Talk talk, Conversation seen, String botState, Message message, boolean isReachable) {
        var terms = talk.bot().terms();
        var state = BotAnswers.State.of(botState);
        var known = habits.knowledge().answer(talk, message);
        var step = known.isPresent()
                ? habits.answers().known(terms, seen.language(), state, known.get(), isReachable)
                : habits.answers().next(talk.sender(), terms, seen.language(), state, isReachable);
        if (conversations.remember(talk.sender(), seen, step.state().kept(botState))) {
            step.texts().forEach(text -> conversations.answer(talk.sender(), seen, NewMessage.ofBot(text)));
        }
    }

    /** What was said behind a message, in its order. */
    public List<Message> messages(Talk talk, long after, int most) {
        return conversations.messagesAfter(talk.sender(), talk.conversation().id(), after, most);
    }

    /** How it is now. */
    public Conversation now(Talk talk) {
        return conversations.get(talk.sender(), talk.conversation().id());
    }

    /** The visitor wants a person, and is told whether somebody is there. Does nothing where they wait already, or have one. */
    @Transactional
    public Conversation handOver(Talk talk) {
        var seen = conversations.lock(talk.sender(), talk.conversation().id());
        if (!seen.owner().isBot() && !seen.isOver()) {
            return seen;
        }
        var after = conversations.handOver(talk.sender(), seen.id());
        if (after.owner().isQueue()) {
            conversations.tell(talk.sender(), after, habits.answers().waiting(talk.sender(), seen.language()));
        }
        return conversations.get(talk.sender(), seen.id());
    }

    /** The visitor is done. */
    @Transactional
    public Conversation end(Talk talk) {
        return conversations.end(talk.sender(), talk.conversation().id());
    }

    /** The visitor has read up to that message. */
    public void read(Talk talk, long number) {
        conversations.read(talk.sender(), talk.conversation().id(), number);
    }

    /** The visitor writes at this moment. */
    public void type(Talk talk) {
        if (habits.limits().mayType(talk.conversation().id())) {
            conversations.type(talk.sender(), talk.conversation().id());
        }
    }

    /** What is said of a conversation that isn't there for whoever asks. */
    static RuntimeException gone() {
        return new Problem.NotFound(Refusal.of("conversation.not_found")).exception();
    }

    private static String address(Caller caller) {
        return caller.address() == null ? "" : caller.address();
    }
}
