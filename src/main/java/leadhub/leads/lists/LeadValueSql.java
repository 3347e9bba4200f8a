package leadhub.leads.lists;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statement that adds up the deals of some leads, stage by stage. */
@Component
class LeadValueSql {
    private final Sql sql;

    LeadValueSql(Sql sql) {
        this.sql = sql;
    }

    private record Sum(long stageId, String currency, BigDecimal value) {}

    /** @param currency of deals that have none of their own */
    Map<Long, Map<String, BigDecimal>> byStage(
            long workspaceId, LeadConditions conditions, Collection<Long> stageIds, String currency) {
        var values = new ArrayList<@Nullable Object>();
        values.add(currency);
        var way = LeadQuery.Way.toAll(conditions);
        // In another order than its own the index of pieces isn't asked alone, for it knows no deals.
        var from = LeadQuery.from(workspaceId, conditions, way, LeadSort.UPDATED_AT, values);
        values.add(stageIds.stream().mapToLong(id -> id).toArray());
        var sums = new HashMap<Long, Map<String, BigDecimal>>();
        sql.query(
                        workspaceId,
                        row -> new Sum(row.getLong("stage_id"), row.getString("currency"), row.getBigDecimal("value")),
                        new Sql.Statement("""
                        select l.stage_id, coalesce(l.deal_currency, ?) as currency, sum(l.deal_value) as value
                        %s and l.stage_id = any (?)
                          and l.deal_value <> 0
                        group by 1, 2
                        """.formatted(from), values))
                .forEach(sum -> sums.computeIfAbsent(sum.stageId(), id -> new TreeMap<>())
                        .merge(sum.currency(), sum.value(), BigDecimal::add));
        return sums;
    }
}
