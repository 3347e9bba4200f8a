package leadhub.imports;

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
import leadhub.base.Page;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.imports.files.FileGuess;
import leadhub.imports.rows.ImportOptions;
import leadhub.imports.rows.ImportReaders;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/**
 * The statements that make, find and preview imports. Those on how far they are stand in {@link ImportProgressSql}, on their
 * files in {@link ImportFileSql}, and on their rows in {@link ImportRowSql}.
 */
@Component
class ImportSql {
    private static final TypeReference<Map<String, Map<String, String>>> MENDED = new TypeReference<>() {};

    private static final String COLUMNS = """
            i.id, i.actor, i.role, i.address, i.request_id, i.file_name, i.file_size, i.file_key, i.same_file_as, i.status,
            i.is_undoing, i.paused_at, i.options, i.guess, i.mended, i.total, i.processed, i.created, i.updated, i.skipped,
            i.failed, i.kept, i.reached, i.created_at, i.started_at, i.finished_at""";

    /** Without the cells that somebody mended, of which there may be many. */
    private static final String LISTED = COLUMNS.replace("i.mended", "'{}' as mended");

    private final Sql sql;

    ImportSql(Sql sql) {
        this.sql = sql;
    }

    /** What is kept of a file that was brought. */
    record NewFile(String name, long size, String sha256, String key) {}

    long insert(
            Caller caller, NewFile file, ImportOptions options, FileGuess guess, Import.Preview preview, Instant now) {
        return sql.get(
                caller.workspaceId(),
                row -> row.getLong("id"),
                """
                insert into imports
                    (workspace_id, actor, role, address, request_id, file_name, file_size, file_sha256, file_key,
                     same_file_as, status, options, guess, preview, total, created_at)
                select :workspace_id, :actor::jsonb, :role, :address, :request_id, :file_name, :file_size, :file_sha256,
                       :file_key,
                       (select max(same.id) from imports same
                        where same.workspace_id = :workspace_id and same.file_sha256 = :file_sha256
                          and same.status in ('running', 'completed', 'cancelled', 'failed')),
                       'previewed', :options::jsonb, :guess::jsonb, :preview::jsonb, :total, :now
                returning id
                """,
                NamedValues.of("workspace_id", caller.workspaceId())
                        .and("actor", Json.write(caller.actor()))
                        .and("role", caller.role().name())
                        .and("address", caller.address())
                        .and("request_id", caller.requestId())
                        .and("file_name", file.name())
                        .and("file_size", file.size())
                        .and("file_sha256", file.sha256())
                        .and("file_key", file.key())
                        .and("options", Json.write(options))
                        .and("guess", Json.write(guess))
                        .and("preview", Json.write(preview))
                        .and("total", preview.counts().total())
                        .and("now", now));
    }

    Optional<Import> find(long workspaceId, long id) {
        return sql.find(workspaceId, ImportSql::read, """
                select %s
                from imports i
                where i.workspace_id = ?
                  and i.id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Without the cells that somebody mended. */
    List<Import> findAll(long workspaceId, List<Long> ids) {
        return sql.query(
                workspaceId,
                ImportSql::read,
                """
                select %s
                from imports i
                where i.workspace_id = ?
                  and i.id = any (?)
                """.formatted(LISTED),
                workspaceId,
                ids.stream().mapToLong(id -> id).toArray());
    }

    /** The newest first, without the cells that somebody mended. */
    Page<Import> list(long workspaceId, Slice slice) {
        var found = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("select count(*) from imports where workspace_id = ?", workspaceId),
                ImportSql::read,
                Sql.Statement.of("""
                        select %s
                        from imports i
                        where i.workspace_id = ?
                        order by i.id desc
                        offset ?
                        limit ?
                        """.formatted(LISTED), workspaceId, slice.offset(), slice.limit()));
        return new Page<>(found.second(), found.first());
    }

    /** Nobody else works on it until the transaction ends. */
    Optional<Import> lock(long workspaceId, long id) {
        return sql.find(workspaceId, ImportSql::read, """
                select %s
                from imports i
                where i.workspace_id = ?
                  and i.id = ?
                for no key update
                """.formatted(COLUMNS), workspaceId, id);
    }

    Import.Preview preview(long workspaceId, long id) {
        return sql.get(
                workspaceId,
                row -> Json.MAPPER.readValue(row.getString("preview"), Import.Preview.class),
                """
                select preview
                from imports
                where workspace_id = ?
                  and id = ?
                """,
                workspaceId,
                id);
    }

    /** Without their rows, by the imports' ids. */
    Map<Long, Import.Preview> outlines(long workspaceId, List<Long> ids) {
        var outlines = new HashMap<Long, Import.Preview>();
        sql.query(
                workspaceId,
                row -> outlines.put(
                        row.getLong("id"), Json.MAPPER.readValue(row.getString("preview"), Import.Preview.class)),
                """
                select id, preview || '{"rows": []}' as preview
                from imports
                where workspace_id = ?
                  and id = any (?)
                """,
                workspaceId,
                ids.stream().mapToLong(id -> id).toArray());
        return outlines;
    }

    /** How dates and numbers of its columns are written. */
    ImportReaders.Ways ways(long workspaceId, long id) {
        return sql.get(
                workspaceId,
                row -> Json.MAPPER.readValue(row.getString("ways"), ImportReaders.Ways.class),
                """
                select jsonb_build_object('dateOrders', preview -> 'dateOrders', 'decimals', preview -> 'decimals') as ways
                from imports
                where workspace_id = ?
                  and id = ?
                """,
                workspaceId,
                id);
    }

    void setPreview(long workspaceId, long id, ImportUploads.Looked looked) {
        sql.update(
                workspaceId,
                """
                update imports
                set options = :options::jsonb, guess = :guess::jsonb, mended = :mended::jsonb, preview = :preview::jsonb,
                    total = :total
                where workspace_id = :workspace_id
                  and id = :id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("id", id)
                        .and("options", Json.write(looked.options()))
                        .and("guess", Json.write(looked.guess()))
                        .and("mended", Json.write(looked.mended()))
                        .and("preview", Json.write(looked.preview()))
                        .and("total", looked.preview().counts().total()));
    }

    private static Import read(ResultSet row) throws SQLException {
        return new Import(
                row.getLong("id"),
                Json.MAPPER.readValue(row.getString("actor"), Actor.class),
                Role.valueOf(row.getString("role")),
                new Import.Source(row.getString("address"), row.getString("request_id")),
                new Import.SourceFile(row.getString("file_name"), row.getLong("file_size"), row.getString("file_key")),
                row.getObject("same_file_as", Long.class),
                new Import.State(
                        ImportStatus.ofWord(row.getString("status")),
                        row.getBoolean("is_undoing"),
                        Times.find(row, "paused_at")),
                Json.MAPPER.readValue(row.getString("options"), ImportOptions.class),
                Json.MAPPER.readValue(row.getString("guess"), FileGuess.class),
                Json.MAPPER.readValue(row.getString("mended"), MENDED),
                new ImportCounts(
                        row.getLong("total"),
                        row.getLong("processed"),
                        row.getLong("created"),
                        row.getLong("updated"),
                        row.getLong("skipped"),
                        row.getLong("failed"),
                        row.getLong("kept")),
                row.getLong("reached"),
                new Import.Times(
                        Times.get(row, "created_at"), Times.find(row, "started_at"), Times.find(row, "finished_at")));
    }
}
