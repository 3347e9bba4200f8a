package leadhub.scoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.Moments;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.scoring.ScoringRun.Phase;
import org.springframework.stereotype.Component;

/** Every statement on the progress of recalculating scores. */
@Component
class RescoringSql {
    private final Sql sql;

    RescoringSql(Sql sql) {
        this.sql = sql;
    }

    /** Starts over; returns the revision. */
    long start(long workspaceId, long total, Actor actor, Instant now) {
        return sql.get(
                workspaceId,
                row -> row.getLong("revision"),
                """
                insert into scoring_runs (workspace_id, revision, total, actor, requested_at, written_since)
                values (?, 1, ?, ?::jsonb, ?, %s)
                on conflict (workspace_id) do update
                set revision = scoring_runs.revision + 1, after_id = 0, done = 0, changed = 0, finished_at = null,
                    passed_at = null, settles_at = null, written_since = excluded.written_since,
                    total = excluded.total, actor = excluded.actor, requested_at = excluded.requested_at
                returning revision
                """.formatted(Moments.OLDEST_OPEN),
                workspaceId,
                total,
                Json.write(actor),
                now);
    }

    Optional<ScoringRun> find(long workspaceId) {
        return sql.find(workspaceId, RescoringSql::read, """
                select revision, after_id, done, total, changed, actor, written_since, passed_at, finished_at,
                       settles_at <= %s as is_settled
                from scoring_runs
                where workspace_id = ?
                """.formatted(Moments.OLDEST_OPEN), workspaceId);
    }

    /**
     * Moves on from where a run was. False if it was started over, or is being started over at this moment: nobody waits
     * here, because whoever starts it over may be waiting for the leads that are held.
     */
    boolean advance(long workspaceId, ScoringRun from, ScoringRun to) {
        return sql.update(
                        workspaceId,
                        """
                        with run as (
                            select workspace_id
                            from scoring_runs
                            where workspace_id = :workspace_id
                              and revision = :revision
                              and after_id = :from_id
                              and (passed_at is null) = :is_passing
                              and finished_at is null
                            for update skip locked
                        )
                        update scoring_runs r
                        set after_id = :after_id, done = :done, changed = :changed, passed_at = :passed_at::timestamptz, finished_at = :finished_at::timestamptz
                        from run
                        where r.workspace_id = run.workspace_id
                        """,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("revision", from.revision())
                                .and("from_id", from.afterId())
                                .and("is_passing", from.passedAt() == null)
                                .and("after_id", to.afterId())
                                .and("done", to.done())
                                .and("changed", to.changed())
                                .and("passed_at", to.passedAt())
                                .and("finished_at", to.finishedAt()))
                == 1;
    }

    /**
     * From now on nobody begins to write by what was true before: whoever does has a smaller transaction than this one,
     * as long as this is the first that it writes.
     */
    void settle(long workspaceId, long revision) {
        sql.update(workspaceId, """
                update scoring_runs
                set settles_at = %s
                where workspace_id = ?
                  and revision = ?
                  and settles_at is null
                """.formatted(Moments.OWN_TRANSACTION), workspaceId, revision);
    }

    private static ScoringRun read(ResultSet row) throws SQLException {
        var passedAt = Times.find(row, "passed_at");
        var finishedAt = Times.find(row, "finished_at");
        return new ScoringRun(
                row.getLong("revision"),
                row.getLong("after_id"),
                row.getLong("done"),
                row.getLong("total"),
                row.getLong("changed"),
                Json.MAPPER.readValue(row.getString("actor"), Actor.class),
                row.getLong("written_since"),
                finishedAt != null ? Phase.FINISHED : passedAt == null ? Phase.PASSING : waiting(row),
                passedAt,
                finishedAt);
    }

    private static Phase waiting(ResultSet row) throws SQLException {
        if (row.getObject("is_settled") == null) {
            return Phase.HEARING;
        }
        return row.getBoolean("is_settled") ? Phase.LOOKING_AGAIN : Phase.SETTLING;
    }
}
