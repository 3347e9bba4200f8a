package leadhub.leads;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import leadhub.base.database.CopyRows;
import leadhub.base.database.Sql;
import leadhub.leads.record.Lead;
import leadhub.leads.record.LeadField;
import leadhub.leads.record.LeadField.Use;
import leadhub.leads.record.LeadFields;
import leadhub.leads.record.LeadIndex;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.SQLExceptionTranslator;
import org.springframework.jdbc.support.SQLStateSQLExceptionTranslator;
import org.springframework.stereotype.Component;

/**
 * The statements that write many whole leads at once, with what they are found by. COPY is refused behind row-level
 * security, so the rows go by a table of the transaction's own.
 */
@Component
class LeadCopySql {
    /** The id, the ids of the tags it had, and what a lead is found by, beside its fields. */
    private static final int COLUMNS = LeadFields.STORED.size() + 7;

    private static final List<LeadField<?>> CHANGED =
            LeadFields.STORED.stream().filter(field -> !field.is(Use.FIXED)).toList();

    private final DataSource dataSource;
    private final Sql sql;
    private final SQLExceptionTranslator translator = new SQLStateSQLExceptionTranslator();

    LeadCopySql(DataSource dataSource, Sql sql) {
        this.dataSource = dataSource;
        this.sql = sql;
    }

    /** As many ids of leads to come, in their order. */
    List<Long> newIds(int count) {
        return sql.globalQuery(row -> row.getLong(1), "select nextval('lead_ids') from generate_series(1, ?)", count);
    }

    /** Rows to be filled by {@link #write}. */
    static CopyRows rows() {
        return new CopyRows(COLUMNS);
    }

    /** One row of a lead to be added. */
    static void write(CopyRows rows, Lead lead, LeadIndex index) {
        write(rows, lead, new long[0], index);
    }

