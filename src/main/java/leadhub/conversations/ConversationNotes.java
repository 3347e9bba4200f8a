package leadhub.conversations;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What is written down in conversations for the team alone. */
@Service
public class ConversationNotes {
    private static final int MOST_LISTED = 500;

    private final Conversations conversations;
    private final MessageSql messages;
    private final Taking taking;
    private final ConversationNews news;
    private final Clock clock;

    ConversationNotes(
            Conversations conversations, MessageSql messages, Taking taking, ConversationNews news, Clock clock) {
        this.conversations = conversations;
        this.messages = messages;
        this.taking = taking;
        this.news = news;
        this.clock = clock;
    }

    /** The last ones, in their order. */
    public List<ConversationNote> list(Caller caller, Conversation conversation) {
        return messages.notes(caller.workspaceId(), conversation.id(), MOST_LISTED);
    }

    /** One page of them, from the first one on. */
    public Page<ConversationNote> list(Caller caller, String publicId, Slice slice) {
        return messages.notePage(
                caller.workspaceId(), conversations.get(caller, publicId).id(), slice);
    }

    /** Writes something down. */
    @Transactional
    public ConversationNote add(Caller caller, String publicId, String content) {
        return noted(caller, publicId, content, null).orElseThrow();
    }

    /** The same, once; false where it was before. @param clientId by which whoever sends it knows it */
    @Transactional
    public boolean addOnce(Caller caller, String publicId, String content, String clientId) {
        return noted(caller, publicId, content, clientId).isPresent();
    }

    private Optional<ConversationNote> noted(
            Caller caller, String publicId, String content, @Nullable String clientId) {
        var seen = taking.lock(caller, publicId);
        var wanted = new MessageSql.NewNote(Taking.userOf(caller), content, clientId);
        var note = messages.note(caller.workspaceId(), seen, wanted, Times.now(clock));
        if (note.isPresent()) {
            news.tell(caller, seen.id(), ConversationNews.Kind.CHANGED);
        }
        return note;
    }

    /** Whether there is one with that client's id. */
    public boolean has(Caller caller, Conversation conversation, String clientId) {
        return messages.isNoted(caller.workspaceId(), conversation.id(), clientId);
    }
}
