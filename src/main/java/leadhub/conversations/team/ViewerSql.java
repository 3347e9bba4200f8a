package leadhub.conversations.team;

import java.time.Instant;
import java.util.List;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.conversations.team.Viewers.Viewer;
import org.springframework.stereotype.Component;

/** The statements on who looks at a conversation. */
@Component
class ViewerSql {
    private final Sql sql;

    ViewerSql(Sql sql) {
        this.sql = sql;
    }

    /** @param known whoever was seen since then isn't written down again */
    void seen(long workspaceId, long conversationId, long userId, Instant now, Instant known) {
        sql.update(workspaceId, """
                insert into inbox_viewers (workspace_id, conversation_id, user_id, seen_at)
                values (?, ?, ?, ?)
                on conflict (workspace_id, conversation_id, user_id) do update
                set seen_at = excluded.seen_at
                where inbox_viewers.seen_at < ?
                """, workspaceId, conversationId, userId, now, known);
    }

    void typed(long workspaceId, long conversationId, long userId, Instant now) {
        sql.update(workspaceId, """
                insert into inbox_viewers (workspace_id, conversation_id, user_id, seen_at, typed_at)
                values (?, ?, ?, ?, ?)
                on conflict (workspace_id, conversation_id, user_id) do update
                set seen_at = excluded.seen_at, typed_at = excluded.typed_at
                """, workspaceId, conversationId, userId, now, now);
    }

    /** What they wrote is sent. */
    void sent(long workspaceId, long conversationId, long userId) {
        sql.update(workspaceId, """
                update inbox_viewers
                set typed_at = null
                where workspace_id = ?
                  and conversation_id = ?
                  and user_id = ?
                  and typed_at is not null
                """, workspaceId, conversationId, userId);
    }

    /** @param seen since then @param typed whoever wrote something since then still writes */
    List<Viewer> others(long workspaceId, long conversationId, long userId, Instant seen, Instant typed, int most) {
        return sql.query(
                workspaceId,
                row -> new Viewer(row.getLong("user_id"), row.getBoolean("is_typing")),
                """
                select user_id, typed_at is not null and typed_at > :typed as is_typing
                from inbox_viewers
                where workspace_id = :workspace
                  and conversation_id = :conversation
                  and user_id <> :user
                  and seen_at > :seen
                order by user_id
                limit :most
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("conversation", conversationId)
                        .and("user", userId)
                        .and("seen", seen)
                        .and("typed", typed)
                        .and("most", most));
    }

    void forget(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                delete from inbox_viewers
                where workspace_id = ?
                  and seen_at < ?
                """, workspaceId, before);
    }
}
