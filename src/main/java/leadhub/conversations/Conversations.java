package leadhub.conversations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Permission;
import leadhub.base.Slice;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Conversations as the team reads them. */
@Service
public class Conversations {
    private final ConversationSql sql;
    private final ConversationListSql lists;
    private final MessageSql messages;
    private final ConversationNews news;

    Conversations(ConversationSql sql, ConversationListSql lists, MessageSql messages, ConversationNews news) {
        this.sql = sql;
        this.lists = lists;
        this.messages = messages;
        this.news = news;
    }

    /** How much there is of a bot. */
    public record BotCounts(long conversations, long messages) {
        public static final BotCounts NONE = new BotCounts(0, 0);
    }

    /** One page of them. */
    public Page<Conversation> list(Caller caller, ConversationFilter filter, ConversationSort sort, Slice slice) {
        return lists.list(caller.workspaceId(), filter, sort, slice);
    }

    /** How many there are to look after. */
    public InboxCounts counts(Caller caller) {
        var userId = caller.actor().kind() == Actor.Kind.USER ? caller.actor().id() : 0;
        return lists.counts(caller.workspaceId(), userId);
    }

    /** How many conversations and messages there are, by bot; bots without any are absent. */
    public Map<String, BotCounts> countsByBot(Caller caller, List<String> botIds) {
        return lists.byBot(caller.workspaceId(), botIds);
    }

    /** The conversation, if it is this workspace's. */
    public Conversation get(Caller caller, String publicId) {
        return find(caller, publicId).orElseThrow(ConversationSteps::unknown);
    }

    public Optional<Conversation> find(Caller caller, String publicId) {
        return sql.find(caller.workspaceId(), publicId);
    }

    /** One page of what was said, from the first message on. */
    public Page<Message> messages(Caller caller, Conversation conversation, Slice slice) {
        return messages.page(caller.workspaceId(), conversation.id(), slice);
    }

    /** What was said behind a message, in its order. */
    public List<Message> messagesAfter(Caller caller, Conversation conversation, long number, int most) {
        return messages.after(caller.workspaceId(), conversation.id(), number, most);
    }

    /** The team has read up to that message. */
    @Transactional
    public void read(Caller caller, String publicId, long number) {
        var seen = get(caller, publicId);
        if (sql.readByTeam(caller.workspaceId(), seen.id(), number)) {
            news.tell(caller, seen.id(), ConversationNews.Kind.CHANGED);
        }
    }

    /** Somebody of the team writes at this moment; the visitor sees it for some seconds. */
    @Transactional
    public void type(Caller caller, String publicId) {
        caller.require(Permission.ANSWER_CONVERSATIONS);
        news.tell(caller, get(caller, publicId).id(), ConversationNews.Kind.TEAM_TYPES);
    }
}
