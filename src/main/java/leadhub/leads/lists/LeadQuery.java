package leadhub.leads.lists;

import java.util.ArrayList;
import java.util.List;
import leadhub.base.database.Sql.Statement;
import org.jspecify.annotations.Nullable;

/** How the leads that match are found: the part that statements on them share. Why it looks as it does: docs/adr/0003 and 0004. */
final class LeadQuery {
    private LeadQuery() {}

    /** How the leads of a page are found. */
    enum Way {
        /** Along the index of the order, checking the filter on the way. */
        WALK,
        /** All that match, then sorted. */
        GATHER;

        /** The one for all that match, in no order. */
        static Way toAll(LeadConditions conditions) {
            return conditions.hasPieces() ? GATHER : WALK;
        }
    }

    /** Finds the ids of all that match, in no order. */
    static Statement ids(long workspaceId, LeadConditions conditions) {
        return all("select l.id\n", workspaceId, conditions);
    }

    /** The same with when each was created. */
    static Statement idsWithTime(long workspaceId, LeadConditions conditions) {
        return all("select l.id, l.created_at\n", workspaceId, conditions);
    }

    private static Statement all(String select, long workspaceId, LeadConditions conditions) {
        var values = new ArrayList<@Nullable Object>();
        var from = from(workspaceId, conditions, Way.toAll(conditions), LeadSort.CREATED_AT, values);
        return new Statement(select + from, values);
    }

    /** Finds the ids of all that match, in the order of a list. */
    static Statement ordered(long workspaceId, LeadConditions conditions, LeadList list, Way way) {
        var values = new ArrayList<@Nullable Object>();
        return new Statement(orderedIds(workspaceId, conditions, list, way, values), values);
    }

    static String order(LeadList list) {
        return list.sort().column() + " " + list.direction() + ", l.id " + list.direction();
    }

    /** The ids of all that match, in the order of a list; a limit can follow. */
    static String orderedIds(
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

    /** The tag that conditions ask for; 0 where there is none of that name, or none is asked for. */
    static String tagIdOrZero(long workspaceId, LeadConditions conditions, List<@Nullable Object> values) {
        return conditions.tag() == null ? "0" : "coalesce((" + tagId(workspaceId, conditions, values) + "), 0)";
    }

    private static String tagId(long workspaceId, LeadConditions conditions, List<@Nullable Object> values) {
        values.add(workspaceId);
        values.add(conditions.tag());
        return "select id from tags where workspace_id = ? and name_key = ?";
    }
}
