package leadhub.events;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.base.database.Sql.Statement;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that read events in their order, and those on who writes some at this moment. */
@Component
class EventFeedSql {
    /**
     * With as much of the lead as is told: a deleted one as it was, any other as it became; one that was rescored is as the
     * event before left it, with the new score, and null if nothing is known of it from before.
     */
    private static final String WHOLE = """
            select e.id, e.lead_id, e.conversation_id, e.kind, e.occurred_at, e.actor, e.context, e.changes, e.sequence, e.public_kinds,
                   case when e.kind = 'lead.deleted' then e.before - '{search_text,folded}'::text[] end as before,
                   case when e.kind = 'lead.rescored' then (
                       select p.after || jsonb_build_object('lead_score', e.changes #> '{lead_score,to}')
                       from lead_events p
                       where p.workspace_id = ?
                         and p.lead_id = e.lead_id
                         and p.id < e.id
                         and p.after is not null
                       order by p.id desc
                       limit 1
                   ) else e.after end - '{search_text,folded}'::text[] as after, e.detail
            from lead_events e
            where e.workspace_id = ?
              and %s
              and e.sequence is not null
            """;

    private final Sql sql;

    EventFeedSql(Sql sql) {
        this.sql = sql;
    }

    /** First the last id, then who holds the lock that goes before drawing one. */
    EventHorizon.Mark mark(long workspaceId) {
        var drawn = Statement.of("select last_value from lead_event_ids");
        var writers = Statement.of("""
                select virtualtransaction
                from pg_locks
                where locktype = 'relation'
                  and database = (select oid from pg_database where datname = current_database())
                  and relation = 'lead_events'::regclass
                  and mode = 'RowExclusiveLock'
                  and granted
                """);
        var found = sql.both(
                workspaceId, row -> row.getLong(1), drawn, row -> row.getString("virtualtransaction"), writers);
        return new EventHorizon.Mark(found.first(), new HashSet<>(found.second()));
    }

    /** By the lead's id. What rules did to scores is nobody's doing. */
    Map<Long, Instant> lastActivities(long workspaceId, long[] leadIds) {
        var found = new HashMap<Long, Instant>();
        sql.query(
                workspaceId,
                row -> {
                    var last = Times.find(row, "last");
                    return last == null ? row : found.put(row.getLong("lead_id"), last);
                },
                """
                select l.lead_id, (
                    select e.occurred_at
                    from lead_events e
                    where e.workspace_id = ?
                      and e.lead_id = l.lead_id
                      and e.kind <> 'lead.rescored'
                      and e.actor ->> 'kind' <> all (?)
                    order by e.id desc
                    limit 1) as last
                from unnest(?::bigint[]) as l (lead_id)
                """,
                workspaceId,
                EventFeed.BY_ITSELF.stream().map(Enum::name).toArray(String[]::new),
                leadIds);
        return found;
    }

    /** Those that are public, with ids between two others, both included, in their order. */
    List<EventPage.Part> outline(long workspaceId, long from, long to, int most) {
        return sql.query(
                workspaceId,
                row -> new EventPage.Part(
                        row.getLong("id"),
                        EventId.ofLeadOrConversation(
                                row.getLong("lead_id"), row.getLong("conversation_id"), row.getLong("sequence")),
                        row.getInt("events"),
                        row.getLong("bytes")),
                """
                select id, lead_id, conversation_id, sequence, cardinality(public_kinds) as events,
                       octet_length(concat(before, after, context, changes, detail)) as bytes
                from (%s
                      order by e.id
                      limit ?) e
                order by id
                """.formatted(WHOLE.formatted("e.id between ? and ?")),
                workspaceId,
                workspaceId,
                from,
                to,
                most);
    }

    /** Public ones by their ids, in their order. */
    List<LeadEvent> read(long workspaceId, long[] ids) {
        return sql.query(
                workspaceId,
                EventFeedSql::readEvent,
                WHOLE.formatted("e.id = any (?)") + "order by e.id",
                workspaceId,
                workspaceId,
                ids);
    }

    /** The last of a lead that are public or came in, the latest first, as they are kept; without what is too large to look through. */
    List<LeadEvent> latestOf(long workspaceId, long leadId, int most) {
        return sql.query(workspaceId, EventFeedSql::readEvent, """
                select lead_id, conversation_id, kind, occurred_at, actor, context, changes, sequence, public_kinds, before, after,
                       case when kind <> 'lead.received' or pg_column_size(detail) < 65536 then detail end as detail
                from lead_events
                where workspace_id = ?
                  and lead_id = ?
                  and (sequence is not null or kind = 'lead.received')
                order by id desc
                limit ?
                """, workspaceId, leadId, most);
    }

    Optional<EventFeed.Range> since(long workspaceId, Instant time) {
        return sql.find(
                workspaceId,
                row -> new EventFeed.Range(row.getLong("first"), row.getLong("last")),
                """
                select first.id as first, last.id as last
                from (
                    select id
                    from lead_events
                    where workspace_id = ?
                      and sequence is not null
                      and occurred_at >= ?
                    order by occurred_at, id
                    limit 1) first
                cross join (
                    select id
                    from lead_events
                    where workspace_id = ?
                    order by id desc
                    limit 1) last
                """,
                workspaceId,
                time,
                workspaceId);
    }

    List<EventFeed.Kept> between(long workspaceId, EventFeed.Range range, int most) {
        return sql.query(
                workspaceId,
                row -> new EventFeed.Kept(row.getLong("id"), readEvent(row)),
                """
                select id, lead_id, conversation_id, kind, occurred_at, actor, context, changes, sequence, public_kinds, before, after,
                       case when kind <> 'lead.received' or pg_column_size(detail) < 65536 then detail end as detail
                from lead_events
                where workspace_id = ?
                  and id between ? and ?
                  and (sequence is not null or kind = 'lead.received')
                order by id
                limit ?
                """,
                workspaceId,
                range.first(),
                range.last(),
                most);
    }

    /** The id of the stored event that a public one is, or is a part of. */
    Optional<Long> stored(long workspaceId, EventId id) {
        var isOfConversation = id.leadId() == 0;
        return sql.find(
                workspaceId,
                row -> row.getLong("id"),
                """
                select id
                from lead_events
                where workspace_id = ?
                  and %s
                  and sequence <= ?
                  and sequence + cardinality(public_kinds) > ?
                """.formatted(isOfConversation ? "lead_id = 0 and conversation_id = ?" : "lead_id = ?"),
                workspaceId,
                isOfConversation ? id.conversationId() : id.leadId(),
                id.sequence(),
                id.sequence());
    }

    private static LeadEvent readEvent(ResultSet row) throws SQLException {
        return new LeadEvent(
                row.getLong("lead_id"),
                LeadEventKind.of(row.getString("kind")),
                Times.get(row, "occurred_at"),
                Json.MAPPER.readValue(row.getString("actor"), Actor.class),
                LeadSnapshot.ofNullable(row.getString("before")),
                LeadSnapshot.ofNullable(row.getString("after")),
                LeadSnapshot.ofNullable(row.getString("context")),
                row.getString("detail"),
                FieldChange.byField(row.getString("changes")),
                kinds(row.getArray("public_kinds")),
                row.getLong("sequence"),
                row.getLong("conversation_id"));
    }

    private static List<PublicEventKind> kinds(@Nullable Array words) throws SQLException {
        return words == null
                ? List.of()
                : Arrays.stream((String[]) words.getArray())
                        .map(PublicEventKind::of)
                        .toList();
    }
}
