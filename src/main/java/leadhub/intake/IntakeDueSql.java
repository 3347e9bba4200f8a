package leadhub.intake;

import java.time.Instant;
import leadhub.base.database.DueWorkspaces;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on the table that says which workspaces have something to work on. */
@Component
class IntakeDueSql extends DueWorkspaces {
    private final Sql sql;

    IntakeDueSql(Sql sql) {
        super(sql, "intake_due");
        this.sql = sql;
    }

    /** Whether something of a workspace waits, or somebody is at it. */
    boolean isAnyWaiting(long workspaceId, Instant now) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from intake
                    where workspace_id = ?
                      and status = 'received'
                      and not is_held
                      and (retry_at is null or retry_at <= ?))
                """, workspaceId, now);
    }
}
