package leadhub.imports;

import java.time.Instant;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.imports.rows.ImportOptions;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements by which imports are started, get further, wait, end and are undone. */
@Component
class ImportProgressSql {
    private final Sql sql;

    ImportProgressSql(Sql sql) {
        this.sql = sql;
    }

    void start(long workspaceId, long id, ImportOptions options, Instant now) {
        sql.update(workspaceId, """
                update imports
                set status = 'running', started_at = ?, options = ?::jsonb
                where workspace_id = ?
                  and id = ?
                """, now, Json.write(options), workspaceId, id);
    }

    /** Whether an earlier one of the workspace isn't over, so that it is this one's turn later; paused ones wait aside. */
    boolean isBehind(long workspaceId, long id) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from imports
                    where workspace_id = ?
                      and id < ?
                      and status = 'running'
                      and paused_at is null
                )
                """, workspaceId, id);
    }

    void advance(long workspaceId, long id, ImportCounts rows, long reached) {
        sql.update(
                workspaceId,
                """
                update imports
                set processed = :processed, created = :created, updated = :updated, skipped = :skipped, failed = :failed,
                    kept = :kept, reached = :reached
                where workspace_id = :workspace_id
                  and id = :id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("id", id)
                        .and("processed", rows.processed())
                        .and("created", rows.created())
                        .and("updated", rows.updated())
                        .and("skipped", rows.skipped())
                        .and("failed", rows.failed())
                        .and("kept", rows.kept())
                        .and("reached", reached));
    }

    void pause(long workspaceId, long id, @Nullable Instant at) {
        sql.update(workspaceId, """
                update imports
                set paused_at = ?
                where workspace_id = ?
                  and id = ?
                """, at, workspaceId, id);
    }

    void finish(long workspaceId, long id, ImportStatus status, Instant now) {
        sql.update(workspaceId, """
                update imports
                set status = ?, is_undoing = false, paused_at = null, finished_at = ?
                where workspace_id = ?
                  and id = ?
                """, status.word(), now, workspaceId, id);
    }

    /** Which undo of the import this one is, from 1. */
    int startUndo(long workspaceId, long id, Actor by) {
        return sql.get(workspaceId, row -> row.getInt("undos"), """
                update imports
                set status = 'running', is_undoing = true, paused_at = null, undone_by = ?::jsonb, undos = undos + 1
                where workspace_id = ?
                  and id = ?
                returning undos
                """, Json.write(by), workspaceId, id);
    }

    /** Who asked for the undo; whoever brought the file where that isn't known. */
    Actor undoneBy(long workspaceId, long id) {
        return sql.get(
                workspaceId,
                row -> Json.MAPPER.readValue(row.getString("undone_by"), Actor.class),
                """
                select coalesce(undone_by, actor) as undone_by
                from imports
                where workspace_id = ?
                  and id = ?
                """,
                workspaceId,
                id);
    }
}
