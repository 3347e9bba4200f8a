package leadhub.leads.matching;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on the rules of workspaces. */
@Component
class MatchingSql {
    private final Sql sql;

    MatchingSql(Sql sql) {
        this.sql = sql;
    }

    Optional<MatchingRules> find(long workspaceId) {
        return sql.find(workspaceId, MatchingSql::read, """
                select rules
                from matching_rules
                where workspace_id = ?
                """, workspaceId);
    }

    /** Nobody else changes them until the transaction ends. */
    Optional<MatchingRules> lock(long workspaceId) {
        return sql.find(workspaceId, MatchingSql::read, """
                select rules
                from matching_rules
                where workspace_id = ?
                for no key update
                """, workspaceId);
    }

    void put(long workspaceId, MatchingRules rules) {
        sql.update(workspaceId, """
                insert into matching_rules (workspace_id, rules)
                values (?, ?::jsonb)
                on conflict (workspace_id) do update
                set rules = excluded.rules
                """, workspaceId, Json.write(rules));
    }

    private static MatchingRules read(ResultSet row) throws SQLException {
        return Json.MAPPER.readValue(row.getString("rules"), MatchingRules.class);
    }
}
