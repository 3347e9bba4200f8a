package leadhub.emails.received;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Every statement on the received_emails table, and the one that finds what an email answers. */
@Component
class ReceivedEmailSql {
    private static final String COLUMNS = """
            id, lead_id, message_id, message_references, sender, sender_name, subject, body, attachments, is_automatic, sent_at,
            created_at""";

    private static final TypeReference<List<IncomingEmail.Attachment>> ATTACHMENTS = new TypeReference<>() {};

    private final Sql sql;

    ReceivedEmailSql(Sql sql) {
        this.sql = sql;
    }

    /** Its id; empty if the workspace has that message already. */
    Optional<Long> insert(long workspaceId, long leadId, long integrationId, IncomingEmail email, Instant now) {
        return sql.find(
                workspaceId,
                row -> row.getLong("id"),
                """
                insert into received_emails (workspace_id, lead_id, integration_id, message_id, message_key, message_references,
                    sender, sender_name, subject, body, attachments, is_automatic, sent_at, created_at)
                values (:workspace_id, :lead_id, :integration_id, :message_id, :message_key, :references, :sender, :sender_name,
                    :subject, :body, :attachments::jsonb, :is_automatic, :sent_at, :now)
                on conflict (workspace_id, message_key) do nothing
                returning id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("lead_id", leadId)
                        .and("integration_id", integrationId)
                        .and("message_id", email.messageId())
                        .and("message_key", email.key())
                        .and("references", String.join(" ", email.references()))
                        .and("sender", email.sender().email())
                        .and("sender_name", email.sender().name())
                        .and("subject", email.subject())
                        .and("body", email.text())
                        .and("attachments", Json.write(email.attachments()))
                        .and("is_automatic", email.automatic() != null)
                        .and("sent_at", email.sentAt())
                        .and("now", now));
    }

    boolean has(long workspaceId, String key) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from received_emails
                    where workspace_id = ?
                      and message_key = ?)
                """, workspaceId, key);
    }

    /** The lead of the latest email, from it or to it, that has one of some ids. */
    Optional<Long> leadOf(long workspaceId, List<String> keys) {
        var ids = keys.toArray(String[]::new);
        return sql.find(workspaceId, row -> row.getLong("lead_id"), """
                select lead_id
                from (
                    select lead_id, id
                    from lead_emails
                    where workspace_id = ?
                      and message_id = any (?)
                      and unsubscribe_token is not null
                    union all
                    select lead_id, id
                    from received_emails
                    where workspace_id = ?
                      and message_key = any (?)
                ) named
                order by id desc
                limit 1
                """, workspaceId, ids, workspaceId, ids);
    }

    /** Whether an email that we sent has that id. */
    boolean isOurs(long workspaceId, String messageId) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from lead_emails
                    where workspace_id = ?
                      and message_id = ?)
                """, workspaceId, messageId);
    }

    Optional<ReceivedEmail> find(long workspaceId, long leadId, long id) {
        return sql.find(workspaceId, ReceivedEmailSql::read, """
                select %s
                from received_emails
                where workspace_id = ?
                  and lead_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, leadId, id);
    }

    /** The latest of a lead before another one, the latest first. */
    List<ReceivedEmail> list(long workspaceId, long leadId, long before, int most) {
        return sql.query(
                workspaceId, ReceivedEmailSql::read, """
                select %s
                from received_emails
                where workspace_id = ?
                  and lead_id = ?
                  and id < ?
                order by id desc
                limit ?
                """.formatted(COLUMNS), workspaceId, leadId, before, most);
    }

    /** Forgets the texts of some that came before a time, the oldest first; how many. */
    int empty(long workspaceId, Instant before, Instant now, int most) {
        return sql.update(workspaceId, """
                update received_emails
                set body = '', attachments = '[]', emptied_at = ?
                where workspace_id = ?
                  and id = any (array(
                      select id
                      from received_emails
                      where workspace_id = ?
                        and created_at < ?
                        and emptied_at is null
                      order by created_at
                      limit ?))
                """, now, workspaceId, workspaceId, before, most);
    }

    private static ReceivedEmail read(ResultSet row) throws SQLException {
        return new ReceivedEmail(
                row.getLong("id"),
                row.getLong("lead_id"),
                new ReceivedEmail.Message(
                        row.getString("message_id"),
                        Stream.of(row.getString("message_references").split(" "))
                                .filter(id -> !id.isEmpty())
                                .toList()),
                new ReceivedEmail.Sender(row.getString("sender"), row.getString("sender_name")),
                row.getString("subject"),
                row.getString("body"),
                Json.MAPPER.readValue(row.getString("attachments"), ATTACHMENTS),
                row.getBoolean("is_automatic"),
                Times.find(row, "sent_at"),
                Times.get(row, "created_at"));
    }
}
