package leadhub.home;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on what a workspace has done first, and on who doesn't want to be shown it. */
@Component
class FirstStepSql {
    private final Sql sql;

    FirstStepSql(Sql sql) {
        this.sql = sql;
    }

    StepList look(long workspaceId, long userId) {
        return sql.get(
                workspaceId,
                row -> {
                    var done = new EnumMap<StepList.Step, Boolean>(StepList.Step.class);
                    for (var step : StepList.Step.values()) {
                        done.put(step, row.getBoolean(step.name().toLowerCase(Locale.ROOT)));
                    }
                    return new StepList(done, row.getBoolean("dismissed"), row.getBoolean("demo"));
                },
                """
                select
                    exists (select 1 from first_steps_dismissed d
                            where d.workspace_id = :workspace_id and d.user_id = :user_id) as dismissed,
                    exists (select 1 from demo_leads x where x.workspace_id = :workspace_id) as demo,
                    -- In an order, or PostgreSQL reads the table until it meets one of this workspace.
                    (select true from leads l where l.workspace_id = :workspace_id order by l.created_at limit 1) is not null as lead,
                    exists (select 1 from integrations i where i.workspace_id = :workspace_id) as source,
                    exists (select 1 from forms f where f.workspace_id = :workspace_id) as form,
                    exists (select 1 from api_keys k where k.workspace_id = :workspace_id) as key,
                    exists (select 1 from imports m where m.workspace_id = :workspace_id) as import,
                    exists (select 1 from users u where u.workspace_id = :workspace_id and u.id <> :user_id) as invite
                """,
                NamedValues.of("workspace_id", workspaceId).and("user_id", userId));
    }

    void dismiss(long workspaceId, long userId, Instant now) {
        sql.update(workspaceId, """
                insert into first_steps_dismissed (workspace_id, user_id, dismissed_at)
                values (?, ?, ?)
                on conflict (workspace_id, user_id) do nothing
                """, workspaceId, userId, now);
    }

    void showAgain(long workspaceId, long userId) {
        sql.update(
                workspaceId,
                "delete from first_steps_dismissed where workspace_id = ? and user_id = ?",
                workspaceId,
                userId);
    }
}
