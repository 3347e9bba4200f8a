package leadhub.intake;

import java.time.Instant;
import java.util.List;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on how integrations go. They read the latest rows of each and not all of them, so that they may run often. */
@Component
class IntakePulseSql {
    /** Enough to tell a usual rhythm. */
    private static final int RECENT = 25;

    private static final String[] SOURCES = {
        IntakeSource.WEBHOOK.word(), IntakeSource.INTEGRATION.word(), IntakeSource.EMAIL.word()
    };

    private final Sql sql;

    IntakePulseSql(Sql sql) {
        this.sql = sql;
    }

    record Came(long sourceId, Instant at, boolean isTest) {}

    record Failed(long sourceId, Instant at, @Nullable IntakeReason reason) {}

    /** The latest ones of each, the newest first. */
    List<Came> came(long workspaceId, List<Long> sourceIds) {
        return sql.query(
                workspaceId,
                row -> new Came(row.getLong("source_id"), Times.get(row, "received_at"), row.getBoolean("is_test")),
                """
                select one.id as source_id, recent.received_at, recent.is_test
                from unnest(:ids::bigint[]) as one (id)
                cross join lateral (
                    select id, received_at, is_test
                    from intake
                    where workspace_id = :workspace_id
                      and source_id = one.id
                      and source_id > 0
                      and source = any (:sources)
                    order by id desc
                    limit :most
                ) recent
                order by one.id, recent.id desc
                """,
                named(workspaceId, sourceIds).and("most", RECENT));
    }

    /** The last one of each that failed and hasn't succeeded since. */
    List<Failed> failed(long workspaceId, List<Long> sourceIds) {
        return sql.query(
                workspaceId,
                row -> new Failed(
                        row.getLong("source_id"),
                        Times.get(row, "received_at"),
                        IntakeReason.read(row.getString("reason"))),
                """
                select one.id as source_id, last.received_at, last.reason
                from unnest(:ids::bigint[]) as one (id)
                cross join lateral (
                    select received_at, reason
                    from intake
                    where workspace_id = :workspace_id
                      and source_id = one.id
                      and source_id > 0
                      and status = 'failed'
                      and source = any (:sources)
                    order by id desc
                    limit 1
                ) last
                """,
                named(workspaceId, sourceIds));
    }

    private static NamedValues named(long workspaceId, List<Long> sourceIds) {
        return NamedValues.of("workspace_id", workspaceId)
                .and("sources", SOURCES)
                .and("ids", sourceIds.stream().mapToLong(Long::longValue).toArray());
    }
}
