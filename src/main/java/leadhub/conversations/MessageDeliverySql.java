package leadhub.conversations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on what is sent by messengers. */
@Component
class MessageDeliverySql {
    private static final String COLUMNS =
            "number, integration_id, status, failure, template, attempts, queued_at, changed_at";

    private final Sql sql;

    MessageDeliverySql(Sql sql) {
        this.sql = sql;
    }

    /** When the first that is queued may be sent, and until when somebody is at it. */
    record First(Instant notBefore, @Nullable Instant leasedUntil) {}

    /** Where something is that a provider tells of. */
    record Place(long conversationId, long number) {}

    void queue(
            long workspaceId,
            long conversationId,
            long number,
            long integrationId,
            @Nullable MessageTemplate template,
            Instant now) {
        sql.update(
                workspaceId,
                """
                insert into message_deliveries
                    (workspace_id, conversation_id, number, integration_id, status, template, not_before, queued_at, changed_at)
                values (:workspace, :conversation, :number, :integration, 'queued', :template::jsonb, :now, :now, :now)
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("conversation", conversationId)
                        .and("number", number)
                        .and("integration", integrationId)
                        .and("template", template == null ? null : template.json())
                        .and("now", now));
    }

    /** Takes the first of a conversation, if it is due and nobody is at it: they go one after the other. */
    Optional<MessageDelivery> claim(long workspaceId, long conversationId, Instant now, Instant until) {
        return sql.find(
                workspaceId,
                MessageDeliverySql::read,
                """
                update message_deliveries d
                set leased_until = :until, attempts = attempts + 1
                where d.workspace_id = :workspace
                  and d.conversation_id = :conversation
                  and d.status = 'queued'
                  and d.not_before <= :now
                  and (d.leased_until is null or d.leased_until <= :now)
                  and not exists (
                      select
                      from message_deliveries earlier
                      where earlier.workspace_id = :workspace
                        and earlier.conversation_id = :conversation
                        and earlier.status = 'queued'
                        and earlier.number < d.number)
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("workspace", workspaceId)
                        .and("conversation", conversationId)
                        .and("now", now)
                        .and("until", until));
    }

    /** The first that is queued; empty where nothing is. */
    Optional<First> first(long workspaceId, long conversationId) {
        return sql.find(
                workspaceId,
                row -> new First(Times.get(row, "not_before"), Times.find(row, "leased_until")),
                """
                select not_before, leased_until
                from message_deliveries
                where workspace_id = ?
                  and conversation_id = ?
                  and status = 'queued'
                order by number
                limit 1
                """,
                workspaceId,
                conversationId);
    }

    Optional<MessageDeliveries.Text> text(long workspaceId, long conversationId, long number) {
        return sql.find(
                workspaceId,
                row -> new MessageDeliveries.Text(
                        row.getString("contact_id"), row.getString("content"), row.getBoolean("is_unwanted")),
                """
                select c.contact_id, m.content,
                    c.contact_stopped_at is not null
                        and (m.role = 'assistant'
                            or c.contact_wrote_at is null
                            or c.contact_wrote_at <= c.contact_stopped_at) as is_unwanted
                from conversations c
                join conversation_messages m on m.workspace_id = ? and m.conversation_id = c.id
                where c.workspace_id = ?
                  and c.id = ?
                  and c.contact_id is not null
                  and m.number = ?
                """,
                workspaceId,
                workspaceId,
                conversationId,
                number);
    }

    /** What came of an attempt; false if it isn't queued any more. @param providerId null where it wasn't sent */
    boolean end(
            long workspaceId,
            long conversationId,
            long number,
            DeliveryStatus status,
            @Nullable String providerId,
            @Nullable DeliveryFailure failure,
            Instant now) {
        return sql.update(
                        workspaceId,
                        """
                        update message_deliveries
                        set status = :status, provider_id = :provider, failure = :failure, leased_until = null, changed_at = :now
                        where workspace_id = :workspace
                          and conversation_id = :conversation
                          and number = :number
                          and status = 'queued'
                        """,
                        NamedValues.of("workspace", workspaceId)
                                .and("conversation", conversationId)
                                .and("number", number)
                                .and("status", status.word())
                                .and("provider", providerId)
                                .and("failure", failure == null ? null : failure.word())
                                .and("now", now))
                == 1;
    }

