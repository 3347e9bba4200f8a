package leadhub.tasks;

import java.time.Instant;
import java.util.List;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that find whom to tell of their tasks, each time once. */
@Component
class DueTaskSql {
    private final Sql sql;

    DueTaskSql(Sql sql) {
        this.sql = sql;
    }

    /** Takes open tasks of somebody that have become due within a time; what somebody changes right now comes with the next. */
    List<LeadTask> becomeDue(long workspaceId, Instant after, Instant upTo, int most) {
        return sql.query(
                workspaceId,
                LeadTaskSql::read,
                """
                update lead_tasks t
                set due_told_at = t.due_at
                where t.workspace_id = ?
                  and t.id = any (array(
                      select due.id
                      from lead_tasks due
                      where due.workspace_id = ?
                        and due.due_at > ?
                        and due.due_at <= ?
                        and due.done_at is null
                        and due.assigned_user_id is not null
                        and due.due_told_at is distinct from due.due_at
                      order by due.due_at, due.id
                      limit ?
                      for update skip locked))
                returning %s
                """.formatted(LeadTaskSql.COLUMNS),
                workspaceId,
                workspaceId,
                after,
                upTo,
                most);
    }

    /** Takes open tasks of somebody who is to be reminded within a time and before they are due, as above. */
    List<LeadTask> becomeReminded(long workspaceId, Instant after, Instant upTo, int most) {
        return sql.query(
                workspaceId,
                LeadTaskSql::read,
                """
                update lead_tasks t
                set reminded_at = t.remind_at
                where t.workspace_id = ?
                  and t.id = any (array(
                      select soon.id
                      from lead_tasks soon
                      where soon.workspace_id = ?
                        and soon.remind_at > ?
                        and soon.remind_at <= ?
                        and soon.due_at > ?
                        and soon.done_at is null
                        and soon.assigned_user_id is not null
                        and soon.reminded_at is distinct from soon.remind_at
                      order by soon.remind_at, soon.id
                      limit ?
                      for update skip locked))
                returning %s
                """.formatted(LeadTaskSql.COLUMNS),
                workspaceId,
                workspaceId,
                after,
                upTo,
                upTo,
                most);
    }
}
