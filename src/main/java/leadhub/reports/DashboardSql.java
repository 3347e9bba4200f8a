package leadhub.reports;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import leadhub.leads.lists.LeadCube;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Every statement on dashboards. */
@Component
class DashboardSql {
    private static final String COLUMNS = "id, user_id, name, is_shared, tiles, created_at, updated_at";

    private final Sql sql;

    DashboardSql(Sql sql) {
        this.sql = sql;
    }

    /** Those that everybody sees, and somebody's own; there are only so many. @param userId 0 for nobody */
    List<Dashboard> list(long workspaceId, long userId) {
        return sql.query(workspaceId, DashboardSql::read, """
                select %s
                from dashboards
                where workspace_id = ?
                  and (is_shared or user_id = ?)
                order by id
                limit 1000
                """.formatted(COLUMNS), workspaceId, userId);
    }

    Optional<Dashboard> find(long workspaceId, long id) {
        return find(workspaceId, id, "");
    }

    /** Nobody else changes it until the transaction ends. */
    Optional<Dashboard> lock(long workspaceId, long id) {
        return find(workspaceId, id, "for update");
    }

    private Optional<Dashboard> find(long workspaceId, long id, String lock) {
        return sql.find(workspaceId, DashboardSql::read, """
                select %s
                from dashboards
                where workspace_id = ?
                  and id = ?
                %s
                """.formatted(COLUMNS, lock), workspaceId, id);
    }

    Dashboard insert(
            long workspaceId, @Nullable Long userId, String name, boolean isShared, List<Tile> tiles, Instant now) {
        return sql.get(
                workspaceId,
                DashboardSql::read,
                """
                insert into dashboards (workspace_id, user_id, name, is_shared, tiles, created_at, updated_at)
                values (:workspace_id, :user_id, :name, :is_shared, :tiles::jsonb, :now, :now)
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("workspace_id", workspaceId)
                        .and("user_id", userId)
                        .and("name", name)
                        .and("is_shared", isShared)
                        .and("tiles", json(tiles))
                        .and("now", now));
    }

    void update(long workspaceId, Dashboard dashboard) {
        sql.update(
                workspaceId,
                """
                update dashboards
                set name = :name, is_shared = :is_shared, tiles = :tiles::jsonb, updated_at = :updated_at
                where workspace_id = :workspace_id
                  and id = :id
                """,
                NamedValues.of("workspace_id", workspaceId)
                        .and("id", dashboard.id())
                        .and("name", dashboard.name())
                        .and("is_shared", dashboard.isShared())
                        .and("tiles", json(dashboard.tiles()))
                        .and("updated_at", dashboard.updatedAt()));
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from dashboards
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static String json(List<Tile> tiles) {
        return Json.write(tiles.stream()
                .map(tile -> {
                    var members = new LinkedHashMap<String, Object>(Map.of("id", tile.id() % Tile.MOST_IDS));
                    members.putAll(tile.members());
                    return members;
                })
                .toList());
    }

    private static Dashboard read(ResultSet row) throws SQLException {
        var id = row.getLong("id");
        var tiles = new ArrayList<Tile>();
        // One of a report that a newer version knows is left out.
        Json.MAPPER
                .readTree(row.getString("tiles"))
                .forEach(tile -> Report.named(tile.path("report").asString(""))
                        .ifPresent(report -> tiles.add(tile(id, report, tile))));
        return new Dashboard(
                id,
                row.getObject("user_id", Long.class),
                row.getString("name"),
                row.getBoolean("is_shared"),
                List.copyOf(tiles),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }

    private static Tile tile(long dashboardId, Report report, JsonNode kept) {
        var filter = new LinkedHashMap<String, String>();
        kept.path("filter")
                .properties()
                .forEach(one -> filter.put(one.getKey(), one.getValue().asString()));
        return new Tile(
                dashboardId * Tile.MOST_IDS + kept.path("id").longValue(),
                report,
                filter,
                LeadCube.Unit.valueOf(word(kept, "group_by")),
                kept.path("days").intValue(),
                Tile.Shows.valueOf(word(kept, "shows")),
                Tile.Size.valueOf(word(kept, "size")));
    }

    private static String word(JsonNode kept, String name) {
        return kept.path(name).stringValue().toUpperCase(Locale.ROOT);
    }
}
