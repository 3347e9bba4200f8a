package leadhub.automations.runs;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import leadhub.base.Effect;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.events.FieldChange;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that take a run from one turn to the next. Whoever comes late changes nothing. */
@Component
class ProgressSql {
    private final Sql sql;

    ProgressSql(Sql sql) {
        this.sql = sql;
    }

    /** The run, unless it is over or was taken further; nobody else does that until the transaction ends. */
    Optional<Progress> lock(long workspaceId, long id, int turn) {
        return sql.find(workspaceId, ProgressSql::read, """
                select id, lead_id, depth, status, changes, news, step_id, is_inside, place, attempts, turn, due_at, leased_until,
                       resumes_at, listens, suppressed
                from automation_runs
                where workspace_id = ?
                  and id = ?
                  and turn = ?
                  and status in ('running', 'waiting')
                for update
                """, workspaceId, id, turn);
    }

    private static Progress read(ResultSet row) throws SQLException {
        var progress = new Progress(
                row.getLong("id"),
                row.getLong("lead_id"),
                row.getInt("depth"),
                RunStatus.of(row.getString("status")),
                FieldChange.byField(row.getString("changes")),
                FieldChange.byField(row.getString("news")),
                row.getInt("turn"));
        progress.stepId = row.getString("step_id");
        progress.isInside = row.getBoolean("is_inside");
        progress.place = row.getInt("place");
        progress.attempts = row.getInt("attempts");
        progress.dueAt = Times.find(row, "due_at");
        progress.leasedUntil = Times.find(row, "leased_until");
        progress.resumesAt = Times.find(row, "resumes_at");
        progress.listens = row.getBoolean("listens");
        progress.suppressed = effects(row.getArray("suppressed"));
        return progress;
    }

    private static Set<Effect> effects(@Nullable Array words) throws SQLException {
        return words == null
                ? Set.of()
                : Arrays.stream((String[]) words.getArray())
                        .flatMap(word -> Effect.of(word).stream())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Within the transaction that has locked it; it travels with the commit. */
    void write(long workspaceId, Progress progress, List<RunStep> steps, Instant now) {
        if (!steps.isEmpty()) {
            writeSteps(workspaceId, progress, steps);
        }
        var reason = progress.reason;
        sql.defer(
                workspaceId,
                """
                update automation_runs
                set status = :status, reason = :reason, changes = :changes::jsonb, news = :news::jsonb, is_gathering = false,
                    step_id = :step_id, is_inside = :is_inside, place = :place, attempts = :attempts, turn = turn + 1,
                    due_at = :due_at, leased_until = :leased_until, resumes_at = :resumes_at, listens = :listens,
                    finished_at = case when :is_over then :now::timestamptz end
                where workspace_id = :workspace_id
                  and id = :id
                  and turn = :turn
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("id", progress.id)
                        .and("turn", progress.turn)
                        .and("status", progress.status.word())
                        .and("reason", reason == null ? null : reason.word())
                        .and("changes", Json.write(progress.changes))
                        .and("news", Json.write(progress.news))
                        .and("step_id", progress.stepId)
                        .and("is_inside", progress.isInside)
                        .and("place", progress.place)
                        .and("attempts", progress.attempts)
                        .and("due_at", progress.dueAt)
                        .and("leased_until", progress.leasedUntil)
                        .and("resumes_at", progress.resumesAt)
                        .and("listens", progress.listens)
                        .and("is_over", progress.status.isOver())
                        .and("now", now));
    }

    /** One step alone. */
    void writeStep(long workspaceId, Progress progress, RunStep step) {
        writeSteps(workspaceId, progress, List.of(step));
    }

    private void writeSteps(long workspaceId, Progress progress, List<RunStep> steps) {
        sql.defer(
                workspaceId,
                """
                insert into automation_run_steps
                    (workspace_id, run_id, place, lead_id, step_id, type, action, status, attempt, started_at, finished_at,
                     outcome, error)
                select :workspace_id, :run_id, s.place, :lead_id, s.step_id, s.type, s.action, s.status, s.attempt, s.started_at,
                       s.finished_at, s.outcome::jsonb, s.error
                from unnest(:places::int[], :step_ids::text[], :types::text[], :actions::text[], :statuses::text[],
                            :attempts::int[], :started::timestamptz[], :finished::timestamptz[], :outcomes::text[],
                            :errors::text[])
                    as s (place, step_id, type, action, status, attempt, started_at, finished_at, outcome, error)
                on conflict (workspace_id, run_id, place) do update
                set status = excluded.status, attempt = excluded.attempt, finished_at = excluded.finished_at,
                    outcome = excluded.outcome, error = excluded.error
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("run_id", progress.id)
                        .and("lead_id", progress.leadId)
                        .and("places", steps.stream().mapToInt(RunStep::place).toArray())
                        .and("step_ids", texts(steps, RunStep::stepId))
                        .and("types", texts(steps, RunStep::type))
                        .and("actions", texts(steps, RunStep::action))
                        .and("statuses", texts(steps, RunStep::status))
                        .and(
                                "attempts",
                                steps.stream().mapToInt(RunStep::attempt).toArray())
                        .and("started", texts(steps, step -> step.startedAt().toString()))
                        .and("finished", texts(steps, step -> {
                            var finished = step.finishedAt();
                            return finished == null ? null : finished.toString();
                        }))
                        .and("outcomes", texts(steps, RunStep::outcome))
                        .and("errors", texts(steps, RunStep::error)));
    }

    private static @Nullable String[] texts(List<RunStep> steps, Function<RunStep, @Nullable String> text) {
        var texts = new ArrayList<@Nullable String>();
        steps.forEach(step -> texts.add(text.apply(step)));
        return texts.toArray(String[]::new);
    }

    /** The last step that the run has begun, to be ended. */
    Optional<RunStep> step(long workspaceId, long runId, int place) {
        return sql.find(workspaceId, RunHistorySql::step, """
                select place, step_id, type, action, status, attempt, started_at, finished_at, outcome, error
                from automation_run_steps
                where workspace_id = ?
                  and run_id = ?
                  and place = ?
                """, workspaceId, runId, place);
    }

    /** What came of an attempt whose run was cancelled meanwhile. */
    void note(long workspaceId, long runId, String stepId, @Nullable String outcome, @Nullable String error) {
        sql.update(workspaceId, """
                update automation_run_steps
                set outcome = ?::jsonb, error = ?
                where workspace_id = ?
                  and run_id = ?
                  and step_id = ?
                  and status = 'cancelled'
                """, outcome, error, workspaceId, runId, stepId);
    }
}
