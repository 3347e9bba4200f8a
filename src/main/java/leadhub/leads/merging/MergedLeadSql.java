package leadhub.leads.merging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.leads.record.KeptNames;
import org.springframework.stereotype.Component;

/** The statement that lists merged leads. {@code leads.LeadMergeSql} merges them and takes them out. */
@Component
class MergedLeadSql {
    private final Sql sql;

    MergedLeadSql(Sql sql) {
        this.sql = sql;
    }

    /** Those that can be taken out of a lead, the latest merged first. */
    List<MergedLead> list(long workspaceId, long leadId, Instant since) {
        return sql.query(
                workspaceId, MergedLeadSql::read, """
                select lead_id, %s, merged_at, merged_by
                from merged_leads
                where workspace_id = ?
                  and survivor_id = ?
                  and merged_into = ?
                  and merged_at >= ?
                  and lead is not null
                order by merged_at desc, lead_id desc
                limit 100
                """.formatted(KeptNames.COLUMNS), workspaceId, leadId, leadId, since);
    }

    private static MergedLead read(ResultSet row) throws SQLException {
        var id = row.getLong("lead_id");
        return new MergedLead(
                id,
                KeptNames.read(row, id),
                Times.get(row, "merged_at"),
                Json.MAPPER.readValue(row.getString("merged_by"), Actor.class));
    }
}
