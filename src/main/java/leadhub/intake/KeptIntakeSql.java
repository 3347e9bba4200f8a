package leadhub.intake;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.intake.IntakeLedger.Kept;
import org.springframework.stereotype.Component;

/** The statement that writes down many at once, of which their source has kept a record each. */
@Component
class KeptIntakeSql {
    private final Sql sql;

    KeptIntakeSql(Sql sql) {
        this.sql = sql;
    }

    /** The records of those that count for their external id, or have none. */
    Set<Long> add(long workspaceId, List<Kept> all, Instant now) {
        return new HashSet<>(sql.query(
                workspaceId,
                row -> row.getLong("record_id"),
                """
                insert into intake
                    (workspace_id, source, source_id, external_id, counted_id, actor, status, received_at, attempts, content_type,
                     headers, body, size, record_id)
                select :workspace, n.source, n.source_id, nullif(n.external_id, ''), nullif(n.external_id, ''), n.actor::jsonb,
                    'received', :now, 0, nullif(n.content_type, ''), n.headers::jsonb, n.body, n.size, n.record_id
                from unnest(:sources::text[], :source_ids::bigint[], :external_ids::text[], :actors::text[],
                            :content_types::text[], :headers::text[], :bodies::bytea[], :sizes::bigint[], :records::bigint[])
                    as n (source, source_id, external_id, actor, content_type, headers, body, size, record_id)
                on conflict (workspace_id, source, source_id, counted_id) where counted_id is not null do nothing
                returning record_id
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("now", now)
                        .and("sources", texts(all, one -> one.source().word()))
                        .and("source_ids", numbers(all, one -> one.wanted().sourceId()))
                        .and("external_ids", texts(all, one -> Objects.requireNonNullElse(one.externalId(), "")))
                        .and("actors", texts(all, one -> Json.write(one.actor())))
                        .and("content_types", texts(all, one -> Objects.requireNonNullElse(one.contentType(), "")))
                        .and("headers", texts(all, one -> Json.write(one.headers())))
                        .and(
                                "bodies",
                                all.stream().map(one -> one.wanted().body()).toArray(byte[][]::new))
                        .and("sizes", numbers(all, one -> one.wanted().size()))
                        .and("records", numbers(all, Kept::recordId))));
    }

    private static String[] texts(List<Kept> all, Function<NewIntake, String> text) {
        return all.stream().map(one -> text.apply(one.wanted())).toArray(String[]::new);
    }

    private static long[] numbers(List<Kept> all, ToLongFunction<Kept> number) {
        return all.stream().mapToLong(number).toArray();
    }
}
