package leadhub.forms.files;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.forms.files.FormFiles.Place;
import org.springframework.stereotype.Component;

/** The statements on files that were attached to forms. */
@Component
class FormFileSql {
    private final Sql sql;

    FormFileSql(Sql sql) {
        this.sql = sql;
    }

    /** Where a file lies, and what it is called. */
    record Row(String fileId, String name) {}

    /** A file, and whose it is. */
    record Known(Place place, String fileId) {}

    void insert(long workspaceId, Place place, String fileId, SentFile sent, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into form_files
                    (workspace_id, form_id, submission_id, field_key, file_id, name, content_type, size, created_at)
                values (:workspace, :form, :submission, :key, :file, :name, :type, :size, :now)
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("form", place.formId())
                        .and("submission", place.submissionId())
                        .and("key", place.key())
                        .and("file", fileId)
                        .and("name", sent.file().name())
                        .and("type", sent.type())
                        .and("size", sent.file().size())
                        .and("now", now));
    }

    Optional<Row> find(long workspaceId, Place place) {
        return sql.find(
                workspaceId,
                row -> new Row(row.getString("file_id"), row.getString("name")),
                """
                select file_id, name
                from form_files
                where workspace_id = ?
                  and form_id = ?
                  and submission_id = ?
                  and field_key = ?
                """,
                workspaceId,
                place.formId(),
                place.submissionId(),
                place.key());
    }

    /** Those of a lead's submissions, the latest first. */
    List<AttachedFile> ofLead(long workspaceId, long leadId, int most) {
        return sql.query(
                workspaceId,
                row -> new AttachedFile(
                        row.getLong("form_id"),
                        row.getLong("submission_id"),
                        row.getString("field_key"),
                        row.getString("name"),
                        Times.get(row, "created_at")),
                """
                select f.form_id, f.submission_id, f.field_key, f.name, f.created_at
                from form_submissions s
                join form_files f on f.workspace_id = s.workspace_id and f.form_id = s.form_id and f.submission_id = s.id
                where s.workspace_id = ?
                  and s.lead_id = ?
                order by f.created_at desc, f.submission_id desc, f.field_key
                limit ?
                """,
                workspaceId,
                leadId,
                most);
    }

    /** Forgets those of a submission; their ids. */
    List<String> delete(long workspaceId, long formId, long submissionId) {
        return sql.query(workspaceId, row -> row.getString("file_id"), """
                delete from form_files
                where workspace_id = ?
                  and form_id = ?
                  and submission_id = ?
                returning file_id
                """, workspaceId, formId, submissionId);
    }

    /** The next ones, by their keys. */
    List<Known> after(long workspaceId, Place after, int most) {
        return sql.query(
                workspaceId,
                row -> new Known(
                        new Place(row.getLong("form_id"), row.getLong("submission_id"), row.getString("field_key")),
                        row.getString("file_id")),
                """
                select form_id, submission_id, field_key, file_id
                from form_files
                where workspace_id = ?
                  and (form_id, submission_id, field_key) > (?, ?, ?)
                order by form_id, submission_id, field_key
                limit ?
                """,
                workspaceId,
                after.formId(),
                after.submissionId(),
                after.key(),
                most);
    }

    /**
     * Forgets those of some that no submission keeps: one that has a lead does as long as that can be restored, another one for so long.
     *
     * @param before those without a lead that came earlier go
     * @return their ids
     */
    List<String> deleteUnkept(long workspaceId, List<String> fileIds, Instant before) {
        return sql.query(
                workspaceId,
                row -> row.getString("file_id"),
                """
                delete from form_files f
                where f.workspace_id = :workspace
                  and f.file_id = any (:files)
                  and not exists (
                      select from form_submissions s
                      where s.workspace_id = :workspace
                        and s.form_id = f.form_id
                        and s.id = f.submission_id
                        and (s.lead_id is null and f.created_at >= :before
                          or exists (select from leads l where l.workspace_id = :workspace and l.id = s.lead_id)
                          or exists (
                              select from deleted_leads d where d.workspace_id = :workspace and d.lead_id = s.lead_id)))
                returning f.file_id
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("files", fileIds.toArray(String[]::new))
                        .and("before", before));
    }

    /** Those of some that there is a row of. */
    Set<String> known(long workspaceId, List<String> fileIds) {
        return Set.copyOf(sql.query(
                workspaceId, row -> row.getString("file_id"), """
                select file_id
                from form_files
                where workspace_id = ?
                  and file_id = any (?)
                """, workspaceId, fileIds.toArray(String[]::new)));
    }

    /** Adds to what a form has taken on a day; how much it is then. Others wait until the transaction ends. */
    long count(long workspaceId, long formId, LocalDate day, long bytes) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                insert into form_file_days as d (workspace_id, form_id, day, bytes)
                values (?, ?, ?, ?)
                on conflict (workspace_id, form_id, day) do update
                set bytes = d.bytes + excluded.bytes
                returning bytes
                """, workspaceId, formId, day, bytes);
    }

    /** The same for what is suspected of being spam. */
    long countSuspected(long workspaceId, long formId, LocalDate day, long bytes) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                insert into form_file_days as d (workspace_id, form_id, day, bytes, suspected_bytes)
                values (?, ?, ?, 0, ?)
                on conflict (workspace_id, form_id, day) do update
                set suspected_bytes = d.suspected_bytes + excluded.suspected_bytes
                returning suspected_bytes
                """, workspaceId, formId, day, bytes);
    }

    void forgetDays(long workspaceId, LocalDate before) {
        sql.update(workspaceId, """
                delete from form_file_days
                where workspace_id = ?
                  and day < ?
                """, workspaceId, before);
    }
}
