package leadhub.tasks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on the tasks of many leads at once. */
@Component
class TasksOfLeadsSql {
    private final Sql sql;

    TasksOfLeadsSql(Sql sql) {
        this.sql = sql;
    }

    /** Of each of some leads so many tasks, the most urgent first. */
    List<LeadTask> ofLeads(long workspaceId, long[] leadIds, int most) {
        return sql.query(
                workspaceId, LeadTaskSql::read, """
                select task.*
                from unnest(?::bigint[]) as wanted (id)
                cross join lateral (
                    select %s
                    from lead_tasks t
                    where t.workspace_id = ?
                      and t.lead_id = wanted.id
                    order by t.due_at, t.id
                    limit ?
                ) task
                order by task.due_at, task.id
                """.formatted(LeadTaskSql.COLUMNS), leadIds, workspaceId, most);
    }

    /** Of each of some leads the most urgent open task. */
    List<LeadTask> next(long workspaceId, long[] leadIds) {
        return sql.query(workspaceId, LeadTaskSql::read, """
                select task.*
                from unnest(?::bigint[]) as wanted (id)
                cross join lateral (
                    select %s
                    from lead_tasks t
                    where t.workspace_id = ?
                      and t.lead_id = wanted.id
                      and t.done_at is null
                    order by t.due_on, t.due_at, t.id
                    limit 1
                ) task
                """.formatted(LeadTaskSql.COLUMNS), leadIds, workspaceId);
    }

    /** How many tasks each of some leads has, by its id. */
    Map<Long, Long> counts(long workspaceId, long[] leadIds) {
        var byLead = new HashMap<Long, Long>();
        sql.query(
                workspaceId,
                row -> byLead.put(row.getLong("lead_id"), row.getLong("tasks")),
                """
                select lead_id, count(*) as tasks
                from lead_tasks
                where workspace_id = ?
                  and lead_id = any (?)
                group by lead_id
                """,
                workspaceId,
                leadIds);
        return byLead;
    }
}
