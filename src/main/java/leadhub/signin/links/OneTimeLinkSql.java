package leadhub.signin.links;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.database.Sql;
import leadhub.signin.Expiring;
import org.springframework.stereotype.Component;

/** Every statement on one-time links. */
@Component
class OneTimeLinkSql implements Expiring {
    private final Sql sql;

    OneTimeLinkSql(Sql sql) {
        this.sql = sql;
    }

    /** Whose link it is. */
    record Target(long workspaceId, String workspaceName, String workspaceSlug, long userId) {}

    void insert(byte[] tokenSha256, long workspaceId, long userId, LinkKind kind, Instant now, Instant expiresAt) {
        sql.globalUpdate("""
                insert into one_time_links (token_sha256, workspace_id, user_id, kind, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?)
                """, tokenSha256, workspaceId, userId, kind.word(), now, expiresAt);
    }

    Optional<Target> find(byte[] tokenSha256, LinkKind kind, Instant now) {
        return sql
                .globalQuery(
                        row -> new Target(
                                row.getLong("workspace_id"),
                                row.getString("name"),
                                row.getString("slug"),
                                row.getLong("user_id")),
                        """
                select l.workspace_id, w.name, w.slug, l.user_id
                from one_time_links l
                join workspaces w on w.id = l.workspace_id
                where l.token_sha256 = ?
                  and l.kind = ?
                  and l.expires_at > ?
                """,
                        tokenSha256,
                        kind.word(),
                        now)
                .stream()
                .findFirst();
    }

    /** Whoever deletes it has used it. */
    boolean take(byte[] tokenSha256) {
        return sql.globalUpdate("""
                delete from one_time_links
                where token_sha256 = ?
                """, tokenSha256) == 1;
    }

    void forget(long workspaceId, long userId) {
        sql.globalUpdate("""
                delete from one_time_links
                where workspace_id = ?
                  and user_id = ?
                """, workspaceId, userId);
    }

    @Override
    public void prune(Instant now) {
        sql.globalUpdate("""
                delete from one_time_links
                where expires_at <= ?
                """, now);
    }
}
