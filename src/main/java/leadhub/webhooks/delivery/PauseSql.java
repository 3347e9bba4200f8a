package leadhub.webhooks.delivery;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on hosts that are left alone for a time. */
@Component
class PauseSql {
    private final Sql sql;

    PauseSql(Sql sql) {
        this.sql = sql;
    }

    /** A host's pause, also when it is over. */
    record Row(String host, Instant until, int seconds) {}

    List<Row> all(long workspaceId) {
        return sql.query(
                workspaceId,
                row -> new Row(row.getString("host"), Times.get(row, "until"), row.getInt("seconds")),
                """
                select host, until, seconds
                from webhook_pauses
                where workspace_id = ?
                """,
                workspaceId);
    }

    Optional<Row> lock(long workspaceId, String host) {
        return sql.find(
                workspaceId,
                row -> new Row(row.getString("host"), Times.get(row, "until"), row.getInt("seconds")),
                """
                select host, until, seconds
                from webhook_pauses
                where workspace_id = ?
                  and host = ?
                for update
                """,
                workspaceId,
                host);
    }

    void put(long workspaceId, Row pause) {
        sql.update(workspaceId, """
                insert into webhook_pauses as p (workspace_id, host, until, seconds)
                values (?, ?, ?, ?)
                on conflict (workspace_id, host) do update
                set until = greatest(p.until, excluded.until), seconds = excluded.seconds
                """, workspaceId, pause.host(), pause.until(), pause.seconds());
    }

    /** Forgets a host's pause, unless it goes on. */
    void end(long workspaceId, String host, Instant now) {
        sql.update(workspaceId, """
                delete from webhook_pauses
                where workspace_id = ?
                  and host = ?
                  and until <= ?
                """, workspaceId, host, now);
    }

    /** Forgets for how long hosts were left alone that nobody sends to any more. */
    void deleteBefore(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                delete from webhook_pauses
                where workspace_id = ?
                  and until < ?
                """, workspaceId, before);
    }
}
