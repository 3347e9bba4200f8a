package leadhub.exports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import leadhub.api.Scope;
import leadhub.base.FormulaGuard;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.database.Sql;
import leadhub.conditions.Comparison;
import leadhub.leads.lists.LeadFilter;
import leadhub.leads.lists.LeadList;
import leadhub.leads.lists.LeadSort;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Leads as a file. */
class ExportLeadsTest {
    private static final String EXPORT = "/api/v1/leads/export";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Test
    void every_member_is_a_column_of_a_csv_file() {
        var lead = add("""
                {"first_name": "Sarah", "last_name": "O\\"Hara, Jr.", "email": "sarah@example.com", "phone": "+14155551234", "notes": "two\\nlines",
                 "deal_value": 1000.50, "custom_fields": {"budget": "10,000"}, "tags": ["hot", "a,b"], "starred": true}""");
        var answer = api.get(EXPORT);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=utf-8");
        assertThat(answer.header("Content-Disposition"))
                .matches("attachment; filename=\"leads-\\d{4}-\\d\\d-\\d\\d.csv\"");
        assertThat(answer.body()).startsWith("id,first_name,").contains("\r\n");
        var lines = lines(answer.body(), ',');
        assertThat(lines.getFirst().getFields()).isEqualTo(ExportColumns.MEMBERS);
        var cells = lines.get(1).getFields();
        var json = api.get("/api/v1/leads/" + lead).at("data");
        assertThat(cell(cells, "id")).isEqualTo(String.valueOf(lead));
        assertThat(cell(cells, "last_name")).isEqualTo("O\"Hara, Jr.");
        assertThat(cell(cells, "phone")).isEqualTo("'+14155551234");
        assertThat(cell(cells, "notes")).isEqualTo("two\nlines");
        assertThat(cell(cells, "deal_value")).isEqualTo("1000.5");
        assertThat(cell(cells, "company")).isEmpty();
        assertThat(cell(cells, "starred")).isEqualTo("true");
        assertThat(cell(cells, "status")).isEqualTo("new");
        assertThat(cell(cells, "created_at")).isEqualTo(json.at("/created_at").asString());
        assertThat(read(cell(cells, "custom_fields"))).isEqualTo(Map.of("budget", "10,000"));
        assertThat(read(cell(cells, "tags"))).isEqualTo(List.of("hot", "a,b"));
        assertThat(lines).hasSize(2);
    }

    @Test
    void json_lines_are_the_apis_leads() {
        add("{\"first_name\": \"Sarah\", \"notes\": \"=1+1\", \"tags\": [\"hot\"]}");
        add("{\"first_name\": \"Anna\"}");
        var answer = api.get(EXPORT + "?format=JSONL&sort=first_name&direction=asc");
        assertThat(answer.header("Content-Type")).isEqualTo("application/x-ndjson");
        var listed = api.get("/api/v1/leads?sort=first_name&direction=asc").at("data");
        var lines = answer.body().lines().toList();
        assertThat(lines).hasSize(2);
        for (var i = 0; i < 2; i++) {
            assertThat(lines.get(i)).isEqualTo(listed.get(i).toString());
        }
        assertThat(api.get(EXPORT + "?format=jsonl&columns=email,id&search=anna")
                        .body())
                .matches("\\{\"id\":\\d+,\"email\":null}\n");
    }

    @Test
    void filters_columns_delimiter_and_mark_are_as_asked() {
        add("{\"first_name\": \"Sarah\", \"email\": \"sarah@example.com\", \"source\": \"web\"}");
        add("{\"first_name\": \"Anna\", \"source\": \"shop\"}");
        assertThat(api.get(EXPORT + "?source=web&columns=email,%20first_name&delimiter=;&bom=1")
                        .body())
                .isEqualTo("\uFEFFemail;first_name\r\nsarah@example.com;Sarah\r\n");
        assertThat(api.get(EXPORT + "?search=anna&columns=first_name,source&delimiter=tab")
                        .body())
                .isEqualTo("first_name\tsource\r\nAnna\tshop\r\n");
        assertThat(api.get(EXPORT + "?tag=none&columns=id&delimiter=%09").body())
                .isEqualTo("id\r\n");
        assertThat(api.get(EXPORT + "?columns=stage,pipeline,owner&source=web").body())
                .isEqualTo("stage,pipeline,owner\r\nNew,Sales Pipeline,\r\n");
    }

