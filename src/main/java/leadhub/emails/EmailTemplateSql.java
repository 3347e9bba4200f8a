package leadhub.emails;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.LargePages;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on the email_templates table. */
@Component
class EmailTemplateSql {
    private static final String COLUMNS = "id, name, subject, body, language, created_at, updated_at";

    private final Sql sql;

    EmailTemplateSql(Sql sql) {
        this.sql = sql;
    }

    /** What a page of the templates has, by id. */
    LargePages.Contents contents(long workspaceId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("select count(*) from email_templates where workspace_id = ?", workspaceId),
                row -> new LargePages.Sized(row.getLong("id"), row.getLong("bytes")),
                Sql.Statement.of("""
                        select id, 2000 + octet_length(body) as bytes
                        from email_templates
                        where workspace_id = ?
                        order by id
                        limit ? offset ?
                        """, workspaceId, slice.limit(), slice.offset()));
        return new LargePages.Contents(answer.second(), answer.first());
    }

    List<EmailTemplate> find(long workspaceId, long[] ids) {
        return sql.query(workspaceId, EmailTemplateSql::read, """
                select %s
                from email_templates
                where workspace_id = ?
                  and id = any (?)
                """.formatted(COLUMNS), workspaceId, ids);
    }

    /** All of them by name, without what they say. */
    List<EmailTemplateLine> byName(long workspaceId) {
        return sql.query(
                workspaceId,
                row -> new EmailTemplateLine(
                        row.getLong("id"), row.getString("name"), row.getString("subject"), row.getString("language")),
                """
                select id, name, subject, language
                from email_templates
                where workspace_id = ?
                order by lower(name), id
                """,
                workspaceId);
    }

    long count(long workspaceId) {
        return sql.get(
                workspaceId,
                row -> row.getLong(1),
                "select count(*) from email_templates where workspace_id = ?",
                workspaceId);
    }

    /** Lets nobody else add a template until the transaction ends, so that their number holds. */
    void lock(long workspaceId) {
        sql.query(
                workspaceId,
                row -> "",
                "select pg_advisory_xact_lock(hashtextextended('email_templates', ?))",
                workspaceId);
    }

    List<Long> ids(long workspaceId) {
        return sql.query(workspaceId, row -> row.getLong("id"), """
                select id
                from email_templates
                where workspace_id = ?
                """, workspaceId);
    }

    Optional<EmailTemplate> find(long workspaceId, long id) {
        return find(workspaceId, id, "");
    }

    Optional<EmailTemplate> lock(long workspaceId, long id) {
        return find(workspaceId, id, "for update");
    }

    private Optional<EmailTemplate> find(long workspaceId, long id, String lock) {
        return sql.find(workspaceId, EmailTemplateSql::read, """
                select %s
                from email_templates
                where workspace_id = ?
                  and id = ?
                %s
                """.formatted(COLUMNS, lock), workspaceId, id);
    }

    EmailTemplate insert(long workspaceId, NewEmailTemplate template, Instant now) {
        return sql.get(workspaceId, EmailTemplateSql::read, """
                insert into email_templates (workspace_id, name, subject, body, language, created_at, updated_at)
                values (:workspace_id, :name, :subject, :body, :language, :now, :now)
                returning %s
                """.formatted(COLUMNS), values(workspaceId, template, now));
    }

    EmailTemplate update(long workspaceId, long id, NewEmailTemplate template, Instant now) {
        return sql.get(
                workspaceId,
                EmailTemplateSql::read,
                """
                update email_templates
                set name = :name, subject = :subject, body = :body, language = :language, updated_at = :now
                where workspace_id = :workspace_id
                  and id = :id
                returning %s
                """.formatted(COLUMNS),
                values(workspaceId, template, now).and("id", id));
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from email_templates
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static NamedValues values(long workspaceId, NewEmailTemplate template, Instant now) {
        return NamedValues.of("workspace_id", workspaceId)
                .and("name", template.name())
                .and("subject", template.draft().subject())
                .and("body", template.draft().body())
                .and("language", template.draft().language())
                .and("now", now);
    }

    private static EmailTemplate read(ResultSet row) throws SQLException {
        return new EmailTemplate(
                row.getLong("id"),
                row.getString("name"),
                row.getString("subject"),
                row.getString("body"),
                row.getString("language"),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }
}
