package leadhub.leads;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that count leads group by group. */
@Component
class LeadGroupSql {
    private final Sql sql;

    LeadGroupSql(Sql sql) {
        this.sql = sql;
    }

    /** The leads of each group, exact at a moment. */
    record Counts(Map<Long, Long> byId, String snapshot) {}

    private record Row(@Nullable Long id, long leads, String snapshot, boolean tooMany) {}

    Counts count(long workspaceId, LeadGroup group) {
        var rows = sql.queryInParallel(
                workspaceId,
                row -> new Row((Long) row.getObject("id"), row.getLong("leads"), row.getString("snapshot"), false),
                Sql.Statement.of("""
                select counted.id, counted.leads, pg_current_snapshot()::text as snapshot
                from (select null::bigint) one
                left join (%s) counted (id, leads) on true
                """.formatted(group.count()), workspaceId));
        var byId = new HashMap<Long, Long>();
        rows.forEach(row -> {
            if (row.id() != null) {
                byId.put(row.id(), row.leads());
            }
        });
        return new Counts(byId, rows.getFirst().snapshot());
    }

    /** Makes earlier counts current; empty if too much has happened since. */
    Optional<Counts> roll(long workspaceId, LeadGroup group, Counts earlier) {
        var rows = sql.query(
                workspaceId,
                row -> new Row(
                        (Long) row.getObject("id"),
                        row.getLong("leads"),
                        row.getString("snapshot"),
                        row.getBoolean("too_many")),
                EventsSince.SINCE
                        + """
                , now as (
                    select pg_current_snapshot()::text as snapshot,
                           %s as too_many
                    from since
                ), changed as (
                    select id, sum(n) as leads
                    from (select id, 1 as n from (%s) came
                          union all
                          select id, -1 from (%s) went) moved
                    group by id
                )
                select changed.id, changed.leads, now.snapshot, now.too_many
                from now
                left join changed on true
                """.formatted(EventsSince.TOO_MANY, group.remembered("after"), group.remembered("before")),
                workspaceId,
                earlier.snapshot(),
                earlier.snapshot());
        if (rows.getFirst().tooMany()) {
            return Optional.empty();
        }
        var byId = new HashMap<>(earlier.byId());
        rows.forEach(row -> {
            if (row.id() != null) {
                byId.merge(row.id(), row.leads(), Long::sum);
            }
        });
        return Optional.of(new Counts(byId, rows.getFirst().snapshot()));
    }
}
