package leadhub.forms.submissions;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The statements on what was sent by forms. */
@Component
class SubmissionSql {
    private static final String COLUMNS = """
            id, form_id, form_version, status, reason, lead_id, is_duplicate, field_values, attribution, evidence,
            created_at""";

    private final Sql sql;

    SubmissionSql(Sql sql) {
        this.sql = sql;
    }

    /** Its id; empty if the same page was sent before. */
    Optional<Long> insert(long workspaceId, Submission submission, @Nullable String token) {
        return sql.find(
                workspaceId,
                row -> row.getLong(1),
                """
                insert into form_submissions
                    (workspace_id, form_id, form_version, status, reason, field_values, attribution, evidence, token, created_at)
                values
                    (:workspace, :form, :version, :status, :reason, :values::jsonb, :attribution::jsonb, :evidence::jsonb, :token, :now)
                on conflict (workspace_id, form_id, token) where token is not null do nothing
                returning id
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("form", submission.formId())
                        .and("version", submission.formVersion())
                        .and("status", submission.status().word())
                        .and("reason", submission.reason())
                        .and("values", Json.write(submission.values()))
                        .and("attribution", Json.write(submission.attribution()))
                        .and("evidence", Json.write(submission.evidence()))
                        .and("token", token)
                        .and("now", submission.createdAt()));
    }

    /** For some that are kept together. */
    List<Long> newIds(long workspaceId, int number) {
        return sql.query(
                workspaceId,
                row -> row.getLong(1),
                "select nextval('form_submission_ids') from generate_series(1, ?)",
                number);
    }

    /** Adds several by one statement; how many, for those whose page was sent before aren't added. */
    int insertAll(long workspaceId, List<Submission> all, List<String> tokens) {
        return sql.update(
                workspaceId,
                """
                insert into form_submissions
                    (workspace_id, form_id, id, form_version, status, field_values, attribution, evidence, token, created_at)
                select :workspace, n.form_id, n.id, n.version, 'accepted', n.field_values::jsonb, n.attribution::jsonb,
                    n.evidence::jsonb, nullif(n.token, ''), :now
                from unnest(:forms::bigint[], :ids::bigint[], :versions::bigint[], :values::text[], :attributions::text[],
                            :evidences::text[], :tokens::text[])
                    as n (form_id, id, version, field_values, attribution, evidence, token)
                on conflict (workspace_id, form_id, token) where token is not null do nothing
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("now", all.getFirst().createdAt())
                        .and("forms", numbers(all, Submission::formId))
                        .and("ids", numbers(all, Submission::id))
                        .and("versions", numbers(all, Submission::formVersion))
                        .and("values", texts(all, one -> Json.write(one.values())))
                        .and("attributions", texts(all, one -> Json.write(one.attribution())))
                        .and("evidences", texts(all, one -> Json.write(one.evidence())))
                        .and("tokens", tokens.toArray(String[]::new)));
    }

    private static long[] numbers(List<Submission> all, ToLongFunction<Submission> number) {
        return all.stream().mapToLong(number).toArray();
    }

    private static String[] texts(List<Submission> all, Function<Submission, String> text) {
        return all.stream().map(text).toArray(String[]::new);
    }

    void accept(long workspaceId, long formId, long id, long leadId, boolean isDuplicate) {
        sql.update(workspaceId, """
                update form_submissions
                set status = 'accepted', lead_id = ?, is_duplicate = ?
                where workspace_id = ?
                  and form_id = ?
                  and id = ?
                """, leadId, isDuplicate, workspaceId, formId, id);
    }

    void addEvidence(long workspaceId, long formId, long id, ObjectNode more) {
        sql.update(workspaceId, """
                update form_submissions
                set evidence = evidence || ?::jsonb
                where workspace_id = ?
                  and form_id = ?
                  and id = ?
                """, Json.write(more), workspaceId, formId, id);
    }

    void delete(long workspaceId, long formId, long id) {
        sql.update(workspaceId, """
                delete from form_submissions
                where workspace_id = ?
                  and form_id = ?
                  and id = ?
                """, workspaceId, formId, id);
    }

    Optional<Submission> find(long workspaceId, long formId, long id) {
        return find(workspaceId, formId, id, "");
    }

    Optional<Submission> lock(long workspaceId, long formId, long id) {
        return find(workspaceId, formId, id, "for update");
    }

    private Optional<Submission> find(long workspaceId, long formId, long id, String lock) {
        return sql.find(workspaceId, SubmissionSql::read, """
                select %s
                from form_submissions
                where workspace_id = ?
                  and form_id = ?
                  and id = ?
                %s
                """.formatted(COLUMNS, lock), workspaceId, formId, id);
    }

    Optional<Submission> ofToken(long workspaceId, long formId, String token) {
        return sql.find(workspaceId, SubmissionSql::read, """
                select %s
                from form_submissions
                where workspace_id = ?
                  and form_id = ?
                  and token = ?
                """.formatted(COLUMNS), workspaceId, formId, token);
    }

    /** A submission, and what its form is called. */
    record OfForm(Submission submission, String form) {}

    /** What a lead sent, the latest first. */
    List<OfForm> ofLead(long workspaceId, long leadId, int most) {
        return sql.query(
                workspaceId, row -> new OfForm(read(row), row.getString("form")), """
                select s.id, s.form_id, s.form_version, s.status, s.reason, s.lead_id, s.is_duplicate, s.field_values,
                       s.attribution, s.evidence, s.created_at, f.name as form
                from form_submissions s
                join forms f on f.workspace_id = s.workspace_id and f.id = s.form_id
                where s.workspace_id = ?
                  and s.lead_id = ?
                order by s.id desc
                limit ?
                """, workspaceId, leadId, most);
    }

    /** Newest first; of one status, or of all. */
    Page<Submission> list(long workspaceId, long formId, @Nullable SubmissionStatus status, Slice slice) {
        var word = status == null ? null : status.word();
        var values =
                NamedValues.of("workspace", workspaceId).and("form", formId).and("status", word);
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("""
                        select count(*)
                        from form_submissions
                        where workspace_id = :workspace
                          and form_id = :form
                          and (:status::text is null or status = :status)
                        """, values),
                SubmissionSql::read,
                Sql.Statement.of(
                        """
                        select %s
                        from form_submissions
                        where workspace_id = :workspace
                          and form_id = :form
                          and (:status::text is null or status = :status)
                        order by id desc
                        limit :limit offset :offset
                        """.formatted(COLUMNS),
                        NamedValues.of("workspace", workspaceId)
                                .and("form", formId)
                                .and("status", word)
                                .and("limit", slice.limit())
                                .and("offset", slice.offset())));
        return new Page<>(answer.second(), answer.first());
    }

    private static Submission read(ResultSet row) throws SQLException {
        var leadId = row.getLong("lead_id");
        var hasNoLead = row.wasNull();
        return new Submission(
                row.getLong("id"),
                row.getLong("form_id"),
                row.getInt("form_version"),
                SubmissionStatus.ofWord(row.getString("status")).orElseThrow(),
                row.getString("reason"),
                hasNoLead ? null : (Long) leadId,
                row.getBoolean("is_duplicate"),
                object(row, "field_values"),
                object(row, "attribution"),
                object(row, "evidence"),
                Times.get(row, "created_at"));
    }

    private static ObjectNode object(ResultSet row, String column) throws SQLException {
        return (ObjectNode) Json.MAPPER.readTree(row.getString(column));
    }
}
