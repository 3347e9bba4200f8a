package leadhub.conversations.team;

import java.time.Instant;
import java.util.List;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements on conversations that somebody of the team ought to look at. */
@Component
class WaitingSql {
    private final Sql sql;

    WaitingSql(Sql sql) {
        this.sql = sql;
    }

    /** A conversation, and whose it is; 0 for nobody's. */
    record Waiting(String publicId, long userId) {}

    /** Those that users have who didn't answer since then, or aren't there any more. @param there who may answer */
    List<String> silent(long workspaceId, Instant since, long[] there, int most) {
        return sql.query(workspaceId, row -> row.getString("public_id"), """
                select public_id
                from conversations
                where workspace_id = ?
                  and status = 'handover'
                  and owner_kind = 'agent'
                  and owner_user_id is not null
                  and (owner_user_id <> all (?)
                      or waiting_since <= ? and coalesce(owner_since, waiting_since) <= ?)
                order by waiting_since nulls first, id
                limit ?
                """, workspaceId, there, since, since, most);
    }

    /**
     * Those that have waited since then, of which nobody was told yet; they are told now. What another process takes at the same moment
     * is looked at again, and left to it.
     */
    List<Waiting> take(long workspaceId, Instant since, Instant now, int most) {
        return sql.query(
                workspaceId,
                row -> new Waiting(row.getString("public_id"), row.getLong("owner_user_id")),
                """
                update conversations
                set told_at = ?
                where workspace_id = ?
                  and (told_at is null or told_at < coalesce(waiting_since, owner_since))
                  and id = any (array(
                      select c.id
                      from conversations c
                      where c.workspace_id = ?
                        and c.status = 'handover'
                        and coalesce(c.waiting_since, case when c.owner_kind = 'queue' then c.owner_since end) <= ?
                        and (c.told_at is null or c.told_at < coalesce(c.waiting_since, c.owner_since))
                      order by c.id
                      limit ?))
                returning public_id, owner_user_id
                """,
                now,
                workspaceId,
                workspaceId,
                since,
                most);
    }
}
