package leadhub.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.leads.Owners;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on tasks, except the one that deletes them with their lead. */
@Component
class LeadTaskSql {
    static final String COLUMNS = """
            t.id, t.lead_id, t.kind, t.title, t.due_on, t.due_at, t.due_has_time, t.reminder_minutes, t.assigned_user_id, t.done_at,
            t.done_by, t.created_at, t.created_by, coalesce(t.updated_at, t.created_at) as updated_at""";

    private static final String VISIBLE = Owners.condition("l.assigned_user_id");

    private final Sql sql;

    LeadTaskSql(Sql sql) {
        this.sql = sql;
    }

    /** A lead's open tasks, the most urgent first, then its completed ones, the latest first. */
    List<LeadTask> list(long workspaceId, long leadId, int mostOpen, int mostDone) {
        return sql.query(
                workspaceId,
                LeadTaskSql::read,
                """
                (select %s
                 from lead_tasks t
                 where t.workspace_id = ?
                   and t.lead_id = ?
                   and t.done_at is null
                 order by t.due_on, t.due_at, t.id
                 limit ?)
                union all
                (select %s
                 from lead_tasks t
                 where t.workspace_id = ?
                   and t.lead_id = ?
                   and t.done_at is not null
                 order by t.done_at desc, t.id desc
                 limit ?)
                """.formatted(COLUMNS, COLUMNS),
                workspaceId,
                leadId,
                mostOpen,
                workspaceId,
                leadId,
                mostDone);
    }

    /** Takes open tasks of somebody that have become due within a time; what somebody changes right now comes with the next. */
    List<LeadTask> becomeDue(long workspaceId, Instant after, Instant upTo, int most) {
        return sql.query(
                workspaceId, LeadTaskSql::read, """
                update lead_tasks t
                set due_told_at = t.due_at
                where t.workspace_id = ?
                  and t.id in (
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
                      for update skip locked)
                returning %s
                """.formatted(COLUMNS), workspaceId, workspaceId, after, upTo, most);
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
                  and t.id in (
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
                      for update skip locked)
                returning %s
                """.formatted(COLUMNS),
                workspaceId,
                workspaceId,
                after,
                upTo,
                upTo,
                most);
    }

    /** Of each of some leads so many tasks, the most urgent first. */
    List<LeadTask> ofLeads(long workspaceId, long[] leadIds, int most) {
        return sql.query(workspaceId, LeadTaskSql::read, """
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
                """.formatted(COLUMNS), leadIds, workspaceId, most);
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
                """.formatted(COLUMNS), leadIds, workspaceId);
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

    Optional<LeadTask> find(long workspaceId, long leadId, long id) {
        return sql.find(workspaceId, LeadTaskSql::read, """
                select %s
                from lead_tasks t
                where t.workspace_id = ?
                  and t.id = ?
                  and t.lead_id = ?
                """.formatted(COLUMNS), workspaceId, id, leadId);
    }

    /** A page of those that a filter asks for, of leads that the caller sees, the most urgent first. */
    Page<LeadTask> list(long workspaceId, TaskFilter filter, @Nullable Owners visible, Slice slice) {
        var values = new ArrayList<Object>(List.of(workspaceId));
        var from = from(filter, visible, values);
        var counted = new Sql.Statement("select count(*) " + from, List.copyOf(values));
        values.add(slice.limit());
        values.add(slice.offset());
        var listed = new Sql.Statement(
                "select " + COLUMNS + "\n" + from + "order by t.due_at, t.id\nlimit ? offset ?", values);
        var answer = sql.both(workspaceId, row -> row.getLong(1), counted, LeadTaskSql::read, listed);
        return new Page<>(answer.second(), answer.first());
    }

