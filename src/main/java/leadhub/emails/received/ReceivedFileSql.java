package leadhub.emails.received;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on the email_files table. */
@Component
class ReceivedFileSql {
    private final Sql sql;

    ReceivedFileSql(Sql sql) {
        this.sql = sql;
    }

    void insert(long workspaceId, String messageKey, IncomingEmail.Attachment file, Instant now) {
        sql.update(workspaceId, """
                insert into email_files (workspace_id, file_id, message_key, size, created_at)
                values (?, ?, ?, ?, ?)
                """, workspaceId, file.fileId(), messageKey, file.size(), now);
    }

    /** Bytes that came since a time. */
    long since(long workspaceId, Instant time) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select coalesce(sum(size), 0)::bigint
                from email_files
                where workspace_id = ?
                  and created_at >= ?
                """, workspaceId, time);
    }

    Set<String> known(long workspaceId, List<String> fileIds) {
        return Set.copyOf(sql.query(
                workspaceId, row -> row.getString("file_id"), """
                select file_id
                from email_files
                where workspace_id = ?
                  and file_id = any (?)
                """, workspaceId, fileIds.toArray(String[]::new)));
    }

    /** The next ones, by their ids. */
    List<String> after(long workspaceId, String after, int most) {
        return sql.query(workspaceId, row -> row.getString("file_id"), """
                select file_id
                from email_files
                where workspace_id = ?
                  and file_id > ?
                order by file_id
                limit ?
                """, workspaceId, after, most);
    }

    /**
     * Forgets those of some that no email keeps: one whose lead is gone for good or whose text is forgotten keeps none.
     *
     * @param before those that came earlier and are no lead's go
     */
    void deleteUnkept(long workspaceId, List<String> fileIds, Instant before) {
        sql.update(
                workspaceId,
                """
                delete from email_files f
                where f.workspace_id = :workspace
                  and f.file_id = any (:files)
                  and not exists (
                      select
                      from received_emails e
                      where e.workspace_id = :workspace
                        and e.message_key = f.message_key
                        and e.emptied_at is null
                        and (exists (select from leads l where l.workspace_id = :workspace and l.id = e.lead_id)
                          or exists (
                              select from deleted_leads d where d.workspace_id = :workspace and d.lead_id = e.lead_id)))
                  and (f.created_at < :before
                    or exists (
                        select
                        from received_emails e
                        where e.workspace_id = :workspace
                          and e.message_key = f.message_key))
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("files", fileIds.toArray(String[]::new))
                        .and("before", before));
    }
}
