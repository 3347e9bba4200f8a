package leadhub.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Caller;
import leadhub.base.Json;
import leadhub.base.Times;
import leadhub.base.database.NamedValues;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Every statement on the audit log, which the application may only append to and read. */
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
        sql.defer(
                caller.workspaceId(),
                """
                insert into audit_entries (workspace_id, occurred_at, actor, address, request_id, action, subject_id, before, after)
                values (:workspace_id, :occurred_at, :actor::jsonb, :address, :request_id, :action, :subject_id, :before::jsonb, :after::jsonb)
                """,
                NamedValues.of("workspace_id", caller.workspaceId())
                        .and("occurred_at", now)
                        .and("actor", Json.write(caller.actor()))
                        .and("address", caller.address())
                        .and("request_id", caller.requestId())
                        .and("action", action)
                        .and("subject_id", subjectId)
                        .and("before", before)
                        .and("after", after));
    }

    void insertAll(Caller caller, Instant now, String action, List<Audit.NewEntry> entries) {
        var before = new ArrayList<@Nullable String>();
        var after = new ArrayList<@Nullable String>();
        entries.forEach(entry -> {
            before.add(entry.before());
            after.add(entry.after());
        });
        sql.query(
                caller.workspaceId(),
                row -> row.getLong("id"),
                """
                insert into audit_entries
                    (workspace_id, occurred_at, actor, address, request_id, action, subject_id, before, after)
                select :workspace_id, :now, :actor::jsonb, :address, :request_id, :action, subject_id, before::jsonb, after::jsonb
                from unnest(:subject_ids::bigint[], :befores::text[], :afters::text[]) with ordinality as e (subject_id, before, after, place)
                order by place
                returning id
                """,
                NamedValues.of("workspace_id", caller.workspaceId())
                        .and("now", now)
                        .and("actor", Json.write(caller.actor()))
                        .and("address", caller.address())
                        .and("request_id", caller.requestId())
                        .and("action", action)
                        .and(
                                "subject_ids",
                                entries.stream()
                                        .mapToLong(Audit.NewEntry::subjectId)
                                        .toArray())
                        .and("befores", before.toArray(String[]::new))
                        .and("afters", after.toArray(String[]::new)));
    }

    /** Entries as a page shows them: of before and after what differs, and of that the beginning. */
    List<AuditEntry> list(long workspaceId, AuditFilter filter, long before, int most) {
        var values = new ArrayList<@Nullable Object>();
        return sql.query(
                workspaceId,
                AuditSql::read,
                new Sql.Statement(
                        """
                        select id, occurred_at, actor, address, request_id, action, subject_id,
                               %s as before, %s as after
                        from (
                            %s
                        ) e
                        order by id desc
                        """.formatted(
                                        differing("before", "after"),
                                        differing("after", "before"),
                                        latest(
                                                "case when jsonb_typeof(%1$s) = 'object' then %1$s || '{}' end",
                                                workspaceId, filter, before, most, values)),
                        values));
    }

    /** Whole entries, as many as stay within a number of bytes, one at the least. */
    List<AuditEntry> listWhole(long workspaceId, AuditFilter filter, long before, int most, long mostBytes) {
        var values = new ArrayList<@Nullable Object>();
        var text = """
                select *
                from (
                    select e.*, row_number() over latest as place,
                           sum(coalesce(octet_length(before::text), 0) + coalesce(octet_length(after::text), 0))
                               over latest as bytes
                    from (
                        %s
                    ) e
                    window latest as (order by id desc rows unbounded preceding)
                ) e
                where bytes <= ?
                   or place = 1
                order by id desc
                """.formatted(latest("%1$s", workspaceId, filter, before, most, values));
        values.add(mostBytes);
        return sql.query(workspaceId, AuditSql::read, new Sql.Statement(text, values));
    }

    /** Goes from the latest entry back by the primary key. */
    private static String latest(
            String asRead, long workspaceId, AuditFilter filter, long before, int most, List<@Nullable Object> values) {
        values.addAll(List.of(workspaceId, before));
        var conditions = new StringBuilder();
        add(conditions, values, "and action = ?", filter.action());
        add(conditions, values, "and actor ->> 'name' ilike ?", pattern(filter.who()));
        add(conditions, values, "and occurred_at >= ?", filter.from());
        add(conditions, values, "and occurred_at < ?", filter.until());
        values.add(most);
        return """
                select id, occurred_at, actor, address, request_id, action, subject_id,
                       %1$s as before, %2$s as after
                from audit_entries
                where workspace_id = ?
                  and id < ?
                %3$sorder by id desc
                limit ?""".formatted(asRead.formatted("before"), asRead.formatted("after"), conditions);
    }

    private static String differing(String side, String other) {
        return """
                (select jsonb_object_agg(f.key, case when octet_length(f.value::text) <= 1200 then f.value
                                                else to_jsonb(left(f.value #>> '{}', 301)) end)
                 from jsonb_each(%1$s) as f (key, value)
                 where f.value is distinct from %2$s -> f.key)""".formatted(side, other);
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