    /** Spelled for what is asked for alone, so that each is found by its index. */
    private static String from(TaskFilter filter, @Nullable Owners visible, List<Object> values) {
        var conditions = new StringBuilder("where t.workspace_id = ?\n");
        add(conditions, values, "t.lead_id = ?", filter.leadId());
        add(conditions, values, "t.assigned_user_id = ?", filter.userId());
        add(conditions, values, "coalesce(t.kind, 'todo') = ?", filter.kind());
        add(conditions, values, "(t.done_at is not null) = ?", filter.isDone());
        add(conditions, values, "t.due_at > ?", filter.dueAfter());
        add(conditions, values, "t.due_at < ?", filter.dueBefore());
        if (visible == null) {
            return "from lead_tasks t\n" + conditions;
        }
        add(conditions, values, VISIBLE, visible.array());
        return "from lead_tasks t\njoin leads l on l.workspace_id = t.workspace_id and l.id = t.lead_id\n" + conditions;
    }

    private static void add(StringBuilder conditions, List<Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.append("  and ").append(condition).append('\n');
            values.add(value);
        }
    }

    /** @param task without an id of its own */
    LeadTask insert(Caller caller, LeadTask task) {
        return sql.get(
                caller.workspaceId(),
                LeadTaskSql::read,
                """
                insert into lead_tasks as t
                    (workspace_id, lead_id, kind, title, due_on, due_at, due_has_time, reminder_minutes, remind_at,
                     assigned_user_id, created_at, created_by)
                values (:workspace_id, :lead_id, :kind, :title, :due_on, :due_at, :due_has_time, :reminder_minutes, :remind_at,
                     :assigned_user_id, :created_at, :created_by::jsonb)
                returning %s
                """.formatted(COLUMNS),
                terms(caller, task)
                        .and("lead_id", task.leadId())
                        .and("created_at", task.createdAt())
                        .and("created_by", Json.write(task.createdBy())));
    }

    void update(Caller caller, LeadTask task) {
        sql.update(
                caller.workspaceId(),
                """
                update lead_tasks
                set kind = :kind, title = :title, due_on = :due_on, due_at = :due_at, due_has_time = :due_has_time,
                    reminder_minutes = :reminder_minutes, remind_at = :remind_at, assigned_user_id = :assigned_user_id,
                    done_at = :done_at, done_by = :done_by::jsonb, updated_at = :updated_at
                where workspace_id = :workspace_id
                  and id = :id
                """,
                terms(caller, task)
                        .and("done_at", task.doneAt())
                        .and("done_by", task.doneBy() == null ? null : Json.write(task.doneBy()))
                        .and("updated_at", task.updatedAt())
                        .and("id", task.id()));
    }

    private static NamedValues terms(Caller caller, LeadTask task) {
        return NamedValues.of("workspace_id", caller.workspaceId())
                .and("kind", task.kind().stored())
                .and("title", task.title())
                .and("due_on", task.dueOn())
                .and("due_at", task.dueAt())
                .and("due_has_time", task.hasTime())
                .and("reminder_minutes", task.reminderMinutes())
                .and("remind_at", task.remindAt(caller.region().zone()))
                .and("assigned_user_id", task.assignedUserId());
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from lead_tasks
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    static LeadTask read(ResultSet row) throws SQLException {
        return new LeadTask(
                row.getLong("id"),
                row.getLong("lead_id"),
                TaskKind.of(row.getString("kind")),
                row.getString("title"),
                row.getObject("due_on", LocalDate.class),
                Times.find(row, "due_at"),
                row.getBoolean("due_has_time"),
                row.getObject("reminder_minutes", Integer.class),
                row.getObject("assigned_user_id", Long.class),
                Times.find(row, "done_at"),
                actor(row.getString("done_by")),
                Times.get(row, "created_at"),
                Json.MAPPER.readValue(row.getString("created_by"), Actor.class),
                Times.get(row, "updated_at"));
    }

    private static @Nullable Actor actor(@Nullable String json) {
        return json == null ? null : Json.MAPPER.readValue(json, Actor.class);
    }
}
