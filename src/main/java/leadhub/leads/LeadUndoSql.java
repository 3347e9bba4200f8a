package leadhub.leads;

import java.time.Instant;
import java.util.Optional;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The statement that finds what a lead was before and after a change. */
@Component
class LeadUndoSql {
    private final Sql sql;

    LeadUndoSql(Sql sql) {
        this.sql = sql;
    }

    /** A change of a lead, as its event tells of it. */
    record Changed(Instant at, Actor actor, JsonNode before, JsonNode after) {}

    /** The change by which a lead came to that number. */
    Optional<Changed> find(long workspaceId, long leadId, long sequence) {
        return sql.find(
                workspaceId,
                row -> new Changed(
                        Times.get(row, "occurred_at"),
                        Json.MAPPER.readValue(row.getString("actor"), Actor.class),
                        Json.MAPPER.readTree(row.getString("before")),
                        Json.MAPPER.readTree(row.getString("after"))),
                """
                select occurred_at, actor, before, after
                from lead_events
                where workspace_id = ?
                  and lead_id = ?
                  and kind = 'lead.updated'
                  and sequence + cardinality(public_kinds) - 1 = ?
                  and before is not null
                  and after is not null
                """,
                workspaceId,
                leadId,
                sequence);
    }
}
