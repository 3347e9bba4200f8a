package leadhub.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Sql;
import leadhub.base.Times;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on the audit record: the application may add to it and read it, and no more. */
@Component
class AuditSql {
    private final Sql sql;

    AuditSql(Sql sql) {
        this.sql = sql;
    }

    void insert(
            Caller caller,
            Instant now,
            String action,
            @Nullable Long subjectId,
            @Nullable String before,
            @Nullable String after) {
        sql.update(
                caller.workspaceId(),
                """
                insert into audit_entries (workspace_id, occurred_at, actor, address, request_id, action, subject_id, before, after)
                values (?, ?, ?::jsonb, ?, ?, ?, ?, ?::jsonb, ?::jsonb)
                """,
                caller.workspaceId(),
                now,
                Json.write(caller.actor()),
                caller.address(),
                caller.requestId(),
                action,
                subjectId,
                before,
                after);
    }

    /** Goes from the latest entry back by the primary key. */
    List<AuditEntry> list(long workspaceId, AuditFilter filter, long before, int most) {
        var values = new ArrayList<@Nullable Object>(List.of(workspaceId, before));
        var conditions = new StringBuilder();
        add(conditions, values, "and action = ?", filter.action());
        add(conditions, values, "and actor ->> 'name' ilike ?", pattern(filter.who()));
        add(conditions, values, "and occurred_at >= ?", filter.from());
        add(conditions, values, "and occurred_at < ?", filter.until());
        values.add(most);
        return sql.query(workspaceId, AuditSql::read, new Sql.Statement("""
                select id, occurred_at, actor, address, request_id, action, subject_id, before, after
                from audit_entries
                where workspace_id = ?
                  and id < ?
                %sorder by id desc
                limit ?
                """.formatted(conditions), values));
    }

    private static void add(
            StringBuilder conditions, List<@Nullable Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            conditions.append("  ").append(condition).append('\n');
            values.add(value);
        }
    }

    private static @Nullable String pattern(@Nullable String part) {
        return part == null ? null : "%" + part.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private static AuditEntry read(ResultSet row) throws SQLException {
        var actor = Json.MAPPER.readTree(row.getString("actor"));
        return new AuditEntry(
                row.getLong("id"),
                Times.get(row, "occurred_at"),
                actor.path("kind").asString(""),
                actor.path("id").asLong(0),
                actor.path("name").asString(""),
                row.getString("address"),
                row.getString("request_id"),
                row.getString("action"),
                row.getObject("subject_id", Long.class),
                row.getString("before"),
                row.getString("after"));
    }
}
