package leadhub.home;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.base.database.Sql.Statement;
import leadhub.leads.Owners;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The statements that count leads over time. Each time has two ends, for the one plan that is kept for all values takes a
 * time with one end for a third of the table, and would read it whole.
 */
@Component
class LeadFlowSql {
    /** Beyond now, and beyond the clocks of other machines. */
    private static final Duration AHEAD = Duration.ofHours(1);

    private final Sql sql;

    LeadFlowSql(Sql sql) {
        this.sql = sql;
    }

    /** The leads of each day by source; all but the biggest sources come together. */
    List<NewLeads> newByDay(long workspaceId, @Nullable Owners seenBy, List<Instant> starts, Instant now, int sources) {
        var values = NamedValues.of("workspace_id", workspaceId)
                .and("starts", starts.stream().map(Instant::toString).toArray(String[]::new))
                .and("since", starts.getFirst())
                .and("until", now.plus(AHEAD))
                .and("sources", sources);
        var seen = seen(seenBy, values);
        return sql.query(
                workspaceId,
                row -> new NewLeads(row.getInt("day") - 1, row.getString("source"), row.getLong("leads")),
                Statement.of("""
                with days as materialized (
                    select :starts::text[]::timestamptz[] as starts
                ), came as materialized (
                    select width_bucket(l.created_at, (select starts from days)) as day, l.source, count(*) as leads
                    from leads l
                    where l.workspace_id = :workspace_id and l.created_at >= :since and l.created_at < :until%s
                    group by 1, 2
                ), biggest as materialized (
                    select source
                    from came
                    group by source
                    order by sum(leads) desc, source
                    limit :sources
                )
                select came.day, biggest.source, sum(came.leads) as leads
                from came
                left join biggest on biggest.source = came.source
                group by 1, 2
                """.formatted(seen), values));
    }

    long created(long workspaceId, @Nullable Owners seenBy, Instant from, Instant until) {
        var values =
                NamedValues.of("workspace_id", workspaceId).and("from", from).and("until", until);
        var seen = seen(seenBy, values);
        return count(workspaceId, Statement.of("""
                select count(*) as leads
                from leads l
                where l.workspace_id = :workspace_id and l.created_at >= :from and l.created_at < :until%s
                """.formatted(seen), values));
    }

    /** The converted leads that came to an end since. */
    long converted(long workspaceId, @Nullable Owners seenBy, Instant since, Instant now) {
        var values =
                NamedValues.of("workspace_id", workspaceId).and("since", since).and("until", now.plus(AHEAD));
        var seen = seen(seenBy, values);
        return count(workspaceId, Statement.of("""
                select count(*) as leads
                from leads l
                where l.workspace_id = :workspace_id and l.closed_at >= :since and l.closed_at < :until and l.status = 'converted'%s
                """.formatted(seen), values));
    }

    /** The median of the seconds until a lead stopped being new, over the newest leads that have; null if none has. */
    @Nullable
    Double firstContact(long workspaceId, @Nullable Owners seenBy, Instant since, Instant now, int most) {
        var values = NamedValues.of("workspace_id", workspaceId)
                .and("since", since)
                .and("until", now.plus(AHEAD))
                .and("most", most);
        var seen = seen(seenBy, values);
        return sql.query(
                        workspaceId,
                        row -> row.getObject("seconds", Double.class),
                        Statement.of("""
                select percentile_cont(0.5) within group (order by extract(epoch from moved.at - came.created_at)) as seconds
                from (
                    select l.workspace_id, l.id, l.created_at
                    from leads l
                    where l.workspace_id = :workspace_id and l.created_at >= :since and l.created_at < :until
                      and l.status <> 'new'%s
                    order by l.created_at desc
                    limit :most
                ) came
                cross join lateral (
                    select min(e.occurred_at) as at
                    from lead_events e
                    where e.workspace_id = came.workspace_id
                      and e.lead_id = came.id
                      and e.before ->> 'status' = 'new'
                      and e.after ->> 'status' <> 'new'
                ) moved
                where moved.at is not null
                """.formatted(seen), values))
                .getFirst();
    }

    private long count(long workspaceId, Statement statement) {
        return sql.query(workspaceId, row -> row.getLong("leads"), statement).getFirst();
    }

    private static String seen(@Nullable Owners seenBy, NamedValues values) {
        if (seenBy == null) {
            return "";
        }
        values.and("owners", seenBy.array());
        return " and " + Owners.condition("l.assigned_user_id").replace("?", ":owners");
    }
}
