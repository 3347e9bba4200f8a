package leadhub.webhooks.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.webhooks.delivery.DeliveryStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements by which many deliveries are sent again. */
@Component
class ManyReplaySql {
    static final String COLUMNS =
            "id, webhook_id, from_time, to_time, status, replayed, created_at, finished_at, after_id, last_id";

    private final Sql sql;
    private final DeliverySql deliveries;

    ManyReplaySql(Sql sql, DeliverySql deliveries) {
        this.sql = sql;
        this.deliveries = deliveries;
    }

    /**
     * How far it is.
     *
     * @param afterId up to here all have been looked at
     * @param lastId what came later is none of it
     */
    record Progress(ManyReplays replays, long afterId, long lastId) {}

    ManyReplays insert(
            long workspaceId,
            long webhookId,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable DeliveryStatus status,
            Actor actor,
            Instant now) {
        return sql.get(
                        workspaceId,
                        ManyReplaySql::read,
                        """
                        with latest as (
                            select coalesce(max(id), 0) as id
                            from webhook_deliveries
                            where workspace_id = :workspace_id
                              and webhook_id = :webhook_id
                        )
                        insert into webhook_replays
                            (workspace_id, webhook_id, from_time, to_time, status, requested_by, after_id, last_id, created_at)
                        select :workspace_id, :webhook_id, :from::timestamptz, :to::timestamptz, :status::text,
                               :requested_by::jsonb, 0, latest.id, :now
                        from latest
                        returning %s
                        """.formatted(COLUMNS),
                        NamedValues.of("workspace_id", workspaceId)
                                .and("webhook_id", webhookId)
                                .and("from", from)
                                .and("to", to)
                                .and("status", status == null ? null : status.word())
                                .and("requested_by", Json.write(actor))
                                .and("now", now))
                .replays();
    }

    /** Nobody else takes a step of it until the transaction ends, and nobody else replays deliveries of its webhook, which isn't removed. */
    Optional<Progress> lock(long workspaceId, long id) {
        return sql.find(workspaceId, ManyReplaySql::read, """
                select %s
                from webhook_replays
                where workspace_id = ?
                  and id = ?
                  and finished_at is null
                for update
                """.formatted(COLUMNS), workspaceId, id)
                .filter(progress ->
                        deliveries.lockReplays(workspaceId, progress.replays().webhookId()));
    }

    /** How many replays of a webhook wait to be sent; no more than so many are counted. */
    long waiting(long workspaceId, long webhookId, int most) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select count(*)
                from (
                    select
                    from webhook_deliveries
                    where workspace_id = ?
                      and webhook_id = ?
                      and status = 'pending'
                      and attempts_count = 0
                      and replay_of is not null
                    limit ?) w
                """, workspaceId, webhookId, most);
    }

    /** Leaves the next ones to be sent again; which deliveries they are of, in their order. */
    List<Long> replay(long workspaceId, Progress progress, int most, Instant now) {
        var replays = progress.replays();
        return sql.query(
                workspaceId,
                row -> row.getLong("replay_of"),
                """
                with again as (
                    select d.message_id, d.event_id, d.event, d.lead_id, d.id
                    from webhook_deliveries d
                    where d.workspace_id = :workspace_id
                      and d.webhook_id = :webhook_id
                      and d.id > :after_id
                      and d.id <= :last_id
                      and d.replay_of is null
                      and not d.is_test
                      and d.status = any (:statuses)
                      and d.created_at >= :from
                      and d.created_at < :to
                      and not exists (
                          select
                          from webhook_deliveries r
                          where r.workspace_id = :workspace_id
                            and r.webhook_id = :webhook_id
                            and r.replay_of = d.id
                            and (r.status = 'pending' or r.status = 'delivered' and d.status <> 'delivered'))
                    order by d.id
                    limit :most
                )
                insert into webhook_deliveries
                    (workspace_id, webhook_id, message_id, event_id, event, lead_id, replay_of, replays_id, status,
                     next_attempt_at, created_at)
                select :workspace_id, :webhook_id, again.message_id, again.event_id, again.event, again.lead_id, again.id,
                       :replays_id, 'pending', :now, :now
                from again
                order by again.id
                returning replay_of
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("webhook_id", replays.webhookId())
                        .and("replays_id", replays.id())
                        .and("now", now)
                        .and("after_id", progress.afterId())
                        .and("last_id", progress.lastId())
                        .and("statuses", statuses(replays.status()))
                        .and("from", replays.from() == null ? Instant.EPOCH : replays.from())
                        .and("to", replays.to() == null ? now : replays.to())
                        .and("most", most));
    }

    private static String[] statuses(@Nullable DeliveryStatus status) {
        return status == null
                ? new String[] {
                    DeliveryStatus.FAILED.word(), DeliveryStatus.ABORTED.word(), DeliveryStatus.SKIPPED.word()
                }
                : new String[] {status.word()};
    }

    void advance(long workspaceId, long id, long afterId, int replayed, @Nullable Instant finishedAt) {
        sql.update(workspaceId, """
                update webhook_replays
                set after_id = ?, replayed = replayed + ?, finished_at = ?
                where workspace_id = ?
                  and id = ?
                """, afterId, replayed, finishedAt, workspaceId, id);
    }

    private static Progress read(ResultSet row) throws SQLException {
        return new Progress(readReplays(row), row.getLong("after_id"), row.getLong("last_id"));
    }

    static ManyReplays readReplays(ResultSet row) throws SQLException {
        var status = row.getString("status");
        return new ManyReplays(
                row.getLong("id"),
                row.getLong("webhook_id"),
                Times.find(row, "from_time"),
                Times.find(row, "to_time"),
                status == null ? null : DeliveryStatus.of(status),
                row.getLong("replayed"),
                Times.get(row, "created_at"),
                Times.find(row, "finished_at"));
    }
}
