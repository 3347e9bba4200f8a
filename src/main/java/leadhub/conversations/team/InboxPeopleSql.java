package leadhub.conversations.team;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on who looks after an inbox. */
@Component
class InboxPeopleSql {
    /** Who looks again sooner isn't written down again. */
    private static final Duration EXACT = Duration.ofMinutes(1);

    private final Sql sql;

    InboxPeopleSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * Somebody whose turn it may be.
     *
     * @param assignedAt when they got one last; null for never
     * @param open how many they have that aren't settled
     */
    record Candidate(long userId, @Nullable Instant assignedAt, long open) {}

    void seen(long workspaceId, long userId, Instant now) {
        sql.update(workspaceId, """
                insert into inbox_people (workspace_id, user_id, seen_at)
                values (?, ?, ?)
                on conflict (workspace_id, user_id) do update
                set seen_at = excluded.seen_at
                where inbox_people.seen_at is null or inbox_people.seen_at < ?
                """, workspaceId, userId, now, now.minus(EXACT));
    }

    /** When those were seen last who were since then, by their ids. */
    Map<Long, Instant> seenSince(long workspaceId, Instant since) {
        var seen = new HashMap<Long, Instant>();
        sql.query(
                workspaceId,
                row -> seen.put(row.getLong("user_id"), Times.get(row, "seen_at")),
                """
                select user_id, seen_at
                from inbox_people
                where workspace_id = ?
                  and seen_at > ?
                """,
                workspaceId,
                since);
        return seen;
    }

    /** Turns are taken one after the other until the transaction ends, so that no two go to the same one. */
    void lockTurns(long workspaceId) {
        sql.query(
                workspaceId,
                row -> true,
                "select pg_advisory_xact_lock(hashtextextended('inbox_turns', ?))",
                workspaceId);
    }

    List<Candidate> candidates(long workspaceId, long[] userIds) {
        return sql.query(
                workspaceId,
                row -> new Candidate(row.getLong("user_id"), Times.find(row, "assigned_at"), row.getLong("open")),
                """
                select p.user_id, p.assigned_at, (
                    select count(*)
                    from conversations c
                    where c.workspace_id = ?
                      and c.status = 'handover'
                      and c.owner_kind = 'agent'
                      and c.owner_user_id = p.user_id) as open
                from inbox_people p
                where p.workspace_id = ?
                  and p.user_id = any (?)
                """,
                workspaceId,
                workspaceId,
                userIds);
    }

    void assigned(long workspaceId, long userId, Instant now) {
        sql.update(workspaceId, """
                update inbox_people
                set assigned_at = ?
                where workspace_id = ?
                  and user_id = ?
                """, now, workspaceId, userId);
    }
}
