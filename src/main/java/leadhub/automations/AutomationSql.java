package leadhub.automations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.automations.steps.Term;
import leadhub.automations.steps.TermJson;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements on automations themselves. */
@Component
class AutomationSql {
    private static final String COLUMNS = """
            id, name, description, is_active, version, re_entry, respect_business_hours, exit_when, listens, runs_count, last_run_at, created_at,
            updated_at""";

    private final Sql sql;

    AutomationSql(Sql sql) {
        this.sql = sql;
    }

    long newId(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), "select nextval('automation_ids')");
    }

    long count(long workspaceId) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select count(*)
                from automations
                where workspace_id = ?
                  and deleted_at is null
                """, workspaceId);
    }

    void insert(long workspaceId, Automation automation) {
        sql.update(workspaceId, """
                insert into automations
                    (workspace_id, id, name, description, is_active, version, re_entry, respect_business_hours, exit_when,
                     listens, created_at, updated_at)
                values (:workspace_id, :id, :name, :description, :is_active, :version, :re_entry, :respects_hours,
                        :exit_when::jsonb, :listens, :now, :now)
                """, values(workspaceId, automation));
    }

    void update(long workspaceId, Automation automation) {
        sql.update(workspaceId, """
                update automations
                set name = :name, description = :description, is_active = :is_active, version = :version,
                    re_entry = :re_entry, respect_business_hours = :respects_hours, exit_when = :exit_when::jsonb, listens = :listens, updated_at = :now
                where workspace_id = :workspace_id
                  and id = :id
                """, values(workspaceId, automation));
    }

    private static NamedValues values(long workspaceId, Automation automation) {
        return NamedValues.of("workspace_id", workspaceId)
                .and("id", automation.id())
                .and("name", automation.name())
                .and("description", automation.description())
                .and("is_active", automation.isActive())
                .and("version", automation.version())
                .and("re_entry", automation.reEntry().word())
                .and("respects_hours", automation.respectsHours())
                .and("exit_when", json(automation.exitWhen()))
                .and("listens", automation.listens())
                .and("now", automation.updatedAt());
    }

    private static @Nullable String json(Term.@Nullable Group group) {
        return group == null
                ? null
                : TermJson.write(group, Json.MAPPER.createObjectNode()).toString();
    }

    void delete(long workspaceId, long id, Instant now) {
        sql.update(workspaceId, """
                update automations
                set deleted_at = ?, is_active = false
                where workspace_id = ?
                  and id = ?
                """, now, workspaceId, id);
    }

    Page<Automation> list(long workspaceId, Slice slice) {
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                Sql.Statement.of(
                        "select count(*) from automations where workspace_id = ? and deleted_at is null", workspaceId),
                AutomationSql::read,
                Sql.Statement.of("""
                        select %s
                        from automations
                        where workspace_id = ?
                          and deleted_at is null
                        order by id
                        limit ? offset ?
                        """.formatted(COLUMNS), workspaceId, slice.limit(), slice.offset()));
        return new Page<>(answer.second(), answer.first());
    }

    /** By id. */
    List<Automation> all(long workspaceId) {
        return sql.query(workspaceId, AutomationSql::read, """
                select %s
                from automations
                where workspace_id = ?
                  and deleted_at is null
                order by id
                """.formatted(COLUMNS), workspaceId);
    }

    Optional<Automation> find(long workspaceId, long id) {
        return find(workspaceId, id, "");
    }

    Optional<Automation> lock(long workspaceId, long id) {
        return find(workspaceId, id, "for update");
    }

    private Optional<Automation> find(long workspaceId, long id, String lock) {
        return sql.find(workspaceId, AutomationSql::read, """
                select %s
                from automations
                where workspace_id = ?
                  and id = ?
                  and deleted_at is null
                %s
                """.formatted(COLUMNS, lock), workspaceId, id);
    }

    private static Automation read(ResultSet row) throws SQLException {
        var exitWhen = row.getString("exit_when");
        return new Automation(
                row.getLong("id"),
                row.getString("name"),
                row.getString("description"),
                row.getBoolean("is_active"),
                row.getInt("version"),
                ReEntry.ofWord(row.getString("re_entry")).orElseThrow(),
                row.getBoolean("respect_business_hours"),
                exitWhen == null ? null : TermJson.group(Json.MAPPER.readTree(exitWhen)),
                row.getBoolean("listens"),
                row.getLong("runs_count"),
                Times.find(row, "last_run_at"),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }
}
