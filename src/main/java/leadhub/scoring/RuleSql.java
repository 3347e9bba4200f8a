package leadhub.scoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.conditions.Comparison;
import org.springframework.stereotype.Component;

/** Every statement on the scoring_rules table. */
@Component
class RuleSql {
    private static final String COLUMNS = "id, name, field, operator, value, points, active, created_at, updated_at";

    private final Sql sql;

    RuleSql(Sql sql) {
        this.sql = sql;
    }

    List<ScoringRule> all(long workspaceId) {
        return sql.query(workspaceId, RuleSql::read, """
                select %s
                from scoring_rules
                where workspace_id = ?
                order by id
                """.formatted(COLUMNS), workspaceId);
    }

    List<ScoringRule> active(long workspaceId) {
        return sql.query(workspaceId, RuleSql::read, """
                select %s
                from scoring_rules
                where workspace_id = ?
                  and active
                order by id
                """.formatted(COLUMNS), workspaceId);
    }

    Optional<ScoringRule> find(long workspaceId, long id) {
        return sql.find(workspaceId, RuleSql::read, """
                select %s
                from scoring_rules
                where workspace_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Locks a workspace's rules, so that their number can't exceed the limit. */
    void lock(long workspaceId) {
        sql.query(
                workspaceId,
                row -> "",
                "select pg_advisory_xact_lock(hashtextextended('scoring_rules', ?))",
                workspaceId);
    }

    ScoringRule insert(long workspaceId, RuleTerms terms, Instant now) {
        return sql.get(
                workspaceId,
                RuleSql::read,
                """
                insert into scoring_rules
                    (workspace_id, name, field, operator, value, points, active, created_at, updated_at)
                values (:workspace_id, :name, :field, :operator, :value, :points, :active, :now, :now)
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("workspace_id", workspaceId)
                        .and("name", terms.name())
                        .and("field", terms.field())
                        .and("operator", terms.operator().word())
                        .and("value", terms.value())
                        .and("points", terms.points())
                        .and("active", terms.active())
                        .and("now", now));
    }

    ScoringRule update(long workspaceId, long id, RuleTerms terms, Instant now) {
        return sql.get(
                workspaceId,
                RuleSql::read,
                """
                update scoring_rules
                set name = :name, field = :field, operator = :operator, value = :value, points = :points, active = :active, updated_at = :updated_at
                where workspace_id = :workspace_id
                  and id = :id
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("name", terms.name())
                        .and("field", terms.field())
                        .and("operator", terms.operator().word())
                        .and("value", terms.value())
                        .and("points", terms.points())
                        .and("active", terms.active())
                        .and("updated_at", now)
                        .and("workspace_id", workspaceId)
                        .and("id", id));
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from scoring_rules
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static ScoringRule read(ResultSet row) throws SQLException {
        var terms = new RuleTerms(
                row.getString("name"),
                row.getString("field"),
                Comparison.ofWord(row.getString("operator")).orElseThrow(),
                row.getString("value"),
                row.getInt("points"),
                row.getBoolean("active"));
        return new ScoringRule(row.getLong("id"), terms, Times.get(row, "created_at"), Times.get(row, "updated_at"));
    }
}
