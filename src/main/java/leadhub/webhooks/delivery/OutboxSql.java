package leadhub.webhooks.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statement that writes down what is to be delivered, in the transaction of what happened. */
@Component
class OutboxSql {
    private final Sql sql;

    OutboxSql(Sql sql) {
        this.sql = sql;
    }

    /** Nobody waits for an answer, so that it travels with another statement. */
    void insert(long workspaceId, Instant now, List<NewMessage> messages) {
        var webhookIds = new ArrayList<Long>();
        var eventIds = new ArrayList<String>();
        var statuses = new ArrayList<String>();
        for (var message : messages) {
            for (var receiver : message.receivers()) {
                webhookIds.add(receiver.webhookId());
                eventIds.add(message.eventId());
                statuses.add((receiver.isActive() ? DeliveryStatus.PENDING : DeliveryStatus.SKIPPED).word());
            }
        }
        sql.defer(
                workspaceId,
                """
                with made as (
                    insert into webhook_messages (workspace_id, event_id, event, lead_id, conversation_id, body, created_at)
                    select :workspace_id, event_id, event, nullif(lead_id, 0), nullif(conversation_id, 0), body, :now
                    from unnest(:message_event_ids::text[], :events::text[], :lead_ids::bigint[], :conversation_ids::bigint[],
                                :bodies::text[]) with ordinality as m (event_id, event, lead_id, conversation_id, body, place)
                    order by place
                    returning id, event_id, event, lead_id, conversation_id
                )
                insert into webhook_deliveries
                    (workspace_id, webhook_id, message_id, event_id, event, lead_id, conversation_id, status, next_attempt_at,
                     created_at)
                select :workspace_id, r.webhook_id, made.id, made.event_id, made.event, made.lead_id, made.conversation_id,
                       r.status,
                       case when r.status = 'pending' then :now::timestamptz end, :now
                from unnest(:webhook_ids::bigint[], :event_ids::text[], :statuses::text[]) with ordinality
                    as r (webhook_id, event_id, status, place)
                join made on made.event_id = r.event_id
                order by r.place
                returning id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("now", now)
                        .and(
                                "message_event_ids",
                                messages.stream().map(NewMessage::eventId).toArray(String[]::new))
                        .and("events", messages.stream().map(NewMessage::event).toArray(String[]::new))
                        .and(
                                "lead_ids",
                                messages.stream().mapToLong(NewMessage::leadId).toArray())
                        .and(
                                "conversation_ids",
                                messages.stream()
                                        .mapToLong(NewMessage::conversationId)
                                        .toArray())
                        .and("bodies", messages.stream().map(NewMessage::body).toArray(String[]::new))
                        .and(
                                "webhook_ids",
                                webhookIds.stream().mapToLong(id -> id).toArray())
                        .and("event_ids", eventIds.toArray(String[]::new))
                        .and("statuses", statuses.toArray(String[]::new)));
    }
}
