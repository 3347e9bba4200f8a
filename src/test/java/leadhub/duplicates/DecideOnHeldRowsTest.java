package leadhub.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.api.Scope;
import leadhub.base.Role;
import leadhub.imports.ImportCleaner;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** Rows that an import holds, since their people are leads, wait for somebody to decide. */
class DecideOnHeldRowsTest {
    private static final String LEADS = "/api/v1/leads";
    private static final String DUPLICATES = "/api/v1/duplicates";
    private static final String ROWS = DUPLICATES + "?kind=rows";
    private static final String FILE = """
            Email,First name,Company,Job title,Tags,Owner
            sarah@example.com,Sally,Zorn,CEO,fair,
            ben@example.com,Ben,,,,
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final long sarah = made("Sarah", "sarah@example.com", "Acme");

    private long made(String first, String email, String company) {
        return api.post(LEADS, """
                        {"first_name": "%s", "email": "%s", "company": "%s"}
                        """.formatted(first, email, company)).number("data.id");
    }

    private long held(String file) {
        var body = """
                --x
                Content-Disposition: form-data; name="options"

                {"duplicates": "review", "tags": ["imported"]}
                --x
                Content-Disposition: form-data; name="file"; filename="leads.csv"

                """.replace("\n", "\r\n") + file + "\r\n--x--\r\n";
        var made = api.with("Content-Type", "multipart/form-data; boundary=x")
                .sendBytes("POST", "/api/v1/imports", body.getBytes(StandardCharsets.UTF_8));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var id = made.number("data.id");
        assertThat(act(id, "start").status()).isEqualTo(202);
        whenIs(id, "completed");
        return id;
    }

    private ApiAnswer act(long id, String action) {
        return api.post("/api/v1/imports/" + id + "/" + action, "{}");
    }

    private ApiAnswer whenIs(long id, String status) {
        var path = "/api/v1/imports/" + id;
        Await.until(() -> api.get(path).text("data.status").equals(status));
        return api.get(path);
    }

    private ApiAnswer list() {
        return api.get(ROWS);
    }

    private ApiAnswer resolve(long row, String action) {
        return api.post(DUPLICATES + "/" + row + "/resolve", "{\"action\": \"%s\"}".formatted(action));
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        api.get(LEADS + "?per_page=100")
                .at("data")
                .forEach(lead -> names.add(lead.path("first_name").asString("")));
        return names.stream().sorted().toList();
    }

    @Test
    void a_row_waits_beside_the_lead_that_it_matches() {
        var imported = held(FILE);
        var found = list();
        assertThat(found.number("meta.total")).isEqualTo(1);
        assertThat(found.at("data.0.leads").size()).isEqualTo(1);
        assertThat(found.number("data.0.leads.0.id")).isEqualTo(sarah);
        assertThat(found.at("data.0.reasons").toString())
                .isEqualTo("[{\"kind\":\"email\",\"value\":\"sarah@example.com\"}]");
        assertThat(found.number("data.0.row.import_id")).isEqualTo(imported);
        assertThat(found.text("data.0.row.file_name")).isEqualTo("leads.csv");
        assertThat(found.number("data.0.row.line")).isEqualTo(2);
        assertThat(found.text("data.0.row.values.company")).isEqualTo("Zorn");
        assertThat(found.at("data.0.row.values.tags").toString()).isEqualTo("[\"fair\"]");
        assertThat(found.at("data.0.row.values").has("starred")).isFalse();
    }

    @Test
    void pairs_are_listed_as_ever_and_rows_where_they_are_asked_for() {
        held(FILE + "sarah@example.com,Sal,,,,\n");
        made("Sarah", "sarah@example.com", "Acme");
        workspace.lookForDuplicates();
        for (var path : List.of(DUPLICATES, DUPLICATES + "?kind=pairs")) {
            var pairs = api.get(path);
            assertThat(pairs.number("meta.total")).isEqualTo(1);
            assertThat(pairs.at("data").size()).isEqualTo(1);
            assertThat(pairs.at("data.0.leads").size()).isEqualTo(2);
            assertThat(pairs.at("data.0.row").isMissingNode()).isTrue();
        }
        assertThat(list().number("meta.total")).isEqualTo(2);
        assertThat(api.get(ROWS + "&per_page=1").number("data.0.row.line")).isEqualTo(2);
        assertThat(api.get(ROWS + "&per_page=1&page=2").number("data.0.row.line"))
                .isEqualTo(4);
        assertThat(api.get(ROWS + "&per_page=1&page=3").at("data").size()).isZero();
        assertThat(api.get(DUPLICATES + "?kind=both").status()).isEqualTo(422);
        assertThat(workspace.panel(Role.AGENT).get("/leads/duplicates").body())
                .contains("/merge/", "kind=rows")
                .doesNotContain("leads.csv");
    }

    @Test
    void a_row_whose_lead_is_gone_can_still_become_a_lead() {
        held(FILE + "sarah@example.com,Sal,,,,\n");
        api.delete(LEADS + "/" + sarah);
        var found = list();
        assertThat(found.number("meta.total")).isEqualTo(2);
        assertThat(found.at("data.0.leads").size()).isZero();
        assertThat(found.text("data.0.row.values.company")).isEqualTo("Zorn");
        var row = found.number("data.0.id");
        assertThat(workspace
                        .panel(Role.MANAGER)
                        .get("/leads/duplicates?kind=rows")
                        .body())
                .contains("/leads/duplicates/rows/" + row);
        assertThat(workspace
                        .panel(Role.MANAGER)
                        .get("/leads/duplicates/rows/" + row)
                        .body())
                .contains("Zorn", "value=\"create\"")
                .doesNotContain("value=\"fill\"", "value=\"update\"");
        assertThat(resolve(row, "fill").status()).isEqualTo(409);
        assertThat(resolve(row, "create").text("data.company")).isEqualTo("Zorn");
        var other = list().number("data.0.id");
        assertThat(api.post(DUPLICATES + "/" + other + "/dismiss", "").status()).isEqualTo(204);
        assertThat(names()).containsExactly("Ben", "Sally");
    }

    @Test
    void a_row_with_the_external_id_of_a_merged_lead_can_become_another_lead() {
        var other = api.post(LEADS, "{\"first_name\": \"Ben\", \"external_id\": \"crm-7\"}")
                .number("data.id");
        held("External ID,First name\ncrm-7,Benny\n");
        api.patch(LEADS + "/" + sarah, "{\"external_id\": \"crm-1\"}");
        api.post(LEADS + "/" + sarah + "/merge", "{\"lead_id\": " + other + "}");
        assertThat(api.get(LEADS + "/" + sarah).text("data.external_id")).isEqualTo("crm-1");
        var lead = resolve(list().number("data.0.id"), "create");
        assertThat(lead.status()).as(lead.body()).isEqualTo(200);
        assertThat(lead.at("data.external_id").isNull()).isTrue();
        assertThat(names()).containsExactly("Benny", "Sarah");
    }

    @Test
    void a_decision_that_changes_nothing_says_so() {
        var id = held("Email,First name\nsarah@example.com,Sarah\n");
        var tags = "{\"tag\": \"imported\"}";
        assertThat(api.post(LEADS + "/" + sarah + "/tags", tags).status()).isLessThan(300);
        var panel = workspace.panel(Role.MANAGER);
        assertThat(panel.get("/imports/" + id).body()).contains("Review them");
        var row = list().number("data.0.id");
        panel.get("/leads/duplicates/rows/" + row);
        var done = panel.post("/leads/duplicates/rows/" + row + "/resolve", Map.of("action", "fill"));
        assertThat(URLDecoder.decode(panel.cookie("leadhub-toast"), StandardCharsets.UTF_8))
                .contains("Nothing to change");
        assertThat(done.header("Location")).endsWith("/leads/" + sarah);
        assertThat(whenIs(id, "completed").number("data.rows.skipped")).isEqualTo(1);
        assertThat(panel.get("/imports/" + id).body()).doesNotContain("Review them");
    }

    @Test
    void it_fills_what_the_lead_lacks() {
        held(FILE);
        var lead = resolve(list().number("data.0.id"), "fill");
        assertThat(lead.status()).as(lead.body()).isEqualTo(200);
        assertThat(lead.number("data.id")).isEqualTo(sarah);
        assertThat(lead.text("data.company")).isEqualTo("Acme");
        assertThat(lead.text("data.job_title")).isEqualTo("CEO");
        assertThat(lead.at("data.tags").toString()).contains("fair", "imported");
        assertThat(list().number("meta.total")).isZero();
    }

    @Test
    void it_overwrites_the_lead_and_the_undo_of_the_import_takes_that_back() {
        var id = held(FILE);
        assertThat(whenIs(id, "completed").number("data.rows.skipped")).isEqualTo(1);
        assertThat(resolve(list().number("data.0.id"), "update").text("data.company"))
                .isEqualTo("Zorn");
        assertThat(whenIs(id, "completed").number("data.rows.updated")).isEqualTo(1);
        assertThat(whenIs(id, "completed").number("data.rows.skipped")).isZero();
        act(id, "undo");
        assertThat(whenIs(id, "undone").number("data.rows.kept")).isZero();
        var lead = api.get(LEADS + "/" + sarah);
        assertThat(lead.text("data.company")).isEqualTo("Acme");
        assertThat(lead.text("data.first_name")).isEqualTo("Sarah");
        assertThat(lead.at("data.job_title").isNull()).isTrue();
        assertThat(names()).containsExactly("Sarah");
    }

    @Test
    void it_becomes_another_lead_and_the_undo_of_the_import_takes_that_back() {
        var id = held(FILE);
        var row = list().number("data.0.id");
        var lead = resolve(row, "create");
        assertThat(lead.number("data.id")).isNotEqualTo(sarah);
        assertThat(lead.text("data.source")).isEqualTo("import");
        assertThat(names()).containsExactly("Ben", "Sally", "Sarah");
        assertThat(whenIs(id, "completed").number("data.rows.created")).isEqualTo(2);
        assertThat(resolve(row, "create").status()).isEqualTo(409);
        assertThat(api.get("/api/v1/imports/" + id + "/errors").body()).doesNotContain("sarah@example.com");
        act(id, "undo");
        whenIs(id, "undone");
        assertThat(names()).containsExactly("Sarah");
    }

    @Test
    void nothing_comes_of_a_row_that_is_dismissed() {
        held(FILE);
        var row = list().number("data.0.id");
        assertThat(api.post(DUPLICATES + "/" + row + "/dismiss", "").status()).isEqualTo(204);
        assertThat(api.post(DUPLICATES + "/" + row + "/dismiss", "").status()).isEqualTo(204);
        assertThat(list().number("meta.total")).isZero();
        assertThat(resolve(row, "fill").status()).isEqualTo(409);
        assertThat(names()).containsExactly("Ben", "Sarah");
    }

    @Test
    void all_rows_that_wait_are_dismissed_at_once() {
        held(FILE + "sarah@example.com,Sal,,,,\n");
        held(FILE);
        var rows = DUPLICATES + "/rows/dismiss";
        assertThat(workspace.leadHub(Set.of(Scope.READ_LEADS)).post(rows, "").status())
                .isEqualTo(403);
        assertThat(server.newWorkspace().leadHub().post(rows, "").number("data.dismissed"))
                .isZero();
        var decided = list().number("data.0.id");
        assertThat(resolve(decided, "update").status()).isEqualTo(200);
        var left = list().number("data.0.id");
        var waiting = list().number("meta.total");
        assertThat(waiting).isGreaterThan(1);
        assertThat(api.post(rows, "").number("data.dismissed")).isEqualTo(waiting);
        assertThat(api.post(rows, "").number("data.dismissed")).isZero();
        assertThat(list().number("meta.total")).isZero();
        assertThat(resolve(left, "fill").status()).isEqualTo(409);
        assertThat(workspace.panel(Role.ADMIN).get("/settings/audit").body())
                .contains("dismissed all import rows that waited");
    }

    @Test
    void on_the_page_all_are_dismissed_and_brought_back_by_undo() {
        held(FILE + "sarah@example.com,Sal,,,,\n");
        var single = list().text("data.0.id");
        var panel = workspace.panel(Role.MANAGER);
        assertThat(panel.get("/leads/duplicates").body()).doesNotContain("Dismiss all");
        assertThat(panel.get("/leads/duplicates?kind=rows").body()).contains("Dismiss all");
        panel.post("/leads/duplicates/" + single + "/dismiss", Map.of());
        panel.get("/leads/duplicates?kind=rows");
        panel.post("/leads/duplicates/rows/dismiss", Map.of());
        assertThat(list().number("meta.total")).isZero();
        var said = URLDecoder.decode(panel.cookie("leadhub-toast"), StandardCharsets.UTF_8);
        assertThat(said).contains("1 row was dismissed");
        var undo = said.substring(said.indexOf("/leads/duplicates"), said.indexOf('\n'));
        assertThat(panel.get("/leads/duplicates?kind=rows").body()).doesNotContain("Dismiss all");

        // Of others nobody takes it back, and the one that was dismissed by itself stays so.
        var other = workspace.panel(Role.ADMIN);
        other.get("/leads/duplicates?kind=rows");
        assertThat(other.post(undo, Map.of()).status()).isEqualTo(404);
        assertThat(panel.post(undo, Map.of()).status()).isEqualTo(303);
        assertThat(list().number("meta.total")).isEqualTo(1);
        assertThat(list().text("data.0.id")).isNotEqualTo(single);
        assertThat(panel.post(undo, Map.of()).status()).isEqualTo(404);
    }

    @Test
    void an_agent_dismisses_those_that_they_see() {
        var owner = workspace.user(Role.AGENT);
        held("Email,Owner\nsarah@example.com,%s\nsarah@example.com,\n".formatted(owner.email()));
        assertThat(list().number("meta.total")).isEqualTo(2);
        var agent = workspace.panel(Role.AGENT);
        agent.get("/leads/duplicates?kind=rows");
        agent.post("/leads/duplicates/rows/dismiss", Map.of());
        assertThat(list().number("meta.total")).isEqualTo(1);
        assertThat(list().number("data.0.row.line")).isEqualTo(2);
    }

    @Test
    void rows_go_with_the_undo_and_after_thirty_days() {
        var undone = held(FILE);
        var row = list().number("data.0.id");
        act(undone, "undo");
        whenIs(undone, "undone");
        assertThat(list().number("meta.total")).isZero();
        assertThat(resolve(row, "fill").status()).isEqualTo(404);

        held(FILE);
        assertThat(list().number("meta.total")).isEqualTo(1);
        server.clock().pass(Duration.ofDays(31));
        server.bean(ImportCleaner.class).clean(workspace.id());
        assertThat(list().number("meta.total")).isZero();
    }

    @Test
    void a_row_follows_its_lead_into_another_one() {
        var other = made("Sarah", "sarah.johnson@example.com", "Acme");
        held(FILE);
        api.post(LEADS + "/" + other + "/merge", "{\"lead_id\": " + sarah + "}");
        assertThat(list().number("data.0.leads.0.id")).isEqualTo(other);
        assertThat(resolve(list().number("data.0.id"), "fill").number("data.id"))
                .isEqualTo(other);
    }

    @Test
    void what_speaks_against_a_lead_is_said_and_the_row_goes_on_waiting() {
        held("Email,External ID\nsarah@example.com,crm-7\n");
        api.post(LEADS, "{\"first_name\": \"Ben\", \"external_id\": \"crm-7\"}");
        var row = list().number("data.0.id");
        for (var action : List.of("create", "fill", "update")) {
            var refused = resolve(row, action);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.at("errors").propertyNames()).containsExactly("external_id");
        }
        assertThat(resolve(row, "merge").at("errors").propertyNames()).containsExactly("action");
        assertThat(list().number("meta.total")).isEqualTo(1);
    }

    @Test
    void a_pair_of_leads_is_merged_and_not_resolved() {
        made("Sarah", "sarah@example.com", "Acme");
        workspace.lookForDuplicates();
        assertThat(resolve(api.get(DUPLICATES).number("data.0.id"), "fill").status())
                .isEqualTo(409);
    }

    @Test
    void nobody_decides_who_may_not() {
        var owner = workspace.user(Role.AGENT);
        held("Email,Owner\nsarah@example.com,%s\n".formatted(owner.email()));
        var row = list().number("data.0.id");
        var path = DUPLICATES + "/" + row;
        for (var action : List.of("/dismiss", "/resolve")) {
            var body = "{\"action\": \"fill\"}";
            assertThat(server.newWorkspace().leadHub().post(path + action, body).status())
                    .isEqualTo(404);
            assertThat(workspace
                            .leadHub(Set.of(Scope.READ_LEADS))
                            .post(path + action, body)
                            .status())
                    .isEqualTo(403);
        }
        // The row names somebody else's lead: an agent sees neither it nor what it says.
        var agent = workspace.panel(Role.AGENT);
        assertThat(agent.get("/leads/duplicates?kind=rows").body()).doesNotContain("leads.csv");
        assertThat(agent.get("/leads/duplicates/rows/" + row).status()).isEqualTo(404);
        assertThat(workspace
                        .panel(Role.MANAGER)
                        .get("/leads/duplicates?kind=rows")
                        .body())
                .contains("leads.csv");
    }

    @Test
    void on_the_page_a_row_is_put_beside_its_lead_and_decided_on() {
        held(FILE);
        var row = list().text("data.0.id");
        var panel = workspace.panel(Role.AGENT);
        assertThat(panel.get("/leads/duplicates?kind=rows").body())
                .contains("/leads/duplicates/rows/" + row, "leads.csv", "Sally")
                .doesNotContain("/merge/");
        assertThat(panel.get("/leads/duplicates/rows/" + row).body())
                .contains("Zorn", "Acme", "CEO", "fair", "leads.csv")
                .doesNotContain("Industry");
        var done = panel.post("/leads/duplicates/rows/" + row + "/resolve", Map.of("action", "update"));
        assertThat(done.header("Location")).endsWith("/leads/" + sarah);
        assertThat(api.get(LEADS + "/" + sarah).text("data.company")).isEqualTo("Zorn");

        held("Email,First name\nsarah@example.com,Sal\n");
        var other = list().text("data.0.id");
        panel.get("/leads/duplicates");
        assertThat(panel.post("/leads/duplicates/" + other + "/dismiss", Map.of())
                        .status())
                .isEqualTo(303);
        assertThat(list().number("meta.total")).isZero();
    }
}
