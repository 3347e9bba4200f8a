package leadhub.leads.lists;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import leadhub.base.database.Moments;
import leadhub.base.database.Sql;
import leadhub.base.database.Sql.Statement;
import leadhub.events.EventsSince;
import leadhub.leads.record.LeadStatus;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that count leads of a time cell by cell, and make earlier counts current from events (docs/adr/0003). */
@Component
class LeadCubeSql {
    /** As many as a report can be made of; one more says that there are too many. */
    static final int MOST = 20_000;

    private final Sql sql;

    LeadCubeSql(Sql sql) {
        this.sql = sql;
    }

    /** All cells that have any leads, exact at a moment. */
    record Counted(Map<LeadCube.Key, LeadCube.Sum> cells, String snapshot) {}

    private record Row(LeadCube.@Nullable Key key, LeadCube.Sum sum, String snapshot, boolean isTooMuch) {}

    /**
     * Counts them, all of the time in question once. All cells are made before some are taken: of a statement with a limit PostgreSQL
     * thinks that it ends soon, and reads leads one by one where an index has what is asked for.
     */
    Counted count(long workspaceId, LeadConditions conditions, LeadCube cube) {
        var values = new ArrayList<@Nullable Object>();
        var way = LeadQuery.Way.toAll(conditions);
        var isByPeriod = cube.unit() != LeadCube.Unit.NONE && way == LeadQuery.Way.WALK;
        var counting = isByPeriod
                ? byPeriod(workspaceId, conditions, cube, values)
                : together(workspaceId, conditions, cube, values);
        var rows = sql.queryInParallel(
                workspaceId, LeadCubeSql::read, new Statement("""
                with counted as materialized (
                    %s
                )
                select cells.*, %s as snapshot, false as too_many
                from (select 1) one
                left join (
                    select *
                    from counted
                    limit %d
                ) cells on true
                """.formatted(counting, Moments.NOW, MOST + 1), values));
        return new Counted(added(Map.of(), rows), rows.getFirst().snapshot());
    }

    /** Each period by itself, which takes half as long as to ask of each lead in which one it is. */
    private static String byPeriod(
            long workspaceId, LeadConditions conditions, LeadCube cube, List<@Nullable Object> values) {
        var column = cube.when().column();
        var within = " and %1$s >= periods.starts and %1$s < periods.ends".formatted(column);
        var periods = cube.periods().rows(values);
        var cells = cells("periods.day as period", within, workspaceId, conditions, cube, values);
        return """
                select counted.*
                from %s
                cross join lateral (
                    %s
                ) counted
                """.formatted(periods, cells);
    }

    /** All of them at once, where a search finds them or there is one period. It is named after counting, for that is about few. */
    private static String together(
            long workspaceId, LeadConditions conditions, LeadCube cube, List<@Nullable Object> values) {
        var day = cube.periods().day(values).formatted("counted.number");
        var number = cube.periods().number(cube.when().column(), values);
        var cells = cells(number + " as number", "", workspaceId, conditions, cube, values);
        return """
                select %s as period, counted.status, counted.currency, counted.part, counted.leads, counted.value
                from (
                    %s
                ) counted
                """.formatted(day, cells);
    }

    /** The leads of the time, counted. @param more conditions on each of them */
    private static String cells(
            String period,
            String more,
            long workspaceId,
            LeadConditions conditions,
            LeadCube cube,
            List<@Nullable Object> values) {
        var rest = rest(cube, values);
        var way = LeadQuery.Way.toAll(conditions);
        // No order of which an index alone would answer, for more of a lead is asked.
        var from = LeadQuery.from(workspaceId, conditions, way, LeadSort.UPDATED_AT, values);
        values.addAll(List.of(cube.from(), cube.until()));
        return """
                select %s, %s, count(*) as leads, coalesce(sum(l.deal_value), 0) as value
                %s%s%s
                group by 1, 2, 3, %s
                """.formatted(period, rest, from, within(cube), more, cube.by().grouped());
    }

    /** Makes earlier counts current; empty if too much has happened since. */
    Optional<Counted> roll(long workspaceId, LeadConditions conditions, LeadCube cube, Counted earlier) {
        var values = new ArrayList<@Nullable Object>(List.of(workspaceId, earlier.snapshot(), earlier.snapshot()));
        var came = moved(conditions, cube, "after", "", values);
        var went = moved(conditions, cube, "before", "-", values);
        var rows = sql.query(
                workspaceId,
                LeadCubeSql::read,
                new Statement(
                        EventsSince.SINCE + """
                        , now as (
                            select %s as snapshot, %s as too_many
                            from since
                        ), changed as (
                            select period, status, currency, part, sum(leads) as leads, sum(value) as value
                            from (%s union all %s) moved
                            group by 1, 2, 3, 4
                        )
                        select changed.*, now.snapshot, now.too_many
                        from now
                        left join changed on true
                        """.formatted(Moments.NOW, EventsSince.TOO_MANY, came, went), values));
        return rows.getFirst().isTooMuch()
                ? Optional.empty()
                : Optional.of(new Counted(
                        added(earlier.cells(), rows), rows.getFirst().snapshot()));
    }

    private static String moved(
            LeadConditions conditions, LeadCube cube, String when, String sign, List<@Nullable Object> values) {
        var key = key(cube, values);
        values.addAll(conditions.valuesWithSearch());
        values.addAll(List.of(cube.from(), cube.until()));
        return """
                select %1$s, %2$s1 as leads, %2$scoalesce(l.deal_value, 0) as value
                from since, jsonb_to_record(%3$s) %4$s
                where %3$s is not null%5$s%6$s
                """.formatted(key, sign, when, LeadCountSql.REMEMBERED, conditions.textWithSearch(), within(cube));
    }

    private static String within(LeadCube cube) {
        var column = cube.when().column();
        return " and " + column + " >= ? and " + column + " < ?";
    }

    private static String key(LeadCube cube, List<@Nullable Object> values) {
        var period = cube.periods().sql(cube.when().column(), values);
        return period + " as period, " + rest(cube, values);
    }

    /** All but the period. */
    private static String rest(LeadCube cube, List<@Nullable Object> values) {
        if (cube.field() != null) {
            values.add(cube.field());
        }
        return "l.status as status, l.deal_currency as currency, " + cube.by().sql() + " as part";
    }

    private static Map<LeadCube.Key, LeadCube.Sum> added(Map<LeadCube.Key, LeadCube.Sum> known, List<Row> rows) {
        var cells = new HashMap<>(known);
        for (var row : rows) {
            if (row.key() != null) {
                cells.merge(row.key(), row.sum(), LeadCube.Sum::plus);
            }
        }
        cells.values().removeIf(LeadCube.Sum::isNothing);
        return cells;
    }

    private static Row read(ResultSet row) throws SQLException {
        var status = row.getString("status");
        var key = status == null
                ? null
                : new LeadCube.Key(
                        row.getObject("period", LocalDate.class),
                        LeadStatus.of(status).orElseThrow(),
                        row.getString("currency"),
                        Objects.requireNonNullElse(row.getString("part"), ""));
        var value = Objects.requireNonNullElse(row.getBigDecimal("value"), BigDecimal.ZERO);
        return new Row(
                key,
                new LeadCube.Sum(row.getLong("leads"), value),
                row.getString("snapshot"),
                row.getBoolean("too_many"));
    }
}
