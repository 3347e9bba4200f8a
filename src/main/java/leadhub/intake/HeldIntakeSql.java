package leadhub.intake;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on rows that are held. Each changes a row only while it is. */
@Component
class HeldIntakeSql {
    private final Sql sql;

    HeldIntakeSql(Sql sql) {
        this.sql = sql;
    }

    Optional<HeldIntake.Held> find(long workspaceId, long id) {
        return sql.find(
                workspaceId,
                row -> new HeldIntake.Held(IntakeListSql.whole(row), row.getInt("fetch_failures")),
                """
                select %s, fetch_failures
                from intake
                where workspace_id = ?
                  and id = ?
                  and is_held
                """.formatted(IntakeListSql.WHOLE),
                workspaceId,
                id);
    }

    List<Long> claim(long workspaceId, int most, Instant now, Instant until) {
        return sql.query(workspaceId, row -> row.getLong("id"), """
                with chosen as (
                    select id
                    from intake
                    where workspace_id = ?
                      and is_held
                      and fetch_at <= ?
                      and (fetch_until is null or fetch_until <= ?)
                    order by fetch_at, id
                    limit ?
                    for update skip locked
                )
                update intake i
                set fetch_until = ?
                from chosen c
                where i.workspace_id = ?
                  and i.id = c.id
                returning i.id
                """, workspaceId, now, now, most, until, workspaceId);
    }

    boolean isAnyDue(long workspaceId, Instant now) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from intake
                    where workspace_id = ?
                      and is_held
                      and fetch_at <= ?)
                """, workspaceId, now);
    }

    void wake(long workspaceId, long sourceId, Instant now) {
        sql.update(workspaceId, """
                update intake
                set fetch_at = ?
                where workspace_id = ?
                  and source_id = ?
                  and is_held
                  and (fetch_at is null or fetch_at > ?)
                """, now, workspaceId, sourceId, now);
    }

    boolean release(long workspaceId, long id, byte[] body, boolean isTest) {
        return sql.update(workspaceId, """
                        update intake
                        set is_held = false, body = ?, content_type = 'application/json', is_test = is_test or ?, reason = null,
                            retry_at = null, fetch_at = null, fetch_until = null
                        where workspace_id = ?
                          and id = ?
                          and is_held
                        """, body, isTest, workspaceId, id) == 1;
    }

    void suspend(long workspaceId, long id, IntakeReason why) {
        sql.update(workspaceId, """
                update intake
                set reason = ?::jsonb, fetch_at = null, fetch_until = null
                where workspace_id = ?
                  and id = ?
                  and is_held
                """, why.json(), workspaceId, id);
    }

    /** Only as it was found: its lease may be over. */
    void postpone(long workspaceId, HeldIntake.Held found, int failures, IntakeReason why, Instant until) {
        sql.update(workspaceId, """
                update intake
                set reason = ?::jsonb, fetch_failures = ?, fetch_at = ?, fetch_until = null
                where workspace_id = ?
                  and id = ?
                  and is_held
                  and fetch_failures = ?
                """, why.json(), failures, until, workspaceId, found.id(), found.failures());
    }

    void end(long workspaceId, long id, IntakeStatus status, IntakeReason why, Instant now) {
        sql.update(workspaceId, """
                update intake
                set is_held = false, status = ?, reason = ?::jsonb, processed_at = ?, attempts = attempts + 1, counted_id = null,
                    retry_at = null, fetch_at = null, fetch_until = null
                where workspace_id = ?
                  and id = ?
                  and is_held
                """, status.word(), why.json(), now, workspaceId, id);
    }

    boolean move(long workspaceId, long id, long sourceId) {
        return sql.update(workspaceId, """
                        update intake i
                        set source_id = ?
                        where workspace_id = ?
                          and id = ?
                          and is_held
                          and not exists (
                              select
                              from intake other
                              where other.workspace_id = ?
                                and other.source = i.source
                                and other.source_id = ?
                                and other.counted_id = i.external_id)
                        """, sourceId, workspaceId, id, workspaceId, sourceId) == 1;
    }
}
