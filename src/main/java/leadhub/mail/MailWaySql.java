package leadhub.mail;

import java.util.Optional;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on the integrations by which emails can go. */
@Component
class MailWaySql {
    private final Sql sql;

    MailWaySql(Sql sql) {
        this.sql = sql;
    }

    /** The newest one. */
    Optional<MailWays.Chosen> find(long workspaceId) {
        return sql.find(
                workspaceId,
                row -> new MailWays.Chosen(
                        row.getLong("integration_id"), row.getString("type"), row.getString("from_address")),
                """
                select integration_id, type, from_address
                from mail_ways
                where workspace_id = ?
                order by integration_id desc
                limit 1
                """,
                workspaceId);
    }

    void put(long workspaceId, MailWays.Chosen way) {
        sql.update(workspaceId, """
                insert into mail_ways (workspace_id, integration_id, type, from_address)
                values (?, ?, ?, ?)
                on conflict (workspace_id, integration_id) do update
                set from_address = excluded.from_address
                """, workspaceId, way.integrationId(), way.type(), way.from());
    }

    boolean delete(long workspaceId, long integrationId) {
        return sql.update(workspaceId, """
                delete from mail_ways
                where workspace_id = ?
                  and integration_id = ?
                """, workspaceId, integrationId) == 1;
    }
}
