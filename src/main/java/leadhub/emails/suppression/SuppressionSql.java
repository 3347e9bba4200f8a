package leadhub.emails.suppression;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on the suppressed_emails table. */
@Component
class SuppressionSql {
    private static final String COLUMNS = "id, email, reason, created_at";

    private final Sql sql;

    SuppressionSql(Sql sql) {
        this.sql = sql;
    }

    /** The latest first. */
    Page<Suppression> list(long workspaceId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("select count(*) from suppressed_emails where workspace_id = ?", workspaceId),
                SuppressionSql::read,
                Sql.Statement.of("""
                        select %s
                        from suppressed_emails
                        where workspace_id = ?
                        order by id desc
                        limit ? offset ?
                        """.formatted(COLUMNS), workspaceId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    Optional<Suppression> find(long workspaceId, String key) {
        return sql.find(workspaceId, SuppressionSql::read, """
                select %s
                from suppressed_emails
                where workspace_id = ?
                  and email_key = ?
                """.formatted(COLUMNS), workspaceId, key);
    }

    Optional<Suppression> find(long workspaceId, long id) {
        return sql.find(workspaceId, SuppressionSql::read, """
                select %s
                from suppressed_emails
                where workspace_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    Optional<Suppression> lock(long workspaceId, long id) {
        return sql.find(workspaceId, SuppressionSql::read, """
                select %s
                from suppressed_emails
                where workspace_id = ?
                  and id = ?
                for update
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Empty if it is suppressed already, for whatever reason. */
    Optional<Suppression> insert(long workspaceId, String email, String key, SuppressionReason reason, Instant now) {
        return sql.find(
                workspaceId, SuppressionSql::read, """
                insert into suppressed_emails (workspace_id, email, email_key, reason, created_at)
                values (?, ?, ?, ?, ?)
                on conflict (workspace_id, email_key) do nothing
                returning %s
                """.formatted(COLUMNS), workspaceId, email, key, reason.word(), now);
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from suppressed_emails
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static Suppression read(ResultSet row) throws SQLException {
        return new Suppression(
                row.getLong("id"),
                row.getString("email"),
                SuppressionReason.ofWord(row.getString("reason")).orElseThrow(),
                Times.get(row, "created_at"));
    }
}
