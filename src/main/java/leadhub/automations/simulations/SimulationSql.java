package leadhub.automations.simulations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import leadhub.automations.simulations.Simulation.Counted;
import leadhub.automations.simulations.Simulation.Status;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.events.EventFeed.Range;
import org.springframework.stereotype.Component;

/** The statements on simulations. */
@Component
class SimulationSql {
    private final Sql sql;

    SimulationSql(Sql sql) {
        this.sql = sql;
    }

    /**
     * One as it is kept.
     *
     * @param rest the events that are still to be looked at, the last one that was left out
     */
    record Kept(Simulation shown, String definition, Range rest, String leads) {}

    /** One to begin with. */
    record New(int days, String definition, Range range, Instant begins) {}

    /** Takes the place of the one before. */
    long begin(long workspaceId, long automationId, New simulation, Instant now) {
        return sql.get(
                workspaceId,
                row -> row.getLong("id"),
                """
                insert into automation_simulations
                    (workspace_id, automation_id, days, definition, status, first_event_id, last_event_id, event_id,
                     simulated_until, begins, counted, leads, started_at)
                values (:workspace_id, :automation_id, :days, :definition::jsonb, 'running', :first, :last, :first - 1, :begins,
                        :begins, :counted::jsonb, '{}', :now)
                on conflict (workspace_id, automation_id) do update
                set id = excluded.id, days = excluded.days, definition = excluded.definition,
                    status = excluded.status, first_event_id = excluded.first_event_id, last_event_id = excluded.last_event_id,
                    event_id = excluded.event_id, simulated_until = excluded.simulated_until, begins = excluded.begins,
                    counted = excluded.counted, leads = excluded.leads, started_at = excluded.started_at, finished_at = null
                returning id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("automation_id", automationId)
                        .and("days", simulation.days())
                        .and("definition", simulation.definition())
                        .and("first", simulation.range().first())
                        .and("last", simulation.range().last())
                        .and("begins", simulation.begins())
                        .and("counted", Json.write(Counted.NOTHING))
                        .and("now", now));
    }

    /** Nobody else of the workspace begins one until the transaction ends. */
    void lock(long workspaceId) {
        sql.defer(
                workspaceId,
                "select pg_advisory_xact_lock(hashtextextended('automation_simulations', ?))",
                workspaceId);
    }

    long running(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select count(*)
                from automation_simulations
                where workspace_id = ?
                  and status = 'running'
                """, workspaceId);
    }

    Optional<Kept> find(long workspaceId, long automationId) {
        return sql.find(workspaceId, SimulationSql::read, """
                select id, days, definition, status, first_event_id, last_event_id, event_id, simulated_until, begins, counted,
                       leads, started_at, finished_at
                from automation_simulations
                where workspace_id = ?
                  and automation_id = ?
                """, workspaceId, automationId);
    }

    /** Goes on, unless somebody else has meanwhile, or it is over. */
    void advance(long workspaceId, long automationId, Kept before, Kept after, Instant now) {
        var isOver = !after.shown().isRunning();
        sql.update(
                workspaceId,
                """
                update automation_simulations
                set status = :status, event_id = :event_id, simulated_until = :until, counted = :counted::jsonb,
                    leads = :leads::jsonb, finished_at = case when :is_over then :now::timestamptz end
                where workspace_id = :workspace_id
                  and automation_id = :automation_id
                  and id = :id
                  and event_id = :was
                  and status = 'running'
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("automation_id", automationId)
                        .and("id", before.shown().id())
                        .and("was", before.rest().first() - 1)
                        .and("status", after.shown().status().word())
                        .and("event_id", after.rest().first() - 1)
                        .and("until", after.shown().until())
                        .and("counted", Json.write(after.shown().counted()))
                        .and("leads", isOver ? "{}" : after.leads())
                        .and("is_over", isOver)
                        .and("now", now));
    }

    /** Ends one that is under way. */
    void end(long workspaceId, long automationId, long id, Status status, Instant now) {
        sql.update(workspaceId, """
                update automation_simulations
                set status = ?, leads = '{}', finished_at = ?
                where workspace_id = ?
                  and automation_id = ?
                  and id = ?
                  and status = 'running'
                """, status.word(), now, workspaceId, automationId, id);
    }

    private static Kept read(ResultSet row) throws SQLException {
        var first = row.getLong("first_event_id");
        var last = row.getLong("last_event_id");
        var at = row.getLong("event_id");
        var status = Status.of(row.getString("status"));
        var isWhole = at >= last;
        var percent = isWhole ? 100 : (int) Math.min(99, 100 * (at - first + 1) / Math.max(1, last - first + 1));
        var shown = new Simulation(
                row.getLong("id"),
                row.getInt("days"),
                status,
                status == Status.COMPLETED ? 100 : percent,
                Times.get(row, "begins"),
                Times.get(row, "simulated_until"),
                isWhole,
                Json.MAPPER.readValue(row.getString("counted"), Counted.class),
                Times.get(row, "started_at"),
                Times.find(row, "finished_at"));
        return new Kept(shown, row.getString("definition"), new Range(at + 1, last), row.getString("leads"));
    }
}
