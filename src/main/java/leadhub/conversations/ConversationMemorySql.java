package leadhub.conversations;

import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on what bots and the team remember of a conversation. */
@Component
class ConversationMemorySql {
    private final Sql sql;

    ConversationMemorySql(Sql sql) {
        this.sql = sql;
    }

    /** What a bot has to remember, under the version that it saw; false if another one answers by now. */
    boolean remember(long workspaceId, long id, long version, String state) {
        return sql.update(workspaceId, """
                        update conversations
                        set bot_state = ?::jsonb
                        where workspace_id = ?
                          and id = ?
                          and owner_kind = 'bot'
                          and owner_version = ?
                        """, state, workspaceId, id, version) > 0;
    }

    String botState(long workspaceId, long id) {
        return sql.get(workspaceId, row -> row.getString("bot_state"), """
                select bot_state
                from conversations
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    /** Whether a task is to be made once there is a lead. */
    void wantTask(long workspaceId, long id, boolean isWanted) {
        sql.update(workspaceId, """
                update conversations
                set wants_task = ?
                where workspace_id = ?
                  and id = ?
                """, isWanted, workspaceId, id);
    }

    boolean wantsTask(long workspaceId, long id) {
        return sql.get(workspaceId, row -> row.getBoolean("wants_task"), """
                select wants_task
                from conversations
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    void agree(long workspaceId, long id, String consent) {
        sql.update(workspaceId, """
                update conversations
                set consent = ?::jsonb
                where workspace_id = ?
                  and id = ?
                """, consent, workspaceId, id);
    }
}
