package leadhub.emails.sending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.emails.received.IncomingEmail;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * The statements that read emails to a lead and from it as one list: their ids are of one sequence. Those about it to the workspace's own people, which
 * nobody can unsubscribe from, aren't among them.
 */
@Component
class CorrespondenceSql {
    private static final TypeReference<List<IncomingEmail.Attachment>> ATTACHMENTS = new TypeReference<>() {};

    private final Sql sql;

    CorrespondenceSql(Sql sql) {
        this.sql = sql;
    }

    /** The latest first. */
    Page<Correspondence> list(long workspaceId, long leadId, Slice slice) {
        var of = NamedValues.of("workspace", workspaceId).and("lead", leadId);
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("""
                        select (
                            select count(*)
                            from lead_emails
                            where workspace_id = :workspace
                              and lead_id = :lead
                              and unsubscribe_token is not null)
                          + (
                            select count(*)
                            from received_emails
                            where workspace_id = :workspace
                              and lead_id = :lead)
                        """, of),
                CorrespondenceSql::read,
                Sql.Statement.of("""
                        select id, is_out, status, failure, author, sender, receiver, subject, is_automatic, attachments,
                            delivered_at, opened_at, created_at
                        from (
                            select id, true as is_out, status, failure, author, null as sender, receiver, subject,
                                false as is_automatic, null::jsonb as attachments, delivered_at, opened_at, created_at
                            from lead_emails
                            where workspace_id = :workspace
                              and lead_id = :lead
                              and unsubscribe_token is not null
                            union all
                            select id, false, 'received', null, null, sender, null, subject,
                                is_automatic, attachments, null, null, created_at
                            from received_emails
                            where workspace_id = :workspace
                              and lead_id = :lead
                        ) both_ways
                        order by id desc
                        limit :limit offset :offset
                        """, of.and("limit", slice.limit()).and("offset", slice.offset())));
        return new Page<>(answer.second(), answer.first());
    }

    Optional<Correspondence.Whole> find(long workspaceId, long leadId, long id) {
        return sql.find(
                workspaceId,
                row -> new Correspondence.Whole(read(row), row.getString("body")),
                """
                select id, true as is_out, status, failure, author, null as sender, receiver, subject, body,
                    false as is_automatic, null::jsonb as attachments, delivered_at, opened_at, created_at
                from lead_emails
                where workspace_id = :workspace
                  and lead_id = :lead
                  and unsubscribe_token is not null
                  and id = :id
                union all
                select id, false, 'received', null, null, sender, null, subject, body,
                    is_automatic, attachments, null, null, created_at
                from received_emails
                where workspace_id = :workspace
                  and lead_id = :lead
                  and id = :id
                """,
                NamedValues.of("workspace", workspaceId).and("lead", leadId).and("id", id));
    }

    private static Correspondence read(ResultSet row) throws SQLException {
        var attachments = row.getString("attachments");
        return new Correspondence(
                row.getLong("id"),
                row.getBoolean("is_out") ? Correspondence.Direction.OUT : Correspondence.Direction.IN,
                actor(row.getString("author")),
                row.getString("sender"),
                row.getString("receiver"),
                row.getString("subject"),
                row.getBoolean("is_automatic"),
                attachments == null ? List.of() : Json.MAPPER.readValue(attachments, ATTACHMENTS),
                new Correspondence.Fate(
                        row.getString("status"),
                        row.getString("failure"),
                        Times.find(row, "delivered_at"),
                        Times.find(row, "opened_at")),
                Times.get(row, "created_at"));
    }

    private static @Nullable Actor actor(@Nullable String json) {
        return json == null ? null : Json.MAPPER.readValue(json, Actor.class);
    }
}
