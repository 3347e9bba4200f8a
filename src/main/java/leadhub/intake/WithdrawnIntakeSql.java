package leadhub.intake;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.intake.WithdrawnIntake.Sent;
import org.springframework.stereotype.Component;

/** The statements on what was taken back. */
@Component
class WithdrawnIntakeSql {
    private final Sql sql;

    WithdrawnIntakeSql(Sql sql) {
        this.sql = sql;
    }

    /** It still counts for its external id, for what its sender says twice makes no lead either. */
    int stop(long workspaceId, Sent sent, IntakeReason why, Instant now) {
        return sql.update(
                workspaceId,
                """
                update intake
                set status = 'ignored', reason = ?::jsonb, processed_at = ?, attempts = attempts + 1, is_held = false,
                    retry_at = null, fetch_at = null, fetch_until = null
                where workspace_id = ?
                  and source = ?
                  and source_id = ?
                  and counted_id = ?
                  and status = 'received'
                """,
                why.json(),
                now,
                workspaceId,
                sent.source().word(),
                sent.sourceId(),
                sent.externalId());
    }

    boolean move(long workspaceId, Sent sent, long sourceId) {
        var moved = sql.update(
                workspaceId,
                """
                update intake i
                set source_id = :to
                where i.workspace_id = :workspace_id
                  and i.source = :source
                  and i.source_id = :from
                  and i.counted_id = :external_id
                  and not exists (
                      select
                      from intake other
                      where other.workspace_id = :workspace_id
                        and other.source = :source
                        and other.source_id = :to
                        and other.counted_id = :external_id)
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("source", sent.source().word())
                        .and("from", sent.sourceId())
                        .and("to", sourceId)
                        .and("external_id", sent.externalId()));
        return moved == 1;
    }

    Optional<Long> leadOf(long workspaceId, Sent sent) {
        return sql.find(
                workspaceId,
                row -> row.getLong("lead_id"),
                """
                select lead_id
                from intake
                where workspace_id = ?
                  and source = ?
                  and source_id = ?
                  and counted_id = ?
                  and lead_id is not null
                """,
                workspaceId,
                sent.source().word(),
                sent.sourceId(),
                sent.externalId());
    }
}
