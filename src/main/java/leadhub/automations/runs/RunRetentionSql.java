package leadhub.automations.runs;

import java.time.Instant;
import java.util.List;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that forget runs that were kept long enough. */
@Component
class RunRetentionSql {
    private final Sql sql;

    RunRetentionSql(Sql sql) {
        this.sql = sql;
    }

    /** The longest finished first; nobody retries them until the transaction ends. */
    List<Long> finishedBefore(long workspaceId, Instant before, int most) {
        return sql.query(workspaceId, row -> row.getLong("id"), """
                select id
                from automation_runs
                where workspace_id = ?
                  and finished_at < ?
                order by finished_at
                limit ?
                for update skip locked
                """, workspaceId, before, most);
    }

    void forget(long workspaceId, long[] ids) {
        sql.defer(workspaceId, """
                insert into automation_former_runs (workspace_id, automation_id, lead_id)
                select distinct workspace_id, automation_id, lead_id
                from automation_runs
                where workspace_id = ?
                  and id = any (?)
                on conflict do nothing
                """, workspaceId, ids);
        sql.defer(
                workspaceId,
                "delete from automation_run_steps where workspace_id = ? and run_id = any (?)",
                workspaceId,
                ids);
        sql.defer(
                workspaceId, "delete from automation_runs where workspace_id = ? and id = any (?)", workspaceId, ids);
    }
}
