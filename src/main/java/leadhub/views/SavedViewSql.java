package leadhub.views;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on saved views and chosen columns. */
@Component
class SavedViewSql {
    private static final String COLUMNS = "id, user_id, name, is_shared, query, columns, widths";

    private final Sql sql;

    SavedViewSql(Sql sql) {
        this.sql = sql;
    }

    List<SavedView> list(long workspaceId, long userId) {
        return sql.query(workspaceId, SavedViewSql::read, """
                select %s
                from saved_views
                where workspace_id = ?
                  and (is_shared or user_id = ?)
                  and removed_at is null
                order by id
                limit 200
                """.formatted(COLUMNS), workspaceId, userId);
    }

    Optional<SavedView> find(long workspaceId, long id) {
        return find(workspaceId, id, "");
    }

    Optional<SavedView> lock(long workspaceId, long id) {
        return find(workspaceId, id, "for update");
    }

    private Optional<SavedView> find(long workspaceId, long id, String lock) {
        return sql.find(workspaceId, SavedViewSql::read, """
                select %s
                from saved_views
                where workspace_id = ?
                  and id = ?
                  and removed_at is null
                %s
                """.formatted(COLUMNS, lock), workspaceId, id);
    }

    long countOwn(long workspaceId, long userId) {
        return sql.get(workspaceId, row -> row.getLong(1), """
                select count(*)
                from saved_views
                where workspace_id = ?
                  and user_id = ?
                  and removed_at is null
                """, workspaceId, userId);
    }

    SavedView insert(long workspaceId, long userId, NewSavedView view, Instant now) {
        return sql.get(
                workspaceId,
                SavedViewSql::read,
                """
                insert into saved_views (
                    workspace_id, user_id, name, is_shared, query, columns, widths, created_at, updated_at)
                values (:workspace_id, :user_id, :name, :is_shared, :query, :columns, :widths::jsonb, :now, :now)
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("workspace_id", workspaceId)
                        .and("user_id", userId)
                        .and("name", view.name())
                        .and("is_shared", view.isShared())
                        .and("query", view.query())
                        .and("columns", view.columns().toArray(String[]::new))
                        .and("widths", Json.write(view.widths()))
                        .and("now", now));
    }

    void update(long workspaceId, SavedView view, Instant now) {
        sql.update(
                workspaceId,
                """
                update saved_views
                set name = :name, is_shared = :is_shared, query = :query, columns = :columns, updated_at = :updated_at
                where workspace_id = :workspace_id
                  and id = :id
                """,
                NamedValues.of("name", view.name())
                        .and("is_shared", view.isShared())
                        .and("query", view.query())
                        .and("columns", view.columns().toArray(String[]::new))
                        .and("updated_at", now)
                        .and("workspace_id", workspaceId)
                        .and("id", view.id()));
    }

    void remove(long workspaceId, long id, Instant now) {
        sql.update(workspaceId, """
                update saved_views
                set removed_at = ?
                where workspace_id = ?
                  and id = ?
                """, now, workspaceId, id);
    }

    /** A deleted view; nobody else can restore it until the transaction ends. */
    Optional<SavedView> lockRemoved(long workspaceId, long id) {
        return sql.find(workspaceId, SavedViewSql::read, """
                select %s
                from saved_views
                where workspace_id = ?
                  and id = ?
                  and removed_at is not null
                for update
                """.formatted(COLUMNS), workspaceId, id);
    }

    void restore(long workspaceId, long id) {
        sql.update(workspaceId, """
                update saved_views
                set removed_at = null
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    void forgetRemoved(long workspaceId, Instant before) {
        sql.update(workspaceId, """
                delete from saved_views
                where workspace_id = ?
                  and removed_at < ?
                """, workspaceId, before);
    }

    Optional<ChosenColumns> chosenColumns(long workspaceId, long userId) {
        return sql.find(
                workspaceId,
                row -> new ChosenColumns(row.getArray("columns") == null ? null : columns(row), widths(row)),
                """
                select columns, widths
                from chosen_columns
                where workspace_id = ?
                  and user_id = ?
                """,
                workspaceId,
                userId);
    }

    void chooseColumns(long workspaceId, long userId, List<String> columns) {
        sql.update(workspaceId, """
                insert into chosen_columns (workspace_id, user_id, columns)
                values (?, ?, ?)
                on conflict (workspace_id, user_id) do update set columns = excluded.columns
                """, workspaceId, userId, columns.toArray(String[]::new));
    }

    /** @param width of one column as JSON; null for as wide as it comes */
    void widen(long workspaceId, long userId, String width) {
        sql.update(workspaceId, """
                insert into chosen_columns (workspace_id, user_id, widths)
                values (?, ?, ?::jsonb)
                on conflict (workspace_id, user_id) do update set widths = chosen_columns.widths || excluded.widths
                """, workspaceId, userId, width);
    }

    void widenView(long workspaceId, long id, String width) {
        sql.update(workspaceId, """
                update saved_views
                set widths = widths || ?::jsonb
                where workspace_id = ?
                  and id = ?
                """, width, workspaceId, id);
    }

    private static SavedView read(ResultSet row) throws SQLException {
        return new SavedView(
                row.getLong("id"),
                row.getLong("user_id"),
                row.getString("name"),
                row.getBoolean("is_shared"),
                row.getString("query"),
                columns(row),
                widths(row));
    }

    private static Map<String, Integer> widths(ResultSet row) throws SQLException {
        var widths = new LinkedHashMap<String, Integer>();
        Json.MAPPER.readTree(row.getString("widths")).properties().stream()
                .filter(width -> width.getValue().isInt())
                .forEach(width -> widths.put(width.getKey(), width.getValue().intValue()));
        return widths;
    }

    private static List<String> columns(ResultSet row) throws SQLException {
        return List.of((String[]) row.getArray("columns").getArray());
    }
}
