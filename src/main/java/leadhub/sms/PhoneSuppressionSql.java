package leadhub.sms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on the suppressed_phones table. */
@Component
class PhoneSuppressionSql {
    private static final String COLUMNS = "id, phone, reason, created_at";

    private final Sql sql;

    PhoneSuppressionSql(Sql sql) {
        this.sql = sql;
    }

    /** The latest first. */
    Page<PhoneSuppression> list(long workspaceId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("select count(*) from suppressed_phones where workspace_id = ?", workspaceId),
                PhoneSuppressionSql::read,
                Sql.Statement.of("""
                        select %s
                        from suppressed_phones
                        where workspace_id = ?
                        order by id desc
                        limit ? offset ?
                        """.formatted(COLUMNS), workspaceId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    Optional<PhoneSuppression> find(long workspaceId, String phone) {
        return sql.find(workspaceId, PhoneSuppressionSql::read, """
                select %s
                from suppressed_phones
                where workspace_id = ?
                  and phone = ?
                """.formatted(COLUMNS), workspaceId, phone);
    }

    Optional<PhoneSuppression> find(long workspaceId, long id) {
        return sql.find(workspaceId, PhoneSuppressionSql::read, """
                select %s
                from suppressed_phones
                where workspace_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    Optional<PhoneSuppression> lock(long workspaceId, long id) {
        return sql.find(workspaceId, PhoneSuppressionSql::read, """
                select %s
                from suppressed_phones
                where workspace_id = ?
                  and id = ?
                for update
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Empty if it is suppressed already, for whatever reason. */
    Optional<PhoneSuppression> insert(long workspaceId, String phone, PhoneSuppression.Reason reason, Instant now) {
        return sql.find(
                workspaceId, PhoneSuppressionSql::read, """
                insert into suppressed_phones (workspace_id, phone, reason, created_at)
                values (?, ?, ?, ?)
                on conflict (workspace_id, phone) do nothing
                returning %s
                """.formatted(COLUMNS), workspaceId, phone, reason.word(), now);
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from suppressed_phones
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static PhoneSuppression read(ResultSet row) throws SQLException {
        return new PhoneSuppression(
                row.getLong("id"),
                row.getString("phone"),
                PhoneSuppression.Reason.ofWord(row.getString("reason")).orElseThrow(),
                Times.get(row, "created_at"));
    }
}
