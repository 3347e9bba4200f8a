package leadhub.conversations;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.conversations.VisitorEmails.Known;
import leadhub.conversations.VisitorEmails.Reach;
import leadhub.conversations.VisitorEmails.Unread;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on addresses by which visitors are reached who have left. */
@Component
class VisitorEmailSql {
    private final Sql sql;

    VisitorEmailSql(Sql sql) {
        this.sql = sql;
    }

    /** The latest one counts, but what was only typed takes no place of one that is proven. */
    void give(long workspaceId, long id, String email, String key, @Nullable Instant provenAt) {
        sql.update(
                workspaceId,
                """
                update conversations
                set visitor_email = :email, visitor_email_key = :key, email_proven_at = :proven
                where workspace_id = :workspace
                  and id = :id
                  and (email_proven_at is null or :proven::timestamptz is not null)
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("id", id)
                        .and("email", email)
                        .and("key", key)
                        .and("proven", provenAt));
    }

    Optional<Reach> find(long workspaceId, long id) {
        return sql.find(
                workspaceId,
                row -> new Reach(row.getString("visitor_email"), row.getTimestamp("email_proven_at") != null),
                """
                select visitor_email, email_proven_at
                from conversations
                where workspace_id = ?
                  and id = ?
                  and visitor_email is not null
                """,
                workspaceId,
                id);
    }

    Optional<Known> known(long workspaceId, long id) {
        return sql.find(
                workspaceId,
                row -> new Known(
                        row.getString("identity"),
                        row.getString("visitor_email"),
                        row.getTimestamp("email_proven_at") != null),
                """
                select identity, visitor_email, email_proven_at
                from conversations
                where workspace_id = ?
                  and id = ?
                """,
                workspaceId,
                id);
    }

    /** The latest one with a bot that goes by that address; of somebody whom a website knows, only by one that is proven. */
    Optional<Long> latest(long workspaceId, String botId, String key, Instant since) {
        return sql.find(workspaceId, row -> row.getLong("id"), """
                select id
                from conversations
                where workspace_id = ?
                  and bot_id = ?
                  and visitor_email_key = ?
                  and last_message_at > ?
                  and (identity is null or email_proven_at is not null)
                order by id desc
                limit 1
                """, workspaceId, botId, key, since);
    }

    /**
     * Those in which a person's answer wasn't read, which are told now. What another process takes at the same moment is looked at
     * again, and left to it.
     *
     * @param quiet nothing was said since then
     * @param since what is older isn't told any more
     * @param told the visitor was last told before then
     */
    List<Unread> take(long workspaceId, Instant quiet, Instant since, Instant told, Instant now, int most, int atOnce) {
        return sql.query(
                workspaceId,
                row -> new Unread(row.getLong("id"), row.getLong("last_number")),
                """
                update conversations
                set mailed_number = last_number, mailed_at = :now, mails = mails + 1
                where workspace_id = :workspace
                  and last_number > mailed_number
                  and id in (
                      select c.id
                      from conversations c
                      where c.workspace_id = :workspace
                        and c.last_message_at > :since
                        and c.last_message_at <= :quiet
                        and c.visitor_email is not null
                        and (c.identity is null or c.email_proven_at is not null)
                        and c.last_number > greatest(c.visitor_read, c.mailed_number)
                        and c.mails < :most
                        and (c.mailed_at is null or c.mailed_at <= :told)
                        and exists (
                            select
                            from conversation_messages m
                            where m.workspace_id = :workspace
                              and m.conversation_id = c.id
                              and m.number > greatest(c.visitor_read, c.mailed_number)
                              and m.role = 'agent')
                      order by c.last_message_at
                      limit :at_once)
                returning id, last_number
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("now", now)
                        .and("since", since)
                        .and("quiet", quiet)
                        .and("told", told)
                        .and("most", most)
                        .and("at_once", atOnce));
    }
}
