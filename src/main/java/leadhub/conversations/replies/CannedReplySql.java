package leadhub.conversations.replies;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on canned replies. */
@Component
class CannedReplySql {
    private final Sql sql;

    CannedReplySql(Sql sql) {
        this.sql = sql;
    }

    /** All of them, by name. */
    List<CannedReply> all(long workspaceId) {
        return sql.query(workspaceId, CannedReplySql::read, """
                select id, name, content
                from canned_replies
                where workspace_id = ?
                order by lower(name), id
                """, workspaceId);
    }

    Optional<CannedReply> find(long workspaceId, long id) {
        return find(workspaceId, id, "");
    }

    Optional<CannedReply> lock(long workspaceId, long id) {
        return find(workspaceId, id, "for update");
    }

    private Optional<CannedReply> find(long workspaceId, long id, String lock) {
        return sql.find(workspaceId, CannedReplySql::read, """
                select id, name, content
                from canned_replies
                where workspace_id = ?
                  and id = ?
                %s
                """.formatted(lock), workspaceId, id);
    }

    /** Lets nobody else add or rename one until the transaction ends, so that their number and names hold. */
    void lock(long workspaceId) {
        sql.query(
                workspaceId,
                row -> "",
                "select pg_advisory_xact_lock(hashtextextended('canned_replies', ?))",
                workspaceId);
    }

    long count(long workspaceId) {
        return sql.get(
                workspaceId,
                row -> row.getLong(1),
                "select count(*) from canned_replies where workspace_id = ?",
                workspaceId);
    }

    /** Whether another one has that name. */
    boolean isTaken(long workspaceId, String name, long exceptId) {
        return !sql.query(workspaceId, row -> row.getLong("id"), """
                        select id
                        from canned_replies
                        where workspace_id = ?
                          and lower(name) = lower(?)
                          and id <> ?
                        """, workspaceId, name, exceptId)
                .isEmpty();
    }

    CannedReply insert(long workspaceId, String name, String content, Instant now) {
        return sql.get(
                workspaceId,
                CannedReplySql::read,
                """
                insert into canned_replies (workspace_id, name, content, created_at, updated_at)
                values (:workspace, :name, :content, :now, :now)
                returning id, name, content
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("name", name)
                        .and("content", content)
                        .and("now", now));
    }

    CannedReply update(long workspaceId, long id, String name, String content, Instant now) {
        return sql.get(workspaceId, CannedReplySql::read, """
                update canned_replies
                set name = ?, content = ?, updated_at = ?
                where workspace_id = ?
                  and id = ?
                returning id, name, content
                """, name, content, now, workspaceId, id);
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from canned_replies
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static CannedReply read(ResultSet row) throws SQLException {
        return new CannedReply(row.getLong("id"), row.getString("name"), row.getString("content"));
    }
}
