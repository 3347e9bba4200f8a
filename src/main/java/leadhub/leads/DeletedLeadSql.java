package leadhub.leads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Slice;
import leadhub.base.Sql;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that list and forget deleted leads. {@link LeadDeletionSql} puts leads there and takes them out again. */
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
                select lead_id, lead, deleted_at, deleted_by
                from deleted_leads
                where workspace_id = ?
                  and deleted_at >= ?
                  and (?::text is null or %s)
                order by deleted_at desc, lead_id desc
                limit ? offset ?
                """.formatted(Owners.condition("assigned_user_id")),
                workspaceId,
                since,
                array,
                array,
                slice.limit(),
                slice.offset());
    }

    List<Long> workspaces() {
        return sql.globalQuery(row -> row.getLong("id"), "select id from workspaces order by id");
    }

    void prune(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                delete from deleted_leads
                where workspace_id = ?
                  and deleted_at < ?
                """, workspaceId, before);
    }

    private static DeletedLead read(ResultSet row) throws SQLException {
        var lead = Json.MAPPER.readTree(row.getString("lead"));
        var id = row.getLong("lead_id");
        return new DeletedLead(
                id,
                LeadNames.of(
                        id,
                        lead.path("first_name").asString(""),
                        lead.path("last_name").asString(""),
                        lead.path("email").asString(""),
                        lead.path("phone").asString(""),
                        lead.path("company").asString("")),
                Times.get(row, "deleted_at"),
                Json.MAPPER.readValue(row.getString("deleted_by"), Actor.class));
    }
}
