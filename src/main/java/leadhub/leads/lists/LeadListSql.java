package leadhub.leads.lists;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import leadhub.base.LargePages;
import leadhub.base.Slice;
import leadhub.base.database.Moments;
import leadhub.base.database.Sql;
import leadhub.base.database.Sql.Statement;
import leadhub.events.EventsSince;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadRows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that list and count leads. Why they look as they do: docs/adr/0003 and 0004. */
@Component
class LeadListSql {
    /** A lead as an event remembers it, as far as a filter may ask. */
    static final String REMEMBERED = LeadFields.KEPT_BY_EVENTS.stream()
            .filter(field -> field != LeadFields.ID)
            .map(field -> field.column() + " " + field.kind().sqlType())
            .collect(Collectors.joining(", ", "as l (", ", search_text text, folded jsonb)"));

    private final Sql sql;

    LeadListSql(Sql sql) {
        this.sql = sql;
    }

    /** How the leads of a page are found. */
    enum Way {
        /** Along the index of the order, checking the filter on the way. */
        WALK,
        /** All that match, then sorted. */
        GATHER
    }

    /**
     * A number of leads, exact at a moment.
     *
     * @param snapshot tells which transactions it has seen
     * @param tagId which tag had the name that was asked for; 0 if none had, or none was asked for
     */
    record Count(long leads, String snapshot, long tagId) {}

    /** A count made current; null where it must be counted anew: too much has happened, or the tag is another one. */
    record Current(@Nullable Count count) {}

    /** Those of the leads that are there, by id. */
    List<Lead> find(long workspaceId, long[] ids) {
        return sql.query(workspaceId, LeadRows::read, LeadRows.finding(workspaceId, ids));
    }

    /** The same, as they stand in a line of a list. */
    List<Lead> previews(long workspaceId, long[] ids, Collection<String> keys) {
        return sql.query(
                workspaceId,
                LeadRows::read,
                """
                select %s
                from leads l
                where l.workspace_id = ?
                  and l.id = any (?)
                """.formatted(LeadRows.PREVIEW),
                keys.toArray(String[]::new),
                workspaceId,
                ids);
    }

    /** Counts from scratch. */
    Count count(long workspaceId, LeadConditions conditions, Way way) {
        return sql.queryInParallel(workspaceId, LeadListSql::readCount, counting(workspaceId, conditions, way))
                .getFirst();
    }

    private static Statement counting(long workspaceId, LeadConditions conditions, Way way) {
        var values = new ArrayList<@Nullable Object>();
        var text = "select count(*) as leads, " + Moments.NOW + " as snapshot, "
                + tagIdOrZero(workspaceId, conditions, values)
                + " as tag_id\n"
                + from(workspaceId, conditions, way, LeadSort.CREATED_AT, values);
        return new Statement(text, values);
    }

    /** A number that is asked for. @param earlier what it once was; null where it has to be counted */
    record Asked(LeadConditions conditions, @Nullable Count earlier) {}

    private record Numbered(int place, Current current) {}

    /** Several numbers in one statement, in their order. */
    List<Current> several(long workspaceId, List<Asked> asked) {
        var values = new ArrayList<@Nullable Object>();
        var texts = new ArrayList<String>();
        for (var one : asked) {
            var earlier = one.earlier();
            var statement = earlier == null
                    ? counting(workspaceId, one.conditions())
                    : rolling(workspaceId, one.conditions(), earlier);
            texts.add("select %d as place, one.*\nfrom (\n%s) one\n".formatted(texts.size(), statement.text()));
            values.addAll(statement.values());
        }
        var text = String.join("union all\n", texts) + "order by place";
        return sql
                .query(
                        workspaceId,
                        row -> new Numbered(row.getInt("place"), readCurrent(row)),
                        new Statement(text, values))
                .stream()
                .map(Numbered::current)
                .toList();
    }

    private static Statement counting(long workspaceId, LeadConditions conditions) {
        return counting(workspaceId, conditions, conditions.hasPieces() ? Way.GATHER : Way.WALK);
    }

