package leadhub.conversations;

import java.time.Instant;
import java.util.List;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that erase conversations. */
@Component
class ErasureSql {
    private final Sql sql;

    ErasureSql(Sql sql) {
        this.sql = sql;
    }

    /** Those of a bot in which nothing has been said since then. */
    List<Long> old(long workspaceId, String botId, Instant before, int most) {
        return sql.query(
                workspaceId,
                row -> row.getLong("id"),
                """
                select id
                from conversations
                where workspace_id = :workspace
                  and bot_id = :bot
                  and erased_at is null
                  and started_at < :before
                  and coalesce(last_message_at, started_at) < :before
                order by started_at
                limit :most
                for update skip locked
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("bot", botId)
                        .and("before", before)
                        .and("most", most));
    }

    /** Those by messengers in which nothing has been said since then. */
    List<Long> oldByMessengers(long workspaceId, Instant before, int most) {
        return sql.query(
                workspaceId,
                row -> row.getLong("id"),
                """
                select id
                from conversations
                where workspace_id = :workspace
                  and integration_id is not null
                  and erased_at is null
                  and started_at < :before
                  and coalesce(last_message_at, started_at) < :before
                order by started_at
                limit :most
                for update skip locked
                """,
                NamedValues.of("workspace", workspaceId).and("before", before).and("most", most));
    }

    /** Those whose lead is gone for good: it is neither there nor kept to be restored. */
    List<Long> orphaned(long workspaceId, int most) {
        return sql.query(
                workspaceId,
                row -> row.getLong("id"),
                """
                select c.id
                from conversations c
                where c.workspace_id = :workspace
                  and c.lead_id is not null
                  and c.erased_at is null
                  and not exists (
                      select
                      from leads l
                      where l.workspace_id = :workspace
                        and l.id = c.lead_id)
                  and not exists (
                      select
                      from deleted_leads d
                      where d.workspace_id = :workspace
                        and d.lead_id = c.lead_id)
                order by c.id
                limit :most
                for update of c skip locked
                """,
                NamedValues.of("workspace", workspaceId).and("most", most));
    }

    /** What was said, what was noted about it, and what became of it elsewhere. */
    void deleteSaid(long workspaceId, long[] ids) {
        for (var table : List.of(
                "conversation_messages",
                "conversation_notes",
                "message_deliveries",
                "message_files",
                "unanswered_questions",
                "bot_model_turns",
                "chat_mail_links",
                "inbox_viewers")) {
            sql.update(workspaceId, """
                    delete from %s
                    where workspace_id = ?
                      and conversation_id = any (?)
                    """.formatted(table), workspaceId, ids);
        }
    }

    /** Nobody gets in any more. */
    void deleteTokens(long workspaceId, long[] ids) {
        sql.globalUpdate("""
                delete from visitor_tokens
                where workspace_id = ?
                  and conversation_id = any (?)
                """, workspaceId, ids);
    }

    /**
     * Leaves the fact: when it was, with which bot, how many messages, at which step, and how it went; and, as suppression lists do, who
     * wants no more messages. Before what was said is deleted.
     */
    void redact(long workspaceId, long[] ids, Instant now) {
        sql.update(
                workspaceId,
                """
                update conversations
                set erased_at = :now, updated_at = :now, status = 'completed', ended_at = coalesce(ended_at, :now),
                    owner_version = owner_version + 1, lead_id = null,
                    is_engaged = exists (
                        select
                        from conversation_messages m
                        where m.workspace_id = :workspace
                          and m.conversation_id = conversations.id
                          and m.role = 'user'),
                    bot_state = coalesce(jsonb_set('{"flow": {}}', '{flow,at}', bot_state #> '{flow,at}'), '{}'), visitor = '{}', attribution = '{}',
                    consent = null, waiting_since = null, wants_task = false,
                    integration_id = case when contact_stopped_at is not null then integration_id end,
                    contact_id = case when contact_stopped_at is not null then contact_id end,
                    contact_name = null, contact_wrote_at = null, visitor_email = null, visitor_email_key = null,
                    email_proven_at = null, identity = null
                where workspace_id = :workspace
                  and id = any (:ids)
                """,
                NamedValues.of("workspace", workspaceId).and("ids", ids).and("now", now));
    }
}
