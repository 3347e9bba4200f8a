package leadhub.automations.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.CausedBy;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that read runs. */
@Component
class RunHistorySql {
    private static final String COLUMNS = """
            id, automation_id, version, lead_id, status, reason, caused_by, resumes_at, started_at, finished_at""";
    /** The same of a table called {@code r}, beside others. */
    static final String COLUMNS_OF_R = "r." + COLUMNS.replace(", ", ", r.");

    private final Sql sql;

    RunHistorySql(Sql sql) {
        this.sql = sql;
    }

    /** Newest first. */
    Page<Run> list(long workspaceId, long automationId, RunFilter filter, Slice slice) {
        var where = new StringBuilder("where workspace_id = ?\n  and automation_id = ?\n");
        var values = new ArrayList<@Nullable Object>(List.of(workspaceId, automationId));
        add(
                where,
                values,
                "status",
                filter.status() == null ? null : filter.status().word());
        add(where, values, "lead_id", filter.leadId());
        add(where, values, "version", filter.version());
        addTime(where, values, "started_at >= ?", filter.from());
        addTime(where, values, "started_at < ?", filter.to());
        var counted = List.copyOf(values);
        values.add(slice.limit());
        values.add(slice.offset());
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                new Sql.Statement("select count(*)\nfrom automation_runs\n" + where, counted),
                RunHistorySql::run,
                new Sql.Statement(
                        "select " + COLUMNS + "\nfrom automation_runs\n" + where
                                + "order by started_at desc, id desc\nlimit ? offset ?",
                        values));
        return new Page<>(answer.second(), answer.first());
    }

    private static void add(StringBuilder where, List<@Nullable Object> values, String column, @Nullable Object value) {
        if (value != null) {
            where.append("  and ").append(column).append(" = ?\n");
            values.add(value);
        }
    }

    private static void addTime(
            StringBuilder where, List<@Nullable Object> values, String term, @Nullable Instant time) {
        if (time != null) {
            where.append("  and ").append(term).append('\n');
            values.add(time);
        }
    }

    Optional<Run> find(long workspaceId, long automationId, long id) {
        return sql.find(workspaceId, RunHistorySql::run, """
                select %s
                from automation_runs
                where workspace_id = ?
                  and automation_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, automationId, id);
    }

    /** Whichever automation's it is. */
    Optional<Run> find(long workspaceId, long id) {
        return sql.find(workspaceId, RunHistorySql::run, """
                select %s
                from automation_runs
                where workspace_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Those of several runs, by the run. */
    Map<Long, List<RunStep>> steps(long workspaceId, long[] runIds) {
        var steps = new HashMap<Long, List<RunStep>>();
        sql.query(workspaceId, row -> Map.entry(row.getLong("run_id"), step(row)), """
                        select run_id, place, step_id, type, action, status, attempt, started_at, finished_at, outcome, error
                        from automation_run_steps
                        where workspace_id = ?
                          and run_id = any (?)
                        order by run_id, place
                        """, workspaceId, runIds)
                .forEach(one -> steps.computeIfAbsent(one.getKey(), id -> new ArrayList<>())
                        .add(one.getValue()));
        return steps;
    }

    List<RunStep> steps(long workspaceId, long runId) {
        return sql.query(workspaceId, RunHistorySql::step, """
                select place, step_id, type, action, status, attempt, started_at, finished_at, outcome, error
                from automation_run_steps
                where workspace_id = ?
                  and run_id = ?
                order by place
                """, workspaceId, runId);
    }

    /** Those of a lead, newest first. */
    List<Run> ofLead(long workspaceId, long leadId, int most) {
        return sql.query(workspaceId, RunHistorySql::run, """
                select %s
                from automation_runs
                where workspace_id = ?
                  and lead_id = ?
                order by id desc
                limit ?
                """.formatted(COLUMNS), workspaceId, leadId, most);
    }

    static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getLong("id"),
                row.getLong("automation_id"),
                row.getInt("version"),
                row.getLong("lead_id"),
                RunStatus.of(row.getString("status")),
                row.getString("reason"),
                Json.MAPPER.readValue(row.getString("caused_by"), CausedBy.class),
                Times.find(row, "resumes_at"),
                Times.get(row, "started_at"),
                Times.find(row, "finished_at"));
    }

    static RunStep step(ResultSet row) throws SQLException {
        return new RunStep(
                row.getInt("place"),
                row.getString("step_id"),
                row.getString("type"),
                row.getString("action"),
                row.getString("status"),
                row.getInt("attempt"),
                Times.get(row, "started_at"),
                Times.find(row, "finished_at"),
                row.getString("outcome"),
                row.getString("error"));
    }
}
