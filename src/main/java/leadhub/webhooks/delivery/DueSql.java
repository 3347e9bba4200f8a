package leadhub.webhooks.delivery;

import java.time.Instant;
import java.util.List;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on the table that says which workspaces have work due. It belongs to no workspace. */
@Component
class DueSql {
    private final Sql sql;

    DueSql(Sql sql) {
        this.sql = sql;
    }

    /** Within the transaction of the work itself. */
    void add(long workspaceId, Instant dueAt) {
        sql.defer(workspaceId, "insert into webhook_due (workspace_id, due_at) values (?, ?)", workspaceId, dueAt);
    }

    /** Within the transaction that looks at all the work that was due. What others add meanwhile stays. */
    void take(long workspaceId, Instant now) {
        sql.defer(workspaceId, "delete from webhook_due where workspace_id = ? and due_at <= ?", workspaceId, now);
    }

    /** Those with work due, the longest due first. */
    List<Long> due(Instant now, int most) {
        return sql.globalQuery(row -> row.getLong("workspace_id"), """
                select workspace_id
                from webhook_due
                where due_at <= ?
                group by workspace_id
                order by min(due_at)
                limit ?
                """, now, most);
    }
}
