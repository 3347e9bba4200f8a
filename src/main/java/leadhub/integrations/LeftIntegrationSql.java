package leadhub.integrations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The statements on integrations that were deleted, and whose provider is still to be told so. */
@Component
class LeftIntegrationSql {
    private final Sql sql;

    LeftIntegrationSql(Sql sql) {
        this.sql = sql;
    }

    /** One as the database keeps it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(long id, String type, ObjectNode config, byte[] sealed) {}

    void insert(long workspaceId, long id, String type, ObjectNode config, byte[] sealed, Instant now) {
        sql.update(workspaceId, """
                insert into left_integrations (workspace_id, integration_id, type, config, sealed, left_at)
                values (?, ?, ?, ?::jsonb, ?, ?)
                """, workspaceId, id, type, Json.write(config), sealed, now);
    }

    Optional<Kept> find(long workspaceId, long id) {
        return sql.find(workspaceId, LeftIntegrationSql::read, """
                select integration_id, type, config, sealed
                from left_integrations
                where workspace_id = ?
                  and integration_id = ?
                """, workspaceId, id);
    }

    List<Kept> all(long workspaceId) {
        return sql.query(workspaceId, LeftIntegrationSql::read, """
                select integration_id, type, config, sealed
                from left_integrations
                where workspace_id = ?
                order by integration_id
                """, workspaceId);
    }

    boolean reseal(long workspaceId, long id, byte[] was, byte[] sealed) {
        return sql.update(workspaceId, """
                update left_integrations
                set sealed = ?
                where workspace_id = ?
                  and integration_id = ?
                  and sealed = ?
                """, sealed, workspaceId, id, was) == 1;
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from left_integrations
                where workspace_id = ?
                  and integration_id = ?
                """, workspaceId, id);
    }

    private static Kept read(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong("integration_id"),
                row.getString("type"),
                (ObjectNode) Json.MAPPER.readTree(row.getString("config")),
                row.getBytes("sealed"));
    }
}
