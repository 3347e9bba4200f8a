package leadhub.webhooks.log;

import java.time.Duration;
import java.time.Instant;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Signals;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/**
 * The statement that counts events and what became of them. It is one, so that both are counted at the same moment. Events and
 * their deliveries bear the same time.
 */
@Component
class ArrivalSql {
    /**
     * Whatever happens so long after a webhook was made is told to it: until then the transaction that makes it is over, and
     * everybody knows of it ({@link Signals#LATEST}), even where clocks differ a little.
     */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Sql sql;

    ArrivalSql(Sql sql) {
        this.sql = sql;
    }

    void allowLong() {
        sql.allowLong();
    }

    Arrival count(long workspaceId, long webhookId, Instant from, Instant to) {
        return sql.get(
                workspaceId,
                row -> new Arrival(
                        Times.get(row, "begins"),
                        to,
                        row.getLong("events"),
                        row.getLong("before"),
                        row.getLong("delivered"),
                        row.getLong("waiting"),
                        row.getLong("failed"),
                        row.getLong("aborted"),
                        row.getLong("skipped"),
                        row.getLong("unasked"),
                        row.getLong("unmet")),
                """
                with time as materialized (
                    select greatest(:from::timestamptz, counted_from) as begins,
                           created_at + make_interval(secs => :grace) as known_from
                    from webhooks
                    where workspace_id = :workspace_id
                      and id = :webhook_id
                ), happened as (
                    select coalesce(sum(cardinality(public_kinds)), 0) as events,
                           coalesce(sum(cardinality(public_kinds)) filter (
                               where coalesce(newest_webhook_id, 0) < :webhook_id
                                 and occurred_at < (select known_from from time)), 0) as before,
                           coalesce(sum(cardinality(array_positions(unasked_webhook_ids, :webhook_id))), 0) as unasked,
                           coalesce(sum(cardinality(array_positions(unmet_webhook_ids, :webhook_id))), 0) as unmet
                    from lead_events
                    where workspace_id = :workspace_id
                      and occurred_at >= (select begins from time)
                      and occurred_at < :to
                      and sequence is not null
                ), told as (
                    select case
                               when d.status in ('delivered', 'pending') then d.status
                               when exists (
                                   select
                                   from webhook_deliveries r
                                   where r.workspace_id = :workspace_id
                                     and r.webhook_id = :webhook_id
                                     and r.replay_of = d.id
                                     and r.status = 'delivered') then 'delivered'
                               when exists (
                                   select
                                   from webhook_deliveries r
                                   where r.workspace_id = :workspace_id
                                     and r.webhook_id = :webhook_id
                                     and r.replay_of = d.id
                                     and r.status = 'pending') then 'pending'
                               else d.status
                           end as status
                    from webhook_deliveries d
                    where d.workspace_id = :workspace_id
                      and d.webhook_id = :webhook_id
                      and d.created_at >= (select begins from time)
                      and d.created_at < :to
                      and d.replay_of is null
                      and not d.is_test
                ), ended as (
                    select count(*) filter (where status = 'delivered') as delivered,
                           count(*) filter (where status = 'pending') as waiting,
                           count(*) filter (where status = 'failed') as failed,
                           count(*) filter (where status = 'aborted') as aborted,
                           count(*) filter (where status = 'skipped') as skipped
                    from told
                )
                select (select begins from time) as begins, *
                from happened
                cross join ended
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("webhook_id", webhookId)
                        .and("grace", GRACE.toSeconds())
                        .and("from", from)
                        .and("to", to));
    }
}
