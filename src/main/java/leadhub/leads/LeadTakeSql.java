package leadhub.leads;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statement on who took a lead that nobody had. */
@Component
class LeadTakeSql {
    private final Sql sql;

    LeadTakeSql(Sql sql) {
        this.sql = sql;
    }

    /** The latest who did, since then. */
    Optional<Long> takenBy(long workspaceId, long leadId, Instant since) {
        return sql.find(workspaceId, row -> row.getLong("user_id"), """
                select (e.after ->> 'assigned_user_id')::bigint as user_id
                from lead_events e
                where e.workspace_id = ?
                  and e.lead_id = ?
                  and e.occurred_at >= ?
                  and e.before is not null
                  and e.before ->> 'assigned_user_id' is null
                  and e.after ->> 'assigned_user_id' is not null
                order by e.id desc
                limit 1
                """, workspaceId, leadId, since);
    }
}
