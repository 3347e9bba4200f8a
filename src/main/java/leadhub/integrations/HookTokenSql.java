package leadhub.integrations;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on the tokens of hooks' URLs. Their table belongs to no workspace. */
@Component
class HookTokenSql {
    private final Sql sql;

    HookTokenSql(Sql sql) {
        this.sql = sql;
    }

    /** The owner of a token that is good; empty for any other. */
    Optional<HookOwner> find(String type, String token, Instant now) {
        return sql
                .globalQuery(
                        row -> new HookOwner(row.getLong("workspace_id"), row.getLong("integration_id")),
                        """
                        select workspace_id, integration_id
                        from hook_tokens
                        where token_hash = ?
                          and type = ?
                          and (good_until is null or good_until > ?)
                        """,
                        HookToken.hash(token),
                        type,
                        now)
                .stream()
                .findFirst();
    }

    void add(long workspaceId, long integrationId, String type, String token) {
        sql.globalUpdate(
                "insert into hook_tokens (token_hash, workspace_id, integration_id, type) values (?, ?, ?, ?)",
                HookToken.hash(token),
                workspaceId,
                integrationId,
                type);
    }

    /** Those before are good for a time; those whose time is over go. */
    void expire(long workspaceId, long integrationId, Instant until, Instant now) {
        sql.globalUpdate("""
                update hook_tokens
                set good_until = ?
                where workspace_id = ?
                  and integration_id = ?
                  and good_until is null
                """, until, workspaceId, integrationId);
        sql.globalUpdate("""
                delete from hook_tokens
                where workspace_id = ?
                  and integration_id = ?
                  and good_until <= ?
                """, workspaceId, integrationId, now);
    }

    /** Until when the last of those from before is good. */
    Optional<Instant> goodUntil(long workspaceId, long integrationId, Instant now) {
        return sql.globalQuery(row -> Times.get(row, "good_until"), """
                        select good_until
                        from hook_tokens
                        where workspace_id = ?
                          and integration_id = ?
                          and good_until > ?
                        order by good_until desc
                        limit 1
                        """, workspaceId, integrationId, now).stream()
                .findFirst();
    }

    void remove(long workspaceId, long integrationId) {
        sql.globalUpdate(
                "delete from hook_tokens where workspace_id = ? and integration_id = ?", workspaceId, integrationId);
    }
}
