package leadhub.imports;

import java.time.Instant;
import leadhub.base.Json;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that forget what imports said of people, and what an undo would need, when their time is over. */
@Component
class ImportRetentionSql {
    private final Sql sql;

    ImportRetentionSql(Sql sql) {
        this.sql = sql;
    }

    /** Forgets some of what rows of those said that have long been over; how many rows there were. */
    int forgetRows(long workspaceId, Instant before, int most) {
        return sql.update(workspaceId, """
                with old as (
                    select r.import_id, r.line
                    from import_rows r
                    join imports i on i.workspace_id = ? and i.id = r.import_id
                    where r.workspace_id = ?
                      and i.finished_at < ?
                      and i.status not in ('previewed', 'running')
                    limit ?
                )
                delete from import_rows r
                using old
                where r.workspace_id = ?
                  and r.import_id = old.import_id
                  and r.line = old.line
                """, workspaceId, workspaceId, before, most, workspaceId);
    }

    /** Forgets some of what an undo of those would need that have long been over; how many chunks there were. */
    int forgetChunks(long workspaceId, Instant before, int most) {
        return sql.update(workspaceId, """
                with old as (
                    select c.import_id, c.line
                    from import_chunks c
                    join imports i on i.workspace_id = ? and i.id = c.import_id
                    where c.workspace_id = ?
                      and i.finished_at < ?
                      and i.status not in ('previewed', 'running')
                    limit ?
                )
                delete from import_chunks c
                using old
                where c.workspace_id = ?
                  and c.import_id = old.import_id
                  and c.line = old.line
                """, workspaceId, workspaceId, before, most, workspaceId);
    }

    /** Forgets the previews of those that have long been over. */
    void forgetPreviews(long workspaceId, Instant before) {
        sql.update(
                workspaceId,
                """
                update imports
                set preview = ?::jsonb, mended = '{}'
                where workspace_id = ?
                  and finished_at < ?
                  and status not in ('previewed', 'running')
                  and preview <> ?::jsonb
                """,
                Json.write(Import.Preview.GONE),
                workspaceId,
                before,
                Json.write(Import.Preview.GONE));
    }
}
