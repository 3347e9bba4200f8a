package leadhub.base.database;

import java.time.Instant;
import java.util.List;

/** The statements on a feature's table that says which workspaces have work due. It belongs to no workspace. */
public class DueWorkspaces {
    private final Sql sql;
    private final String table;

    /** @param table of its feature: {@code workspace_id} and {@code due_at} */
    protected DueWorkspaces(Sql sql, String table) {
        this.sql = sql;
        this.table = table;
    }

    /** Within the transaction of the work itself. */
    public void add(long workspaceId, Instant dueAt) {
        sql.defer(workspaceId, "insert into " + table + " (workspace_id, due_at) values (?, ?)", workspaceId, dueAt);
    }

    /** Within the transaction that looks at all the work that was due. What others add meanwhile stays. */
    public void take(long workspaceId, Instant now) {
        sql.defer(workspaceId, "delete from " + table + " where workspace_id = ? and due_at <= ?", workspaceId, now);
    }

    /** Those with work due, the longest due first. */
    public List<Long> due(Instant now, int most) {
        return sql.globalQuery(row -> row.getLong("workspace_id"), """
                select workspace_id
                from %s
                where due_at <= ?
                group by workspace_id
                order by min(due_at)
                limit ?
                """.formatted(table), now, most);
    }
}
