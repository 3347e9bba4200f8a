package leadhub.webhooks.log;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.webhooks.delivery.Attempt;
import leadhub.webhooks.delivery.DeliveryStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that look at deliveries, and those that leave single ones. */
@Component
class DeliverySql {
    static final String COLUMNS = """
            id, message_id, event_id, event, status, attempts_count, next_attempt_at, replay_of is not null as is_replay, is_test,
            created_at""";

    private final Sql sql;

    DeliverySql(Sql sql) {
        this.sql = sql;
    }

    /** Newest first. @param status null for all */
    Page<Delivery> list(long workspaceId, long webhookId, @Nullable DeliveryStatus status, Slice slice) {
        var condition = status == null ? "" : "and status = '" + status.word() + "'";
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("""
                        select count(*)
                        from webhook_deliveries
                        where workspace_id = ?
                          and webhook_id = ?
                          %s
                        """.formatted(condition), workspaceId, webhookId),
                DeliverySql::read,
                Sql.Statement.of(
                        """
                        select %s
                        from webhook_deliveries
                        where workspace_id = ?
                          and webhook_id = ?
                          %s
                        order by id desc
                        limit ? offset ?
                        """.formatted(COLUMNS, condition), workspaceId, webhookId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    Optional<Delivery> find(long workspaceId, long webhookId, long id) {
        return sql.find(workspaceId, DeliverySql::read, """
                select %s
                from webhook_deliveries
                where workspace_id = ?
                  and webhook_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, webhookId, id);
    }

    Optional<String> body(long workspaceId, long messageId) {
        return sql.find(workspaceId, row -> row.getString("body"), """
                select body
                from webhook_messages
                where workspace_id = ?
                  and id = ?
                """, workspaceId, messageId);
    }

    /** In their order. */
    List<Attempt> attempts(long workspaceId, long webhookId, long id) {
        return sql.query(
                workspaceId,
                row -> new Attempt(
                        Times.get(row, "at"),
                        row.getObject("status", Integer.class),
                        row.getString("error"),
                        row.getLong("took_ms"),
                        row.getString("answer")),
                """
                select at, status, error, took_ms, answer
                from webhook_attempts
                where workspace_id = ?
                  and webhook_id = ?
                  and delivery_id = ?
                order by number
                """,
                workspaceId,
                webhookId,
                id);
    }

    /** A made-up event for one webhook; its id. */
    long insertTest(long workspaceId, long webhookId, String eventId, String event, String body, Instant now) {
        return sql.get(
                workspaceId,
                row -> row.getLong("id"),
                """
                with made as (
                    insert into webhook_messages (workspace_id, event_id, event, body, created_at)
                    values (:workspace_id, :event_id, :event, :body, :now)
                    returning id, event_id, event
                )
                insert into webhook_deliveries
                    (workspace_id, webhook_id, message_id, event_id, event, is_test, status, next_attempt_at, created_at)
                select :workspace_id, :webhook_id, id, event_id, event, true, 'pending', :now, :now
                from made
                returning id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("event_id", eventId)
                        .and("event", event)
                        .and("body", body)
                        .and("now", now)
                        .and("webhook_id", webhookId));
    }

    /** Nobody else replays deliveries of the webhook until the transaction ends; false if it is removed. */
    boolean lockReplays(long workspaceId, long webhookId) {
        return sql.find(workspaceId, row -> row.getLong("id"), """
                select id
                from webhooks
                where workspace_id = ?
                  and id = ?
                  and removed_at is null
                for update
                """, workspaceId, webhookId)
                .isPresent();
    }

    /** The first delivery of what a delivery tells. */
    Optional<Long> first(long workspaceId, long webhookId, long id) {
        return sql.find(workspaceId, row -> row.getLong("id"), """
                select id
                from webhook_deliveries
                where workspace_id = ?
                  and webhook_id = ?
                  and id = (
                      select coalesce(replay_of, id)
                      from webhook_deliveries
                      where workspace_id = ?
                        and webhook_id = ?
                        and id = ?)
                """, workspaceId, webhookId, workspaceId, webhookId, id);
    }

    /** Leaves it to be sent again; empty while an attempt is pending. */
    Optional<Long> insertReplay(long workspaceId, long webhookId, long firstId, Instant now) {
        return sql.find(
                workspaceId,
                row -> row.getLong("id"),
                """
                with again as (
                    select d.message_id, d.event_id, d.event, d.lead_id, d.id
                    from webhook_deliveries d
                    where d.workspace_id = :workspace_id
                      and d.webhook_id = :webhook_id
                      and d.id = :first_id
                      and d.status <> 'pending'
                      and not exists (
                          select 1
                          from webhook_deliveries r
                          where r.workspace_id = :workspace_id
                            and r.webhook_id = :webhook_id
                            and r.replay_of = :first_id
                            and r.status = 'pending')
                )
                insert into webhook_deliveries
                    (workspace_id, webhook_id, message_id, event_id, event, lead_id, replay_of, status, next_attempt_at,
                     created_at)
                select :workspace_id, :webhook_id, again.message_id, again.event_id, again.event, again.lead_id, again.id,
                       'pending', :now, :now
                from again
                returning id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("webhook_id", webhookId)
                        .and("now", now)
                        .and("first_id", firstId));
    }

    static Delivery read(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getLong("message_id"),
                row.getString("event_id"),
                row.getString("event"),
                DeliveryStatus.of(row.getString("status")),
                row.getInt("attempts_count"),
                Times.find(row, "next_attempt_at"),
                row.getBoolean("is_replay"),
                row.getBoolean("is_test"),
                Times.get(row, "created_at"));
    }
}
