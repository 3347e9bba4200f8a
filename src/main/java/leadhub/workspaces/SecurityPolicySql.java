package leadhub.workspaces;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on the requirements for signing in. */
@Component
class SecurityPolicySql {
    private final Sql sql;

    SecurityPolicySql(Sql sql) {
        this.sql = sql;
    }

    SecurityPolicy get(long workspaceId) {
        return sql.globalQuery(SecurityPolicySql::read, """
                select two_steps_required, session_idle_days, session_most_days
                from workspaces
                where id = ?
                """, workspaceId).getFirst();
    }

    SecurityPolicy lock(long workspaceId) {
        return sql.globalQuery(SecurityPolicySql::read, """
                select two_steps_required, session_idle_days, session_most_days
                from workspaces
                where id = ?
                for update
                """, workspaceId).getFirst();
    }

    void update(long workspaceId, SecurityPolicy policy, Instant now) {
        sql.globalUpdate("""
                update workspaces
                set two_steps_required = ?, session_idle_days = ?, session_most_days = ?, updated_at = ?
                where id = ?
                """, policy.twoStepsRequired(), policy.idleDays(), policy.mostDays(), now, workspaceId);
    }

    private static SecurityPolicy read(ResultSet row) throws SQLException {
        return new SecurityPolicy(
                row.getBoolean("two_steps_required"), row.getInt("session_idle_days"), row.getInt("session_most_days"));
    }
}
