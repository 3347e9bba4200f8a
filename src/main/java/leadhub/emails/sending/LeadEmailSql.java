package leadhub.emails.sending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.emails.RenderedEmail;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on the lead_emails table. */
@Component
class LeadEmailSql {
    private static final String COLUMNS = """
            id, lead_id, author, receiver, subject, body, html, message_id, message_references, unsubscribe_token, status,
            failure, waits_until, finished_at, created_at, delivered_at, opened_at, delayed_at, complained_at""";

    private final Sql sql;

    LeadEmailSql(Sql sql) {
        this.sql = sql;
    }

    /** Empty if what had it sent has had it sent already. */
    Optional<LeadEmail> insert(Caller caller, NewLeadEmail email, Instant now) {
        return sql.find(
                caller.workspaceId(),
                LeadEmailSql::read,
                """
                insert into lead_emails (workspace_id, lead_id, origin, author, receiver, subject, body, html, message_id,
                    message_references, unsubscribe_token, status, created_at)
                values (:workspace_id, :lead_id, :origin, :author::jsonb, :receiver, :subject, :body, :html, :message_id,
                    :references, :token, 'queued', :now)
                on conflict (workspace_id, origin) where origin is not null do nothing
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("workspace_id", caller.workspaceId())
                        .and("lead_id", email.leadId())
                        .and("origin", email.origin())
                        .and("author", Json.write(caller.actor()))
                        .and("receiver", email.to())
                        .and("subject", email.content().subject())
                        .and("body", email.content().text())
                        .and("html", email.content().html())
                        .and("message_id", email.messageId())
                        .and("references", email.references().isEmpty() ? null : String.join(" ", email.references()))
                        .and("token", email.unsubscribeToken())
                        .and("now", now));
    }

    Optional<LeadEmail> find(long workspaceId, long id) {
        return sql.find(workspaceId, LeadEmailSql::read, """
                select %s
                from lead_emails
                where workspace_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    Optional<LeadEmail> ofOrigin(long workspaceId, String origin) {
        return sql.find(workspaceId, LeadEmailSql::read, """
                select %s
                from lead_emails
                where workspace_id = ?
                  and origin = ?
                """.formatted(COLUMNS), workspaceId, origin);
    }

    Optional<LeadEmail> withMessageId(long workspaceId, String messageId) {
        return sql.find(workspaceId, LeadEmailSql::read, """
                select %s
                from lead_emails
                where workspace_id = ?
                  and message_id = ?
                """.formatted(COLUMNS), workspaceId, messageId);
    }

    /** It came back; false if that was so already. */
    boolean bounce(long workspaceId, long id, Instant now) {
        return sql.update(workspaceId, """
                update lead_emails
                set status = 'bounced', failure = null, waits_until = null, finished_at = ?
                where workspace_id = ?
                  and id = ?
                  and status <> 'bounced'
                """, now, workspaceId, id) == 1;
    }

    /**
     * Something is told of it; false if that was so already.
     *
     * @param what the column that says when
     */
    boolean note(long workspaceId, long id, String what, Instant now) {
        return sql.update(workspaceId, """
                update lead_emails
                set %1$s = ?
                where workspace_id = ?
                  and id = ?
                  and %1$s is null
                """.formatted(what), now, workspaceId, id) == 1;
    }

    /** The latest of a lead before another one, the latest first. */
    List<LeadEmail> list(long workspaceId, long leadId, long before, int most) {
        return sql.query(workspaceId, LeadEmailSql::read, """
                select %s
                from lead_emails
                where workspace_id = ?
                  and lead_id = ?
                  and id < ?
                order by id desc
                limit ?
                """.formatted(COLUMNS), workspaceId, leadId, before, most);
    }

    /** The latest that bear a token. */
    List<LeadEmail> withToken(long workspaceId, String token, int most) {
        return sql.query(workspaceId, LeadEmailSql::read, """
                select %s
                from lead_emails
                where workspace_id = ?
                  and unsubscribe_token = ?
                order by id desc
                limit ?
                """.formatted(COLUMNS), workspaceId, token, most);
    }

    /** Writes down what came of it, unless it is sent already. Whether it wasn't. */
    boolean end(long workspaceId, long id, EmailStatus status, @Nullable String failure, Instant now) {
        return sql.update(workspaceId, """
                update lead_emails
                set status = ?, failure = ?, waits_until = null, finished_at = ?
                where workspace_id = ?
                  and id = ?
                  and status not in ('sent', 'bounced')
                """, status.word(), failure, now, workspaceId, id) == 1;
    }

    /** It is tried again. */
    void goOn(long workspaceId, long id, @Nullable String failure, @Nullable Instant waitsUntil) {
        sql.update(workspaceId, """
                update lead_emails
                set failure = ?, waits_until = ?
                where workspace_id = ?
                  and id = ?
                  and status = 'queued'
                """, failure, waitsUntil, workspaceId, id);
    }

    /** Forgets the texts of some that were made before a time, the oldest first; how many. */
    int empty(long workspaceId, Instant before, Instant now, int most) {
        return sql.update(workspaceId, """
                update lead_emails
                set body = '', html = '', emptied_at = ?
                where workspace_id = ?
                  and id = any (array(
                      select id
                      from lead_emails
                      where workspace_id = ?
                        and created_at < ?
                        and emptied_at is null
                      order by created_at
                      limit ?))
                """, now, workspaceId, workspaceId, before, most);
    }

    private static LeadEmail read(ResultSet row) throws SQLException {
        return new LeadEmail(
                row.getLong("id"),
                row.getLong("lead_id"),
                Json.MAPPER.readValue(row.getString("author"), Actor.class),
                row.getString("receiver"),
                new RenderedEmail(row.getString("subject"), row.getString("body"), row.getString("html")),
                row.getString("message_id"),
                references(row.getString("message_references")),
                row.getString("unsubscribe_token"),
                new LeadEmail.Fate(
                        EmailStatus.of(row.getString("status")),
                        row.getString("failure"),
                        Times.find(row, "waits_until"),
                        Times.find(row, "finished_at"),
                        new LeadEmail.Told(
                                Times.find(row, "delivered_at"),
                                Times.find(row, "opened_at"),
                                Times.find(row, "delayed_at"),
                                Times.find(row, "complained_at"))),
                Times.get(row, "created_at"));
    }

    private static List<String> references(@Nullable String ids) {
        return ids == null ? List.of() : List.of(ids.split(" "));
    }
}
