package leadhub.imports;

import java.time.Instant;
import java.util.List;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on the files of imports. */
@Component
class ImportFileSql {
    private final Sql sql;

    ImportFileSql(Sql sql) {
        this.sql = sql;
    }

    /** Until the transaction ends, no other file of the workspace is taken. */
    void lock(long workspaceId) {
        sql.defer(workspaceId, "select pg_advisory_xact_lock(hashtextextended('import_files', ?))", workspaceId);
    }

    /** Bytes of the workspace's files that are still there. */
    long keptBytes(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select coalesce(sum(file_size), 0)
                from imports
                where workspace_id = ?
                  and file_key is not null
                """, workspaceId);
    }

    /** Of those keys the ones whose files are still needed. */
    List<String> needed(long workspaceId, List<String> keys) {
        return sql.query(workspaceId, row -> row.getString("file_key"), """
                select file_key
                from imports
                where workspace_id = ?
                  and file_key = any (?)
                """, workspaceId, keys.toArray(String[]::new));
    }

    /** Forgets the files of those that are over, and of those that were never started; their keys. */
    List<String> forget(long workspaceId, Instant unstartedBefore, Instant now) {
        return sql.query(
                workspaceId, row -> row.getString("file_key"), """
                with gone as (
                    select id, file_key
                    from imports
                    where workspace_id = ?
                      and file_key is not null
                      and (status not in ('previewed', 'running') or is_undoing
                           or status = 'previewed' and created_at < ?)
                    for no key update
                )
                update imports i
                set file_key = null,
                    finished_at = coalesce(i.finished_at, ?),
                    status = case when i.status = 'previewed' then 'cancelled' else i.status end
                from gone
                where i.workspace_id = ?
                  and i.id = gone.id
                returning gone.file_key
                """, workspaceId, unstartedBefore, now, workspaceId);
    }
}
