package leadhub.exports.schedules;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.exports.ExportFormat;
import leadhub.exports.schedules.ExportFile.Reason;
import leadhub.exports.schedules.ExportFile.State;
import org.springframework.stereotype.Component;

/** Every statement on the files of scheduled exports. */
@Component
class ExportFileSql {
    private static final String COLUMNS = """
            id, export_id, state, reason, format, file_key, user_id, sees_all, leads, size, created_at, finished_at, expires_at""";

    private final Sql sql;

    ExportFileSql(Sql sql) {
        this.sql = sql;
    }

    /** A file that waits to be made; empty where another one of the export isn't finished. */
    Optional<Long> insert(long workspaceId, ScheduledExport export, Instant now) {
        return sql.find(
                workspaceId,
                row -> row.getLong("id"),
                """
                insert into export_files (workspace_id, export_id, state, format, created_at)
                values (?, ?, 'waiting', ?, ?)
                on conflict do nothing
                returning id
                """,
                workspaceId,
                export.id(),
                export.wish().terms().format().extension(),
                now);
    }

    /** One that isn't finished; nobody else works on it until the transaction ends. */
    Optional<ExportFile> lockUnfinished(long workspaceId, long id) {
        return sql.find(workspaceId, ExportFileSql::read, """
                select %s
                from export_files
                where workspace_id = ?
                  and id = ?
                  and state in ('waiting', 'running')
                for no key update
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** It is being made, whoever began that before. */
    void begin(long id, Caller owner, String key, ExportFormat format, boolean seesAll) {
        sql.update(
                owner.workspaceId(),
                """
                update export_files
                set state = 'running', file_key = ?, format = ?, user_id = ?, sees_all = ?
                where workspace_id = ?
                  and id = ?
                """,
                key,
                format.extension(),
                owner.actor().id(),
                seesAll,
                owner.workspaceId(),
                id);
    }

    /** It is there, unless somebody else makes it by now, or nobody wants it any more. */
    boolean finish(
            long workspaceId, long id, String key, ExportFolder.Written written, Instant now, Instant expiresAt) {
        return sql.update(workspaceId, """
                        update export_files
                        set state = 'ready', leads = ?, size = ?, finished_at = ?, expires_at = ?
                        where workspace_id = ?
                          and id = ?
                          and state = 'running'
                          and file_key = ?
                        """, written.leads(), written.size(), now, expiresAt, workspaceId, id, key) > 0;
    }

    /** There is no file; returns whether it was to be made. */
    boolean fail(long workspaceId, long id, Reason reason, Instant now) {
        return sql.update(workspaceId, """
                        update export_files
                        set state = 'failed', reason = ?, file_key = null, finished_at = ?
                        where workspace_id = ?
                          and id = ?
                          and state in ('waiting', 'running')
                        """, reason.word(), now, workspaceId, id) > 0;
    }

    /** Those that aren't finished. */
    List<ExportFile> unfinished(long workspaceId) {
        return sql.query(workspaceId, ExportFileSql::read, """
                select %s
                from export_files
                where workspace_id = ?
                  and state in ('waiting', 'running')
                order by id
                """.formatted(COLUMNS), workspaceId);
    }

    /** Those of an export, newest first. */
    Page<ExportFile> list(long workspaceId, long exportId, Slice slice) {
        var found = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of("""
                        select count(*)
                        from export_files
                        where workspace_id = ?
                          and export_id = ?
                        """, workspaceId, exportId),
                ExportFileSql::read,
                Sql.Statement.of("""
                        select %s
                        from export_files
                        where workspace_id = ?
                          and export_id = ?
                        order by id desc
                        offset ?
                        limit ?
                        """.formatted(COLUMNS), workspaceId, exportId, slice.offset(), slice.limit()));
        return new Page<>(found.second(), found.first());
    }

    Optional<ExportFile> find(long workspaceId, long exportId, long id) {
        return sql.find(workspaceId, ExportFileSql::read, """
                select %s
                from export_files
                where workspace_id = ?
                  and export_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, exportId, id);
    }

    /** Bytes of the workspace's files that are there. */
    long bytes(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select coalesce(sum(size), 0)
                from export_files
                where workspace_id = ?
                  and state = 'ready'
                """, workspaceId);
    }

    /** Forgets those of an export; their keys. */
    List<String> deleteOf(long workspaceId, long exportId) {
        return sql
                .query(workspaceId, row -> Optional.ofNullable(row.getString("file_key")), """
                        delete from export_files
                        where workspace_id = ?
                          and export_id = ?
                        returning file_key
                        """, workspaceId, exportId)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Lets those go whose time is over; their keys. */
    List<String> expire(long workspaceId, Instant now) {
        return sql.query(workspaceId, row -> row.getString("file_key"), """
                with over as (
                    select id, file_key
                    from export_files
                    where workspace_id = ?
                      and state = 'ready'
                      and expires_at <= ?
                )
                update export_files f
                set state = 'expired', file_key = null
                from over
                where f.workspace_id = ?
                  and f.id = over.id
                returning over.file_key
                """, workspaceId, now, workspaceId);
    }

    /** Forgets what ended long ago. */
    void forget(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                delete from export_files
                where workspace_id = ?
                  and finished_at < ?
                  and state in ('failed', 'expired')
                """, workspaceId, before);
    }

    /** Those of some keys that are needed. */
    List<String> needed(long workspaceId, List<String> keys) {
        return sql.query(workspaceId, row -> row.getString("file_key"), """
                select file_key
                from export_files
                where workspace_id = ?
                  and file_key = any (?)
                """, workspaceId, keys.toArray(String[]::new));
    }

    private static ExportFile read(ResultSet row) throws SQLException {
        var reason = row.getString("reason");
        return new ExportFile(
                row.getLong("id"),
                row.getLong("export_id"),
                State.valueOf(upper(row.getString("state"))),
                reason == null ? null : Reason.valueOf(upper(reason)),
                ExportFormat.valueOf(upper(row.getString("format"))),
                row.getString("file_key"),
                row.getLong("user_id"),
                row.getBoolean("sees_all"),
                row.getObject("leads", Long.class),
                row.getObject("size", Long.class),
                Times.get(row, "created_at"),
                Times.find(row, "finished_at"),
                Times.find(row, "expires_at"));
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
