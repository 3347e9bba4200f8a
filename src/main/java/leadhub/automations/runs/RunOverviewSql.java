package leadhub.automations.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import leadhub.automations.runs.RunOverviews.Counts;
import leadhub.automations.runs.RunOverviews.Failing;
import leadhub.automations.runs.RunOverviews.StepCounts;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that sum runs up for the panel; none reads more rows than it is told. */
@Component
class RunOverviewSql {
    private static final String BEFORE = """
              and (r.started_at, r.id) < (
                  select b.started_at, b.id
                  from automation_runs b
                  where b.workspace_id = ?
                    and b.id = ?)
            """;

    private final Sql sql;

    RunOverviewSql(Sql sql) {
        this.sql = sql;
    }

    /** By automation. */
    Map<Long, Counts> counts(long workspaceId, Instant today, int most) {
        var counts = new HashMap<Long, Counts>();
        sql.query(
                        workspaceId,
                        row -> Map.entry(
                                row.getLong("id"),
                                new Counts(row.getLong("today"), row.getLong("waiting"), row.getLong("failed"))),
                        """
                        select a.id,
                            (select count(*)
                             from (select 1 from automation_runs r
                                   where r.workspace_id = :workspace_id and r.automation_id = a.id
                                     and r.started_at >= :today limit :most) n) as today,
                            (select count(*)
                             from (select 1 from automation_runs r
                                   where r.workspace_id = :workspace_id and r.automation_id = a.id
                                     and r.status = 'waiting' limit :most) n) as waiting,
                            (select count(*)
                             from (select 1 from automation_runs r
                                   where r.workspace_id = :workspace_id and r.automation_id = a.id
                                     and r.status = 'failed' limit :most) n) as failed
                        from automations a
                        where a.workspace_id = :workspace_id
                          and a.deleted_at is null
                        """,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("today", today)
                                .and("most", most))
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }

    List<Failing> failing(long workspaceId, Instant since, int most) {
        return sql.query(
                workspaceId,
                row -> new Failing(row.getLong("id"), row.getString("name"), row.getLong("failed")),
                """
                select a.id, a.name, f.failed
                from automations a
                cross join lateral (
                    select count(*) as failed
                    from (select 1 from automation_runs r
                          where r.workspace_id = :workspace_id and r.automation_id = a.id
                            and r.status = 'failed' and r.started_at >= :since limit :most) n
                ) f
                where a.workspace_id = :workspace_id
                  and a.deleted_at is null
                  and f.failed > 0
                order by f.failed desc, a.id
                """,
                NamedValues.of("workspace_id", workspaceId).and("since", since).and("most", most));
    }

    /** By step. What waits and what has failed stands at its step; what was done is counted in the newest runs. */
    Map<String, StepCounts> steps(long workspaceId, long automationId, int most) {
        var counts = new HashMap<String, StepCounts>();
        sql.query(
                        workspaceId,
                        row -> Map.entry(
                                row.getString("step_id"),
                                new StepCounts(row.getLong("waiting"), row.getLong("done"), row.getLong("failed"))),
                        """
                        select step_id, sum(waiting) as waiting, sum(done) as done, sum(failed) as failed
                        from (
                            (select coalesce(step_id, '') as step_id, 1 as waiting, 0 as done, 0 as failed
                             from automation_runs
                             where workspace_id = :workspace_id and automation_id = :automation_id and status = 'waiting'
                             limit :most)
                            union all
                            (select coalesce(step_id, ''), 0, 0, 1
                             from automation_runs
                             where workspace_id = :workspace_id and automation_id = :automation_id and status = 'failed'
                             limit :most)
                            union all
                            select s.step_id, 0, 1, 0
                            from (select id from automation_runs
                                  where workspace_id = :workspace_id and automation_id = :automation_id
                                  order by started_at desc, id desc limit :most) r
                            join automation_run_steps s
                                on s.workspace_id = :workspace_id and s.run_id = r.id and s.status = 'completed') n
                        group by step_id
                        """,
                        NamedValues.of("workspace_id", workspaceId)
                                .and("automation_id", automationId)
                                .and("most", most))
                .forEach(one -> counts.put(one.getKey(), one.getValue()));
        return counts;
    }

    List<RunLine> list(long workspaceId, long automationId, RunFilter filter, @Nullable Long before, int most) {
        var where = new StringBuilder("where r.workspace_id = ?\n  and r.automation_id = ?\n");
        var values = new ArrayList<@Nullable Object>(List.of(workspaceId, workspaceId, automationId));
        if (before != null) {
            where.append(BEFORE);
            values.addAll(List.of(workspaceId, before));
        }
        add(
                where,
                values,
                "r.status = ?",
                filter.status() == null ? null : filter.status().word());
        add(where, values, "r.lead_id = ?", filter.leadId());
        add(where, values, "r.version = ?", filter.version());
        add(where, values, "r.started_at >= ?", filter.from());
        add(where, values, "r.started_at < ?", filter.to());
        values.add(most);
        return sql.query(
                workspaceId, RunOverviewSql::line, """
                select %s, l.first_name, l.last_name, l.email, l.phone, l.company
                from automation_runs r
                left join leads l on l.workspace_id = ? and l.id = r.lead_id
                %sorder by r.started_at desc, r.id desc
                limit ?
                """.formatted(RunHistorySql.COLUMNS_OF_R, where), values.toArray());
    }

    private static void add(StringBuilder where, List<@Nullable Object> values, String term, @Nullable Object value) {
        if (value != null) {
            where.append("  and ").append(term).append('\n');
            values.add(value);
        }
    }

    List<Run> ofLead(long workspaceId, long leadId, int most) {
        return sql.query(
                workspaceId, RunHistorySql::run, """
                select %s
                from automation_runs r
                where r.workspace_id = ?
                  and r.lead_id = ?
                order by r.id desc
                limit ?
                """.formatted(RunHistorySql.COLUMNS_OF_R), workspaceId, leadId, most);
    }

    private static RunLine line(ResultSet row) throws SQLException {
        return new RunLine(
                RunHistorySql.run(row),
                new RunLine.LeadName(
                        row.getString("first_name"),
                        row.getString("last_name"),
                        row.getString("email"),
                        row.getString("phone"),
                        row.getString("company")));
    }
}
