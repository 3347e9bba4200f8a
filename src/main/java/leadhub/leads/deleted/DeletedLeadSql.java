package leadhub.leads.deleted;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.leads.Owners;
import leadhub.leads.record.KeptNames;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that list and forget deleted leads. {@code leads.LeadDeletionSql} puts leads there and takes them out again. */
@Component
class DeletedLeadSql {
    private final Sql sql;

    DeletedLeadSql(Sql sql) {
        this.sql = sql;
    }

    /** Those that were deleted since and that the caller would see, the latest first. */
    List<DeletedLead> list(long workspaceId, @Nullable Owners visible, Instant since, Slice slice) {
        var array = visible == null ? null : visible.array();
        return sql.query(
                workspaceId,
                DeletedLeadSql::read,
                """
                select lead_id, %s, deleted_at, deleted_by
                from deleted_leads
                where workspace_id = ?
                  and deleted_at >= ?
                  and (?::text is null or %s)
                order by deleted_at desc, lead_id desc
                limit ? offset ?
                """.formatted(KeptNames.COLUMNS, Owners.condition("assigned_user_id")),
                workspaceId,
                since,
                array,
                array,
                slice.limit(),
                slice.offset());
    }

    void prune(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                delete from deleted_leads
                where workspace_id = ?
                  and deleted_at < ?
                """, workspaceId, before);
    }

    private static DeletedLead read(ResultSet row) throws SQLException {
        var id = row.getLong("lead_id");
        return new DeletedLead(
                id,
                KeptNames.read(row, id),
                Times.get(row, "deleted_at"),
                Json.MAPPER.readValue(row.getString("deleted_by"), Actor.class));
    }
}
