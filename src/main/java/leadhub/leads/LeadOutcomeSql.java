package leadhub.leads;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import leadhub.base.database.Sql;
import leadhub.leads.record.LeadStatus;
import org.springframework.stereotype.Component;

/** The statement that tells what leads were before they were converted or lost. */
@Component
class LeadOutcomeSql {
    private final Sql sql;

    LeadOutcomeSql(Sql sql) {
        this.sql = sql;
    }

    /** What a lead was before its outcome. */
    record Earlier(long leadId, LeadStatus status, long stageId) {}

    /** By lead; those that were never anything else are left out. */
    Map<Long, Earlier> earlier(long workspaceId, Collection<Long> leadIds) {
        return sql
                .query(
                        workspaceId,
                        row -> new Earlier(
                                row.getLong("lead_id"),
                                LeadStatus.of(row.getString("status")).orElse(LeadStatus.NEW),
                                row.getLong("stage_id")),
                        """
                        select distinct on (lead_id)
                               lead_id, before ->> 'status' as status, (before ->> 'stage_id')::bigint as stage_id
                        from lead_events
                        where workspace_id = ?
                          and lead_id = any (?)
                          and kind = 'lead.updated'
                          and before ->> 'status' not in ('converted', 'lost')
                          and after ->> 'status' in ('converted', 'lost')
                        order by lead_id, id desc
                        """,
                        workspaceId,
                        leadIds.stream().mapToLong(id -> id).toArray())
                .stream()
                .collect(Collectors.toMap(Earlier::leadId, earlier -> earlier));
    }
}
