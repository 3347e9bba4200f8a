package leadhub.bots.identity;

import java.time.Instant;
import java.util.List;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on keys by which websites sign who their visitors are. */
@Component
class IdentityKeySql {
    private final Sql sql;

    IdentityKeySql(Sql sql) {
        this.sql = sql;
    }

    /** A key as it is kept. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(String botId, long id, byte[] secret) {}

    long newId(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), "select nextval('bot_identity_key_ids')");
    }

    void insert(long workspaceId, Kept key, Instant now) {
        sql.update(workspaceId, """
                insert into bot_identity_keys (workspace_id, bot_id, id, secret, created_at)
                values (?, ?, ?, ?, ?)
                """, workspaceId, key.botId(), key.id(), key.secret(), now);
    }

    boolean delete(long workspaceId, String botId, long id) {
        return sql.update(workspaceId, """
                        delete from bot_identity_keys
                        where workspace_id = ?
                          and bot_id = ?
                          and id = ?
                        """, workspaceId, botId, id) > 0;
    }

    void deleteAll(long workspaceId, String botId) {
        sql.update(workspaceId, """
                delete from bot_identity_keys
                where workspace_id = ?
                  and bot_id = ?
                """, workspaceId, botId);
    }

    /** The newest first. */
    List<IdentityKey> list(long workspaceId, String botId) {
        return sql.query(
                workspaceId,
                row -> new IdentityKey(row.getLong("id"), Times.get(row, "created_at")),
                """
                select id, created_at
                from bot_identity_keys
                where workspace_id = ?
                  and bot_id = ?
                order by id desc
                """,
                workspaceId,
                botId);
    }

    List<Kept> secrets(long workspaceId, String botId) {
        return sql.query(
                workspaceId,
                row -> new Kept(row.getString("bot_id"), row.getLong("id"), row.getBytes("secret")),
                """
                select bot_id, id, secret
                from bot_identity_keys
                where workspace_id = ?
                  and bot_id = ?
                order by id desc
                """,
                workspaceId,
                botId);
    }

    List<Kept> all(long workspaceId) {
        return sql.query(
                workspaceId,
                row -> new Kept(row.getString("bot_id"), row.getLong("id"), row.getBytes("secret")),
                """
                select bot_id, id, secret
                from bot_identity_keys
                where workspace_id = ?
                order by bot_id, id
                """,
                workspaceId);
    }

    boolean reseal(long workspaceId, long id, byte[] was, byte[] now) {
        return sql.update(workspaceId, """
                        update bot_identity_keys
                        set secret = ?
                        where workspace_id = ?
                          and id = ?
                          and secret = ?
                        """, now, workspaceId, id, was) > 0;
    }
}
