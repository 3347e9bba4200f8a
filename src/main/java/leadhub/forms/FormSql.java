package leadhub.forms;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.forms.fields.FormField;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The statements on forms themselves. */
@Component
class FormSql {
    private static final String COLUMNS = """
            f.id, f.public_id, f.origin, f.name, f.description, f.status, f.version, f.fields, f.settings,
            f.views_count + coalesce(c.views, 0) as views_count, f.starts_count + coalesce(c.starts, 0) as starts_count,
            f.submissions_count + coalesce(c.submissions, 0) as submissions_count,
            f.pending_count + coalesce(c.pending, 0) as pending_count, f.spam_count + coalesce(c.spam, 0) as spam_count,
            greatest(f.last_submission_at, c.last_at) as last_submission_at, f.created_at, f.updated_at""";

    /** What is counted beside the forms ({@link FormCounts}). */
    private static final String COUNTS = """
            left join lateral (
                select sum(views) as views, sum(starts) as starts, sum(submissions) as submissions, sum(pending) as pending,
                    sum(spam) as spam, max(last_submission_at) as last_at
                from form_counts
                where workspace_id = ?
                  and form_id = f.id) c on true""";

    private static final String THERE = "  and f.removed_at is null\n";

    private final Sql sql;

    FormSql(Sql sql) {
        this.sql = sql;
    }