    /** Makes an earlier count current and reads a page, in one round trip. */
    Sql.Pair<Current, List<Lead>> countAndPage(
            long workspaceId, LeadConditions conditions, Count earlier, LeadList list, Way way, PageColumns columns) {
        return sql.both(
                workspaceId,
                LeadListSql::readCurrent,
                rolling(workspaceId, conditions, earlier),
                LeadRows::read,
                paging(workspaceId, conditions, list, way, columns));
    }

    /** Makes an earlier count current. */
    Current roll(long workspaceId, LeadConditions conditions, Count earlier) {
        return sql.query(workspaceId, LeadListSql::readCurrent, rolling(workspaceId, conditions, earlier))
                .getFirst();
    }

    /** Reads a page. */
    List<Lead> page(long workspaceId, LeadConditions conditions, LeadList list, Way way, PageColumns columns) {
        return sql.query(workspaceId, LeadRows::read, paging(workspaceId, conditions, list, way, columns));
    }

    /** Which leads a page has, however large they are. */
    List<LargePages.Sized> sizes(long workspaceId, LeadConditions conditions, LeadList list, Way way) {
        return sql.query(
                workspaceId,
                row -> new LargePages.Sized(row.getLong("id"), row.getLong("bytes")),
                paging(workspaceId, conditions, list, way, PageColumns.SIZES));
    }

    /** Finds the ids of all that match, in no order. */
    static Statement ids(long workspaceId, LeadConditions conditions, Way way) {
        var values = new ArrayList<@Nullable Object>();
        return new Statement("select l.id\n" + from(workspaceId, conditions, way, LeadSort.CREATED_AT, values), values);
    }

    /** The same with when each was created. */
    static Statement idsWithTime(long workspaceId, LeadConditions conditions, Way way) {
        var values = new ArrayList<@Nullable Object>();
        return new Statement(
                "select l.id, l.created_at\n" + from(workspaceId, conditions, way, LeadSort.CREATED_AT, values),
                values);
    }

    /** Finds the ids of all that match, in the order of a list. */
    static Statement ordered(long workspaceId, LeadConditions conditions, LeadList list, Way way) {
        var values = new ArrayList<@Nullable Object>();
        return new Statement(orderedIds(workspaceId, conditions, list, way, values), values);
    }

    private static Current readCurrent(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Current(row.getObject("leads") == null ? null : readCount(row));
    }

    private static Count readCount(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Count(row.getLong("leads"), row.getString("snapshot"), row.getLong("tag_id"));
    }

    /** Adds what the events since the snapshot did to the number: plus those that match after, minus those before. */
    private static Statement rolling(long workspaceId, LeadConditions conditions, Count earlier) {
        var values = new ArrayList<@Nullable Object>();
        values.addAll(List.of(workspaceId, earlier.snapshot(), earlier.snapshot()));
        var tagId = tagIdOrZero(workspaceId, conditions, values);
        var matches = conditions.textWithSearch()
                + (conditions.tag() == null ? "" : " and l.tag_ids @> array[(select id from tag)]");
        values.addAll(List.of(earlier.tagId(), earlier.leads()));
        values.addAll(conditions.valuesWithSearch());
        values.addAll(conditions.valuesWithSearch());
        return new Statement(
                EventsSince.SINCE
                        + """
                , tag as materialized (
                    select %s::bigint as id
                )
                select case when (select %s from since) or (select id from tag) <> ? then null
                       else ?
                            + (select count(*) from since, jsonb_to_record(after) %s where after is not null %s)
                            - (select count(*) from since, jsonb_to_record(before) %s where before is not null %s)
                       end as leads,
                       %s as snapshot,
                       (select id from tag) as tag_id
                """.formatted(
                                tagId, EventsSince.TOO_MANY, REMEMBERED, matches, REMEMBERED, matches, Moments.NOW),
                values);
    }