    @Test
    void texts_that_look_like_formulas_are_guarded_reversibly_and_numbers_are_not() {
        for (var text : List.of("=1+1", "+49", "-x", "@me", "'=x", "''@", "＝x")) {
            assertThat(FormulaGuard.guarded(text)).isEqualTo("'" + text);
            assertThat(FormulaGuard.unguarded("'" + text)).isEqualTo(text);
        }
        for (var text : List.of("", "'", "a=b", "'tis", "1-2")) {
            assertThat(FormulaGuard.guarded(text)).isEqualTo(text);
            assertThat(FormulaGuard.unguarded(text)).isEqualTo(text);
        }
        workspace.rule("first_name", Comparison.EQUALS, "-7", -7);
        add("{\"first_name\": \"-7\", \"company\": \"=HYPERLINK(1)\", \"tags\": [\"=x\"]}");
        assertThat(api.get(EXPORT + "?columns=first_name,company,lead_score,tags")
                        .body())
                .endsWith("'-7,'=HYPERLINK(1),-7,\"[\"\"=x\"\"]\"\r\n");
    }

    /** What is answered in place of a file is no file: a browser would save the error under the file's name. */
    @Test
    void one_that_fails_before_its_first_byte_is_an_error_and_no_attachment() throws Exception {
        add("{\"first_name\": \"Sarah\"}");
        var panel = workspace.panel(Role.ADMIN);
        panel.get("/leads");
        server.pauseJobs();
        try (var owner = server.database().owner().connect();
                var statement = owner.createStatement()) {
            var role = server.database().application().user();
            statement.execute("revoke select on leads from " + role);
            try {
                var answer = api.get(EXPORT);
                assertThat(answer.status()).isEqualTo(500);
                assertThat(answer.header("Content-Disposition")).isEmpty();
                assertThat(answer.header("Content-Type")).startsWith("application/json");
                var page = panel.get("/leads/export/file");
                assertThat(page.status()).isEqualTo(500);
                assertThat(page.header("Content-Disposition")).isEmpty();
            } finally {
                statement.execute("grant select on leads to " + role);
            }
        } finally {
            server.resumeJobs();
        }
        assertThat(api.get(EXPORT).header("Content-Disposition")).startsWith("attachment");
    }

    @Test
    void what_cannot_be_right_is_refused() {
        for (var query : List.of(
                "columns=id,nonsense",
                "columns=",
                "format=xlsx",
                "delimiter=ab",
                "delimiter=%22",
                "delimiter=%0A",
                "bom=x",
                "sort=x",
                "source[]=x")) {
            var answer = api.get(EXPORT + "?" + query);
            var isFine = query.equals("columns=");
            assertThat(answer.status()).as(query).isEqualTo(isFine ? 200 : 422);
        }
        assertThat(workspace.leadHub(Set.of(Scope.WRITE_LEADS)).get(EXPORT).status())
                .isEqualTo(403);
        assertThat(workspace.lymbe().get(EXPORT).status()).isEqualTo(404);
    }

    @Test
    void large_leads_are_exported_in_portions_each_once_and_in_order() {
        for (var i = 0; i < 12; i++) {
            add("{\"first_name\": \"Lead %02d\", \"notes\": \"%s\"}".formatted(i, "long ".repeat(13_000)));
        }
        for (var i = 12; i < 30; i++) {
            add("{\"first_name\": \"Lead %02d\"}".formatted(i));
        }
        for (var sort : List.of("created_at", "first_name", "email", "lead_score")) {
            var query = "?sort=%s&direction=asc&columns=id,notes".formatted(sort);
            var ids = lines(api.get(EXPORT + query).body(), ',').stream()
                    .skip(1)
                    .map(line -> Long.parseLong(line.getField(0)))
                    .toList();
            var listed = api.get("/api/v1/leads?fields=id&per_page=100&sort=%s&direction=asc".formatted(sort));
            assertThat(ids)
                    .isEqualTo(listed.at("data")
                            .valueStream()
                            .map(one -> one.at("/id").asLong())
                            .toList());
        }
    }

    @Test
    void changes_meanwhile_are_not_in_the_file() throws IOException {
        var notes = "long ".repeat(13_000);
        var ids = new ArrayList<Long>();
        for (var i = 0; i < 30; i++) {
            ids.add(add("{\"first_name\": \"Lead %d\", \"notes\": \"%s\"}".formatted(i, notes)));
        }
        var body = server.bean(LeadExports.class).export(workspace.caller(), all(List.of("first_name", "notes")));
        var out = new ByteArrayOutputStream() {
            @Override
            public void write(byte[] bytes, int from, int length) {
                if (size() == 0) {
                    api.delete("/api/v1/leads/" + ids.getLast());
                    api.patch("/api/v1/leads/" + ids.get(28), "{\"first_name\": \"Renamed\"}");
                    add("{\"first_name\": \"Added\"}");
                }
                super.write(bytes, from, length);
            }
        };
        body.write(out);
        var lines = lines(out.toString(StandardCharsets.UTF_8), ',');
        assertThat(lines.stream().skip(1).map(line -> line.getField(0)))
                .isEqualTo(IntStream.range(0, 30).mapToObj(i -> "Lead " + i).toList());
    }

