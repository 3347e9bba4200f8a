package leadhub.samples;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import leadhub.base.Sql;
import leadhub.leads.Lead;
import leadhub.leads.LeadIndex;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Component;

/** The statements that add leads by the ten thousand. COPY is refused behind row-level security, so it goes by a table of its own. */
@Component
class LeadSeedSql {
    static final int COLUMNS = 30;

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
        rows.row()
                .bigint(lead.id())
                .text(lead.firstName())
                .text(lead.lastName())
                .text(lead.email())
                .text(index.emailKey())
                .text(lead.phone())
                .text(lead.phoneE164())
                .text(lead.company())
                .text(lead.jobTitle())
                .text(lead.linkedinUrl())
                .text(lead.country())
                .text(lead.industry())
                .text(lead.companySize())
                .text(lead.source())
                .text(lead.status().word())
                .bigint(lead.pipelineId())
                .bigint(lead.stageId())
                .bigint(lead.assignedUserId())
                .bigint(cents(lead.dealValue()))
                .bool(lead.starred())
                .text(lead.notes())
                .text(lead.customFields())
                .bigints(lead.tagIds())
                .text(lead.botId())
                .text(lead.conversationId())
                .text(index.searchText())
                .text(index.folded())
                .integers(index.pieces())
                .time(lead.createdAt())
                .time(lead.updatedAt());
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
                        id bigint, first_name text, last_name text, email text, email_key text, phone text,
                        phone_e164 text, company text, job_title text, linkedin_url text, country text, industry text,
                        company_size text, source text, status text, pipeline_id bigint, stage_id bigint,
                        assigned_user_id bigint, deal_cents bigint, starred boolean, notes text, custom_fields text,
                        tag_ids bigint[], bot_id text, conversation_id text, search_text text, folded text,
                        pieces integer[],
                        created_at timestamptz, updated_at timestamptz
                    ) on commit drop
                    """);
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
                insert into leads
                    (workspace_id, id, first_name, last_name, email, email_key, phone, phone_e164, company, job_title,
                     linkedin_url, country, industry, company_size, source, status, pipeline_id, stage_id,
                     assigned_user_id, deal_value, starred, notes, custom_fields, tag_ids, bot_id, conversation_id,
                     search_text, folded, created_at, updated_at)
                select ?, id, first_name, last_name, email, email_key, phone, phone_e164, company, job_title,
                       linkedin_url, country, industry, company_size, source, status, pipeline_id, stage_id,
                       assigned_user_id, deal_cents / 100.0, starred, notes, custom_fields::jsonb, tag_ids, bot_id,
                       conversation_id, search_text, folded::jsonb, created_at, updated_at
                from seeded_leads
                """, workspaceId);
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
