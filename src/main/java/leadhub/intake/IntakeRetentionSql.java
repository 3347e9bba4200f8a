package leadhub.intake;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.function.Function;
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

    /**
     * Forgets some that came before their source's time, and adds them to what their records have had; how many. The first row
     * that is too young for any source ends the look, for rows come in by their ids.
     */
    int delete(long workspaceId, Map<IntakeSource, Instant> before, int most) {
        return sql.query(
                        workspaceId,
                        row -> row.getLong("forgotten"),
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
                        ), gone as (
                            delete from intake i
                            using old
                            where i.workspace_id = :workspace_id
                              and i.id = old.id
                            returning i.source, i.source_id, i.is_new_lead
                        ), counted as (
                            insert into intake_totals as t (workspace_id, source, source_id, entries, new_leads)
                            select :workspace_id, source, source_id, count(*), count(*) filter (where is_new_lead)
                            from gone
                            where source_id > 0
                            group by source, source_id
                            on conflict (workspace_id, source, source_id) do update
                            set entries = t.entries + excluded.entries, new_leads = t.new_leads + excluded.new_leads
                        )
                        select count(*) as forgotten
                        from gone
                        """,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("latest", Collections.max(before.values()))
                                .and("sources", texts(before.keySet(), IntakeSource::word))
                                .and("times", texts(before.values(), Instant::toString))
                                .and("most", most))
                .getFirst()
                .intValue();
    }

    private static <T> String[] texts(Collection<T> all, Function<T, String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }
}
