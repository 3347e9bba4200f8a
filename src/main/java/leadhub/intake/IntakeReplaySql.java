package leadhub.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import leadhub.base.Actor;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The statements by which many rows are worked on again. */
@Component
class IntakeReplaySql {
    private final Sql sql;

    IntakeReplaySql(Sql sql) {
        this.sql = sql;
    }

    /**
     * How far it is.
     *
     * @param afterId up to here all have been looked at
     * @param lastId what came later is none of it
     */
    record Progress(IntakeFilter filter, Actor requestedBy, long afterId, long lastId) {}

    IntakeReplays.Started insert(long workspaceId, IntakeFilter filter, Actor actor, Instant now) {
        return sql.get(
                workspaceId,
                row -> new IntakeReplays.Started(row.getLong("id"), Times.get(row, "created_at")),
                """
                with latest as (
                    select coalesce(max(id), 0) as id
                    from intake
                    where workspace_id = ?
                )
                insert into intake_replays (workspace_id, filter, requested_by, after_id, last_id, created_at)
                select ?, ?::jsonb, ?::jsonb, 0, latest.id, ?
                from latest
                returning id, created_at
                """,
                workspaceId,
                workspaceId,
                json(filter),
                Json.write(actor),
                now);
    }

    Optional<Progress> find(long workspaceId, long id) {
        return sql.find(workspaceId, IntakeReplaySql::read, """
                select filter, requested_by, after_id, last_id
                from intake_replays
                where workspace_id = ?
                  and id = ?
                  and finished_at is null
                """, workspaceId, id);
    }

    void advance(long workspaceId, long id, long afterId, int replayed, @Nullable Instant finishedAt) {
        sql.update(workspaceId, """
                update intake_replays
                set after_id = ?, replayed = replayed + ?, finished_at = ?
                where workspace_id = ?
                  and id = ?
                """, afterId, replayed, finishedAt, workspaceId, id);
    }

    void delete(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                delete from intake_replays
                where workspace_id = ?
                  and created_at < ?
                """, workspaceId, before);
    }

    static String json(IntakeFilter filter) {
        var json = new LinkedHashMap<String, Object>();
        if (!filter.sources().isEmpty()) {
            json.put(
                    "sources",
                    filter.sources().stream().map(IntakeSource::word).sorted().toList());
        }
        if (filter.sourceId() != null) {
            json.put("source_id", filter.sourceId());
        }
        if (filter.status() != null) {
            json.put("status", filter.status().word());
        }
        if (filter.from() != null) {
            json.put("from", filter.from().toString());
        }
        if (filter.to() != null) {
            json.put("to", filter.to().toString());
        }
        if (filter.leadId() != null) {
            json.put("lead_id", filter.leadId());
        }
        return Json.write(json);
    }

    /** Replays that were begun by an older version have one source. */
    private static Set<IntakeSource> sources(JsonNode json) {
        return Stream.concat(json.path("sources").valueStream(), Stream.of(json.path("source")))
                .flatMap(word -> IntakeSource.of(word.asString("")).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Progress read(ResultSet row) throws SQLException {
        var json = Json.MAPPER.readTree(row.getString("filter"));
        var filter = new IntakeFilter(
                sources(json),
                number(json.get("source_id")),
                IntakeStatus.of(json.path("status").asString("")).orElse(null),
                time(json.get("from")),
                time(json.get("to")),
                number(json.get("lead_id")));
        return new Progress(
                filter,
                IntakeSql.actor(row.getString("requested_by")),
                row.getLong("after_id"),
                row.getLong("last_id"));
    }

    private static @Nullable Long number(@Nullable JsonNode node) {
        return node == null ? null : (Long) node.asLong();
    }

    private static @Nullable Instant time(@Nullable JsonNode node) {
        return node == null ? null : Instant.parse(node.asString());
    }
}
