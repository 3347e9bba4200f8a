package leadhub.bots.chat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.base.Caller;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.bots.Bot;
import leadhub.bots.Bots;
import leadhub.bots.flows.FlowTurn;
import leadhub.bots.identity.VisitorIdentity;
import leadhub.conversations.Channel;
import leadhub.conversations.Conversation;
import leadhub.conversations.Message;
import leadhub.conversations.NewConversation;
import leadhub.conversations.NewMessage;
import leadhub.conversations.Said;
import leadhub.conversations.VisitorConversations;
import leadhub.conversations.VisitorEmails;
import leadhub.conversations.VisitorIdentities;
import leadhub.web.Call;
import org.springframework.stereotype.Component;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

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
            BotAnswers answers,
            ChatFlows flows,
            ChatHearing hearing,
            ModelTurns turns,
            ModelWaits waits,
            ChatLimits limits,
            ChatProofs proofs,
            VisitorEmails emails,
            ChatResumption resumption,
            ChatIdentities known) {}

    Chats(ChatBots chatBots, Bots bots, VisitorConversations conversations, Habits habits) {
        this.chatBots = chatBots;
        this.bots = bots;
        this.conversations = conversations;
        this.habits = habits;
    }

    /** A conversation whose visitor calls. */
    public record Talk(Caller sender, Bot bot, Conversation conversation, String origin) {}

    /** Begins one; the bot greets. Whoever is known goes on with the one that they have. */
    @Transactional
    public VisitorConversations.Started start(ChatBots.Found found, ChatStart start) {
        var known = start.identity() == null
                ? Optional.<VisitorConversations.Started>empty()
                : habits.known().goOn(found, start.identity());
        if (known.isPresent()) {
            habits.limits().begin(found.bot().id(), address(found.sender()));
            return known.get();
        }
        var started = begin(found, start);
        return start.identity() == null ? started : habits.known().begun(found, started, start.identity());
    }

    private VisitorConversations.Started begin(ChatBots.Found found, ChatStart start) {
        habits.proofs().check(found, start);
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
                .ifPresent(turn -> habits.hearing().take(found.sender(), started.conversation(), "{}", turn));
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

    /** Whether somebody can go on in another browser, by a code that is mailed to them. */
    public boolean isResumable(ChatBots.Found found) {
        return habits.resumption().isOffered(found.sender().workspaceId());
    }

    /** Has a code mailed to whoever has talked to the bot by that address; says nothing of whether anybody has. */
    public void askForCode(ChatBots.Found found, String email) {
        habits.limits().askForCode(address(found.sender()));
        habits.resumption().ask(found, email);
    }

    /** The conversation that a code opens; empty for all that is wrong with it. */
    public Optional<VisitorConversations.Started> enterCode(ChatBots.Found found, String email, String code) {
        habits.limits().enterCode(address(found.sender()));
        return habits.resumption().enter(found, email, code);
    }

    /** The conversation of that id, if the token is its visitor's and its bot is still there. */
    public Optional<Talk> open(Call call, String conversationId, String token) {
        return conversations.open(conversationId, token).flatMap(opened -> talk(call, opened));
    }

    /** The same of a token that says by itself which. */
    public Optional<Talk> open(Call call, String token) {
        return conversations.open(token).flatMap(opened -> talk(call, opened));
    }

    /** One that somebody goes on with who calls nobody. @param origin under which its visitor sees us */
    public Optional<Talk> find(long workspaceId, long conversationId, String origin) {
        return conversations
                .find(workspaceId, conversationId)
                .flatMap(one -> Optional.ofNullable(one.botId())
                        .flatMap(id -> bots.remembered(workspaceId, id))
                        .map(bot -> new Talk(chatBots.sender(workspaceId, bot), bot, one, origin)));
    }

    private Optional<Talk> talk(Call call, VisitorConversations.Opened opened) {
        return Optional.ofNullable(opened.conversation().botId())
                .flatMap(id -> bots.remembered(opened.workspaceId(), id))
                .map(bot -> new Talk(
                        chatBots.sender(call, opened.workspaceId(), bot), bot, opened.conversation(), call.origin()));
    }

    /** The visitor says something; the bot answers, as long as it is the one to. */
    @Transactional
    public Said say(Talk talk, NewMessage wanted) {
        habits.limits().say(talk.bot().id(), talk.conversation().id(), address(talk.sender()));
        var said = conversations.say(talk.sender(), talk.conversation().publicId(), wanted);
        if (!said.isNew()) {
            return said;
        }
        var heard = habits.hearing().heard(talk, said);
        var email = heard.contacts().email();
        if (email != null) {
            habits.emails().give(talk.sender(), heard.seen().id(), email);
        }
        if (!habits.turns().mayAnswer(heard)) {
            habits.hearing().hear(heard);
        }
        return said;
    }

    /** Whether the bot has something to answer yet, and needs a moment for it. */
    public boolean isThinking(Talk talk) {
        return habits.waits().isThinking(talk);
    }

    /** Waits a few seconds for what the bot answers. */
    public void awaitAnswer(Talk talk) {
        habits.waits().await(talk);
    }

    /** What was said behind a message, in its order. */
    public List<Message> messages(Talk talk, long after, int most) {
        return conversations.messagesAfter(talk.sender(), talk.conversation().id(), after, most);
    }

    /** The same, and how it is then. */
    public VisitorConversations.Look look(Talk talk, long after, int most) {
        return conversations.look(talk.sender(), talk.conversation().id(), after, most);
    }

    /** The visitor wants a person, and is told whether somebody is there. Does nothing where they wait already, or have one. */
    @Transactional
    public Conversation handOver(Talk talk) {
        return habits.hearing().handOver(talk);
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

    /** The visitor is somebody whom their website knows. @param token by which they came */
    @Transactional
    public VisitorIdentities.Tied identify(Talk talk, VisitorIdentity identity, String token) {
        return habits.known().tie(new ChatBots.Found(talk.bot(), talk.sender()), talk.conversation(), identity, token);
    }

    /** What is said of a conversation that isn't there for whoever asks. */
    static RuntimeException gone() {
        return new Problem.NotFound(Refusal.of("conversation.not_found")).exception();
    }

    private static String address(Caller caller) {
        return caller.address() == null ? "" : caller.address();
    }
}
