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

    /** More than anybody goes through; the next ones follow as these are decided on. */
    private static final int MOST = 10_000;

    private static final String COLUMNS = "r.id, r.import_id, r.line, r.cells, r.matched_by, l.id as lead_id";

    /** Of imports that are over and not undone, one import after the other; so that no more are looked at than are shown. */
    private static final String OLDEST = """
            (select held.workspace_id, held.id, held.import_id, held.line, held.cells, held.matched_by, held.lead_id,
                    held.owner_id
             from imports i
             cross join lateral (
                 select h.*
                 from import_rows h
                 where h.workspace_id = i.workspace_id
                   and h.import_id = i.id
                   and h.id is not null
                   and h.decided_at is null
                 order by h.id
                 limit :most
             ) held
             where i.workspace_id = :workspace_id
               and i.status in ('completed', 'cancelled', 'failed')
             order by held.import_id, held.id
             limit :most)
            """;

    /** One of such an import. */
    private static final String ONE = """
            (select h.*
             from import_rows h
             join imports i on i.workspace_id = h.workspace_id and i.id = h.import_id
             where h.workspace_id = :workspace_id
               and h.id = :id
               and i.status in ('completed', 'cancelled', 'failed'))
            """;

    /** With the lead that its person is, or the one that it is part of by now, where that is there. */
    private static final String VISIBLE = """
            r
            left join merged_leads m on m.workspace_id = r.workspace_id and m.lead_id = r.lead_id
            left join leads l on l.workspace_id = r.workspace_id and l.id = coalesce(m.survivor_id, r.lead_id)
            where (:owners::text is null or l.id is not null and %s and %s)
            """.formatted(
                    Owners.condition("l.assigned_user_id").replace("?", ":owners"),
                    Owners.condition("r.owner_id").replace("?", ":owners"));

    private final Sql sql;

    HeldRowSql(Sql sql) {
        this.sql = sql;
    }

    /** A row by the ids of its import and its lead. @param leadId null when that is gone */
    record Row(
            long id,
            long importId,
            long line,
            List<@Nullable String> cells,
            MatchOn matchedBy,
            @Nullable Long leadId) {}

    /** Of those that the owners' people see, among the oldest {@value #MOST}. */
    long count(long workspaceId, @Nullable Owners visible) {
        return sql.get(
                workspaceId,
                row -> row.getLong(1),
                "select count(*) from %s%s".formatted(OLDEST, VISIBLE),
                values(workspaceId, visible).and("most", MOST));
    }

    /** In the order in which they came. */
    List<Row> list(long workspaceId, @Nullable Owners visible, Slice slice) {
        return sql.query(
                workspaceId,
                HeldRowSql::read,
                "select %s\nfrom %s%sorder by r.import_id, r.id limit :limit offset :offset"
                        .formatted(COLUMNS, OLDEST, VISIBLE),
                values(workspaceId, visible)
                        .and("most", MOST)
                        .and("limit", slice.limit())
                        .and("offset", slice.offset()));
    }

    /** One that waits. */
    Optional<Row> find(long workspaceId, @Nullable Owners visible, long id) {
        return sql.find(
                workspaceId,
                HeldRowSql::read,
                "select %s\nfrom %s%s  and r.decided_at is null".formatted(COLUMNS, ONE, VISIBLE),
                values(workspaceId, visible).and("id", id));
    }

    /** Whether there is such a row that somebody has decided on. */
    boolean isDecided(long workspaceId, @Nullable Owners visible, long id) {
        return sql.get(
                workspaceId,
                row -> row.getBoolean(1),
                "select exists (select from %s%s  and r.decided_at is not null)".formatted(ONE, VISIBLE),
                values(workspaceId, visible).and("id", id));
    }

    /** Whether rows of an import wait. */
    boolean areWaiting(long workspaceId, long importId) {
        return sql.get(workspaceId, row -> row.getBoolean(1), """
                select exists (
                    select
                    from import_rows
                    where workspace_id = ?
                      and import_id = ?
                      and id is not null
                      and decided_at is null
                )
                """, workspaceId, importId);
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

    /** Nothing comes of those that the owners' people see, among the oldest {@value #MOST}; how many. */
    int dismissAll(Caller caller, @Nullable Owners visible, Instant now) {
        return sql.update(
                caller.workspaceId(),
                """
                update import_rows
                set decision = 'dismissed', decided_at = :now, decided_by = :actor::jsonb
                where workspace_id = :workspace_id
                  and decided_at is null
                  and id in (select r.id from %s%s)
                """.formatted(OLDEST, VISIBLE),
                values(caller.workspaceId(), visible)
                        .and("most", MOST)
                        .and("now", now)
                        .and("actor", Json.write(caller.actor())));
    }

    /** Has those wait again that the caller dismissed at a moment; how many. */
    int restore(Caller caller, Instant dismissed) {
        return sql.update(caller.workspaceId(), """
                update import_rows
                set decision = null, decided_at = null, decided_by = null
                where workspace_id = ?
                  and id is not null
                  and decision = 'dismissed'
                  and decided_at = ?
                  and decided_by = ?::jsonb
                """, caller.workspaceId(), dismissed, Json.write(caller.actor()));
    }

    /** What was decided left the lead as it was. */
    void setUnchanged(long workspaceId, long id) {
        sql.update(workspaceId, """
                update import_rows
                set decision = 'unchanged'
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                row.getLong("import_id"),
                row.getLong("line"),
                Json.MAPPER.readValue(row.getString("cells"), CELLS),
                MatchOn.ofWord(row.getString("matched_by")).orElseThrow(),
                row.getObject("lead_id", Long.class));
    }
}
