package leadhub.forms.challenges;

import java.time.Instant;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on challenges that were solved. */
@Component
class ChallengeSql {
    private final Sql sql;

    ChallengeSql(Sql sql) {
        this.sql = sql;
    }

    boolean use(long workspaceId, String id, Instant expiresAt) {
        return sql.update(workspaceId, """
                insert into form_challenges (workspace_id, challenge_id, expires_at)
                values (?, ?, ?)
                on conflict (workspace_id, challenge_id) do nothing
                """, workspaceId, id, expiresAt) == 1;
    }

    void prune(long workspaceId, Instant now) {
        sql.update(workspaceId, """
                delete from form_challenges
                where workspace_id = ?
                  and expires_at < ?
                """, workspaceId, now);
    }
}
