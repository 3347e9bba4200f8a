package leadhub.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.imports.files.Fault;
import leadhub.imports.rows.RowOutcome;
import leadhub.imports.rows.RowStatus;
import leadhub.leads.LeadDraft;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Every statement on what the rows of imports made, changed, and couldn't. */
@Component
class ImportRowSql {
    private static final TypeReference<List<@Nullable String>> CELLS = new TypeReference<>() {};
    private static final TypeReference<List<Fault>> FAULTS = new TypeReference<>() {};

    private final Sql sql;

    ImportRowSql(Sql sql) {
        this.sql = sql;
    }

    /** What a chunk made and changed. @param sequences the number that each updated lead came to by it */
    record Chunk(long line, List<Long> created, List<Long> updated, List<Long> sequences) {
        static Chunk of(long line, List<LeadDraft> written) {
            var created = written.stream().filter(LeadDraft::isNew).toList();
            var updated = written.stream().filter(draft -> !draft.isNew()).toList();
            return new Chunk(
                    line,
                    created.stream().map(draft -> draft.lead().id()).toList(),
                    updated.stream().map(draft -> draft.lead().id()).toList(),
                    updated.stream().map(draft -> draft.lead().eventSequence()).toList());
        }
    }

    void insert(long workspaceId, long importId, Chunk chunk) {
        sql.update(
                workspaceId,
                """
                insert into import_chunks (workspace_id, import_id, line, created, updated, sequences)
                values (:workspace_id, :import_id, :line, :created, :updated, :sequences)
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("import_id", importId)
                        .and("line", chunk.line())
                        .and("created", array(chunk.created()))
                        .and("updated", array(chunk.updated()))
                        .and("sequences", array(chunk.sequences())));
    }

    /** A chunk that came after all others, so that it is undone before them. */
    void insertBehind(long workspaceId, long importId, Chunk chunk) {
        insert(
                workspaceId,
                importId,
                new Chunk(
                        lastLine(workspaceId, importId, chunk.line()) + 1,
                        chunk.created(),
                        chunk.updated(),
                        chunk.sequences()));
    }

    private long lastLine(long workspaceId, long importId, long least) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select greatest(max(line), ?)
                from import_chunks
                where workspace_id = ?
                  and import_id = ?
                """, least, workspaceId, importId);
    }

    /** The last chunk that is still to be undone. */
    Optional<Chunk> last(long workspaceId, long importId) {
        return sql.find(
                workspaceId,
                row -> new Chunk(
                        row.getLong("line"),
                        list(row.getArray("created")),
                        list(row.getArray("updated")),
                        list(row.getArray("sequences"))),
                """
                select line, created, updated, sequences
                from import_chunks
                where workspace_id = ?
                  and import_id = ?
                order by line desc
                limit 1
                """,
                workspaceId,
                importId);
    }

    void delete(long workspaceId, long importId, long line) {
        sql.update(workspaceId, """
                delete from import_chunks
                where workspace_id = ?
                  and import_id = ?
                  and line = ?
                """, workspaceId, importId, line);
    }

    private static long[] array(List<Long> ids) {
        return ids.stream().mapToLong(id -> id).toArray();
    }

    private static List<Long> list(java.sql.Array array) throws java.sql.SQLException {
        return Arrays.asList((Long[]) array.getArray());
    }

    /** A row that was refused or is held, as it was sent. */
    record LeftRow(long line, List<@Nullable String> cells, List<Fault> faults) {}

    /** Rows that were refused or are held. Their leads are written. */
    void insertLeft(long workspaceId, long importId, List<RowOutcome> rows) {
        sql.query(
                workspaceId,
                row -> row.getLong("line"),
                """
                insert into import_rows (workspace_id, import_id, line, status, cells, faults, id, lead_id, matched_by, owner_id)
                select :workspace_id, :import_id, line, status, cells::jsonb, faults::jsonb,
                       case when status = 'held' then nextval('duplicate_ids') end, nullif(lead_id, 0), matched_by,
                       nullif(owner_id, 0)
                from unnest(:lines::bigint[], :statuses::text[], :cells::text[], :faults::text[], :lead_ids::bigint[],
                            :matched_by::text[], :owner_ids::bigint[])
                    as r (line, status, cells, faults, lead_id, matched_by, owner_id)
                order by line
                returning line
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("import_id", importId)
                        .and(
                                "lines",
                                rows.stream().mapToLong(row -> row.row().line()).toArray())
                        .and("statuses", texts(rows, row -> row.status() == RowStatus.HELD ? "held" : "failed"))
                        .and("cells", texts(rows, row -> json(row.row().sent().cells())))
                        .and("faults", texts(rows, row -> json(row.faults())))
                        .and("lead_ids", ids(rows, match -> match.lead().lead().id()))
                        .and(
                                "matched_by",
                                texts(
                                        rows,
                                        row -> row.match() == null
                                                ? null
                                                : row.match().by().word()))
                        .and("owner_ids", ids(rows, RowOutcome.Match::ownerId)));
    }

    private static String json(List<?> list) {
        return Json.write(list).replace("\\u0000", "\\ufffd");
    }

    private static @Nullable String[] texts(List<RowOutcome> rows, Function<RowOutcome, @Nullable String> text) {
        return rows.stream().map(text).toArray(String[]::new);
    }

    /** 0 for none. */
    private static long[] ids(List<RowOutcome> rows, Function<RowOutcome.Match, @Nullable Long> id) {
        return rows.stream()
                .map(row -> row.match() == null ? null : id.apply(row.match()))
                .mapToLong(one -> one == null ? 0 : one)
                .toArray();
    }

    /** Those that were refused or are still held, behind a line. */
    List<LeftRow> left(long workspaceId, long importId, long afterLine, int most) {
        return sql.query(
                workspaceId,
                row -> new LeftRow(
                        row.getLong("line"),
                        Json.MAPPER.readValue(row.getString("cells"), CELLS),
                        Json.MAPPER.readValue(row.getString("faults"), FAULTS)),
                """
                select line, cells, faults
                from import_rows
                where workspace_id = ?
                  and import_id = ?
                  and line > ?
                  and decided_at is null
                order by line
                limit ?
                """,
                workspaceId,
                importId,
                afterLine,
                most);
    }
}