    private static Statement paging(
            long workspaceId, LeadConditions conditions, LeadList list, Way way, PageColumns columns) {
        var values = new ArrayList<@Nullable Object>();
        var order = order(list);
        var ids = orderedIds(workspaceId, conditions, list, way, values);
        // Written out, so that the one plan that is kept for all calls knows how little is asked for.
        var offset = list.slice().offset() == 0 ? "0" : "?";
        if (list.slice().offset() > 0) {
            values.add(list.slice().offset());
        }
        values.addAll(columns.values());
        values.add(workspaceId);
        return new Statement(
                """
                with page as materialized (
                %s
                limit %d offset %s
                )
                %s
                """.formatted(
                        ids, list.slice().limit(), offset, columns.select().apply(order)),
                values);
    }

    private static String order(LeadList list) {
        return list.sort().column() + " " + list.direction() + ", l.id " + list.direction();
    }

    private static String orderedIds(
            long workspaceId, LeadConditions conditions, LeadList list, Way way, List<@Nullable Object> values) {
        var isOrdered = way == Way.WALK || isFoundAlone(conditions, way, list.sort());
        var found = from(workspaceId, conditions, way, list.sort(), values);
        return isOrdered
                ? "select l.id\n" + found + "order by " + order(list)
                : "select l.id from (select l.* " + found + " offset 0) l order by " + order(list);
    }

    /** What a search alone finds has its id and time with it, so that only the leads of the page are read. */
    static boolean isFoundAlone(LeadConditions conditions, Way way, LeadSort sort) {
        return way == Way.GATHER && conditions.isSearchAlone() && conditions.hasPieces() && sort == LeadSort.CREATED_AT;
    }

    /** From where the leads come, and what they are asked; more conditions can follow. */
    static String from(
            long workspaceId, LeadConditions conditions, Way way, LeadSort sort, List<@Nullable Object> values) {
        var gathersSearch = way == Way.GATHER && conditions.hasPieces();
        if (isFoundAlone(conditions, way, sort)) {
            return "from (" + found(workspaceId, conditions, values) + ") l\n";
        }
        var text = new StringBuilder();
        if (gathersSearch) {
            text.append("from (").append(found(workspaceId, conditions, values)).append(") found\n");
            text.append("join leads l on l.id = found.id\n");
        } else {
            text.append("from leads l\n");
        }
        // In other orders than its own, the index of tags would have all leads with the tag read and sorted.
        var asksEachLead = way == Way.WALK && sort != LeadSort.CREATED_AT;
        if (conditions.tag() != null && !asksEachLead) {
            text.append("join lead_tags worn on worn.workspace_id = l.workspace_id and worn.created_at = l.created_at")
                    .append(" and worn.lead_id = l.id and worn.tag_id = (")
                    .append(tagId(workspaceId, conditions, values))
                    .append(")\n");
        }
        values.add(workspaceId);
        values.addAll(gathersSearch ? conditions.values() : conditions.valuesWithSearch());
        text.append("where l.workspace_id = ?").append(gathersSearch ? conditions.text() : conditions.textWithSearch());
        if (conditions.tag() != null && asksEachLead) {
            text.append(" and l.tag_ids @> array[(")
                    .append(tagId(workspaceId, conditions, values))
                    .append(")]");
        }
        return text.append('\n').toString();
    }

    /** What the index of pieces finds, each lead once. */
    private static String found(long workspaceId, LeadConditions conditions, List<@Nullable Object> values) {
        var ways = new ArrayList<String>();
        for (var search : conditions.searches()) {
            ways.add("select lead_id as id, created_at from " + search.found());
            values.addAll(search.foundValues(workspaceId));
        }
        return String.join(" union ", ways);
    }

    private static String tagIdOrZero(long workspaceId, LeadConditions conditions, List<@Nullable Object> values) {
        return conditions.tag() == null ? "0" : "coalesce((" + tagId(workspaceId, conditions, values) + "), 0)";
    }

    private static String tagId(long workspaceId, LeadConditions conditions, List<@Nullable Object> values) {
        values.add(workspaceId);
        values.add(conditions.tag());
        return "select id from tags where workspace_id = ? and name_key = ?";
    }

    /** The offset and limit of a page seen from the other end of a list. */
    static Slice fromTheEnd(Slice slice, long total) {
        var limit = (int) Math.clamp(total - slice.offset(), 0, slice.limit());
        return new Slice(Math.max(0, total - slice.offset() - limit), limit);
    }
}
