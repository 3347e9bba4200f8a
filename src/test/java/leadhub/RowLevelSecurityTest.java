package leadhub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.conditions.Comparison;
import leadhub.conversations.ConversationNotes;
import leadhub.fields.FieldKind;
import leadhub.imports.mappings.ImportMappings;
import leadhub.notifications.Digests;
import leadhub.testing.Authenticator;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Visitor;
import leadhub.testing.WorkspaceTables;
import leadhub.views.PinnedPages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The second wall: what a statement that forgot its workspace clause can reach. Finds the tables by itself, so that a
 * new one is covered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowLevelSecurityTest {
    private static final String REFUSED = "42501";

    /** A cluster keeps a row where its workspace is, and says so before row-level security does. */
    private static final String NOT_MOVED = "0A000";

    private final TestServer server = TestServer.get();
    private final WorkspaceTables tables = new WorkspaceTables(server);
    private final TestWorkspace alices = filled();
    private final TestWorkspace charlies = filled();

    /** An e-mail that is on its way would change rows meanwhile. */
    @BeforeEach
    void jobs_wait() {
        server.pauseJobs();
    }

    @AfterEach
    void jobs_go_on() {
        server.resumeJobs();
    }

    /** Something in every table. */
    private TestWorkspace filled() {
        var workspace = server.newWorkspace();
        workspace.exported();
        workspace.webhook();
        workspace.form();
        workspace.intake();
        var bot = workspace
                .leadHub()
                .post("/api/v1/bots", "{\"name\": \"Website\"}")
                .text("data.id");
        workspace.leadHub().patch("/api/v1/bots/" + bot + "/flow", "{\"steps\": [{\"type\": \"end\"}]}");
        workspace.leadHub().post("/api/v1/bots/" + bot + "/flow/publish", "{}");
        workspace
                .leadHub()
                .post("/api/v1/bots/" + bot + "/knowledge", "{\"title\": \"Delivery\", \"content\": \"Two days.\"}");
        var conversation = workspace.chat(bot, "Hello");
        server.bean(ConversationNotes.class).add(workspace.caller(), conversation, "Polite.");
        workspace.sentByMessenger(conversation);
        workspace.fileOfMessage(conversation, "notes");
        var api = workspace.leadHub().with("Idempotency-Key", "once");
        var lead = api.post("/api/v1/leads", """
                {"first_name": "Sarah", "email": "sarah@example.com", "tags": ["vip"]}
                """).number("data.id");
        var deleted = workspace.leadHub().post("/api/v1/leads", "{\"first_name\": \"Bob\"}");
        workspace.leadHub().delete("/api/v1/leads/" + deleted.text("data.id"));
        var twin = workspace
                .leadHub()
                .post("/api/v1/leads", "{\"first_name\": \"Sarah\", \"email\": \"sarah@example.com\"}");
        workspace.lookForDuplicates();
        workspace.leadHub().post("/api/v1/leads/" + lead + "/merge", "{\"lead_id\": " + twin.text("data.id") + "}");
        workspace.bulkChange(workspace.user(Role.ADMIN), lead, "picked");
        workspace.automation(lead);
        workspace.imported();
        workspace.note(lead, "Called.");
        workspace.file(lead, "quote.txt");
        workspace.task(lead, "Call again");
        var panel = workspace.panel(Role.ADMIN);
        panel.get("/leads/" + lead);
        panel.get("/inbox/" + conversation);
        workspace.identityKey(bot);
        workspace.languageModel(bot);
        workspace.askedAndMailed(bot, conversation);
        panel.post("/leads/" + lead + "/notes", Map.of("body", "Called.", "kind", "call"));
        var pipeline = workspace.leadHub().get("/api/v1/leads/" + lead).text("data.pipeline_id");
        var moved = workspace
                .leadHub()
                .get("/api/v1/pipelines/" + pipeline + "/stages")
                .text("data.1.id");
        workspace.leadHub().patch("/api/v1/leads/" + lead, "{\"pipeline_stage_id\": " + moved + "}");
        var wrong = workspace.note(lead, "Wrong.").id();
        panel.post("/leads/" + lead + "/notes/" + wrong + "/delete", Map.of());
        panel.post(
                "/leads/" + lead + "/tasks",
                Map.of("title", "Write", "_once", UUID.randomUUID().toString()));
        panel.get("/settings/duplicates");
        panel.post(
                "/settings/duplicates",
                Map.of("forms", "fill", "integrations", "fill", "imports", "skip", "winner", "newest"));
        panel.post("/settings/hours", Map.of("mon1_from", "09:00", "mon1_to", "17:00"));
        panel.post("/settings/inbox", Map.of("assignment", "nobody", "returns_after", "15", "tells_after", "5"));
        panel.get("/inbox");
        api.post("/api/v1/lost-reasons", "{\"name\": \"Price\"}");
        workspace.leadHub().post("/api/v1/dashboards", "{\"name\": \"Sales\"}");
        panel.post("/settings/lost-reasons/required", Map.of("is_required", "1"));
        panel.post("/settings/replies", Map.of("name", "Hello", "content", "Hello!"));
        panel.post("/settings/notifications", Map.of("email.task_due", "daily"));
        server.bean(Digests.class).send(workspace.id());
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        "insert into demo_leads (workspace_id, lead_id, made_at) values (?, ?, now())",
                        workspace.id(),
                        lead);
        panel.post("/home/steps/dismiss", Map.of());
        workspace.leadHub().post("/api/v1/automations", """
                {"name": "Hook", "trigger": {"type": "webhook_received"}}
                """);
        workspace.view("Hot leads");
        server.bean(PinnedPages.class).pin(workspace.caller(), "/board", "Board");
        workspace.mailServer();
        Visitor.at(server.origin()).post("/c/" + bot + "/codes", "{\"email\": \"zoe@example.com\"}");
        workspace.emails(lead);
        workspace.sms(lead);
        workspace.mailbox();
        Authenticator.setUp(workspace.panel(Role.ADMIN), server.clock());
        workspace.field("Budget", FieldKind.NUMBER);
        workspace.leadHub().post("/api/v1/email-templates", """
                {"name": "Welcome", "subject": "Hello", "body": "Hello"}
                """);
        workspace.rule("country", Comparison.EQUALS, "Chile", 10);
        server.bean(ImportMappings.class).remember(workspace.caller(), List.of("E-Mail"), Map.of("E-Mail", "email"));
        api.post("/api/v1/users", """
                {"name": "Bob", "email": "bob@example.com"}
                """);
        return workspace;
    }

    @Test
    void every_table_of_a_workspace_has_row_level_security() throws SQLException {
        try (var owner = server.database().owner().connect()) {
            for (var table : tables.all()) {
                assertThat(ask(owner, """
                        select relrowsecurity and relforcerowsecurity
                        from pg_class
                        where oid = '%s'::regclass
                        """.formatted(table)))
                        .as("%s: call protect_workspace_table in its migration", table)
                        .isEqualTo("t");
                assertThat(ask(owner, """
                        select string_agg(polcmd::text || pg_get_expr(polqual, polrelid) || coalesce(pg_get_expr(polwithcheck, polrelid), ''), ' ')
                        from pg_policy
                        where polrelid = '%s'::regclass
                          and polroles = '{0}'
                        """.formatted(table)))
                        .as("%s: the one policy for everybody", table)
                        .matches("\\*\\(workspace_id = .*leadhub\\.workspace.*\\)");
                assertThat(ask(owner, """
                        select count(*)
                        from pg_policy p
                        where polrelid = '%s'::regclass
                          and exists (select from unnest(polroles) r where pg_has_role('%s', r, 'usage'))
                        """.formatted(table, role())))
                        .as("%s: policies for the application's role alone", table)
                        .isEqualTo("0");
            }
        }
    }

    @Test
    void a_statement_without_a_workspace_clause_reads_one_workspace() throws SQLException {
        for (var table : tables.all()) {
            try (var application = in(alices)) {
                assertThat(ask(application, "select array_agg(distinct workspace_id) from " + table))
                        .as("%s: fill it in this test too", table)
                        .isEqualTo("{" + alices.id() + "}");
            }
        }
    }

    @Test
    void an_update_without_a_workspace_clause_changes_one_workspace() throws SQLException {
        for (var table : tables.all()) {
            if (table.equals("audit_entries")) {
                continue;
            }
            try (var application = in(alices)) {
                assertThat(update(application, "update " + table + " set workspace_id = workspace_id"))
                        .as(table)
                        .isEqualTo(count(application, table));
            }
        }
    }

    @Test
    void a_delete_without_a_workspace_clause_deletes_one_workspace() throws SQLException {
        try (var application = in(alices)) {
            var others = new LinkedHashMap<String, Integer>();
            be(application, charlies);
            for (var table : tables.all()) {
                others.put(table, count(application, table));
            }
            be(application, alices);
            var left = new ArrayList<>(tables.all());
            left.remove("audit_entries");
            // Foreign keys want an order; what can't go yet goes in the next round.
            for (var round = 0; round < 10 && !left.isEmpty(); round++) {
                for (var table : List.copyOf(left)) {
                    if (deleteAll(application, table)) {
                        left.remove(table);
                    }
                }
            }
            assertThat(left).isEmpty();
            be(application, charlies);
            for (var table : tables.all()) {
                assertThat(count(application, table)).as(table).isEqualTo(others.get(table));
            }
        }
    }

    @Test
    void without_a_workspace_there_are_no_rows() throws SQLException {
        try (var application = server.database().application().connect()) {
            for (var setting : List.of("", "select set_config('leadhub.workspace', '', false)")) {
                if (!setting.isEmpty()) {
                    ask(application, setting);
                }
                for (var table : tables.all()) {
                    assertThat(count(application, table)).as(table).isZero();
                    if (!table.equals("audit_entries")) {
                        assertThat(update(application, "update " + table + " set workspace_id = workspace_id"))
                                .as(table)
                                .isZero();
                        assertThat(update(application, "delete from " + table))
                                .as(table)
                                .isZero();
                    }
                }
            }
        }
    }

    @Test
    void a_row_of_another_workspace_can_be_neither_added_nor_given_away() throws SQLException {
        var moved = server.isCluster() ? NOT_MOVED : REFUSED;
        for (var table : tables.all()) {
            var columns = tables.columns(table);
            var others = String.join(
                    ", ",
                    columns.stream()
                            .filter(column -> !column.equals("workspace_id"))
                            .toList());
            // A cluster would COPY what it needn't compare with rows there, which row-level security doesn't allow.
            var insert =
                    "insert into %1$s (workspace_id, %2$s) select %3$d, %2$s from %1$s limit 1 on conflict do nothing"
                            .formatted(table, others, charlies.id());
            try (var application = in(alices)) {
                refuses(application, insert);
            }
            try (var application = in(alices)) {
                refuses(application, "update " + table + " set workspace_id = " + charlies.id(), moved);
            }
        }
    }

    @Test
    void the_application_owns_nothing_and_may_little() throws SQLException {
        try (var owner = server.database().owner().connect()) {
            assertThat(ask(owner, """
                    select rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication
                    from pg_roles
                    where rolname = '%s'
                    """.formatted(role()))).isEqualTo("f");
            assertThat(ask(owner, """
                    select count(*)
                    from pg_shdepend
                    where refclassid = 'pg_authid'::regclass
                      and refobjid = '%s'::regrole
                      and deptype = 'o'
                    """.formatted(role()))).isEqualTo("0");
            assertThat(ask(owner, """
                    select count(*)
                    from pg_auth_members
                    where member = '%s'::regrole
                    """.formatted(role()))).isEqualTo("0");
        }
        try (var application = in(alices)) {
            for (var statement : List.of(
                    "create table mine (id bigint)",
                    "create schema mine",
                    "truncate leads",
                    "alter table leads disable row level security",
                    "drop policy own_workspace on leads",
                    "create policy everything on leads using (true)",
                    "set session authorization " + server.database().owner().user(),
                    "set role " + server.database().owner().user(),
                    "select * from leadhub_private.application_role",
                    "select * from flyway_schema_history")) {
                refuses(application, statement);
            }
        }
    }

    @Test
    void the_audit_record_can_only_be_added_to() throws SQLException {
        try (var application = in(alices)) {
            refuses(application, "update audit_entries set action = 'nothing'");
            refuses(application, "delete from audit_entries");
            refuses(application, "truncate audit_entries");
            assertThat(update(application, """
                    insert into audit_entries (workspace_id, occurred_at, actor, action)
                    values (%d, now(), '{}', 'test')
                    """.formatted(alices.id()))).isEqualTo(1);
        }
    }

    @Test
    void searching_by_pieces_answers_for_one_workspace() throws SQLException {
        var sql = server.bean(Sql.class);
        var own = sql.query(alices.id(), row -> row.getInt(1), """
                select unnest(pieces)
                from lead_search
                where workspace_id = ?
                  and lead_id = (select min(id) from leads where workspace_id = ?)
                """, alices.id(), alices.id()).stream()
                .mapToInt(piece -> piece)
                .toArray();
        var first = sql.get(
                alices.id(), row -> row.getLong(1), "select min(id) from leads where workspace_id = ?", alices.id());
        assertThat(found(alices, alices, own)).containsExactly(first);
        assertThat(found(charlies, charlies, own)).isEmpty();
        for (var workspace : List.of(alices, charlies)) {
            assertThat(found(workspace, alices)).hasSize(workspace == alices ? 2 : 0);
            assertThat(found(workspace, charlies)).hasSize(workspace == charlies ? 2 : 0);
        }
        if (!server.isCluster()) {
            try (var application = server.database().application().connect()) {
                for (var asked : List.of("'{}', '%'", alices.id() + ", '{}', '%'")) {
                    assertThat(ask(application, "select count(*) from found_leads(" + asked + ")"))
                            .isEqualTo("0");
                }
            }
        }
    }

    /** The leads of a workspace that a transaction finds which is in that one or in another. */
    private List<Long> found(TestWorkspace transactions, TestWorkspace asked, int... pieces) {
        return server.bean(Sql.class)
                .query(
                        transactions.id(),
                        row -> row.getLong(1),
                        "select lead_id from found_leads(?, ?, ?)",
                        asked.id(),
                        pieces,
                        "%");
    }

    @Test
    void a_pooled_connection_remembers_nobody() throws Exception {
        alices.leadHub().get("/api/v1/leads");
        var remembered = new ConcurrentLinkedQueue<String>();
        var source = server.bean(DataSource.class);
        var held = new ArrayList<Connection>();
        try {
            // Half of the pool, so that the server's own work goes on.
            for (var i = 0; i < 8; i++) {
                var connection = source.getConnection();
                held.add(connection);
                remembered.add(ask(connection, "select coalesce(current_setting('leadhub.workspace', true), '')") + "");
            }
        } finally {
            for (var connection : held) {
                connection.close();
            }
        }
        assertThat(remembered).containsOnly("");
    }

    /** A connection of the application in a transaction of a workspace; closing it takes everything back. */
    private Connection in(TestWorkspace workspace) throws SQLException {
        var connection = server.database().application().connect();
        connection.setAutoCommit(false);
        be(connection, workspace);
        return connection;
    }

    private static void be(Connection connection, TestWorkspace workspace) throws SQLException {
        ask(connection, "select set_workspace('%d')".formatted(workspace.id()));
    }

    private String role() {
        return server.database().application().user();
    }

    private static int count(Connection connection, String table) throws SQLException {
        return Integer.parseInt(ask(connection, "select count(*) from " + table) + "");
    }

    /** The first column of the first row as text. */
    private static @org.jspecify.annotations.Nullable String ask(Connection connection, String query)
            throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : null;
        }
    }

    private static int update(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            return statement.executeUpdate(text);
        }
    }

    private static boolean deleteAll(Connection connection, String table) throws SQLException {
        var before = connection.setSavepoint();
        try {
            update(connection, "delete from " + table);
            return true;
        } catch (SQLException e) {
            connection.rollback(before);
            return false;
        }
    }

    private static void refuses(Connection connection, String statement) throws SQLException {
        refuses(connection, statement, REFUSED);
    }

    private static void refuses(Connection connection, String statement, String state) throws SQLException {
        var before = connection.setSavepoint();
        assertThatExceptionOfType(SQLException.class)
                .as(statement)
                .isThrownBy(() -> {
                    try (var prepared = connection.createStatement()) {
                        prepared.execute(statement);
                    }
                })
                .satisfies(e -> assertThat(e.getSQLState()).as(e.getMessage()).isEqualTo(state));
        connection.rollback(before);
    }
}
