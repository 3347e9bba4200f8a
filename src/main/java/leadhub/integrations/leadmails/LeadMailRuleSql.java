package leadhub.integrations.leadmails;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.integrations.mapping.Mapping;
import org.springframework.stereotype.Component;

/** Every statement on the lead_mail_rules table. */
@Component
class LeadMailRuleSql {
    private final Sql sql;

    LeadMailRuleSql(Sql sql) {
        this.sql = sql;
    }

    List<LeadMailRule> all(long workspaceId, long integrationId) {
        return sql.query(workspaceId, LeadMailRuleSql::read, """
                select sender, mapping, updated_at
                from lead_mail_rules
                where workspace_id = ?
                  and integration_id = ?
                order by sender
                """, workspaceId, integrationId);
    }

    Optional<LeadMailRule> find(long workspaceId, long integrationId, String sender) {
        return sql.find(workspaceId, LeadMailRuleSql::read, """
                select sender, mapping, updated_at
                from lead_mail_rules
                where workspace_id = ?
                  and integration_id = ?
                  and sender = ?
                """, workspaceId, integrationId, sender);
    }

    void put(long workspaceId, long integrationId, String sender, Mapping mapping, Instant now) {
        sql.update(
                workspaceId,
                """
                insert into lead_mail_rules (workspace_id, integration_id, sender, mapping, created_at, updated_at)
                values (:workspace, :integration, :sender, :mapping::jsonb, :now, :now)
                on conflict (workspace_id, integration_id, sender) do update
                set mapping = excluded.mapping, updated_at = excluded.updated_at
                """,
                NamedValues.of("workspace", workspaceId)
                        .and("integration", integrationId)
                        .and("sender", sender)
                        .and("mapping", mapping.json())
                        .and("now", now));
    }

    boolean delete(long workspaceId, long integrationId, String sender) {
        return sql.update(workspaceId, """
                        delete from lead_mail_rules
                        where workspace_id = ?
                          and integration_id = ?
                          and sender = ?
                        """, workspaceId, integrationId, sender) == 1;
    }

    void deleteAll(long workspaceId, long integrationId) {
        sql.update(
                workspaceId,
                "delete from lead_mail_rules where workspace_id = ? and integration_id = ?",
                workspaceId,
                integrationId);
    }

    private static LeadMailRule read(ResultSet row) throws SQLException {
        return new LeadMailRule(
                row.getString("sender"), Mapping.of(row.getString("mapping")), Times.get(row, "updated_at"));
    }
}
