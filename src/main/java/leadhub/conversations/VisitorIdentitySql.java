package leadhub.conversations;

import java.util.Optional;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on whose a conversation is, of those whom a website knows. */
@Component
class VisitorIdentitySql {
    private final Sql sql;

    VisitorIdentitySql(Sql sql) {
        this.sql = sql;
    }

    Optional<Long> latest(long workspaceId, String botId, String identity) {
        return sql.find(workspaceId, row -> row.getLong("id"), """
                select id
                from conversations
                where workspace_id = ?
                  and bot_id = ?
                  and identity = ?
                  and status <> 'completed'
                order by id desc
                limit 1
                """, workspaceId, botId, identity);
    }

    Optional<String> find(long workspaceId, long id) {
        return sql.find(workspaceId, row -> row.getString("identity"), """
                select identity
                from conversations
                where workspace_id = ?
                  and id = ?
                  and identity is not null
                """, workspaceId, id);
    }

    void tie(long workspaceId, long id, String identity) {
        sql.update(workspaceId, """
                update conversations
                set identity = ?
                where workspace_id = ?
                  and id = ?
                """, identity, workspaceId, id);
    }
}
