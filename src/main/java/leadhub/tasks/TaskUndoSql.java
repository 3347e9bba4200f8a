package leadhub.tasks;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The statements on what users did to tasks, for as long as it can be undone. */
@Component
class TaskUndoSql {
    private final Sql sql;

    TaskUndoSql(Sql sql) {
        this.sql = sql;
    }

    /** A task before and after; null where there was or is none. */
    record Done(@Nullable LeadTask before, @Nullable LeadTask after) {}

    /** Keeps what was done, and forgets what the user can't undo any more; its id. */
    long insert(Caller caller, long leadId, Done done, Instant now, Instant forgotten) {
        return sql.get(
                caller.workspaceId(),
                row -> row.getLong("id"),
                """
                with old as (
                    delete from task_undos
                    where workspace_id = :workspace_id
                      and user_id = :user_id
                      and done_at < :forgotten
                )
                insert into task_undos (workspace_id, user_id, lead_id, before, after, done_at)
                values (:workspace_id, :user_id, :lead_id, :before::jsonb, :after::jsonb, :now)
                returning id
                """,
                NamedValues.of("workspace_id", caller.workspaceId())
                        .and("user_id", caller.actor().id())
                        .and("forgotten", forgotten)
                        .and("lead_id", leadId)
                        .and("before", json(done.before()))
                        .and("after", json(done.after()))
                        .and("now", now));
    }

    /** What the user did to a task of the lead; taken away, for it is undone once. */
    Optional<Done> take(Caller caller, long leadId, long id, Instant notBefore) {
        return sql.find(
                caller.workspaceId(),
                row -> new Done(task(row.getString("before")), task(row.getString("after"))),
                """
                delete from task_undos
                where workspace_id = ?
                  and user_id = ?
                  and id = ?
                  and lead_id = ?
                  and done_at >= ?
                returning before, after
                """,
                caller.workspaceId(),
                caller.actor().id(),
                id,
                leadId,
                notBefore);
    }

    private static @Nullable String json(@Nullable LeadTask task) {
        return task == null ? null : Json.write(task);
    }

    private static @Nullable LeadTask task(@Nullable String json) {
        if (json == null) {
            return null;
        }
        var kept = (ObjectNode) Json.MAPPER.readTree(json);
        // An older version kept neither.
        kept.putIfAbsent("kind", StringNode.valueOf(TaskKind.TODO.name()));
        kept.putIfAbsent("hasTime", BooleanNode.FALSE);
        return Json.MAPPER.treeToValue(kept, LeadTask.class);
    }
}
