package leadhub.leads.lists;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import leadhub.base.database.Moments;
import leadhub.base.database.Sql;
import leadhub.base.database.Sql.Statement;
import leadhub.events.EventsSince;
import leadhub.leads.lists.LeadQuery.Way;
import leadhub.leads.record.LeadFields;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that count leads, and make earlier counts current. Why they look as they do: docs/adr/0003. */
@Component
class LeadCountSql {
    /** A lead as an event remembers it, as far as a filter may ask. */
    static final String REMEMBERED = LeadFields.KEPT_BY_EVENTS.stream()
            .filter(field -> field != LeadFields.ID)
            .map(field -> field.column() + " " + field.kind().sqlType())
            .collect(Collectors.joining(", ", "as l (", ", search_text text, folded jsonb)"));

    private final Sql sql;

    LeadCountSql(Sql sql) {
        this.sql = sql;
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

    /** Counts from scratch. */
    Count count(long workspaceId, LeadConditions conditions) {
        return sql.queryInParallel(workspaceId, LeadCountSql::readCount, counting(workspaceId, conditions))
                .getFirst();
    }

    private static Statement counting(long workspaceId, LeadConditions conditions) {
        var values = new ArrayList<@Nullable Object>();
        var way = Way.toAll(conditions);
        var text = "select count(*) as leads, " + Moments.NOW + " as snapshot, "
                + LeadQuery.tagIdOrZero(workspaceId, conditions, values)
                + " as tag_id\n"
                + LeadQuery.from(workspaceId, conditions, way, LeadSort.CREATED_AT, values);
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

    /** Makes an earlier count current. */
    Current roll(long workspaceId, LeadConditions conditions, Count earlier) {
        return sql.query(workspaceId, LeadCountSql::readCurrent, rolling(workspaceId, conditions, earlier))
                .getFirst();
    }

    static Current readCurrent(ResultSet row) throws SQLException {
        return new Current(row.getObject("leads") == null ? null : readCount(row));
    }

    private static Count readCount(ResultSet row) throws SQLException {
        return new Count(row.getLong("leads"), row.getString("snapshot"), row.getLong("tag_id"));
    }

    /** Adds what the events since the snapshot did to the number: plus those that match after, minus those before. */
    static Statement rolling(long workspaceId, LeadConditions conditions, Count earlier) {
        var values = new ArrayList<@Nullable Object>();
        values.addAll(List.of(workspaceId, earlier.snapshot(), earlier.snapshot()));
        var tagId = LeadQuery.tagIdOrZero(workspaceId, conditions, values);
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
}
