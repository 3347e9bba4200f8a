package leadhub.leads;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import leadhub.base.Json;
import leadhub.base.Sql;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The statement that reads what happened to a lead. */
@Component
class TimelineSql {
    private final Sql sql;

    TimelineSql(Sql sql) {
        this.sql = sql;
    }

    /** An event as it was written. */
    record Event(
            long id,
            String kind,
            java.time.Instant at,
            JsonNode actor,
            JsonNode before,
            JsonNode after,
            String detail) {}

    /** The latest events of a lead before another one, the latest first. */
    List<Event> read(long workspaceId, long leadId, long before, int limit) {
        return sql.query(workspaceId, TimelineSql::readEvent, """
                select id, kind, occurred_at, actor, before, after, detail
                from lead_events
                where workspace_id = ?
                  and lead_id = ?
                  and id < ?
                order by id desc
                limit ?
                """, workspaceId, leadId, before, limit);
    }

    private static Event readEvent(ResultSet row) throws SQLException {
        var detail = row.getString("detail");
        return new Event(
                row.getLong("id"),
                row.getString("kind"),
                Times.get(row, "occurred_at"),
                json(row.getString("actor")),
                json(row.getString("before")),
                json(row.getString("after")),
                detail == null ? "" : detail);
    }

    private static JsonNode json(@Nullable String text) {
        return text == null ? MissingNode.getInstance() : Json.MAPPER.readTree(text);
    }
}
