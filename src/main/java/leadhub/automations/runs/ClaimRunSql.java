package leadhub.automations.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements by which a process takes runs of one workspace for itself. */
@Component
class ClaimRunSql {
    private final Sql sql;

    ClaimRunSql(Sql sql) {
        this.sql = sql;
    }

    /** @param isFirst whether nobody had it before */
    record Claimed(ClaimedRun run, boolean isFirst) {}

    /** @param isAnyDue whether there was anything that is due or that somebody is at */
    record Found(boolean isAnyDue, List<Claimed> claimed) {}

    /** Whether any is due is asked of the first: of all of them PostgreSQL expects so many that it reads the table. */
    Found claim(long workspaceId, int most, Instant now, Instant leasedUntil) {
        var found = sql.both(
                workspaceId,
                row -> row.getBoolean(1),
                Sql.Statement.of("""
                        select exists (
                            select
                            from (
                                select due_at
                                from automation_runs
                                where workspace_id = ?
                                  and due_at is not null
                                order by due_at
                                limit 1) first
                            where due_at <= ?)
                        """, workspaceId, now),
                ClaimRunSql::read,
                Sql.Statement.of("""
                        with chosen as (
                            select id, leased_until is null and turn = 0 as is_first
                            from automation_runs
                            where workspace_id = ?
                              and due_at <= ?
                              and (leased_until is null or leased_until <= ?)
                            order by due_at, id
                            limit ?
                            for update skip locked
                        )
                        update automation_runs r
                        set leased_until = ?
                        from chosen c
                        where r.workspace_id = ?
                          and r.id = c.id
                        returning r.id, r.automation_id, r.version, r.lead_id, r.turn, c.is_first
                        """, workspaceId, now, now, most, leasedUntil, workspaceId));
        return new Found(found.first(), found.second());
    }

    /** What is lost if the database crashes is done again, so that nobody waits for the disk. */
    void commitSoon(long workspaceId) {
        sql.defer(workspaceId, "select set_config('synchronous_commit', 'off', true)");
    }

    void count(long workspaceId, long automationId, long begun, Instant now) {
        sql.defer(workspaceId, """
                update automations
                set runs_count = runs_count + ?, last_run_at = ?
                where workspace_id = ?
                  and id = ?
                """, begun, now, workspaceId, automationId);
    }

    private static Claimed read(ResultSet row) throws SQLException {
        return new Claimed(
                new ClaimedRun(
                        row.getLong("id"),
                        row.getLong("automation_id"),
                        row.getInt("version"),
                        row.getLong("lead_id"),
                        row.getInt("turn")),
                row.getBoolean("is_first"));
    }
}
