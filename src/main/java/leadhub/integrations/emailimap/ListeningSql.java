package leadhub.integrations.emailimap;

import java.time.Instant;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements that say who listens to mailboxes, and that a message has come. */
@Component
class ListeningSql {
    private final Sql sql;

    ListeningSql(Sql sql) {
        this.sql = sql;
    }

    /** Takes one that is read and nobody listens to; false if there is none. */
    boolean take(long workspaceId, long integrationId, Instant now, Instant until) {
        return sql.update(workspaceId, """
                        update mailboxes
                        set listened_until = ?
                        where workspace_id = ?
                          and integration_id = ?
                          and next_at is not null
                          and (listened_until is null or listened_until <= ?)
                        """, until, workspaceId, integrationId, now) == 1;
    }

    /** Goes on; false if another one listens by now, or people have changed or paused it. */
    boolean keep(long workspaceId, long integrationId, Instant was, Instant until) {
        return sql.update(workspaceId, """
                        update mailboxes
                        set listened_until = ?
                        where workspace_id = ?
                          and integration_id = ?
                          and listened_until = ?
                        """, until, workspaceId, integrationId, was) == 1;
    }

    /** Nobody listens any more. */
    void end(long workspaceId, long integrationId, Instant was) {
        sql.update(workspaceId, """
                update mailboxes
                set listened_until = null
                where workspace_id = ?
                  and integration_id = ?
                  and listened_until = ?
                """, workspaceId, integrationId, was);
    }

    /** Has it read now, or when whoever is at it is done; what failed keeps its pause. False if it isn't read anyway. */
    boolean wake(long workspaceId, long integrationId, Instant now) {
        return sql.update(workspaceId, """
                        update mailboxes
                        set next_at = least(next_at, ?), is_woken = true
                        where workspace_id = ?
                          and integration_id = ?
                          and next_at is not null
                          and failures = 0
                        """, now, workspaceId, integrationId) == 1;
    }
}
