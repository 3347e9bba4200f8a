package leadhub.leads;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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

    /** A change of one of many leads, likewise. */
    record ChangedLead(long leadId, JsonNode before, JsonNode after) {}

    /** The changes by which leads came to those numbers; of those that are still known. */
    List<ChangedLead> findAll(long workspaceId, List<Long> leadIds, List<Long> sequences) {
        return sql.query(
                workspaceId,
                row -> new ChangedLead(
                        row.getLong("lead_id"),
                        Json.MAPPER.readTree(row.getString("before")),
                        Json.MAPPER.readTree(row.getString("after"))),
                """
                select e.lead_id, e.before, e.after
                from unnest(?::bigint[], ?::bigint[]) as wanted (lead_id, sequence)
                join lead_events e on e.workspace_id = ?
                    and e.lead_id = wanted.lead_id
                    and e.kind = 'lead.updated'
                    and e.sequence + cardinality(e.public_kinds) - 1 = wanted.sequence
                    and e.before is not null
                    and e.after is not null
                """,
                array(leadIds),
                array(sequences),
                workspaceId);
    }

    /** Those of some leads with which somebody else than this actor has done something; what automations and the program did doesn't count. */
    Set<Long> touched(long workspaceId, List<Long> leadIds, Actor actor) {
        return Set.copyOf(sql.query(
                workspaceId,
                row -> row.getLong("lead_id"),
                """
                select distinct e.lead_id
                from lead_events e
                where e.workspace_id = ?
                  and e.lead_id = any (?)
                  and e.actor ->> 'kind' <> all (?)
                  and not (e.actor ->> 'kind' = ? and (e.actor ->> 'id')::bigint = ?)
                """,
                workspaceId,
                array(leadIds),
                new String[] {Actor.Kind.AUTOMATION.name(), Actor.Kind.SYSTEM.name()},
                actor.kind().name(),
                actor.id()));
    }

    private static long[] array(List<Long> numbers) {
        return numbers.stream().mapToLong(number -> number).toArray();
    }

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
