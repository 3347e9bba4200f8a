package leadhub.leads.pages;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.leads.record.Lead;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The statement that reads what happened to a lead. */
@Component
class TimelineSql {
    /** So many custom fields of one change are shown. */
    static final int MOST_FIELDS = 50;

    /** So many characters of what came in are shown; the rest is a file. */
    private static final int MOST_SENT = 16 * 1024;

    /**
     * What a lead was and what came in about it may be large, and is cut before it is sent to us: 30 events with two leads
     * each come to 20 MB. Concatenated with nothing, it is unpacked once and not for each look at it.
     */
    private static final String ONE = "lead_id = ? and kind <> 'lead.talked'";

    private static final String MANY = "lead_id = any (?) and kind not in ('lead.merged_into', 'lead.talked')";

    /** The latest of each lead are looked up by themselves, for the index has them in their order. */
    private static final String OF_ALL = """
            id = any (array(
                select found.id
                from unnest(?::bigint[]) as one (lead_id)
                cross join lateral (
                    select same.id
                    from lead_events same
                    where same.workspace_id = ?
                      and same.lead_id = one.lead_id
                      and same.kind not in ('lead.merged_into', 'lead.talked')
                      and same.id < ?
                    order by same.id desc
                    limit ?
                ) found
                order by found.id desc
                limit ?))""";

    private static final String SOME = " and kind = any (?)";

    private static final String BY_AUTOMATIONS = " and actor ->> 'kind' = 'AUTOMATION'";

    private final Sql sql;

    TimelineSql(Sql sql) {
        this.sql = sql;
    }

    private static String latest(String condition) {
        return """
            select e.id, e.lead_id, e.kind, e.occurred_at, e.actor ->> 'name' as who, %s as was, %s as became,
                   case when e.kind <> 'lead.received' then left(e.detail ->> 'title', 300) end as title,
                   case when e.kind = 'lead.rescored'
                        then coalesce(e.changes #>> '{lead_score,from}', e.detail ->> 'before') end as score_before,
                   case when e.kind = 'lead.rescored'
                        then coalesce(e.changes #>> '{lead_score,to}', e.detail ->> 'after') end as score_after,
                   case when e.kind = 'lead.noted' then (e.detail ->> 'note_id')::bigint end as note_id,
                   left(e.sent, %d) as sent, length(e.sent) > %d as is_cut, e.conversation
            from (
                select id, lead_id, kind, occurred_at, actor, case when kind <> 'lead.received' then detail end as detail,
                       case when kind = 'lead.rescored' then changes end as changes,
                       case when kind in ('lead.updated', 'lead.merged', 'lead.unmerged') then before || '{}' end as before,
                       case when kind in ('lead.updated', 'lead.merged', 'lead.unmerged') then after || '{}' end as after,
                       case when kind = 'lead.received' and conversation_id is null then jsonb_pretty(detail) end as sent,
                       case when conversation_id is not null then detail #>> '{conversation,id}' end as conversation
                from lead_events
                where workspace_id = ?
                  and %s
                  and id < ?
                order by id desc
                limit ?
            ) e
            order by e.id desc
            """.formatted(
                differing("e.before", "e.after"), differing("e.after", "e.before"), MOST_SENT, MOST_SENT, condition);
    }

    /**
     * An event, as much of it as a page shows.
     *
     * @param before of a changed lead what it was, the fields that changed alone
     * @param title what a task is called
     * @param score the points before and after, where that is all that happened
     * @param sent what came in about the lead, from its beginning
     * @param isCut whether there is more of that
     * @param conversation the public id of the one in which the lead came; "" for none
     * @param noteId of the note that was written; 0 for none
     */
    record Event(
            long id,
            long leadId,
            String kind,
            Instant at,
            String who,
            JsonNode before,
            JsonNode after,
            String title,
            Score score,
            String sent,
            boolean isCut,
            String conversation,
            long noteId) {}

    /** Points before and after. */
    record Score(String before, String after) {}

    /** The latest events of a lead before another one, the latest first. */
    List<Event> read(long workspaceId, Lead lead, TimelineFilter filter, long before, int limit) {
        // Of one lead the index has them in their order.
        var isOne = lead.mergedFrom().isEmpty();
        var values = new ArrayList<@Nullable Object>();
        values.add(workspaceId);
        values.add(isOne ? (Object) lead.id() : lead.idsOfAll());
        var condition = isOne ? ONE : MANY;
        if (filter == TimelineFilter.AUTOMATIONS) {
            condition += BY_AUTOMATIONS;
        } else if (filter != TimelineFilter.ALL) {
            condition += SOME;
            values.add(filter.kinds().toArray(String[]::new));
        }
        values.add(before);
        values.add(limit);
        return sql.query(workspaceId, TimelineSql::readEvent, new Sql.Statement(latest(condition), values));
    }

    /** The latest events of several leads together before another one, the latest first. @param ids of all that they were */
    List<Event> readAll(long workspaceId, long[] ids, long before, int limit) {
        return sql.query(
                workspaceId,
                TimelineSql::readEvent,
                Sql.Statement.of(latest(OF_ALL), workspaceId, ids, workspaceId, before, limit, limit, before, limit));
    }

    /** The latest event of a lead; 0 for none. */
    long latest(long workspaceId, long leadId) {
        return sql.get(workspaceId, row -> row.getLong("id"), """
                select coalesce(max(id), 0) as id
                from lead_events
                where workspace_id = ?
                  and lead_id = ?
                """, workspaceId, leadId);
    }

    /** All of what came in about a lead, as JSON. */
    Optional<String> sent(long workspaceId, Lead lead, long eventId) {
        return sql.find(workspaceId, row -> row.getString("detail"), """
                select detail::text as detail
                from lead_events
                where workspace_id = ?
                  and lead_id = any (?)
                  and id = ?
                  and kind = 'lead.received'
                  and detail is not null
                """, workspaceId, lead.idsOfAll(), eventId);
    }

    /** The fields of one side that the other one hasn't so; of the custom fields, too, those that differ. */
    private static String differing(String side, String other) {
        return """
                (select jsonb_object_agg(f.key, case when f.key = 'custom_fields' then (
                            select jsonb_object_agg(c.key, %1$s)
                            from (
                                select each.key, each.value
                                from jsonb_each(f.value) as each (key, value)
                                where each.value is distinct from %4$s -> 'custom_fields' -> each.key
                                order by each.key collate "C"
                                limit %5$d
                            ) c)
                        else %2$s end)
                 from jsonb_each(%3$s) as f (key, value)
                 where f.key not in ('tag_ids', 'search_text')
                   and f.value is distinct from %4$s -> f.key)""".formatted(cut("c.value"), cut("f.value"), side, other, MOST_FIELDS);
    }

    private static String cut(String value) {
        return "case when octet_length(%1$s::text) <= 4000 then %1$s else to_jsonb(left(%1$s #>> '{}', 1000) || '…') end"
                .formatted(value);
    }

    private static Event readEvent(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("id"),
                row.getLong("lead_id"),
                row.getString("kind"),
                Times.get(row, "occurred_at"),
                text(row, "who"),
                json(row.getString("was")),
                json(row.getString("became")),
                text(row, "title"),
                new Score(text(row, "score_before"), text(row, "score_after")),
                text(row, "sent"),
                row.getBoolean("is_cut"),
                text(row, "conversation"),
                row.getLong("note_id"));
    }

    private static String text(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static JsonNode json(@Nullable String text) {
        return text == null ? MissingNode.getInstance() : Json.MAPPER.readTree(text);
    }
}
