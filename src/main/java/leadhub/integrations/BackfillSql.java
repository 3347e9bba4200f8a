package leadhub.integrations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.intake.IntakeReason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on what is fetched of leads from before. */
@Component
class BackfillSql {
    private static final String COLUMNS =
            "id, integration_id, since, next, found, added, failures, retry_at, reason, created_at, finished_at";

    private final Sql sql;

    BackfillSql(Sql sql) {
        this.sql = sql;
    }

    Backfill insert(long workspaceId, long integrationId, Instant since, Instant now) {
        return sql.get(workspaceId, BackfillSql::read, """
                insert into integration_backfills (workspace_id, integration_id, since, created_at)
                values (?, ?, ?, ?)
                returning %s
                """.formatted(COLUMNS), workspaceId, integrationId, since, now);
    }

    Optional<Backfill> find(long workspaceId, long id) {
        return sql.find(workspaceId, BackfillSql::read, """
                select %s
                from integration_backfills
                where workspace_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Those that nobody is at, one after the other. */
    List<Long> claim(long workspaceId, int most, Instant now, Instant until) {
        return sql.query(workspaceId, row -> row.getLong("id"), """
                with chosen as (
                    select id
                    from integration_backfills
                    where workspace_id = ?
                      and finished_at is null
                      and (retry_at is null or retry_at <= ?)
                      and (leased_until is null or leased_until <= ?)
                    order by id
                    limit ?
                    for update skip locked
                )
                update integration_backfills b
                set leased_until = ?
                from chosen c
                where b.workspace_id = ?
                  and b.id = c.id
                returning b.id
                """, workspaceId, now, now, most, until, workspaceId);
    }

    boolean isAnyDue(long workspaceId, Instant now) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from integration_backfills
                    where workspace_id = ?
                      and finished_at is null
                      and (retry_at is null or retry_at <= ?))
                """, workspaceId, now);
    }

    Optional<Backfill> last(long workspaceId, long integrationId) {
        return sql.find(workspaceId, BackfillSql::read, """
                select %s
                from integration_backfills
                where workspace_id = ?
                  and integration_id = ?
                order by id desc
                limit 1
                """.formatted(COLUMNS), workspaceId, integrationId);
    }

    /** False if another one has taken the page since. */
    boolean advance(long workspaceId, Backfill was, Backfill now) {
        return sql.update(
                        workspaceId,
                        """
                        update integration_backfills
                        set next = :next, found = :found, added = :added, failures = :failures, retry_at = :retry_at, reason = :reason,
                            finished_at = :finished_at, leased_until = null
                        where workspace_id = :workspace_id
                          and id = :id
                          and found = :was_found
                          and next is not distinct from :was_next::text
                          and finished_at is null
                        """,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("id", was.id())
                                .and("was_found", was.found())
                                .and("was_next", was.next())
                                .and("next", now.next())
                                .and("found", now.found())
                                .and("added", now.added())
                                .and("failures", now.failures())
                                .and("retry_at", now.retryAt())
                                .and(
                                        "reason",
                                        now.reason() == null
                                                ? null
                                                : now.reason().json())
                                .and("finished_at", now.finishedAt()))
                == 1;
    }

    void delete(long workspaceId, long integrationId) {
        sql.update(
                workspaceId,
                "delete from integration_backfills where workspace_id = ? and integration_id = ?",
                workspaceId,
                integrationId);
    }

    private static Backfill read(ResultSet row) throws SQLException {
        @Nullable String reason = row.getString("reason");
        return new Backfill(
                row.getLong("id"),
                row.getLong("integration_id"),
                Times.get(row, "since"),
                row.getString("next"),
                row.getLong("found"),
                row.getLong("added"),
                row.getInt("failures"),
                Times.find(row, "retry_at"),
                IntakeReason.read(reason),
                Times.get(row, "created_at"),
                Times.find(row, "finished_at"));
    }
}