    /** One row. @param hadTagIds the tags that the lead wore before */
    static void write(CopyRows rows, Lead lead, long[] hadTagIds, LeadIndex index) {
        rows.row().bigint(lead.id()).bigints(hadTagIds);
        LeadFields.STORED.forEach(field -> write(rows, field, lead));
        rows.text(index.emailKey())
                .text(index.searchText())
                .text(index.folded())
                .text(index.companyKey())
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
            case TIME -> rows.time((Instant) value);
            case DAY -> rows.day((LocalDate) value);
        }
    }

    private static @Nullable Long cents(@Nullable BigDecimal value) {
        return value == null
                ? null
                : value.setScale(2, RoundingMode.HALF_UP).unscaledValue().longValueExact();
    }

    /** Adds the rows' leads, what they are found by, and their tags. */
    void insert(long workspaceId, byte[] rows) {
        copy(rows);
        checked(() -> insert(workspaceId, """
                insert into leads (workspace_id, id, %s, email_key, search_text, folded, company_key)
                select ?, id, %s, email_key, search_text, folded::jsonb, company_key
                from copied_leads
                """.formatted(
                        list(LeadFields.STORED, LeadField::column), list(LeadFields.STORED, LeadCopySql::kept))));
        insert(workspaceId, """
                insert into lead_search (workspace_id, lead_id, created_at, search_text, pieces)
                select ?, id, created_at, search_text, pieces
                from copied_leads
                """);
        insert(workspaceId, """
                insert into lead_tags (workspace_id, tag_id, created_at, lead_id)
                select ?, unnest(tag_ids), created_at, id
                from copied_leads
                """);
    }

    /** Says what it has written, for a cluster would COPY it otherwise; nobody reads so much. */
    private void insert(long workspaceId, String text) {
        sql.update(workspaceId, """
                with written as (
                %s
                returning 1
                )
                select count(*)
                from written
                """.formatted(text.strip()), workspaceId);
    }

    /** One lead may get what another one has, whichever of them is written first: nobody has it in between. */
    void giveUpExternalIds(long workspaceId, long[] ids) {
        if (ids.length > 0) {
            sql.update(workspaceId, """
                    update leads
                    set external_id = null
                    where workspace_id = ?
                      and id = any (?)
                    """, workspaceId, ids);
        }
    }

    /** Writes all that can change of the rows' leads, which are held. */
    void update(long workspaceId, byte[] rows) {
        copy(rows);
        checked(() -> sql.update(
                workspaceId,
                """
                update leads l
                set %s, email_key = c.email_key, search_text = c.search_text, folded = c.folded::jsonb,
                    company_key = c.company_key
                from copied_leads c
                where l.workspace_id = ?
                  and l.id = c.id
                """.formatted(list(CHANGED, field -> field.column() + " = " + kept(field, "c."))),
                workspaceId));
        sql.update(workspaceId, """
                update lead_search s
                set search_text = c.search_text, pieces = c.pieces
                from copied_leads c
                where s.workspace_id = ?
                  and s.lead_id = c.id
                  and s.search_text <> c.search_text
                """, workspaceId);
        sql.update(workspaceId, """
                delete from lead_tags worn
                using (select id, created_at, tag_ids, unnest(had_tag_ids) as tag_id from copied_leads) had
                where worn.workspace_id = ?
                  and worn.tag_id = had.tag_id
                  and worn.created_at = had.created_at
                  and worn.lead_id = had.id
                  and had.tag_id <> all (had.tag_ids)
                """, workspaceId);
        sql.update(workspaceId, """
                insert into lead_tags (workspace_id, tag_id, created_at, lead_id)
                select ?, has.tag_id, has.created_at, has.id
                from (select id, created_at, had_tag_ids, unnest(tag_ids) as tag_id from copied_leads) has
                where has.tag_id <> all (has.had_tag_ids)
                on conflict do nothing
                """, workspaceId);
    }

    /** The stage may go between the look at it and the write; the foreign key is who knows. */
    private static void checked(Runnable statement) {
        try {
            statement.run();
        } catch (DataIntegrityViolationException e) {
            throw Sql.isForeignKeyViolation(e) ? LeadPlaces.gone() : e;
        }
    }

    private void copy(byte[] rows) {
        var connection = DataSourceUtils.getConnection(dataSource);
        try {
            execute(connection, "drop table if exists pg_temp.copied_leads");
            execute(connection, """
                    create temporary table copied_leads (
                        id bigint, had_tag_ids bigint[], %s, email_key text, search_text text, folded text,
                        company_key text, pieces integer[]
                    ) on commit drop
                    """.formatted(list(LeadFields.STORED, field -> field.column() + " " + copied(field))));
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy copied_leads from stdin (format binary)", new ByteArrayInputStream(rows));
        } catch (SQLException e) {
            var translated = translator.translate("copy leads", null, e);
            throw translated == null ? new IllegalStateException(e) : translated;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static String list(List<LeadField<?>> fields, Function<LeadField<?>, String> part) {
        return fields.stream().map(part).collect(Collectors.joining(", "));
    }

    /** The type that a column is copied as. */
    private static String copied(LeadField<?> field) {
        return switch (field.kind()) {
            case WHOLE, MONEY -> "bigint";
            case CUSTOM -> "text";
            case TEXT, KEY, CURRENCY, STATUS, ID, FLAG, TAGS, IDS, TIME, DAY ->
                field.kind().sqlType();
        };
    }

    private static String kept(LeadField<?> field) {
        return kept(field, "");
    }

    /** What is copied as it is kept. */
    private static String kept(LeadField<?> field, String table) {
        return switch (field.kind()) {
            case MONEY -> table + field.column() + " / 100.0";
            case CUSTOM -> table + field.column() + "::jsonb";
            case TEXT, KEY, CURRENCY, STATUS, ID, WHOLE, FLAG, TAGS, IDS, TIME, DAY -> table + field.column();
        };
    }

    private static void execute(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
