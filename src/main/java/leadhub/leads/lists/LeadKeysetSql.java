package leadhub.leads.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.LargePages;
import leadhub.base.database.Sql;
import leadhub.leads.record.LeadRows;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statement that reads a list on from where it was left: along an index, wherever that is. */
@Component
class LeadKeysetSql {
    private final Sql sql;

    LeadKeysetSql(Sql sql) {
        this.sql = sql;
    }

    /** A lead, what it takes up, and where it stands. */
    record Placed(LargePages.Sized lead, LeadPosition position) {}

    /** A part of an order that is one stretch of its index: behind a lead, or all that have a value, or none. */
    private record Stretch(String condition, List<Object> values) {}

    /** The leads behind a position, however large they are; null for the first ones. */
    List<Placed> page(
            long workspaceId,
            LeadConditions conditions,
            LeadList list,
            @Nullable LeadPosition after,
            LeadQuery.Way way) {
        var values = new ArrayList<@Nullable Object>();
        var sort = list.sort();
        var order = sort.column() + " " + list.direction() + ", l.id " + list.direction();
        var ids = stretches(sort, list.direction(), after)
                .map(stretch -> ids(workspaceId, conditions, list, way, stretch, values))
                .collect(Collectors.joining("\nunion all\n"));
        values.add(workspaceId);
        return sql.query(
                workspaceId,
                row -> new Placed(
                        new LargePages.Sized(row.getLong("id"), row.getLong("bytes")),
                        new LeadPosition(row.getString("position"), row.getLong("id"))),
                new Sql.Statement(
                        """
                with page as materialized (
                %s
                )
                select l.id, %s as bytes, (%s)::text as position
                from page
                join leads l on l.workspace_id = ? and l.id = page.id
                order by %s
                limit %d
                """.formatted(
                                        ids,
                                        LeadRows.BYTES,
                                        sort.column(),
                                        order,
                                        list.slice().limit()),
                        values));
    }

    /** Leads without a value are a stretch of their own: last ascending, first descending. */
    private static Stream<Stretch> stretches(
            LeadSort sort, LeadSort.Direction direction, @Nullable LeadPosition after) {
        if (after == null) {
            return Stream.of(new Stretch("", List.of()));
        }
        var sign = direction == LeadSort.Direction.ASC ? ">" : "<";
        if (after.value() == null) {
            var behind =
                    new Stretch(" and %s is null and l.id %s ?".formatted(sort.column(), sign), List.of(after.id()));
            var others = new Stretch(" and %s is not null".formatted(sort.column()), List.of());
            return direction == LeadSort.Direction.ASC ? Stream.of(behind) : Stream.of(behind, others);
        }
        var behind = new Stretch(
                " and (%s, l.id) %s (?::text::%s, ?::bigint)".formatted(sort.column(), sign, sort.type()),
                List.of(after.value(), after.id()));
        var nothing = new Stretch(" and %s is null".formatted(sort.column()), List.of());
        return direction == LeadSort.Direction.ASC && sort.isOptional()
                ? Stream.of(behind, nothing)
                : Stream.of(behind);
    }

    private static String ids(
            long workspaceId,
            LeadConditions conditions,
            LeadList list,
            LeadQuery.Way way,
            Stretch stretch,
            List<@Nullable Object> values) {
        var sort = list.sort();
        var found = LeadQuery.from(workspaceId, conditions, way, sort, values);
        var condition = stretch.condition();
        values.addAll(stretch.values());
        if (LeadQuery.isFoundAlone(conditions, way, sort)) {
            condition = condition.replaceFirst("^ and", "where");
        } else if (conditions.tag() != null && sort == LeadSort.CREATED_AT) {
            // The index of tags has the leads in this order too.
            condition += condition.replace("l.id", "worn.lead_id").replace("l.", "worn.");
            values.addAll(stretch.values());
        }
        var isOrdered = way == LeadQuery.Way.WALK || LeadQuery.isFoundAlone(conditions, way, sort);
        var ids = isOrdered
                ? "select l.id\n" + found + condition
                : "select l.id from (select l.* " + found + condition + " offset 0) l";
        return "(%s\norder by %s %s, l.id %s\nlimit %d)"
                .formatted(
                        ids,
                        sort.column(),
                        list.direction(),
                        list.direction(),
                        list.slice().limit());
    }
}
