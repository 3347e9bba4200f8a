package leadhub.intake;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import leadhub.base.Json;
import leadhub.base.Page;
import leadhub.base.Slice;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The statements that read the ledger. */
@Component
class IntakeListSql {
    static final String COLUMNS = """
            id, source, source_id, external_id, status, reason, lead_id, is_new_lead, received_at, processed_at, attempts,
            content_type, size, is_test, first_lead_id""";

    static final String WHOLE = COLUMNS + ", headers, body, record_id";

    private static final String[] REPLAYABLE = {"failed", "ignored", "duplicate"};

    /** Only where somebody asks for it. */
    private static final String[] SPAM = {"spam"};

    private final Sql sql;

    IntakeListSql(Sql sql) {
        this.sql = sql;
    }

    /** The newest first. */
    Page<IntakeEntry> list(long workspaceId, IntakeFilter filter, Slice slice) {
        var where = where(workspaceId, filter);
        var values = new ArrayList<@Nullable Object>(where.values());
        values.add(slice.limit());
        values.add(slice.offset());
        var answer = sql.both(
                workspaceId,
                row -> row.getLong(1),
                new Sql.Statement("select count(*) from intake " + where.text(), where.values()),
                IntakeListSql::read,
                new Sql.Statement("""
                        select %s
                        from intake
                        %s
                        order by id desc
                        limit ? offset ?
                        """.formatted(COLUMNS, where.text()), values));
        return new Page<>(answer.second(), answer.first());
    }

    /** The next ones that may be worked on again, by id. */
    List<Long> replayable(long workspaceId, IntakeFilter filter, long afterId, long lastId, int most) {
        var where = where(workspaceId, filter);
        var values = new ArrayList<@Nullable Object>(where.values());
        values.add(filter.status() == IntakeStatus.SPAM ? SPAM : REPLAYABLE);
        values.add(afterId);
        values.add(lastId);
        values.add(most);
        return sql.query(workspaceId, row -> row.getLong("id"), new Sql.Statement("""
                        select id
                        from intake
                        %s
                          and status = any (?)
                          and id > ?
                          and id <= ?
                        order by id
                        limit ?
                        """.formatted(where.text()), values));
    }

    Optional<IntakeEntry.Whole> find(long workspaceId, long id) {
        return sql.find(workspaceId, IntakeListSql::whole, """
                select %s
                from intake
                where workspace_id = ?
                  and id = ?
                """.formatted(WHOLE), workspaceId, id);
    }

    private static Sql.Statement where(long workspaceId, IntakeFilter filter) {
        var text = new StringBuilder("where workspace_id = ?");
        var values = new ArrayList<@Nullable Object>();
        values.add(workspaceId);
        var sources = filter.sources().stream().map(IntakeSource::word).toArray(String[]::new);
        if (sources.length == 1) {
            add(text, values, "source = ?", sources[0]);
        } else if (sources.length > 1) {
            add(text, values, "source = any (?)", sources);
        }
        add(text, values, "source_id = ?", filter.sourceId());
        add(
                text,
                values,
                "status = ?",
                filter.status() == null ? null : filter.status().word());
        add(text, values, "received_at >= ?", filter.from());
        add(text, values, "received_at <= ?", filter.to());
        if (filter.leadId() != null) {
            text.append("\n  and (lead_id = ? or first_lead_id = ?)");
            values.add(filter.leadId());
            values.add(filter.leadId());
        }
        return new Sql.Statement(text.toString(), values);
    }

    private static void add(
            StringBuilder text, List<@Nullable Object> values, String condition, @Nullable Object value) {
        if (value != null) {
            text.append("\n  and ").append(condition);
            values.add(value);
        }
    }

    static IntakeEntry.Whole whole(ResultSet row) throws SQLException {
        return new IntakeEntry.Whole(
                read(row), headers(row.getString("headers")), row.getBytes("body"), row.getLong("record_id"));
    }

    private static Map<String, String> headers(String json) {
        var headers = new LinkedHashMap<String, String>();
        Json.MAPPER
                .readTree(json)
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        return headers;
    }

    static IntakeEntry read(ResultSet row) throws SQLException {
        var sourceId = row.getLong("source_id");
        var leadId = row.getObject("lead_id", Long.class);
        var status = IntakeStatus.of(row.getString("status")).orElseThrow();
        return new IntakeEntry(
                row.getLong("id"),
                IntakeSource.of(row.getString("source")).orElseThrow(),
                sourceId == 0 ? null : (Long) sourceId,
                row.getString("external_id"),
                new IntakeOutcome(
                        status, leadId, row.getBoolean("is_new_lead"), IntakeReason.read(row.getString("reason"))),
                Times.get(row, "received_at"),
                Times.find(row, "processed_at"),
                row.getInt("attempts"),
                row.getString("content_type"),
                row.getInt("size"),
                row.getBoolean("is_test"),
                row.getObject("first_lead_id", Long.class));
    }
}
