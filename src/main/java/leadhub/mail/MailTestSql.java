package leadhub.mail;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on test emails. */
@Component
class MailTestSql {
    private final Sql sql;

    MailTestSql(Sql sql) {
        this.sql = sql;
    }

    Optional<MailTest> find(long workspaceId) {
        return sql.find(
                workspaceId,
                row -> new MailTest(Times.get(row, "asked_at"), row.getString("outcome")),
                """
                select asked_at, outcome
                from mail_tests
                where workspace_id = ?
                """,
                workspaceId);
    }

    void begin(long workspaceId, long userId, Instant now) {
        sql.update(workspaceId, """
                insert into mail_tests (workspace_id, user_id, asked_at)
                values (?, ?, ?)
                on conflict (workspace_id) do update
                set user_id = excluded.user_id, asked_at = excluded.asked_at, outcome = null
                """, workspaceId, userId, now);
    }

    void end(long workspaceId, String outcome) {
        sql.update(workspaceId, """
                update mail_tests
                set outcome = ?
                where workspace_id = ?
                """, outcome, workspaceId);
    }
}
