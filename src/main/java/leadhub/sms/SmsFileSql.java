package leadhub.sms;

import java.util.List;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on the sms_files table that only SMS have; those of {@link leadhub.conversations.files.ExpectedFiles} are the rest. */
@Component
class SmsFileSql {
    private final Sql sql;

    SmsFileSql(Sql sql) {
        this.sql = sql;
    }

    /** The ids of some SMS that have files, the next ones. */
    List<Long> after(long workspaceId, long after, int most) {
        return sql.query(workspaceId, row -> row.getLong("sms_id"), """
                select distinct sms_id
                from sms_files
                where workspace_id = ?
                  and sms_id > ?
                order by sms_id
                limit ?
                """, workspaceId, after, most);
    }

    /** Forgets those of some SMS that are gone with their lead for good, or whose text is forgotten. */
    void deleteUnkept(long workspaceId, List<Long> smsIds) {
        sql.update(
                workspaceId,
                """
                delete from sms_files f
                where f.workspace_id = :workspace
                  and f.sms_id = any (:ids)
                  and not exists (
                      select
                      from lead_sms s
                      where s.workspace_id = :workspace
                        and s.id = f.sms_id
                        and s.emptied_at is null
                        and (exists (select from leads l where l.workspace_id = :workspace and l.id = s.lead_id)
                          or exists (
                              select from deleted_leads d where d.workspace_id = :workspace and d.lead_id = s.lead_id)))
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("ids", smsIds.stream().mapToLong(id -> id).toArray()));
    }
}
