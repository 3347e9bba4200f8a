package leadhub.webhooks.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statements by which a process takes deliveries of one workspace for itself. */
@Component
class ClaimSql {
    /** How many of a webhook are looked at for some whose turn it is: of one lead, and of one conversation, only the first is. */
    private static final int WINDOW = 200;

    private static final String ANY_DUE = """
            select exists (
                    select
                    from unnest(?::bigint[]) as h (id)
                    cross join lateral (
                        select 1
                        from webhook_deliveries d
                        where d.workspace_id = ?
                          and d.webhook_id = h.id
                          and d.status = 'pending'
                          and d.attempts_count = 0
                        limit 1) first_ones)
                or exists (
                    select
                    from unnest(?::bigint[]) as h (id)
                    cross join lateral (
                        select 1
                        from webhook_deliveries d
                        where d.workspace_id = ?
                          and d.webhook_id = h.id
                          and d.status = 'pending'
                          and d.attempts_count > 0
                          and d.next_attempt_at <= ?
                        limit 1) retries)
            """;

    /** A process that claims the same at the same moment waits, and finds that they are taken. */
    private static final String CLAIM = """
            with first_ones as materialized (
                select d.webhook_id, d.id, d.leased_until, h.host, h.room,
                       row_number() over (
                           partition by d.webhook_id, coalesce(case when d.replay_of is null then d.lead_id end, -d.id)
                           order by d.id) as turn,
                       row_number() over (
                           partition by d.webhook_id, coalesce(case when d.replay_of is null then d.conversation_id end, -d.id)
                           order by d.id) as turn_in_conversation
                from unnest(:ids::bigint[], :hosts::int[], :rooms::int[]) as h (id, host, room)
                cross join lateral (
                    select webhook_id, id, lead_id, conversation_id, replay_of, leased_until
                    from webhook_deliveries
                    where workspace_id = :workspace_id
                      and webhook_id = h.id
                      and status = 'pending'
                      and attempts_count = 0
                    order by id
                    limit %d) d
            ), due as (
                select webhook_id, id, host, room, kind,
                       row_number() over (partition by webhook_id, kind order by id) as place
                from (
                    select webhook_id, id, host, room, 0 as kind
                    from first_ones
                    where turn = 1
                      and turn_in_conversation = 1
                      and (leased_until is null or leased_until <= :now)
                    union all
                    select d.webhook_id, d.id, h.host, h.room, 1
                    from unnest(:ids::bigint[], :hosts::int[], :rooms::int[]) as h (id, host, room)
                    cross join lateral (
                        select webhook_id, id
                        from webhook_deliveries
                        where workspace_id = :workspace_id
                          and webhook_id = h.id
                          and status = 'pending'
                          and attempts_count > 0
                          and next_attempt_at <= :now
                          and (leased_until is null or leased_until <= :now)
                        order by next_attempt_at, id
                        limit h.room) d
                ) both_kinds
            ), chosen as (
                select webhook_id, id
                from (
                    select webhook_id, id, room,
                           row_number() over (partition by host order by place, kind, id) as place
                    from due
                ) placed
                where place <= room
                order by place
                limit :most
            ), claimed as (
                update webhook_deliveries d
                set leased_until = :leased_until
                from chosen c
                where d.workspace_id = :workspace_id
                  and d.webhook_id = c.webhook_id
                  and d.id = c.id
                  and d.status = 'pending'
                  and d.next_attempt_at <= :now
                  and (d.leased_until is null or d.leased_until <= :now)
                returning d.webhook_id, d.id, d.message_id, d.attempts_count, d.replay_of, d.is_test, d.created_at
            )
            select c.webhook_id, c.id, c.attempts_count, c.replay_of is not null as is_replay, c.is_test, c.created_at,
                   m.event_id, m.event, m.body
            from claimed c
            left join webhook_messages m on m.workspace_id = :workspace_id and m.id = c.message_id
            order by c.id
            """.formatted(WINDOW);

    private final Sql sql;

    ClaimSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * What was found.
     *
     * @param isAnyDue whether there was anything that is due or that somebody is at
     */
    record Found(boolean isAnyDue, List<Claimed> claimed) {}

    /**
     * How many of a webhook's deliveries can be begun.
     *
     * @param host which webhooks have the same one, by a number
     * @param room for all of them together
     */
    record Room(long webhookId, int host, int room) {}

    Found claim(long workspaceId, List<Room> rooms, int most, Instant now, Instant leasedUntil) {
        var ids = rooms.stream().mapToLong(Room::webhookId).toArray();
        var hosts = rooms.stream().mapToInt(Room::host).toArray();
        var numbers = rooms.stream().mapToInt(Room::room).toArray();
        var found = sql.both(
                workspaceId,
                row -> row.getBoolean(1),
                Sql.Statement.of(ANY_DUE, ids, workspaceId, ids, workspaceId, now),
                ClaimSql::read,
                Sql.Statement.of(
                        CLAIM,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("ids", ids)
                                .and("hosts", hosts)
                                .and("rooms", numbers)
                                .and("now", now)
                                .and("most", most)
                                .and("leased_until", leasedUntil)));
        return new Found(found.first(), found.second());
    }

    /** What is lost if the database crashes is done again, so that nobody waits for the disk. */
    void commitSoon(long workspaceId) {
        sql.defer(workspaceId, "select set_config('synchronous_commit', 'off', true)");
    }

    private static Claimed read(ResultSet row) throws SQLException {
        var eventId = row.getString("event_id");
        return new Claimed(
                row.getLong("webhook_id"),
                row.getLong("id"),
                row.getInt("attempts_count"),
                row.getBoolean("is_replay"),
                row.getBoolean("is_test"),
                Times.get(row, "created_at"),
                eventId == null ? null : new Claimed.Message(eventId, row.getString("event"), row.getString("body")));
    }
}
