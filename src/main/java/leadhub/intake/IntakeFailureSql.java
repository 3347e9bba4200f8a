package leadhub.intake;

import java.time.Instant;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/**
 * The statements that write down why the work on a row was rolled back. The row's lock went with it, and another one may have
 * taken the row since: so each changes the row only as it was found, and says whether it did.
 */
@Component
class IntakeFailureSql {
    private final Sql sql;

    IntakeFailureSql(Sql sql) {
        this.sql = sql;
    }

    /** It leaves its external id to a later one. */
    boolean fail(long workspaceId, IntakeEntry found, IntakeReason why, Instant now) {
        return sql.update(
                        workspaceId,
                        """
                        update intake
                        set status = 'failed', reason = ?::jsonb, processed_at = ?, attempts = attempts + 1, counted_id = null,
                            retry_at = null
                        where workspace_id = ?
                          and id = ?
                          and status = ?
                          and attempts = ?
                        """,
                        why.json(),
                        now,
                        workspaceId,
                        found.id(),
                        found.outcome().status().word(),
                        found.attempts())
                == 1;
    }

    /** It waits, and keeps its external id. */
    boolean postpone(long workspaceId, IntakeEntry found, IntakeReason why, Instant retryAt) {
        return sql.update(
                        workspaceId,
                        """
                        update intake
                        set reason = ?::jsonb, attempts = attempts + 1, retry_at = ?
                        where workspace_id = ?
                          and id = ?
                          and status = ?
                          and attempts = ?
                        """,
                        why.json(),
                        retryAt,
                        workspaceId,
                        found.id(),
                        found.outcome().status().word(),
                        found.attempts())
                == 1;
    }

    /** A replay as new that led to nothing takes nothing from what the row did before. */
    boolean note(long workspaceId, IntakeEntry found, String reason) {
        return sql.update(
                        workspaceId,
                        """
                        update intake
                        set reason = nullif(?, '')::jsonb, attempts = attempts + 1
                        where workspace_id = ?
                          and id = ?
                          and status = ?
                          and attempts = ?
                        """,
                        reason,
                        workspaceId,
                        found.id(),
                        found.outcome().status().word(),
                        found.attempts())
                == 1;
    }
}
