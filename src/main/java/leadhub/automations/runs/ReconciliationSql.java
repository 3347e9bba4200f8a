package leadhub.automations.runs;

import java.time.Instant;
import java.util.List;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** The statement that counts events and runs. It is one, so that both are counted at the same moment; they bear the same time. */
@Component
class ReconciliationSql {
    private final Sql sql;

    ReconciliationSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * Some that are counted.
     *
     * @param part {@code event}, {@code time}, {@code late} for what was decided when a run was to be written, or {@code run}
     * @param outcome of a run whether something started it that is no event: {@code others}
     */
    record Line(Instant begins, String part, String outcome, long number) {}

    void allowLong() {
        sql.allowLong();
    }

    List<Line> count(long workspaceId, long automationId, Instant from, Instant to) {
        return sql.query(
                workspaceId,
                row -> new Line(
                        Times.get(row, "begins"),
                        row.getString("part"),
                        row.getString("outcome"),
                        row.getLong("number")),
                """
                with time as materialized (
                    select greatest(:from::timestamptz, counted_from) as begins
                    from automations
                    where workspace_id = :workspace_id
                      and id = :automation_id
                ), counted as (
                    select 'event' as part, automation_outcomes[array_position(automation_ids, :automation_id)] as outcome,
                           count(*) as number
                    from lead_events
                    where workspace_id = :workspace_id
                      and occurred_at >= (select begins from time)
                      and occurred_at < :to
                      and automation_ids is not null
                      and automation_ids @> array[:automation_id::bigint]
                    group by outcome
                    union all
                    select case when by_time then 'time' else 'late' end, outcome, count(*)
                    from automation_decisions
                    where workspace_id = :workspace_id
                      and automation_id = :automation_id
                      and occurred_at >= (select begins from time)
                      and occurred_at < :to
                    group by by_time, outcome
                    union all
                    select 'run', case when event_key ~ '^(by-hand|run):' then 'others' else 'started' end as outcome, count(*)
                    from automation_runs
                    where workspace_id = :workspace_id
                      and automation_id = :automation_id
                      and started_at >= (select begins from time)
                      and started_at < :to
                    group by outcome
                )
                select t.begins, coalesce(c.part, '') as part, coalesce(c.outcome, '') as outcome,
                       coalesce(c.number, 0) as number
                from time t
                left join counted c on true
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("automation_id", automationId)
                        .and("from", from)
                        .and("to", to));
    }
}
