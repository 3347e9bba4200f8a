package leadhub.intake;

import java.time.Instant;
import java.util.List;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on the table that says which workspaces have something to work on. It belongs to no workspace. */
@Component
class IntakeDueSql {
    private final Sql sql;

    IntakeDueSql(Sql sql) {
        this.sql = sql;
    }

    /** Within the transaction of what waits. */
    void add(long workspaceId, Instant dueAt) {
        sql.defer(workspaceId, "insert into intake_due (workspace_id, due_at) values (?, ?)", workspaceId, dueAt);
    }

    /** Once nothing waits that was there at that time. What others add meanwhile stays. */
    void take(long workspaceId, Instant now) {
        sql.globalUpdate("delete from intake_due where workspace_id = ? and due_at <= ?", workspaceId, now);
    }

    /** Whether something of a workspace waits, or somebody is at it. */
    boolean isAnyWaiting(long workspaceId, Instant now) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from intake
                    where workspace_id = ?
                      and status = 'received'
                      and (retry_at is null or retry_at <= ?))
                """, workspaceId, now);
    }

    /** Those with something to work on, the longest due first. */
    List<Long> due(Instant now, int most) {
        return sql.globalQuery(row -> row.getLong("workspace_id"), """
                select workspace_id
                from intake_due
                where due_at <= ?
                group by workspace_id
                order by min(due_at)
                limit ?
                """, now, most);
    }
}
