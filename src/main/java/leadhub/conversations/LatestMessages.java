package leadhub.conversations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Caller;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Service;

/** What was said last in each of some conversations, for lists of them. */
@Service
public class LatestMessages {
    private final Sql sql;

    LatestMessages(Sql sql) {
        this.sql = sql;
    }

    /** By the conversation's id; conversations in which nobody has said anything are absent. */
    public Map<Long, Message> of(Caller caller, List<Conversation> conversations) {
        var latest = new HashMap<Long, Message>();
        var ids = conversations.stream().mapToLong(Conversation::id).toArray();
        sql.query(
                caller.workspaceId(),
                row -> latest.put(row.getLong("conversation_id"), ConversationRows.message(row)),
                """
                select m.conversation_id, m.id, m.number, m.role, m.user_id, m.content, m.client_id, m.created_at
                from conversations c
                join conversation_messages m on m.workspace_id = ? and m.conversation_id = c.id and m.number = c.last_number
                where c.workspace_id = ?
                  and c.id = any (?)
                """,
                caller.workspaceId(),
                caller.workspaceId(),
                ids);
        return latest;
    }
}
