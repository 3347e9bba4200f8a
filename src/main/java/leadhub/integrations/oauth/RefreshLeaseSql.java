package leadhub.integrations.oauth;

import java.time.Instant;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that say which process uses an integration's refresh token. */
@Component
class RefreshLeaseSql {
    private final Sql sql;

    RefreshLeaseSql(Sql sql) {
        this.sql = sql;
    }

    /** False while another one has it, or where the integration is gone. */
    boolean take(long workspaceId, long integrationId, Instant now, Instant until) {
        return sql.update(workspaceId, """
                        update integrations
                        set refresh_leased_until = ?
                        where workspace_id = ?
                          and id = ?
                          and (refresh_leased_until is null or refresh_leased_until <= ?)
                        """, until, workspaceId, integrationId, now) == 1;
    }

    /** Unless it has ended by itself, and another one has it by now. */
    void end(long workspaceId, long integrationId, Instant until) {
        sql.update(workspaceId, """
                update integrations
                set refresh_leased_until = null
                where workspace_id = ?
                  and id = ?
                  and refresh_leased_until = ?
                """, workspaceId, integrationId, until);
    }
}
