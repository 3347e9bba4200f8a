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

    /** What is kept of the lines of imports. */
    enum Kept {
        /** What refused and held rows said. */
        ROWS("import_rows"),
        /** What an undo would need. */
        CHUNKS("import_chunks");

        private final String table;

        Kept(String table) {
            this.table = table;
        }
    }

    /** Forgets some of what is kept of imports that have long been over; of how many lines. */
    int forget(long workspaceId, Kept kept, Instant before, int most) {
        return sql.update(workspaceId, """
                with old as (
                    select k.import_id, k.line
                    from %1$s k
                    join imports i on i.workspace_id = ? and i.id = k.import_id
                    where k.workspace_id = ?
                      and i.finished_at < ?
                      and i.status not in ('previewed', 'running')
                    limit ?
                )
                delete from %1$s k
                using old
                where k.workspace_id = ?
                  and k.import_id = old.import_id
                  and k.line = old.line
                """.formatted(kept.table), workspaceId, workspaceId, before, most, workspaceId);
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
