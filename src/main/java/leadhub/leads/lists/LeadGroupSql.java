package leadhub.leads.lists;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import leadhub.base.database.Moments;
import leadhub.base.database.Sql;
import leadhub.events.EventsSince;
import leadhub.leads.LeadGroup;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that count leads group by group. */
@Component
class LeadGroupSql {
    private final Sql sql;

    LeadGroupSql(Sql sql) {
        this.sql = sql;
    }

    /** The number of each group, exact at a moment. */
    record Counts(Map<String, BigDecimal> byId, String snapshot) {}

    private record Row(@Nullable String id, @Nullable BigDecimal number, String snapshot, boolean tooMany) {}

    Counts count(long workspaceId, LeadGroup group) {
        var rows = sql.queryInParallel(
                workspaceId,
                row -> new Row(row.getString("id"), row.getBigDecimal("number"), row.getString("snapshot"), false),
                Sql.Statement.of("""
                select counted.id, counted.number, %s as snapshot
                from (select null::text) one
                left join (%s) counted (id, number) on true
                """.formatted(Moments.NOW, group.count()), workspaceId));
        var byId = new HashMap<String, BigDecimal>();
        rows.forEach(row -> {
            if (row.id() != null && row.number() != null) {
                byId.put(row.id(), row.number());
            }
        });
        return new Counts(byId, rows.getFirst().snapshot());
    }

    /** Makes earlier counts current; empty if too much has happened since. */
    Optional<Counts> roll(long workspaceId, LeadGroup group, Counts earlier) {
        var rows = sql.query(
                workspaceId,
                row -> new Row(
                        row.getString("id"),
                        row.getBigDecimal("number"),
                        row.getString("snapshot"),
                        row.getBoolean("too_many")),
                EventsSince.SINCE
                        + """
                , now as (
                    select %s as snapshot,
                           %s as too_many
                    from since
                ), changed as (
                    select id, sum(n) as number
                    from (select id, n from (%s) came
                          union all
                          select id, -n from (%s) went) moved
                    group by id
                )
                select changed.id, changed.number, now.snapshot, now.too_many
                from now
                left join changed on true
                """.formatted(
                                        Moments.NOW,
                                        EventsSince.TOO_MANY,
                                        group.remembered("after"),
                                        group.remembered("before")),
                workspaceId,
                earlier.snapshot(),
                earlier.snapshot());
        if (rows.getFirst().tooMany()) {
            return Optional.empty();
        }
        var byId = new HashMap<>(earlier.byId());
        rows.forEach(row -> {
            if (row.id() != null && row.number() != null) {
                byId.merge(row.id(), row.number(), BigDecimal::add);
            }
        });
        return Optional.of(new Counts(byId, rows.getFirst().snapshot()));
    }
}
