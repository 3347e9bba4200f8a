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
    private static final String COLUMNS = """
            t.id, t.lead_id, t.title, t.due_on, t.due_at, t.assigned_user_id, t.done_at, t.done_by, t.created_at, t.created_by,
            coalesce(t.updated_at, t.created_at) as updated_at""";

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
                 order by t.due_on, t.id
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

    /** A user's open tasks on leads that the user can see, the most urgent first. */
    List<LeadTask> openOf(long workspaceId, long userId, @Nullable Owners visible, Slice slice) {
        var array = visible == null ? null : visible.array();
        return sql.query(
                workspaceId,
                LeadTaskSql::read,
                """
                select %s
                from lead_tasks t
                join leads l on l.workspace_id = t.workspace_id and l.id = t.lead_id
                where t.workspace_id = ?
                  and t.assigned_user_id = ?
                  and t.done_at is null
                  and (?::text is null or %s)
                order by t.due_on, t.id
                limit ? offset ?
                """.formatted(COLUMNS, VISIBLE),
                workspaceId,
                userId,
                array,
                array,
                slice.limit(),
                slice.offset());
    }

    /** A user's tasks on leads that the user can see and that were completed since then, the latest first. */
    List<LeadTask> doneOf(long workspaceId, long userId, @Nullable Owners visible, Instant since, int most) {
        var array = visible == null ? null : visible.array();
        return sql.query(
                workspaceId,
                LeadTaskSql::read,
                """
                select %s
                from lead_tasks t
                join leads l on l.workspace_id = t.workspace_id and l.id = t.lead_id
                where t.workspace_id = ?
                  and t.assigned_user_id = ?
                  and t.done_at >= ?
                  and (?::text is null or %s)
                order by t.done_at desc, t.id desc
                limit ?
                """.formatted(COLUMNS, VISIBLE),
                workspaceId,
                userId,
                since,
                array,
                array,
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

    LeadTask insert(Caller caller, long leadId, NewTask wanted, @Nullable Due due, Instant now) {
        return sql.get(
                caller.workspaceId(),
                LeadTaskSql::read,
                """
                insert into lead_tasks as t
                    (workspace_id, lead_id, title, due_on, due_at, assigned_user_id, created_at, created_by)
                values (:workspace_id, :lead_id, :title, :due_on, :due_at, :assigned_user_id, :now, :created_by::jsonb)
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("workspace_id", caller.workspaceId())
                        .and("lead_id", leadId)
                        .and("title", wanted.title())
                        .and("due_on", due == null ? null : due.on())
                        .and("due_at", due == null ? null : due.at())
                        .and("assigned_user_id", wanted.assignedUserId())
                        .and("now", now)
                        .and("created_by", Json.write(caller.actor())));
    }

    void update(long workspaceId, LeadTask task) {
        sql.update(
                workspaceId,
                """
                update lead_tasks
                set title = :title, due_on = :due_on, due_at = :due_at, assigned_user_id = :assigned_user_id,
                    done_at = :done_at, done_by = :done_by::jsonb, updated_at = :updated_at
                where workspace_id = :workspace_id
                  and id = :id
                """,
                NamedValues.of("title", task.title())
                        .and("due_on", task.dueOn())
                        .and("due_at", task.dueAt())
                        .and("assigned_user_id", task.assignedUserId())
                        .and("done_at", task.doneAt())
                        .and("done_by", task.doneBy() == null ? null : Json.write(task.doneBy()))
                        .and("updated_at", task.updatedAt())
                        .and("workspace_id", workspaceId)
                        .and("id", task.id()));
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from lead_tasks
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static LeadTask read(ResultSet row) throws SQLException {
        return new LeadTask(
                row.getLong("id"),
                row.getLong("lead_id"),
                row.getString("title"),
                row.getObject("due_on", LocalDate.class),
                Times.find(row, "due_at"),
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
