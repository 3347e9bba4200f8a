package leadhub.bots.chat;

import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.Refusal;
import leadhub.bots.Bot;
import leadhub.bots.Bots;
import leadhub.conversations.Channel;
import leadhub.conversations.Conversation;
import leadhub.conversations.Message;
import leadhub.conversations.NewConversation;
import leadhub.conversations.NewMessage;
import leadhub.conversations.Said;
import leadhub.conversations.VisitorConversations;
import leadhub.web.Call;
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
    record Habits(BotAnswers answers, ChatCapture capture, ChatLimits limits) {}

    Chats(ChatBots chatBots, Bots bots, VisitorConversations conversations, Habits habits) {
        this.chatBots = chatBots;
        this.bots = bots;
        this.conversations = conversations;
        this.habits = habits;
    }

    /** A conversation whose visitor calls. */
    public record Talk(Caller sender, Bot bot, Conversation conversation) {}

    /** Begins one; the bot greets. */
    @Transactional
    public VisitorConversations.Started start(ChatBots.Found found, ChatStart start) {
        habits.limits().begin(found.bot().id(), address(found.sender()));
        var terms = found.bot().terms();
        var language = terms.spoken(start.language());
        var started = conversations.start(
                found.sender(),
                new NewConversation(Channel.CHAT, found.bot().id(), start.visitor(), start.attribution(), language));
        var greeting = NewMessage.ofBot(habits.answers().greeting(terms, language));
        conversations.answer(found.sender(), started.conversation(), greeting);
        return started;
    }

    /** The conversation of that id, if the token is its visitor's and its bot is still there. */
    public Optional<Talk> open(Call call, String conversationId, String token) {
        return conversations
                .open(conversationId, token)
                .flatMap(opened -> Optional.ofNullable(opened.conversation().botId())
                        .flatMap(id -> bots.find(opened.workspaceId(), id))
                        .map(bot -> new Talk(
                                chatBots.sender(call, opened.workspaceId(), bot), bot, opened.conversation())));
    }

    /** The visitor says something; the bot answers, as long as it is the one to. */
    @Transactional
    public Said say(Talk talk, NewMessage wanted) {
        habits.limits().say(talk.bot().id(), talk.conversation().id(), address(talk.sender()));
        var said = conversations.say(talk.sender(), talk.conversation().id(), wanted);
        if (!said.isNew()) {
            return said;
        }
        var contacts = Contacts.in(said.message().content(), talk.sender().defaultCountry());
        var seen = said.conversation();
        var state = BotAnswers.State.of(conversations.botState(talk.sender(), seen.id()));
        if (!contacts.isNone()) {
            capture(talk, said.message(), contacts, state);
        }
        if (seen.owner().isBot() && talk.bot().terms().isActive()) {
            answer(talk, seen, state, !contacts.isNone() || seen.leadId() != null);
        }
        return said;
    }

    private void capture(Talk talk, Message message, Contacts contacts, BotAnswers.State state) {
        var text = BotAnswers.consent(talk.bot().terms(), talk.conversation().language());
        ObjectNode consent = null;
        // Only who was asked with it has read it.
        if (text != null && state.asked() > 0) {
            consent = habits.capture().consent(text);
            conversations.agree(talk.sender(), talk.conversation().id(), consent);
        }
        habits.capture().take(talk, message, contacts, consent);
    }

    private void answer(Talk talk, Conversation seen, BotAnswers.State state, boolean isReachable) {
        var terms = talk.bot().terms();
        var step = habits.answers().next(talk.sender(), terms, seen.language(), state, isReachable);
        if (conversations.remember(talk.sender(), seen, Json.write(step.state()))) {
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
