package leadhub.automations.hooks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.database.Sql;
import leadhub.integrations.HookToken;
import org.springframework.stereotype.Component;

/** The statements on the URLs of automations. The table of their tokens belongs to no workspace. */
@Component
class HookSql {
    private final Sql sql;

    HookSql(Sql sql) {
        this.sql = sql;
    }

    /** Whose a token is. */
    record Owner(long workspaceId, long automationId) {}

    /** One as the database keeps it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(long automationId, byte[] sealed) {}

    List<Kept> all(long workspaceId) {
        return sql.query(
                workspaceId, row -> new Kept(row.getLong("automation_id"), row.getBytes("sealed")), """
                select automation_id, sealed
                from automation_hooks
                where workspace_id = ?
                """, workspaceId);
    }

    void put(long workspaceId, long automationId, byte[] sealed) {
        sql.update(workspaceId, """
                insert into automation_hooks (workspace_id, automation_id, sealed)
                values (?, ?, ?)
                on conflict (workspace_id, automation_id) do update
                set sealed = excluded.sealed
                """, workspaceId, automationId, sealed);
    }

    boolean reseal(long workspaceId, long automationId, byte[] was, byte[] sealed) {
        return sql.update(workspaceId, """
                        update automation_hooks
                        set sealed = ?
                        where workspace_id = ?
                          and automation_id = ?
                          and sealed = ?
                        """, sealed, workspaceId, automationId, was) == 1;
    }

    void addToken(long workspaceId, long automationId, String token) {
        sql.globalUpdate(
                "insert into automation_hook_tokens (token_hash, workspace_id, automation_id) values (?, ?, ?)",
                HookToken.hash(token),
                workspaceId,
                automationId);
    }

    /** Those before are good for a time; those whose time is over go. */
    void expire(long workspaceId, long automationId, Instant until, Instant now) {
        sql.globalUpdate("""
                update automation_hook_tokens
                set good_until = ?
                where workspace_id = ?
                  and automation_id = ?
                  and good_until is null
                """, until, workspaceId, automationId);
        sql.globalUpdate("""
                delete from automation_hook_tokens
                where workspace_id = ?
                  and automation_id = ?
                  and good_until <= ?
                """, workspaceId, automationId, now);
    }

    void remove(long workspaceId, long automationId) {
        sql.globalUpdate(
                "delete from automation_hook_tokens where workspace_id = ? and automation_id = ?",
                workspaceId,
                automationId);
        sql.update(
                workspaceId,
                "delete from automation_hooks where workspace_id = ? and automation_id = ?",
                workspaceId,
                automationId);
    }

    /** The owner of a token that is good; empty for any other. */
    Optional<Owner> owner(String token, Instant now) {
        return sql
                .globalQuery(
                        row -> new Owner(row.getLong("workspace_id"), row.getLong("automation_id")),
                        """
                        select workspace_id, automation_id
                        from automation_hook_tokens
                        where token_hash = ?
                          and (good_until is null or good_until > ?)
                        """,
                        HookToken.hash(token),
                        now)
                .stream()
                .findFirst();
    }
}