    long newId(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), "select nextval('form_ids')");
    }

    long count(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select count(*)
                from forms
                where workspace_id = ?
                  and removed_at is null
                """, workspaceId);
    }

    /** What a form becomes, and under which address whoever edits it sees us. */
    record Edit(FormTerms terms, String origin) {}

    void insert(long workspaceId, long id, String publicId, Edit edit, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into forms
                    (workspace_id, id, public_id, origin, name, description, status, version, fields, settings, created_at, updated_at)
                values (:workspace, :id, :public_id, :origin, :name, :description, :status, 1, :fields::jsonb, :settings::jsonb, :now, :now)
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("id", id)
                        .and("public_id", publicId)
                        .and("origin", edit.origin())
                        .and("name", edit.terms().name())
                        .and("description", edit.terms().description())
                        .and("status", edit.terms().status().word())
                        .and("fields", json(edit.terms().fields()))
                        .and("settings", Json.write(edit.terms().settings().json()))
                        .and("now", now));
    }

    void update(long workspaceId, long id, Edit edit, int version, Instant now) {
        sql.update(
                workspaceId,
                """
                update forms
                set origin = :origin, name = :name, description = :description, status = :status, version = :version,
                    fields = :fields::jsonb, settings = :settings::jsonb, updated_at = :now
                where workspace_id = :workspace
                  and id = :id
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("id", id)
                        .and("origin", edit.origin())
                        .and("name", edit.terms().name())
                        .and("description", edit.terms().description())
                        .and("status", edit.terms().status().word())
                        .and("version", version)
                        .and("fields", json(edit.terms().fields()))
                        .and("settings", Json.write(edit.terms().settings().json()))
                        .and("now", now));
    }

    /** Keeps the fields of a version, for what is sent from a page that was loaded with it. */
    void insertVersion(long workspaceId, long id, int version, List<FormField> fields, Instant now) {
        sql.update(workspaceId, """
                insert into form_versions (workspace_id, form_id, version, fields, created_at)
                values (?, ?, ?, ?::jsonb, ?)
                """, workspaceId, id, version, json(fields), now);
    }

    Optional<List<FormField>> fieldsOf(long workspaceId, long id, int version) {
        return sql.find(workspaceId, row -> fields(row.getString("fields")), """
                select fields
                from form_versions
                where workspace_id = ?
                  and form_id = ?
                  and version = ?
                """, workspaceId, id, version);
    }

    void rename(long workspaceId, long id, String publicId, Instant now) {
        sql.update(workspaceId, """
                update forms
                set public_id = ?, updated_at = ?
                where workspace_id = ?
                  and id = ?
                """, publicId, now, workspaceId, id);
    }

    void remove(long workspaceId, long id, Instant now) {
        sql.update(workspaceId, """
                update forms
                set removed_at = ?
                where workspace_id = ?
                  and id = ?
                """, now, workspaceId, id);
    }

    void publish(String publicId, long workspaceId, long id) {
        sql.globalUpdate("""
                insert into form_public_ids (public_id, workspace_id, form_id)
                values (?, ?, ?)
                """, publicId, workspaceId, id);
    }

    void unpublish(String publicId) {
        sql.globalUpdate("""
                delete from form_public_ids
                where public_id = ?
                """, publicId);
    }

    Optional<Forms.Place> place(String publicId) {
        return sql
                .globalQuery(row -> new Forms.Place(row.getLong("workspace_id"), row.getLong("form_id")), """
                        select workspace_id, form_id
                        from form_public_ids
                        where public_id = ?
                        """, publicId)
                .stream()
                .findFirst();
    }

    Page<Form> list(long workspaceId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of(
                        "select count(*) from forms where workspace_id = ? and removed_at is null", workspaceId),
                FormSql::read,
                Sql.Statement.of(
                        """
                        select %s
                        from forms f
                        %s
                        where f.workspace_id = ?
                          and f.removed_at is null
                        order by f.id
                        limit ? offset ?
                        """.formatted(COLUMNS, COUNTS), workspaceId, workspaceId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    /** Of those that aren't deleted. */
    List<Long> ids(long workspaceId) {
        return sql.query(workspaceId, row -> row.getLong("id"), """
                select id
                from forms
                where workspace_id = ?
                  and removed_at is null
                """, workspaceId);
    }

    /** Whether any form asks for files, or did; deleted ones too. */
    Asked haveAsked(long workspaceId) {
        return sql.get(workspaceId, row -> new Asked(row.getBoolean(1), row.getBoolean(2)), """
                select coalesce(bool_or(fields @> '[{"type": "file"}]'), false),
                       coalesce(bool_or(fields @> '[{"type": "consent"}]'), false)
                from form_versions
                where workspace_id = ?
                """, workspaceId);
    }

    /** What any form of a workspace asks for, or did. */
    record Asked(boolean forFiles, boolean forConsents) {}

    Optional<Form> find(long workspaceId, long id) {
        return find(workspaceId, id, THERE);
    }

    /** The form, though it may have been deleted. */
    Optional<Form> findAny(long workspaceId, long id) {
        return find(workspaceId, id, "");
    }

    /** Those that nobody has changed or deleted since. */
    Set<Long> unchanged(long workspaceId, List<Form> forms) {
        var changedAt = forms.stream().collect(Collectors.toMap(Form::id, Form::updatedAt, (one, other) -> one));
        return sql
                .query(
                        workspaceId,
                        row -> Map.entry(row.getLong("id"), Times.get(row, "updated_at")),
                        """
                        select id, updated_at
                        from forms
                        where workspace_id = ?
                          and id = any (?)
                          and removed_at is null
                        """,
                        workspaceId,
                        changedAt.keySet().stream().mapToLong(Long::longValue).toArray())
                .stream()
                .filter(now -> now.getValue().equals(changedAt.get(now.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    Optional<Form> lock(long workspaceId, long id) {
        return find(workspaceId, id, THERE + "for update of f");
    }

    private Optional<Form> find(long workspaceId, long id, String more) {
        return sql.find(workspaceId, FormSql::read, """
                select %s
                from forms f
                %s
                where f.workspace_id = ?
                  and f.id = ?
                %s
                """.formatted(COLUMNS, COUNTS, more), workspaceId, workspaceId, id);
    }

    private static String json(List<FormField> fields) {
        return Json.write(fields.stream().map(FormField::json).toList());
    }

    private static List<FormField> fields(String json) {
        return Json.MAPPER.readTree(json).valueStream().map(FormField::kept).toList();
    }

    private static Form read(ResultSet row) throws SQLException {
        var terms = new FormTerms(
                row.getString("name"),
                row.getString("description"),
                FormStatus.ofWord(row.getString("status")).orElseThrow(),
                fields(row.getString("fields")),
                new FormSettings((ObjectNode) Json.MAPPER.readTree(row.getString("settings"))));
        var counts = new Form.Counts(
                row.getLong("views_count"),
                row.getLong("starts_count"),
                row.getLong("submissions_count"),
                row.getLong("pending_count"),
                row.getLong("spam_count"),
                Times.find(row, "last_submission_at"));
        return new Form(
                row.getLong("id"),
                row.getString("public_id"),
                row.getString("origin"),
                terms,
                row.getInt("version"),
                counts,
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }
}
