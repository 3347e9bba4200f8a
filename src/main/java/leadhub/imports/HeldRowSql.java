package leadhub.imports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Slice;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.imports.rows.MatchOn;
import leadhub.leads.Owners;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Every statement on rows that wait for somebody to decide. */
@Component
class HeldRowSql {
    private static final TypeReference<List<@Nullable String>> CELLS = new TypeReference<>() {};

    /** More than anybody goes through. */
    private static final int MOST_COUNTED = 10_000;

    private static final String COLUMNS = "r.id, r.import_id, r.line, r.cells, r.matched_by, l.id as lead_id";

    /** Rows of imports that are over and not undone, and whose lead is there, or the one that it is part of by now. */
    private static final String WAITING = """
            from import_rows r
            join imports i on i.workspace_id = r.workspace_id and i.id = r.import_id
            left join merged_leads m on m.workspace_id = r.workspace_id and m.lead_id = r.lead_id
            join leads l on l.workspace_id = r.workspace_id and l.id = coalesce(m.survivor_id, r.lead_id)
            where r.workspace_id = :workspace_id
              and r.id is not null
              and r.decided_at is null
              and i.status in ('completed', 'cancelled', 'failed')
            """;

    private static final String VISIBLE = """
              and (:owners::text is null or %s and %s)
            """.formatted(
                    Owners.condition("l.assigned_user_id").replace("?", ":owners"),
                    Owners.condition("r.owner_id").replace("?", ":owners"));

    private final Sql sql;

    HeldRowSql(Sql sql) {
        this.sql = sql;
    }

    /** A row by the ids of its import and its lead. */
    record Row(long id, long importId, long line, List<@Nullable String> cells, MatchOn matchedBy, long leadId) {}

    /** Of those that the owners' people see; up to {@value #MOST_COUNTED}. */
    long count(long workspaceId, @Nullable Owners visible) {
        return sql.get(
                workspaceId,
                row -> row.getLong(1),
                "select count(*) from (select %s%s limit :most) counted".formatted(WAITING, VISIBLE),
                values(workspaceId, visible).and("most", MOST_COUNTED));
    }

    /** In the order in which they came. */
    List<Row> list(long workspaceId, @Nullable Owners visible, Slice slice) {
        return sql.query(
                workspaceId,
                HeldRowSql::read,
                "select %s\n%s%sorder by r.id limit :limit offset :offset".formatted(COLUMNS, WAITING, VISIBLE),
                values(workspaceId, visible).and("limit", slice.limit()).and("offset", slice.offset()));
    }

    Optional<Row> find(long workspaceId, @Nullable Owners visible, long id) {
        return sql.find(
                workspaceId,
                HeldRowSql::read,
                "select %s\n%s%s  and r.id = :id".formatted(COLUMNS, WAITING, VISIBLE),
                values(workspaceId, visible).and("id", id));
    }

    /** Whether there is such a row that somebody has decided on. */
    boolean isDecided(long workspaceId, @Nullable Owners visible, long id) {
        return sql.get(
                workspaceId,
                row -> row.getBoolean(1),
                "select exists (select %s%s  and r.id = :id)"
                        .formatted(WAITING.replace("decided_at is null", "decided_at is not null"), VISIBLE),
                values(workspaceId, visible).and("id", id));
    }

    private static NamedValues values(long workspaceId, @Nullable Owners visible) {
        return NamedValues.of("workspace_id", workspaceId).and("owners", visible == null ? null : visible.array());
    }

    /** False if somebody has decided before. */
    boolean decide(Caller caller, long id, String decision, Instant now) {
        return sql.update(
                        caller.workspaceId(), """
                update import_rows
                set decision = ?, decided_at = ?, decided_by = ?::jsonb
                where workspace_id = ?
                  and id = ?
                  and decided_at is null
                """, decision, now, Json.write(caller.actor()), caller.workspaceId(), id)
                > 0;
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getLong("import_id"),
                row.getLong("line"),
                Json.MAPPER.readValue(row.getString("cells"), CELLS),
                MatchOn.ofWord(row.getString("matched_by")).orElseThrow(),
                row.getLong("lead_id"));
    }
}
