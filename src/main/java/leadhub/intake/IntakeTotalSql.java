package leadhub.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.intake.IntakeTotals.Total;
import org.springframework.stereotype.Component;

/** The statement that counts what came in. */
@Component
class IntakeTotalSql {
    private static final Total NONE = new Total(0, 0, null, null, null);

    private final Sql sql;

    IntakeTotalSql(Sql sql) {
        this.sql = sql;
    }

    Map<Long, Total> of(long workspaceId, String[] sources, List<Long> sourceIds) {
        var totals = new HashMap<Long, Total>();
        if (sourceIds.isEmpty()) {
            return totals;
        }
        sourceIds.forEach(id -> totals.put(id, NONE));
        sql.query(
                        workspaceId,
                        row -> Map.entry(
                                row.getLong("source_id"),
                                new Total(
                                        row.getLong("entries"),
                                        row.getLong("new_leads"),
                                        Times.find(row, "last_at"),
                                        Times.find(row, "failed_at"),
                                        IntakeReason.read(row.getString("reason")))),
                        """
                        with now as (
                            select source_id, count(*) as entries, count(*) filter (where is_new_lead) as new_leads,
                                   max(received_at) as last_at, max(id) filter (where status = 'failed') as failed_id
                            from intake
                            where workspace_id = :workspace_id
                              and source_id = any (:ids)
                              and source = any (:sources)
                            group by source_id
                        ), before as (
                            select source_id, entries, new_leads
                            from intake_totals
                            where workspace_id = :workspace_id
                              and source = any (:sources)
                              and source_id = any (:ids)
                        )
                        select coalesce(now.source_id, before.source_id) as source_id,
                               coalesce(now.entries, 0) + coalesce(before.entries, 0) as entries,
                               coalesce(now.new_leads, 0) + coalesce(before.new_leads, 0) as new_leads,
                               now.last_at, failed.received_at as failed_at, failed.reason
                        from now
                        full join before on before.source_id = now.source_id
                        left join intake failed on failed.workspace_id = :workspace_id and failed.id = now.failed_id
                        """,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("sources", sources)
                                .and(
                                        "ids",
                                        sourceIds.stream()
                                                .mapToLong(Long::longValue)
                                                .toArray()))
                .forEach(total -> totals.put(total.getKey(), total.getValue()));
        return totals;
    }
}
