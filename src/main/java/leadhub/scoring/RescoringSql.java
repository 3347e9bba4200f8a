package leadhub.scoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import leadhub.base.Sql;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on how far working out scores has got. */
@Component
class RescoringSql {
    private final Sql sql;

    RescoringSql(Sql sql) {
        this.sql = sql;
    }

    /** Starts over; returns the revision. */
    long start(long workspaceId, long total, String actor, Instant now) {
        return sql.get(workspaceId, row -> row.getLong("revision"), """
                insert into scoring_runs (workspace_id, revision, total, actor, requested_at)
                values (?, 1, ?, ?::jsonb, ?)
                on conflict (workspace_id) do update
                set revision = scoring_runs.revision + 1, after_id = 0, done = 0, changed = 0, finished_at = null,
                    total = excluded.total, actor = excluded.actor, requested_at = excluded.requested_at
                returning revision
                """, workspaceId, total, actor, now);
    }

    Optional<ScoringRun> find(long workspaceId) {
        return sql.find(workspaceId, RescoringSql::read, """
                select revision, after_id, done, total, changed, actor, finished_at
                from scoring_runs
                where workspace_id = ?
                """, workspaceId);
    }

    /**
     * Moves on from where a run was. False if it was started over, or is being started over at this moment: nobody waits
     * here, because whoever starts it over may be waiting for the leads that are held.
     */
    boolean advance(
            long workspaceId, ScoringRun from, long toId, int leads, int changed, @Nullable Instant finishedAt) {
        return sql.update(
                        workspaceId,
                        """
                        with run as (
                            select workspace_id
                            from scoring_runs
                            where workspace_id = ?
                              and revision = ?
                              and after_id = ?
                              and finished_at is null
                            for update skip locked
                        )
                        update scoring_runs r
                        set after_id = ?, done = r.done + ?, changed = r.changed + ?, finished_at = ?::timestamptz
                        from run
                        where r.workspace_id = run.workspace_id
                        """,
                        workspaceId,
                        from.revision(),
                        from.afterId(),
                        toId,
                        leads,
                        changed,
                        finishedAt)
                == 1;
    }

    private static ScoringRun read(ResultSet row) throws SQLException {
        var isFinished = row.getObject("finished_at") != null;
        return new ScoringRun(
                row.getLong("revision"),
                row.getLong("after_id"),
                row.getLong("done"),
                row.getLong("total"),
                row.getLong("changed"),
                row.getString("actor"),
                isFinished ? Times.get(row, "finished_at") : null);
    }
}
