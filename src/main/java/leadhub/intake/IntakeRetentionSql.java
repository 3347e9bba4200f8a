package leadhub.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that forget what was kept long enough. */
@Component
class IntakeRetentionSql {
    private final Sql sql;

    IntakeRetentionSql(Sql sql) {
        this.sql = sql;
    }

    /** One that is forgotten. */
    private record Forgotten(Origin origin, boolean isNewLead) {}

    /** @param id the form's or the integration's; 0 where the source has no records */
    private record Origin(String source, long id) {}

    /**
     * Forgets some that came before their source's time, and adds them to what their records have had; how many. The first row
     * that is too young for any source ends the look, for rows come in by their ids.
     */
    int delete(long workspaceId, Map<IntakeSource, Instant> before, int most) {
        var gone = sql.query(
                workspaceId,
                row -> new Forgotten(
                        new Origin(row.getString("source"), row.getLong("source_id")), row.getBoolean("is_new_lead")),
                """
                with young as (
                    select id
                    from intake
                    where workspace_id = :workspace_id
                      and received_at >= :latest
                    order by id
                    limit 1
                ), old as (
                    select id
                    from intake
                    where workspace_id = :workspace_id
                      and id < coalesce((select id from young), 9223372036854775807)
                      and received_at < (:times::timestamptz[])[array_position(:sources::text[], source)]
                      and status <> 'received'
                    order by id
                    limit :most
                )
                delete from intake i
                using old
                where i.workspace_id = :workspace_id
                  and i.id = old.id
                returning i.source, i.source_id, i.is_new_lead
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("latest", Collections.max(before.values()))
                        .and("sources", texts(before.keySet(), IntakeSource::word))
                        .and("times", texts(before.values(), Instant::toString))
                        .and("most", most));
        count(workspaceId, gone);
        return gone.size();
    }

    /** By a statement of its own, which asks one machine of a cluster. */
    private void count(long workspaceId, List<Forgotten> gone) {
        var byOrigin =
                gone.stream().filter(one -> one.origin().id() > 0).collect(Collectors.groupingBy(Forgotten::origin));
        if (byOrigin.isEmpty()) {
            return;
        }
        var all = List.copyOf(byOrigin.entrySet());
        sql.defer(
                workspaceId,
                """
                insert into intake_totals as t (workspace_id, source, source_id, entries, new_leads)
                select :workspace_id, more.source, more.source_id, more.entries, more.new_leads
                from unnest(:sources::text[], :ids::bigint[], :entries::bigint[], :new_leads::bigint[])
                    as more (source, source_id, entries, new_leads)
                on conflict (workspace_id, source, source_id) do update
                set entries = t.entries + excluded.entries, new_leads = t.new_leads + excluded.new_leads
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("sources", texts(all, one -> one.getKey().source()))
                        .and("ids", longs(all, one -> one.getKey().id()))
                        .and("entries", longs(all, one -> one.getValue().size()))
                        .and(
                                "new_leads",
                                longs(
                                        all,
                                        one -> one.getValue().stream()
                                                .filter(Forgotten::isNewLead)
                                                .count())));
    }

    private static <T> long[] longs(Collection<T> all, ToLongFunction<T> number) {
        return all.stream().mapToLong(number).toArray();
    }

    private static <T> String[] texts(Collection<T> all, Function<T, String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }
}
