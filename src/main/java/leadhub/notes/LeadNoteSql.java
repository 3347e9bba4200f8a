package leadhub.notes;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.LargePages;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Every statement on notes, except the one that deletes them with their lead. */
@Component
class LeadNoteSql {
    private static final String COLUMNS = "id, lead_id, author, kind, body, created_at, edited_at";

    /** Beside a note; one has as many as are sent at once. */
    private static final String FILES = """
            (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'size', f.size) order by f.id), '[]')
                 from lead_files f
                 where f.workspace_id = lead_notes.workspace_id
                   and f.note_id = lead_notes.id
                   and f.removed_at is null) as files""";

    private static final TypeReference<List<NoteWithFiles.Attached>> ATTACHED = new TypeReference<>() {};

    private final Sql sql;

    LeadNoteSql(Sql sql) {
        this.sql = sql;
    }

    /** The latest notes on a lead before another one, the latest first. */
    List<NoteWithFiles> list(long workspaceId, long leadId, long before, int most) {
        return sql.query(
                workspaceId,
                LeadNoteSql::readWithFiles,
                """
                select %s, %s
                from lead_notes
                where workspace_id = ?
                  and lead_id = ?
                  and id < ?
                order by id desc
                limit ?
                """.formatted(COLUMNS, FILES),
                workspaceId,
                leadId,
                before,
                most);
    }

    /** What a page of the notes on a lead has, the latest first. */
    LargePages.Contents contents(long workspaceId, long leadId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of(
                        "select count(*) from lead_notes where workspace_id = ? and lead_id = ?", workspaceId, leadId),
                row -> new LargePages.Sized(row.getLong("id"), row.getLong("bytes")),
                Sql.Statement.of("""
                        select id, 500 + octet_length(body) as bytes
                        from lead_notes
                        where workspace_id = ?
                          and lead_id = ?
                        order by id desc
                        limit ? offset ?
                        """, workspaceId, leadId, slice.limit(), slice.offset()));
        return new LargePages.Contents(answer.second(), answer.first());
    }

    List<LeadNote> find(long workspaceId, long[] ids) {
        return sql.query(workspaceId, LeadNoteSql::read, """
                select %s
                from lead_notes
                where workspace_id = ?
                  and id = any (?)
                """.formatted(COLUMNS), workspaceId, ids);
    }

    List<NoteWithFiles> findWithFiles(long workspaceId, long[] ids) {
        return sql.query(workspaceId, LeadNoteSql::readWithFiles, """
                select %s, %s
                from lead_notes
                where workspace_id = ?
                  and id = any (?)
                """.formatted(COLUMNS, FILES), workspaceId, ids);
    }

    /** What the latest notes on each of some leads take up, by the lead's id. */
    Map<Long, Long> bytes(long workspaceId, long[] leadIds, int most) {
        var byLead = new HashMap<Long, Long>();
        sql.query(
                workspaceId,
                row -> byLead.put(row.getLong("lead_id"), row.getLong("bytes")),
                """
                select wanted.id as lead_id, sum(note.bytes) as bytes
                from unnest(?::bigint[]) as wanted (id)
                cross join lateral (
                    select 500 + octet_length(body) as bytes
                    from lead_notes
                    where workspace_id = ?
                      and lead_id = wanted.id
                    order by id desc
                    limit ?
                ) note
                group by wanted.id
                """,
                leadIds,
                workspaceId,
                most);
        return byLead;
    }

    /** The latest notes on each of some leads, the latest first. */
    List<LeadNote> latest(long workspaceId, long[] leadIds, int most) {
        return sql.query(workspaceId, LeadNoteSql::read, """
                select note.*
                from unnest(?::bigint[]) as wanted (id)
                cross join lateral (
                    select %s
                    from lead_notes
                    where workspace_id = ?
                      and lead_id = wanted.id
                    order by id desc
                    limit ?
                ) note
                order by note.id desc
                """.formatted(COLUMNS), leadIds, workspaceId, most);
    }

    Optional<LeadNote> find(long workspaceId, long leadId, long id) {
        return sql.find(workspaceId, LeadNoteSql::read, """
                select %s
                from lead_notes
                where workspace_id = ?
                  and id = ?
                  and lead_id = ?
                """.formatted(COLUMNS), workspaceId, id, leadId);
    }

    LeadNote insert(Caller caller, long leadId, NoteKind kind, String body, Instant now) {
        return sql.get(
                caller.workspaceId(),
                LeadNoteSql::read,
                """
                insert into lead_notes (workspace_id, lead_id, author, kind, body, created_at)
                values (?, ?, ?::jsonb, ?, ?, ?)
                returning %s
                """.formatted(COLUMNS),
                caller.workspaceId(),
                leadId,
                Json.write(caller.actor()),
                kind.stored(),
                body,
                now);
    }

    /** A plain note on each of some leads. */
    List<LeadNote> insertAll(Caller caller, long[] leadIds, String body, Instant now) {
        return sql.query(
                caller.workspaceId(),
                LeadNoteSql::read,
                """
                insert into lead_notes (workspace_id, lead_id, author, kind, body, created_at)
                select ?, lead.id, ?::jsonb, ?, ?, ?
                from unnest(?::bigint[]) as lead (id)
                returning %s
                """.formatted(COLUMNS),
                caller.workspaceId(),
                Json.write(caller.actor()),
                NoteKind.NOTE.stored(),
                body,
                now,
                leadIds);
    }

    /** The same note again. */
    void restore(long workspaceId, LeadNote note) {
        sql.update(
                workspaceId,
                """
                insert into lead_notes (workspace_id, id, lead_id, author, kind, body, created_at, edited_at)
                values (:workspace_id, :id, :lead_id, :author::jsonb, :kind, :body, :created_at, :edited_at)
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("id", note.id())
                        .and("lead_id", note.leadId())
                        .and("author", Json.write(note.author()))
                        .and("kind", note.kind().stored())
                        .and("body", note.body())
                        .and("created_at", note.createdAt())
                        .and("edited_at", note.editedAt()));
    }

    LeadNote update(long workspaceId, long id, String body, Instant now) {
        return sql.get(workspaceId, LeadNoteSql::read, """
                update lead_notes
                set body = ?, edited_at = ?
                where workspace_id = ?
                  and id = ?
                returning %s
                """.formatted(COLUMNS), body, now, workspaceId, id);
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from lead_notes
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static NoteWithFiles readWithFiles(ResultSet row) throws SQLException {
        return new NoteWithFiles(read(row), Json.MAPPER.readValue(row.getString("files"), ATTACHED));
    }

    private static LeadNote read(ResultSet row) throws SQLException {
        return new LeadNote(
                row.getLong("id"),
                row.getLong("lead_id"),
                Json.MAPPER.readValue(row.getString("author"), Actor.class),
                NoteKind.of(row.getString("kind")),
                row.getString("body"),
                Times.get(row, "created_at"),
                Times.find(row, "edited_at"));
    }
}
