package leadhub.files;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on files of leads. */
@Component
class LeadFileSql {
    private static final String COLUMNS = "id, lead_id, note_id, file_id, name, content_type, size, author, created_at";

    /** One that came with a note goes and comes back with it. */
    static final String IS_THERE = """
            removed_at is null
              and (note_id is null
                or exists (
                    select from lead_notes n where n.workspace_id = lead_files.workspace_id and n.id = lead_files.note_id))""";

    private final Sql sql;

    LeadFileSql(Sql sql) {
        this.sql = sql;
    }

    /** A file, and where it lies. */
    record Row(LeadFile file, String fileId) {}

    LeadFile insert(
            long workspaceId, long leadId, @Nullable Long noteId, StagedFiles.OnDisk file, Actor author, Instant now) {
        return sql.get(
                        workspaceId,
                        LeadFileSql::read,
                        """
                        insert into lead_files
                            (workspace_id, lead_id, note_id, file_id, name, content_type, size, author, created_at)
                        values (:workspace, :lead, :note, :file, :name, :type, :size, :author::jsonb, :now)
                        returning %s
                        """.formatted(COLUMNS),
                        NamedValues.of("workspace", workspaceId)
                                .and("lead", leadId)
                                .and("note", noteId)
                                .and("file", file.fileId())
                                .and("name", file.name())
                                .and("type", file.type())
                                .and("size", file.size())
                                .and("author", Json.write(author))
                                .and("now", now))
                .file();
    }

    /** One page of a lead's files, the latest first. */
    Page<LeadFile> page(long workspaceId, long leadId, Slice slice) {
        return page(workspaceId, "lead_id", leadId, slice);
    }

    /** The same of a note. */
    Page<LeadFile> pageOfNote(long workspaceId, long noteId, Slice slice) {
        return page(workspaceId, "note_id", noteId, slice);
    }

    private Page<LeadFile> page(long workspaceId, String column, long id, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("""
                        select count(*)
                        from lead_files
                        where workspace_id = ?
                          and %s = ?
                          and %s
                        """.formatted(column, IS_THERE), workspaceId, id),
                LeadFileSql::read,
                Sql.Statement.of(
                        """
                        select %s
                        from lead_files
                        where workspace_id = ?
                          and %s = ?
                          and %s
                        order by id desc
                        limit ? offset ?
                        """.formatted(COLUMNS, column, IS_THERE), workspaceId, id, slice.limit(), slice.offset()));
        return new Page<>(answer.second().stream().map(Row::file).toList(), answer.first());
    }

    /** The latest of a lead before another one, the latest first. */
    List<LeadFile> latest(long workspaceId, long leadId, long before, int most) {
        return sql
                .query(
                        workspaceId,
                        LeadFileSql::read,
                        """
                select %s
                from lead_files
                where workspace_id = ?
                  and lead_id = ?
                  and id < ?
                  and %s
                order by id desc
                limit ?
                """.formatted(COLUMNS, IS_THERE),
                        workspaceId,
                        leadId,
                        before,
                        most)
                .stream()
                .map(Row::file)
                .toList();
    }

    Optional<Row> find(long workspaceId, long leadId, long id) {
        return sql.find(workspaceId, LeadFileSql::read, """
                select %s
                from lead_files
                where workspace_id = ?
                  and lead_id = ?
                  and id = ?
                  and %s
                """.formatted(COLUMNS, IS_THERE), workspaceId, leadId, id);
    }

    /**
     * How many files a lead has.
     *
     * @param there those that people see
     * @param kept with those that were removed and aren't forgotten
     * @param onNote those that people see with a note
     */
    record Numbers(long there, long kept, long onNote) {}

    Numbers count(long workspaceId, long leadId, @Nullable Long noteId) {
        return sql.get(
                workspaceId,
                row -> new Numbers(row.getLong("there"), row.getLong("kept"), row.getLong("on_note")),
                """
                select count(*) as kept, count(*) filter (where %s) as there,
                       count(*) filter (where removed_at is null and note_id = ?) as on_note
                from lead_files
                where workspace_id = ?
                  and lead_id = ?
                """.formatted(IS_THERE),
                noteId,
                workspaceId,
                leadId);
    }

    /** Bytes that came since a time. */
    long since(long workspaceId, Instant time) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select coalesce(sum(size), 0)::bigint
                from lead_files
                where workspace_id = ?
                  and created_at >= ?
                """, workspaceId, time);
    }

    /** @param by the user who may take it back; null where nobody may */
    void remove(long workspaceId, long id, @Nullable Long by, Instant now) {
        sql.update(workspaceId, """
                update lead_files
                set removed_at = ?, removed_by = ?
                where workspace_id = ?
                  and id = ?
                """, now, by, workspaceId, id);
    }

    /** Takes back what a user removed; empty where there is nothing to take back. */
    Optional<LeadFile> restore(long workspaceId, long leadId, long id, long userId, Instant notBefore) {
        return sql.find(
                        workspaceId,
                        LeadFileSql::read,
                        """
                        update lead_files
                        set removed_at = null, removed_by = null
                        where workspace_id = ?
                          and lead_id = ?
                          and id = ?
                          and removed_by = ?
                          and removed_at >= ?
                        returning %s
                        """.formatted(COLUMNS),
                        workspaceId,
                        leadId,
                        id,
                        userId,
                        notBefore)
                .map(Row::file);
    }

    /** Those of some that there is a row of. */
    Set<String> known(long workspaceId, List<String> fileIds) {
        return Set.copyOf(sql.query(
                workspaceId, row -> row.getString("file_id"), """
                select file_id
                from lead_files
                where workspace_id = ?
                  and file_id = any (?)
                """, workspaceId, fileIds.toArray(String[]::new)));
    }

    /** The next ones, by their ids. */
    List<Long> after(long workspaceId, long after, int most) {
        return sql.query(workspaceId, row -> row.getLong("id"), """
                select id
                from lead_files
                where workspace_id = ?
                  and id > ?
                order by id
                limit ?
                """, workspaceId, after, most);
    }

    /**
     * Forgets those of some that nothing keeps any more: that were removed, alone or with their note, or whose lead is gone for good.
     *
     * @param before what was removed later can be taken back
     */
    void deleteUnkept(long workspaceId, List<Long> ids, Instant before) {
        sql.update(
                workspaceId,
                """
                delete from lead_files f
                where f.workspace_id = :workspace
                  and f.id = any (:ids)
                  and (f.removed_at < :before
                    or not exists (select from leads l where l.workspace_id = :workspace and l.id = f.lead_id)
                      and not exists (select from deleted_leads d where d.workspace_id = :workspace and d.lead_id = f.lead_id)
                    or f.note_id is not null
                      and exists (select from leads l where l.workspace_id = :workspace and l.id = f.lead_id)
                      and not exists (select from lead_notes n where n.workspace_id = :workspace and n.id = f.note_id)
                      and not exists (
                          select
                          from note_undos u
                          where u.workspace_id = :workspace
                            and (u.note ->> 'id')::bigint = f.note_id
                            and u.done_at >= :before))
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("ids", ids.stream().mapToLong(id -> id).toArray())
                        .and("before", before));
    }

    private static Row read(ResultSet row) throws SQLException {
        var note = row.getLong("note_id");
        return new Row(
                new LeadFile(
                        row.getLong("id"),
                        row.getLong("lead_id"),
                        note == 0 ? null : (Long) note,
                        row.getString("name"),
                        row.getString("content_type"),
                        row.getLong("size"),
                        Json.MAPPER.readValue(row.getString("author"), Actor.class),
                        Times.get(row, "created_at")),
                row.getString("file_id"));
    }
}
