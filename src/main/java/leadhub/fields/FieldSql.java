package leadhub.fields;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.springframework.stereotype.Component;

/** Every statement on the custom_fields table. */
@Component
class FieldSql {
    private static final String COLUMNS = "id, key, label, kind, options, position, created_at, updated_at";

    private final Sql sql;

    FieldSql(Sql sql) {
        this.sql = sql;
    }

    List<CustomField> all(long workspaceId) {
        return sql.query(workspaceId, FieldSql::read, """
                select %s
                from custom_fields
                where workspace_id = ?
                order by position, id
                """.formatted(COLUMNS), workspaceId);
    }

    Optional<CustomField> find(long workspaceId, long id) {
        return sql.find(workspaceId, FieldSql::read, """
                select %s
                from custom_fields
                where workspace_id = ?
                  and id = ?
                """.formatted(COLUMNS), workspaceId, id);
    }

    /** Locks a workspace's fields, so that their number and order can't change in between. */
    void lock(long workspaceId) {
        sql.query(
                workspaceId,
                row -> "",
                "select pg_advisory_xact_lock(hashtextextended('custom_fields', ?))",
                workspaceId);
    }

    CustomField insert(long workspaceId, NewField field, String key, int position, Instant now) {
        return sql.get(
                workspaceId,
                FieldSql::read,
                """
                insert into custom_fields (workspace_id, key, label, kind, options, position, created_at, updated_at)
                values (:workspace_id, :key, :label, :kind, :options, :position, :now, :now)
                returning %s
                """.formatted(COLUMNS),
                NamedValues.of("workspace_id", workspaceId)
                        .and("key", key)
                        .and("label", field.label())
                        .and("kind", field.kind().word())
                        .and("options", field.options().toArray(String[]::new))
                        .and("position", position)
                        .and("now", now));
    }

    CustomField update(long workspaceId, long id, String label, List<String> options, Instant now) {
        return sql.get(
                workspaceId,
                FieldSql::read,
                """
                update custom_fields
                set label = ?, options = ?, updated_at = ?
                where workspace_id = ?
                  and id = ?
                returning %s
                """.formatted(COLUMNS),
                label,
                options.toArray(String[]::new),
                now,
                workspaceId,
                id);
    }

    /** Sets their positions to this order, from 1. */
    void order(long workspaceId, List<Long> ids) {
        sql.update(workspaceId, """
                update custom_fields f
                set position = wanted.position
                from unnest(?) with ordinality as wanted (id, position)
                where f.workspace_id = ?
                  and f.id = wanted.id
                  and f.position <> wanted.position
                """, ids.stream().mapToLong(Long::longValue).toArray(), workspaceId);
    }

    void delete(long workspaceId, long id) {
        sql.update(workspaceId, """
                delete from custom_fields
                where workspace_id = ?
                  and id = ?
                """, workspaceId, id);
    }

    private static CustomField read(ResultSet row) throws SQLException {
        return new CustomField(
                row.getLong("id"),
                row.getString("key"),
                row.getString("label"),
                FieldKind.ofWord(row.getString("kind")).orElseThrow(),
                List.of((String[]) row.getArray("options").getArray()),
                row.getInt("position"),
                Times.get(row, "created_at"),
                Times.get(row, "updated_at"));
    }
}
