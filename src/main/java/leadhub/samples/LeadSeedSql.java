package leadhub.samples;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import leadhub.base.database.Sql;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadIndex;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/** The statements that add leads by the ten thousand. COPY is refused behind row-level security, so it goes by a table of its own. */
@Component
class LeadSeedSql {
    /** The id, and what a lead is found by, beside its fields. */
    static final int COLUMNS = LeadFields.STORED.size() + 5;

    private final DataSource dataSource;
    private final Sql sql;

    LeadSeedSql(DataSource dataSource, Sql sql) {
        this.dataSource = dataSource;
        this.sql = sql;
    }

    List<Long> newIds(int count) {
        return sql.globalQuery(row -> row.getLong(1), "select nextval('lead_ids') from generate_series(1, ?)", count);
    }

    /** One row for {@link #insert}. */
    static void write(CopyRows rows, Lead lead, LeadIndex index) {
        rows.row().bigint(lead.id());
        LeadFields.STORED.forEach(field -> write(rows, field, lead));
        rows.text(index.emailKey())
                .text(index.searchText())
                .text(index.folded())
                .integers(index.pieces());
    }

    private static void write(CopyRows rows, LeadField<?> field, Lead lead) {
        var value = lead.get(field);
        switch (field.kind()) {
            case TEXT, KEY, CURRENCY, CUSTOM -> rows.text((String) value);
            case STATUS -> rows.text(lead.status().word());
            case ID -> rows.bigint((Long) value);
            case WHOLE -> rows.bigint(value == null ? null : ((Integer) value).longValue());
            case MONEY -> rows.bigint(cents((BigDecimal) value));
            case FLAG -> rows.bool(Boolean.TRUE.equals(value));
            case TAGS -> rows.bigints(lead.tagIds());
            case IDS ->
                rows.bigints(lead.mergedFrom().stream().mapToLong(id -> id).toArray());
            case TIME -> rows.time((Instant) Objects.requireNonNull(value));
        }
    }

    private static @Nullable Long cents(@Nullable BigDecimal value) {
        return value == null ? null : value.movePointRight(2).longValueExact();
    }

    /** Adds the rows of a transaction: the leads, what they are found by, and their tags. */
    void insert(long workspaceId, byte[] rows) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            execute(connection, """
                    create temporary table seeded_leads (
                        id bigint, %s, email_key text, search_text text, folded text, pieces integer[]
                    ) on commit drop
                    """.formatted(list(field -> field.column() + " " + copied(field))));
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy seeded_leads from stdin (format binary)", new ByteArrayInputStream(rows));
        } catch (SQLException e) {
            throw new IllegalStateException("Leads can't be copied: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
        sql.update(workspaceId, """
                insert into leads (workspace_id, id, %s, email_key, search_text, folded)
                select ?, id, %s, email_key, search_text, folded::jsonb
                from seeded_leads
                """.formatted(list(LeadField::column), list(LeadSeedSql::kept)), workspaceId);
        sql.update(workspaceId, """
                insert into lead_search (workspace_id, lead_id, created_at, search_text, pieces)
                select ?, id, created_at, search_text, pieces
                from seeded_leads
                """, workspaceId);
        sql.update(workspaceId, """
                insert into lead_tags (workspace_id, tag_id, created_at, lead_id)
                select ?, unnest(tag_ids), created_at, id
                from seeded_leads
                """, workspaceId);
    }

    private static String list(Function<LeadField<?>, String> part) {
        return LeadFields.STORED.stream().map(part).collect(Collectors.joining(", "));
    }

    /** The type that a column is copied as. */
    private static String copied(LeadField<?> field) {
        return switch (field.kind()) {
            case WHOLE, MONEY -> "bigint";
            case CUSTOM -> "text";
            case TEXT, KEY, CURRENCY, STATUS, ID, FLAG, TAGS, IDS, TIME ->
                field.kind().sqlType();
        };
    }

    /** What is copied as it is kept. */
    private static String kept(LeadField<?> field) {
        return switch (field.kind()) {
            case MONEY -> field.column() + " / 100.0";
            case CUSTOM -> field.column() + "::jsonb";
            case TEXT, KEY, CURRENCY, STATUS, ID, WHOLE, FLAG, TAGS, IDS, TIME -> field.column();
        };
    }

    /** Something that the tables' owner does outside any transaction. */
    interface Work {
        void run(Connection owner) throws SQLException;
    }

    /** 16 MB. */
    static void takeMuch(Connection owner) throws SQLException {
        execute(owner, "alter index lead_search_pieces set (gin_pending_list_limit = 16384)");
    }

    /** As the migrations say. */
    static void takeLittle(Connection owner) throws SQLException {
        execute(owner, "alter index lead_search_pieces set (gin_pending_list_limit = 256)");
    }

    /** Lets the planner know what came, and lists read indexes alone. */
    static void vacuum(Connection owner) throws SQLException {
        for (var table : List.of("leads", "lead_tags", "lead_search", "lead_events", "tags")) {
            execute(owner, "vacuum (analyze) " + table);
        }
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
