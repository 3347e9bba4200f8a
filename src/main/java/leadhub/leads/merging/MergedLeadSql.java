package leadhub.leads.merging;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.leads.record.LeadNames;
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
        return sql.query(workspaceId, MergedLeadSql::read, """
                select lead_id, left(lead ->> 'first_name', 255) as first_name, left(lead ->> 'last_name', 255) as last_name,
                       left(lead ->> 'email', 320) as email, lead ->> 'phone' as phone, left(lead ->> 'company', 255) as company,
                       merged_at, merged_by
                from merged_leads
                where workspace_id = ?
                  and survivor_id = ?
                  and merged_into = ?
                  and merged_at >= ?
                  and lead is not null
                order by merged_at desc, lead_id desc
                limit 100
                """, workspaceId, leadId, leadId, since);
    }

    private static MergedLead read(ResultSet row) throws SQLException {
        var id = row.getLong("lead_id");
        var firstName = row.getString("first_name");
        var lastName = row.getString("last_name");
        var email = row.getString("email");
        var phone = row.getString("phone");
        var company = row.getString("company");
        return new MergedLead(
                id,
                reader -> LeadNames.of(reader, id, firstName, lastName, email, phone, company),
                Times.get(row, "merged_at"),
                Json.MAPPER.readValue(row.getString("merged_by"), Actor.class));
    }
}
