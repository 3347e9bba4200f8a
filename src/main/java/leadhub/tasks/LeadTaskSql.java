package leadhub.tasks;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on a lead's tasks. */
@Component
class LeadTaskSql {
    static final String COLUMNS = """
            t.id, t.lead_id, t.kind, t.title, t.due_on, t.due_at, t.due_has_time, t.reminder_minutes, t.assigned_user_id, t.done_at,
            t.done_by, t.created_at, t.created_by, coalesce(t.updated_at, t.created_at) as updated_at""";

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

    Optional<LeadTask> find(long workspaceId, long leadId, long id) {
        return sql.find(workspaceId, LeadTaskSql::read, """
                select %s
                from lead_tasks t
                where t.workspace_id = ?
                  and t.id = ?
                  and t.lead_id = ?
                """.formatted(COLUMNS), workspaceId, id, leadId);
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
