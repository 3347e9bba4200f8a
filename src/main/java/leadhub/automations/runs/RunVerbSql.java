package leadhub.automations.runs;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements by which people and changed automations take hold of runs. Each ends a turn, so that whoever is at one finds it gone. */
@Component
class RunVerbSql {
    private final Sql sql;

    RunVerbSql(Sql sql) {
        this.sql = sql;
    }

    /** Whether it wasn't over. */
    boolean cancel(long workspaceId, long id, Instant now) {
        var isCancelled = sql.update(workspaceId, """
                update automation_runs
                set status = 'cancelled', reason = 'cancelled', due_at = null, leased_until = null, resumes_at = null,
                    listens = false, is_gathering = false, turn = turn + 1, finished_at = ?
                where workspace_id = ?
                  and id = ?
                  and status in ('running', 'waiting')
                """, now, workspaceId, id) == 1;
        if (isCancelled) {
            sql.update(workspaceId, """
                    update automation_run_steps
                    set status = 'cancelled', finished_at = ?
                    where workspace_id = ?
                      and run_id = ?
                      and status in ('running', 'waiting')
                    """, now, workspaceId, id);
        }
        return isCancelled;
    }

    /**
     * Runs that wait for business hours, or for a day to begin, are looked at now. What failed and is to be tried again isn't: its
     * step says why it failed.
     */
    void lookAgain(long workspaceId, Instant now) {
        sql.allowLong();
        sql.update(workspaceId, """
                update automation_runs r
                set due_at = ?, resumes_at = case when s.type = 'action' then ? else r.resumes_at end
                from automation_run_steps s
                where r.workspace_id = ?
                  and r.status = 'waiting'
                  and r.is_inside
                  and r.due_at > ?
                  and s.workspace_id = r.workspace_id
                  and s.run_id = r.id
                  and s.place = r.place
                  and s.status = 'waiting'
                  and s.error is null
                  and s.type in ('action', 'wait_until')
                """, now, now, workspaceId, now);
    }

    /** Whether it had failed: it goes on from the step that failed. */
    boolean retry(long workspaceId, long id, Instant now) {
        return sql.update(workspaceId, """
                update automation_runs
                set status = 'running', reason = null, is_inside = false, attempts = 0, turn = turn + 1, due_at = ?,
                    leased_until = null, finished_at = null
                where workspace_id = ?
                  and id = ?
                  and status = 'failed'
                """, now, workspaceId, id) == 1;
    }

    /** How many of an automation's failed runs go on, from the oldest. @param upTo the last that is meant */
    int retrySome(long workspaceId, long automationId, long upTo, int most, Instant now) {
        return sql.update(workspaceId, """
                update automation_runs r
                set status = 'running', reason = null, is_inside = false, attempts = 0, turn = turn + 1, due_at = ?,
                    leased_until = null, finished_at = null
                from (
                    select id
                    from automation_runs
                    where workspace_id = ?
                      and automation_id = ?
                      and status = 'failed'
                      and id <= ?
                      and finished_at < ?
                    order by id
                    limit ?
                    for update skip locked) f
                where r.workspace_id = ?
                  and r.id = f.id
                """, now, workspaceId, automationId, upTo, now, most, workspaceId);
    }

    /** How many have failed, and the last of them. */
    record Failed(long count, long last) {}

    Failed failed(long workspaceId, long automationId) {
        return sql.get(
                workspaceId,
                row -> new Failed(row.getLong("count"), row.getLong("last")),
                """
                select count(*) as count, coalesce(max(id), 0) as last
                from automation_runs
                where workspace_id = ?
                  and automation_id = ?
                  and status = 'failed'
                """,
                workspaceId,
                automationId);
    }

    /** Ends those that wait. */
    void stop(long workspaceId, long automationId, String reason, Instant now) {
        endSteps(workspaceId, automationId, null, "stopped", now);
        sql.update(workspaceId, """
                update automation_runs
                set status = 'stopped', reason = ?, due_at = null, leased_until = null, resumes_at = null, listens = false,
                    turn = turn + 1, finished_at = ?
                where workspace_id = ?
                  and automation_id = ?
                  and status = 'waiting'
                """, reason, now, workspaceId, automationId);
    }

    /** Ends those that wait at a step which is gone, with nothing left behind it. */
    void stopAt(long workspaceId, long automationId, String stepId, String reason, Instant now) {
        endSteps(workspaceId, automationId, stepId, "stopped", now);
        sql.update(workspaceId, """
                update automation_runs
                set status = 'stopped', reason = ?, due_at = null, leased_until = null, resumes_at = null, listens = false,
                    turn = turn + 1, finished_at = ?
                where workspace_id = ?
                  and automation_id = ?
                  and status = 'waiting'
                  and step_id = ?
                """, reason, now, workspaceId, automationId, stepId);
    }

    /** Those that wait at a step which is still there go on waiting. */
    void keepAt(long workspaceId, long automationId, String stepId, int version) {
        sql.update(workspaceId, """
                update automation_runs
                set version = ?, turn = turn + 1
                where workspace_id = ?
                  and automation_id = ?
                  and status = 'waiting'
                  and step_id = ?
                """, version, workspaceId, automationId, stepId);
    }

    /** Those that wait at a step which is gone go on at another one. */
    void moveTo(long workspaceId, long automationId, String stepId, String next, int version, Instant now) {
        endSteps(workspaceId, automationId, stepId, "skipped", now);
        sql.update(workspaceId, """
                update automation_runs
                set version = ?, status = 'running', step_id = ?, is_inside = false, attempts = 0, due_at = ?, leased_until = null,
                    resumes_at = null, listens = false, turn = turn + 1
                where workspace_id = ?
                  and automation_id = ?
                  and status = 'waiting'
                  and step_id = ?
                """, version, next, now, workspaceId, automationId, stepId);
    }

    private void endSteps(long workspaceId, long automationId, @Nullable String stepId, String status, Instant now) {
        sql.update(
                workspaceId,
                """
                update automation_run_steps s
                set status = :status, finished_at = :now
                from automation_runs r
                where s.workspace_id = :workspace_id
                  and r.workspace_id = :workspace_id
                  and r.automation_id = :automation_id
                  and r.status = 'waiting'
                  and (:any_step or r.step_id = :step_id)
                  and s.run_id = r.id
                  and s.place = r.place
                  and s.status in ('running', 'waiting')
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("automation_id", automationId)
                        .and("any_step", stepId == null)
                        .and("step_id", stepId == null ? "" : stepId)
                        .and("status", status)
                        .and("now", now));
    }

    /** How many wait at which step. */
    Map<String, Long> waiting(long workspaceId, long automationId) {
        var waiting = new LinkedHashMap<String, Long>();
        sql.query(
                        workspaceId,
                        row -> Map.entry(row.getString("step_id"), row.getLong("count")),
                        """
                        select step_id, count(*) as count
                        from automation_runs
                        where workspace_id = ?
                          and automation_id = ?
                          and status = 'waiting'
                        group by step_id
                        order by step_id
                        """,
                        workspaceId,
                        automationId)
                .forEach(one -> waiting.put(one.getKey(), one.getValue()));
        return waiting;
    }
}
