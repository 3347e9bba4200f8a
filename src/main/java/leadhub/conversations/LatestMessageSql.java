package leadhub.conversations;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statement on what was said last. */
@Component
class LatestMessageSql {
    private final Sql sql;

    LatestMessageSql(Sql sql) {
        this.sql = sql;
    }

    Map<Long, Message> of(long workspaceId, List<Conversation> conversations) {
        var latest = new HashMap<Long, Message>();
        var ids = conversations.stream().mapToLong(Conversation::id).toArray();
        sql.query(
                workspaceId,
                row -> latest.put(row.getLong("conversation_id"), ConversationRows.message(row)),
                """
                select m.conversation_id, m.id, m.number, m.role, m.user_id, m.content, m.client_id, m.asks,
                       m.created_at
                from conversations c
                join conversation_messages m on m.workspace_id = ? and m.conversation_id = c.id and m.number = c.last_number
                where c.workspace_id = ?
                  and c.id = any (?)
                """,
                workspaceId,
                workspaceId,
                ids);
        return latest;
    }
}