    @Test
    void a_place_comes_back_though_nothing_was_sent() throws Exception {
        var export = server.bean(LeadExports.class).export(workspace.caller(), all(List.of("first_name")));
        for (var i = 0; i < 5; i++) {
            export.begin().close();
        }
        assertThat(api.get(EXPORT).status()).isEqualTo(200);
    }

    @Test
    void a_client_that_reads_too_slowly_is_cut_off_and_a_slow_database_is_not_its_fault() throws IOException {
        var seconds = new AtomicLong();
        var slow = new OutputStream() {
            private int takes = 1;

            @Override
            public void write(int one) {}

            @Override
            public void write(byte[] bytes, int from, int length) {
                seconds.addAndGet(takes);
            }
        };
        var paced = new PacedStream(slow, () -> seconds.get() * 1_000_000_000L);
        var portion = new byte[PacedStream.BYTES_A_SECOND];
        for (var i = 0; i < 100; i++) {
            paced.write(portion);
            seconds.addAndGet(60);
        }
        slow.takes = 11;
        paced.write(portion);
        paced.write(portion);
        paced.write(portion);
        assertThatThrownBy(() -> paced.write(portion))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("128 KiB");
    }

    @Test
    void an_agent_exports_what_the_agent_sees_and_everybody_is_audited() throws IOException {
        var other = api.post("/api/v1/users", "{\"name\":\"Ann\",\"email\":\"ann@example.com\"}")
                .number("data.id");
        add("{\"first_name\": \"Anybody's\"}");
        add("{\"first_name\": \"Ann's\", \"assigned_user_id\": %d}".formatted(other));
        var out = new ByteArrayOutputStream();
        server.bean(LeadExports.class)
                .export(workspace.caller(workspace.user(Role.AGENT)), all(List.of("first_name")))
                .write(out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("first_name\r\nAnybody's\r\n");
        api.get(EXPORT + "?source=api");
        var audited = server.bean(Sql.class)
                .query(
                        workspace.id(),
                        row -> row.getString("after"),
                        "select after from audit_entries where workspace_id = ? and action = 'leads.exported' order by id",
                        workspace.id());
        assertThat(audited).hasSize(2);
        assertThat(audited.get(1)).contains("source=api");
    }

    @Test
    void people_export_what_the_table_shows() {
        add("{\"first_name\": \"Sarah\", \"source\": \"web\", \"company\": \"=cmd\"}");
        add("{\"first_name\": \"Anna\", \"source\": \"shop\"}");
        var panel = workspace.panel(Role.READ_ONLY);
        assertThat(panel.get("/leads?search=sarah").body()).contains("href=\"/leads/export?search=sarah\"");
        var form = panel.get("/leads/export?search=sarah&sort=first_name");
        assertThat(form.body()).contains("1 lead.", "name=\"search\" value=\"sarah\"", "name=\"column.email\"");
        var file = panel.get(
                "/leads/export/file?search=sarah&format=csv&delimiter=;&column.company=1&column.first_name=1");
        assertThat(file.body()).isEqualTo("\uFEFFfirst_name;company\r\nSarah;'=cmd\r\n");
        assertThat(file.header("Content-Disposition")).startsWith("attachment; filename=\"leads-");
        assertThat(panel.get("/leads/export/file?search=anna&format=jsonl&column.first_name=1&column.owner=1")
                        .body())
                .isEqualTo("{\"first_name\":\"Anna\",\"owner\":null}\n");
        assertThat(panel.get("/leads/export?stage_id=99999999").body()).contains("alert-danger");
    }

    private static LeadExport all(List<String> columns) {
        var list = new LeadList(LeadFilter.ALL, LeadSort.CREATED_AT, LeadSort.Direction.ASC, new Slice(0, 1));
        return new LeadExport(ExportFormat.CSV, columns, false, ',', list, "");
    }

    private long add(String body) {
        var answer = api.post("/api/v1/leads", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.number("data.id");
    }

    private static String cell(List<String> cells, String column) {
        return cells.get(ExportColumns.MEMBERS.indexOf(column));
    }

    private static Object read(String json) {
        return JsonMapper.shared().readValue(json, Object.class);
    }

    private static List<CsvRecord> lines(String csv, char delimiter) {
        try (var reader = CsvReader.builder().fieldSeparator(delimiter).ofCsvRecord(csv)) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