    /** It is tried again then. */
    void postpone(
            long workspaceId,
            long conversationId,
            long number,
            DeliveryFailure failure,
            Instant notBefore,
            Instant now) {
        sql.update(
                workspaceId,
                """
                update message_deliveries
                set failure = :failure, not_before = :not_before, leased_until = null, changed_at = :now
                where workspace_id = :workspace
                  and conversation_id = :conversation
                  and number = :number
                  and status = 'queued'
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("conversation", conversationId)
                        .and("number", number)
                        .and("failure", failure.word())
                        .and("not_before", notBefore)
                        .and("now", now));
    }

    /** One that failed is tried anew; false if it hasn't failed. */
    boolean again(long workspaceId, long conversationId, long number, Instant now) {
        return sql.update(workspaceId, """
                        update message_deliveries
                        set status = 'queued', failure = null, provider_id = null, attempts = 0, not_before = ?, queued_at = ?,
                            changed_at = ?
                        where workspace_id = ?
                          and conversation_id = ?
                          and number = ?
                          and status = 'failed'
                        """, now, now, now, workspaceId, conversationId, number) == 1;
    }

    /** All that is queued has failed. */
    void giveUp(long workspaceId, long conversationId, Instant now) {
        sql.update(workspaceId, """
                update message_deliveries
                set status = 'failed', failure = 'expired', leased_until = null, changed_at = ?
                where workspace_id = ?
                  and conversation_id = ?
                  and status = 'queued'
                """, now, workspaceId, conversationId);
    }

    /** What a provider tells of a message, unless more is known of it; empty where nothing changes. */
    Optional<Place> report(
            long workspaceId,
            long integrationId,
            String providerId,
            DeliveryStatus status,
            @Nullable DeliveryFailure failure,
            Instant now) {
        return sql.find(
                workspaceId,
                row -> new Place(row.getLong("conversation_id"), row.getLong("number")),
                """
                update message_deliveries
                set status = :status, failure = :failure, changed_at = :now
                where workspace_id = :workspace
                  and integration_id = :integration
                  and provider_id = :provider
                  and status = any (:before)
                returning conversation_id, number
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("integration", integrationId)
                        .and("provider", providerId)
                        .and("status", status.word())
                        .and("failure", failure == null ? null : failure.word())
                        .and("before", status.before())
                        .and("now", now));
    }

    boolean isKnown(long workspaceId, long integrationId, String providerId) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from message_deliveries
                    where workspace_id = ?
                      and integration_id = ?
                      and provider_id = ?)
                """, workspaceId, integrationId, providerId);
    }

    /** Whether something is being sent at this moment. */
    boolean isAnyUnderWay(long workspaceId, long integrationId, Instant now) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from message_deliveries
                    where workspace_id = ?
                      and integration_id = ?
                      and status = 'queued'
                      and leased_until > ?)
                """, workspaceId, integrationId, now);
    }

    /** Those of a conversation from a message on, in its order. */
    List<MessageDelivery> from(long workspaceId, long conversationId, long number) {
        return sql.query(
                workspaceId, MessageDeliverySql::read, """
                select %s
                from message_deliveries
                where workspace_id = ?
                  and conversation_id = ?
                  and number >= ?
                order by number
                """.formatted(COLUMNS), workspaceId, conversationId, number);
    }

    private static MessageDelivery read(ResultSet row) throws SQLException {
        var failure = row.getString("failure");
        var template = row.getString("template");
        return new MessageDelivery(
                row.getLong("number"),
                row.getLong("integration_id"),
                DeliveryStatus.ofWord(row.getString("status")).orElseThrow(),
                failure == null ? null : DeliveryFailure.of(failure),
                template == null ? null : MessageTemplate.of(template),
                row.getInt("attempts"),
                Times.get(row, "queued_at"),
                Times.get(row, "changed_at"));
    }
}
