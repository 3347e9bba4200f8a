package leadhub.emails.suppression;

import java.util.Optional;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on what links in emails are made with, and on where they lead. */
@Component
class UnsubscribeLinkSql {
    private final Sql sql;

    UnsubscribeLinkSql(Sql sql) {
        this.sql = sql;
    }

    Optional<byte[]> secret(long workspaceId) {
        return sql.find(
                workspaceId,
                row -> row.getBytes("secret"),
                "select secret from unsubscribe_secrets where workspace_id = ?",
                workspaceId);
    }

    /** Leaves one alone that is there. */
    void addSecret(long workspaceId, byte[] secret) {
        sql.update(workspaceId, """
                insert into unsubscribe_secrets (workspace_id, secret)
                values (?, ?)
                on conflict (workspace_id) do nothing
                """, workspaceId, secret);
    }

    void addLink(byte[] tokenHash, long workspaceId) {
        sql.globalUpdate("""
                insert into unsubscribe_links (token_hash, workspace_id)
                values (?, ?)
                on conflict (token_hash) do nothing
                """, tokenHash, workspaceId);
    }

    Optional<Long> workspace(byte[] tokenHash) {
        return sql
                .globalQuery(
                        row -> row.getLong("workspace_id"),
                        "select workspace_id from unsubscribe_links where token_hash = ?",
                        tokenHash)
                .stream()
                .findFirst();
    }
}
