package leadhub.leads.deleted;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was deleted comes back as it was. */
class RestoreLeadTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final WorkspaceTables tables = new WorkspaceTables(server);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Panel admin() {
        var panel = workspace.panel(Role.ADMIN);
        panel.get("/leads");
        return panel;
    }

    private static Panel.Answer restore(Panel panel, long id) {
        return panel.post("/leads/deleted/" + id + "/restore", Map.of());
    }

    private long sarah() {
        return api.post("/api/v1/leads", """
                        {"first_name": "Sarah", "last_name": "Øster", "email": "sarah@example.com", "phone": "+14155550123",
                         "company": "Tech \\"Corp\\"", "deal_value": 12.50, "starred": true, "notes": "One.\\nTwo.",
                         "custom_fields": {"big": 12345678901234567890123, "list": [1, {"a": null}]},
                         "tags": ["vip", "hot"], "status": "qualified"}
                        """).number("data.id");
    }

    @Test
    void a_lead_comes_back_whole() {
        var panel = admin();
        var id = sarah();
        workspace.note(id, "Called.");
        workspace.note(id, "Called again.");
        workspace.task(id, "Call");
        var lead = api.get("/api/v1/leads/" + id);
        var before = tables.rows(workspace);
        api.delete("/api/v1/leads/" + id);
        assertThat(api.get("/api/v1/leads/" + id).status()).isEqualTo(404);
        assertThat(tables.rows(workspace).get("lead_notes")).isEmpty();
        assertThat(restore(panel, id).header("Location")).isEqualTo("/leads/" + id);
        var after = tables.rows(workspace);
        for (var table : List.of("lead_notes", "lead_tasks", "lead_tags", "lead_search", "deleted_leads")) {
            assertThat(after.get(table)).as(table).isEqualTo(before.get(table));
        }
        assertThat(withoutUpdate(api.get("/api/v1/leads/" + id))).isEqualTo(withoutUpdate(lead));
        assertThat(restore(panel, id).status()).as("once only").isEqualTo(404);
    }

    private static String withoutUpdate(ApiAnswer lead) {
        return lead.body().replaceAll("\"updated_at\":\"[^\"]*\"", "");
    }

    @Test
    void totals_and_searches_are_exact_afterwards() {
        var panel = admin();
        var id = sarah();
        api.post("/api/v1/leads", "{\"first_name\": \"Bob\"}");
        var lists = List.of("", "?status=qualified", "?tag=vip", "?search=sarah", "?search=oster", "?starred=1");
        var counts = lists.stream().map(this::total).toList();
        var tagged = api.get("/api/v1/tags").at("data.0.leads_count");
        api.delete("/api/v1/leads/" + id);
        assertThat(lists.stream().map(this::total).toList()).isNotEqualTo(counts);
        restore(panel, id);
        assertThat(lists.stream().map(this::total).toList()).isEqualTo(counts);
        assertThat(api.get("/api/v1/tags").at("data.0.leads_count")).isEqualTo(tagged);
        assertThat(panel.get("/leads/" + id).body()).contains("restored this lead", "deleted this lead");
    }

    private long total(String query) {
        var answer = api.get("/api/v1/leads" + query);
        assertThat(answer.number("meta.total")).isEqualTo(answer.at("data").size());
        return answer.number("meta.total");
    }

    @Test
    void what_is_gone_meanwhile_is_left_off() {
        var panel = admin();
        var pipeline = api.post("/api/v1/pipelines", """
                {"name": "Short", "stages": [{"name": "First"}, {"name": "Second"}]}
                """);
        var second = pipeline.number("data.stages.1.id");
        var id = api.post("/api/v1/leads", """
                        {"first_name": "Sarah", "pipeline_stage_id": %d, "tags": ["gone", "stays"]}
                        """.formatted(second)).number("data.id");
        api.delete("/api/v1/leads/" + id);
        api.delete("/api/v1/tags/" + api.get("/api/v1/tags").number("data.0.id"));
        api.delete("/api/v1/pipelines/" + pipeline.number("data.id") + "/stages/" + second);
        restore(panel, id);
        var back = api.get("/api/v1/leads/" + id);
        assertThat(back.at("data.tags").toString()).isEqualTo("[\"stays\"]");
        assertThat(back.number("data.pipeline_stage_id")).isEqualTo(pipeline.number("data.stages.0.id"));
        api.delete("/api/v1/leads/" + id);
        api.delete("/api/v1/pipelines/" + pipeline.number("data.id"));
        restore(panel, id);
        assertThat(api.get("/api/v1/leads/" + id).number("data.pipeline_stage_id"))
                .isEqualTo(api.get("/api/v1/pipelines").number("data.0.stages.0.id"));
    }

    @Test
    void the_page_offers_to_undo_a_deletion() {
        var panel = admin();
        var id = sarah();
        panel.get("/leads/" + id);
        panel.post("/leads/" + id + "/delete", Map.of());
        assertThat(URLDecoder.decode(panel.cookie("leadhub-toast"), StandardCharsets.UTF_8))
                .isEqualTo("/leads/deleted/" + id + "/restore\nSarah Øster was deleted.");
        assertThat(panel.get("/leads/deleted").body()).contains("Sarah Øster", "Deleted by Some admin");
        restore(panel, id);
        assertThat(panel.get("/leads/deleted").body()).doesNotContain("Sarah").contains("No deleted leads");
    }

    @Test
    void after_thirty_days_it_is_gone() {
        var panel = admin();
        var id = sarah();
        api.delete("/api/v1/leads/" + id);
        server.clock().pass(Duration.ofDays(30).plusHours(1));
        panel = admin();
        assertThat(panel.get("/leads/deleted").body()).doesNotContain("Sarah");
        assertThat(restore(panel, id).status()).isEqualTo(404);
        server.bean(DeletedLeads.class).prune(workspace.id());
        assertThat(tables.rows(workspace).get("deleted_leads")).isEmpty();
    }

    @Test
    void nobody_restores_what_they_could_not_see() {
        var carol = workspace.user(Role.AGENT);
        var mine = deletedOf(carol);
        var nobodys = sarah();
        api.delete("/api/v1/leads/" + nobodys);
        var bob = workspace.panel(Role.AGENT);
        assertThat(bob.get("/leads/deleted").body())
                .contains("/leads/deleted/" + nobodys + "/")
                .doesNotContain("/leads/deleted/" + mine + "/");
        assertThat(restore(bob, mine).status()).isEqualTo(404);
        assertThat(restore(bob, nobodys).status()).isEqualTo(303);
        var carols = workspace.panel(carol);
        carols.get("/leads");
        var charlie = server.newWorkspace().panel(Role.ADMIN);
        charlie.get("/leads");
        assertThat(restore(charlie, mine).status()).isEqualTo(404);
        assertThat(restore(carols, mine).status()).isEqualTo(303);
    }

    private long deletedOf(User owner) {
        var id = api.post(
                        "/api/v1/leads", "{\"first_name\": \"Sarah\", \"assigned_user_id\": %d}".formatted(owner.id()))
                .number("data.id");
        api.delete("/api/v1/leads/" + id);
        return id;
    }
}
