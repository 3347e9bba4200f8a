package leadhub.mail;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on emails that wait for the next day. */
@Component
class WaitingMailSql {
    private final Sql sql;

    WaitingMailSql(Sql sql) {
        this.sql = sql;
    }

    /** Whether no email to that user is waiting; one whose time has come no longer counts. */
    boolean add(long workspaceId, long userId, Instant until, Instant now) {
        return sql.update(workspaceId, """
                insert into waiting_mails (workspace_id, user_id, waits_until)
                values (?, ?, ?)
                on conflict (workspace_id, user_id) do update
                set waits_until = excluded.waits_until
                where waiting_mails.waits_until <= ?
                """, workspaceId, userId, until, now) == 1;
    }

    void delete(long workspaceId, long userId) {
        sql.update(workspaceId, """
                delete from waiting_mails
                where workspace_id = ?
                  and user_id = ?
                """, workspaceId, userId);
    }

    Map<Long, Instant> list(long workspaceId) {
        var all = new LinkedHashMap<Long, Instant>();
        sql.query(
                workspaceId,
                row -> all.put(row.getLong("user_id"), Times.get(row, "waits_until")) == null,
                """
                select user_id, waits_until
                from waiting_mails
                where workspace_id = ?
                order by waits_until, user_id
                """,
                workspaceId);
        return all;
    }
}
