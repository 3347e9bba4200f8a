package leadhub.webhooks.log;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements by which people look through deliveries. */
@Component
class LogSql {
    /** No transaction takes so long, however much clocks differ: by then ids are in the order of times. */
    private static final Duration LONGEST = Duration.ofHours(1);

    /** Looked for by id, so that a time long ago isn't reached by reading all that came since. */
    private static final String SINCE = """
              and created_at >= :from
              and id > coalesce(
                  (select id
                   from webhook_deliveries
                   where workspace_id = :workspace_id
                     and webhook_id = :webhook_id
                     and created_at <= :long_before
                   order by created_at desc
                   limit 1), 0)
            """;

    private static final String UNTIL = """
              and created_at < :to
              and id < coalesce(
                  (select id
                   from webhook_deliveries
                   where workspace_id = :workspace_id
                     and webhook_id = :webhook_id
                     and created_at >= :long_after
                   order by created_at
                   limit 1), :before)
            """;

    private final Sql sql;

    LogSql(Sql sql) {
        this.sql = sql;
    }

    private record Count(long webhookId, long count) {}

    /** By webhook; no more than so many are counted of each. */
    Map<Long, Long> waiting(long workspaceId, long[] webhookIds, int most) {
        return sql
                .query(
                        workspaceId,
                        row -> new Count(row.getLong("id"), row.getLong("waiting")),
                        """
                        select h.id, (
                                select count(*)
                                from (
                                    (select 1
                                     from webhook_deliveries
                                     where workspace_id = :workspace_id
                                       and webhook_id = h.id
                                       and status = 'pending'
                                       and attempts_count = 0
                                     limit :most)
                                    union all
                                    (select 1
                                     from webhook_deliveries
                                     where workspace_id = :workspace_id
                                       and webhook_id = h.id
                                       and status = 'pending'
                                       and attempts_count > 0
                                     limit :most)) w) as waiting
                        from unnest(:ids::bigint[]) as h (id)
                        """,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("most", most)
                                .and("ids", webhookIds))
                .stream()
                .collect(Collectors.toMap(Count::webhookId, Count::count));
    }

    /** First deliveries that ended without success, and that no replay has delivered since or is about to. */
    long undelivered(long workspaceId, long webhookId, int most) {
        return sql.get(
                workspaceId,
                row -> row.getLong(1),
                """
                select count(*)
                from (
                    select
                    from webhook_deliveries d
                    where d.workspace_id = :workspace_id
                      and d.webhook_id = :webhook_id
                      and d.status in ('failed', 'aborted', 'skipped')
                      and d.replay_of is null
                      and not d.is_test
                      and not exists (
                          select
                          from webhook_deliveries r
                          where r.workspace_id = :workspace_id
                            and r.webhook_id = :webhook_id
                            and r.replay_of = d.id
                            and r.status in ('pending', 'delivered'))
                    limit :most) u
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("webhook_id", webhookId)
                        .and("most", most));
    }

    List<Delivery> list(long workspaceId, long webhookId, LogFilter filter, long before, int most) {
        var values = NamedValues.of("workspace_id", workspaceId)
                .and("webhook_id", webhookId)
                .and("before", before)
                .and("most", most);
        var conditions = new StringBuilder();
        if (filter.status() != null) {
            conditions.append("  and status = :status\n");
            values = values.and("status", filter.status().word());
        }
        if (filter.event() != null) {
            conditions.append("  and event = :event\n");
            values = values.and("event", filter.event());
        }
        if (filter.from() != null) {
            conditions.append(SINCE);
            values = values.and("from", filter.from())
                    .and("long_before", filter.from().minus(LONGEST));
        }
        if (filter.to() != null) {
            conditions.append(UNTIL);
            values = values.and("to", filter.to()).and("long_after", filter.to().plus(LONGEST));
        }
        return sql.query(workspaceId, DeliverySql::read, """
                select %s
                from webhook_deliveries
                where workspace_id = :workspace_id
                  and webhook_id = :webhook_id
                  and id < :before
                %sorder by id desc
                limit :most
                """.formatted(DeliverySql.COLUMNS, conditions), values);
    }

    List<ReplayResult> replays(long workspaceId, long webhookId, int most) {
        return sql.query(
                workspaceId,
                row -> new ReplayResult(
                        ManyReplaySql.readReplays(row), row.getLong("delivered"), row.getLong("waiting")),
                """
                select %s, c.delivered, c.waiting
                from (
                    select *
                    from webhook_replays
                    where workspace_id = :workspace_id
                      and webhook_id = :webhook_id
                    order by id desc
                    limit :most) p
                cross join lateral (
                    select count(*) filter (where d.status = 'delivered') as delivered,
                           count(*) filter (where d.status = 'pending') as waiting
                    from webhook_deliveries d
                    where d.workspace_id = :workspace_id
                      and d.webhook_id = :webhook_id
                      and d.replays_id = p.id) c
                order by id desc
                """.formatted(ManyReplaySql.COLUMNS.replaceAll("(\\w+)", "p.$1")),
                NamedValues.of("workspace_id", workspaceId)
                        .and("webhook_id", webhookId)
                        .and("most", most));
    }
}
