package leadhub.bots.chat;

import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
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
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What visitors do in a chat, and what its bot does then. */
@Service
public class Chats {
    private final ChatBots chatBots;
    private final Bots bots;
    private final VisitorConversations conversations;

    Chats(ChatBots chatBots, Bots bots, VisitorConversations conversations) {
        this.chatBots = chatBots;
        this.bots = bots;
        this.conversations = conversations;
    }

    /** A conversation whose visitor calls. */
    public record Talk(Caller sender, Bot bot, Conversation conversation) {}

    /** Begins one; the bot greets. */
    @Transactional
    public VisitorConversations.Started start(ChatBots.Found found, ChatStart start) {
        var terms = found.bot().terms();
        var language = terms.spoken(start.language());
        return conversations.start(
                found.sender(),
                new NewConversation(Channel.CHAT, found.bot().id(), start.visitor(), start.attribution(), language));
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
        return conversations.say(talk.sender(), talk.conversation().id(), wanted);
    }

    /** What was said behind a message, in its order. */
    public List<Message> messages(Talk talk, long after, int most) {
        return conversations.messagesAfter(talk.sender(), talk.conversation().id(), after, most);
    }

    /** The visitor wants a person. */
    @Transactional
    public Conversation handOver(Talk talk) {
        return conversations.handOver(talk.sender(), talk.conversation().id());
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
        conversations.type(talk.sender(), talk.conversation().id());
    }
}
