package leadhub.leads.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever somebody does to a lead in the panel can be undone, unless somebody else has changed the same since. */
class UndoTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User alice = workspace.user(Role.MANAGER);
    private final User bob = workspace.user(Role.AGENT);
    private final Panel panel = workspace.panel(alice);
    private String id = "";
    private String lead = "";

    @BeforeEach
    void a_lead() {
        server.clock().pass(Duration.ofHours(2));
        id = api.post(
                        "/api/v1/leads",
                        "{\"first_name\": \"Sarah\", \"company\": \"Tech Corp\", \"status\": \"contacted\", \"tags\": [\"old\"]}")
                .text("data.id");
        lead = "/leads/" + id;
        panel.get(lead);
    }

    private static String undo(Panel panel) {
        var said = URLDecoder.decode(panel.cookie("leadhub-toast"), StandardCharsets.UTF_8);
        return said.substring(0, said.indexOf('\n'));
    }

    private static int press(Panel panel) {
        return panel.post(undo(panel), Map.of()).status();
    }

    private ApiAnswer now() {
        return api.get("/api/v1/leads/" + id);
    }

    private String stage(int number) {
        return api.get("/api/v1/pipelines").text("data.0.stages." + number + ".id");
    }

    @Test
    void a_field_a_tag_an_owner_and_own_points_come_back() {
        workspace.field("Budget", leadhub.fields.FieldKind.NUMBER);
        var before = now().body();
        var changes = Map.of(
                lead + "#1", Map.of("company", "New Corp"),
                lead + "#2", Map.of("assigned_user_id", Long.toString(bob.id())),
                lead + "#3", Map.of("deal_value", "12.5"),
                lead + "#4", Map.of("custom_fields[budget]", "7"),
                lead + "#5", Map.of("starred", "1"),
                lead + "/tags", Map.of("tag", "hot"),
                lead + "/untag", Map.of("tag", "old"),
                lead + "/score", Map.of("score_adjustment", "30"));
        changes.forEach((path, fields) -> {
            assertThat(panel.post(path.replaceFirst("#.*", ""), fields).status())
                    .as(path)
                    .isEqualTo(303);
            assertThat(now().body()).as(path).isNotEqualTo(before);
            assertThat(press(panel)).as(path).isEqualTo(303);
            assertThat(without(now())).as(path).isEqualTo(without(before));
        });
    }

    private static Map<String, Object> without(ApiAnswer answer) {
        return without(answer.body());
    }

    private static Map<String, Object> without(String body) {
        var fields = new HashMap<String, Object>();
        leadhub.base.Json.MAPPER
                .readTree(body)
                .path("data")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().toString()));
        fields.remove("updated_at");
        return fields;
    }

    @Test
    void what_somebody_else_has_changed_since_stays_and_it_is_said() {
        panel.post(lead, Map.of("company", "New Corp"));
        var undo = undo(panel);
        api.patch("/api/v1/leads/" + id, "{\"company\": \"Other Corp\"}");
        var answer = panel.post(undo, Map.of());
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body()).contains("Somebody else has changed this since");
        assertThat(now().text("data.company")).isEqualTo("Other Corp");
    }

    @Test
    void what_somebody_changed_elsewhere_on_the_lead_stays_too() {
        panel.post(lead, Map.of("company", "New Corp"));
        api.patch("/api/v1/leads/" + id, "{\"job_title\": \"CTO\"}");
        assertThat(press(panel)).isEqualTo(303);
        assertThat(now().text("data.company")).isEqualTo("Tech Corp");
        assertThat(now().text("data.job_title")).isEqualTo("CTO");
    }

    @Test
    void it_is_undone_once_and_not_by_others_nor_for_ever() {
        panel.post(lead, Map.of("company", "New Corp"));
        var undo = undo(panel);
        var carol = workspace.panel(Role.ADMIN);
        carol.get(lead);
        assertThat(carol.post(undo, Map.of()).status()).isEqualTo(404);
        assertThat(panel.post(undo, Map.of()).status()).isEqualTo(303);
        assertThat(panel.post(undo, Map.of()).status()).isEqualTo(409);
        panel.post(lead, Map.of("company", "Late Corp"));
        server.clock().pass(Duration.ofMinutes(61));
        assertThat(press(panel)).isEqualTo(409);
    }

    @Test
    void leaving_won_or_lost_brings_back_the_status_it_came_from() {
        panel.post(lead, Map.of("pipeline_stage_id", stage(3)));
        assertThat(now().text("data.status")).isEqualTo("converted");
        panel.post(lead, Map.of("pipeline_stage_id", stage(4)));
        assertThat(now().text("data.status")).isEqualTo("lost");
        panel.post(lead, Map.of("pipeline_stage_id", stage(1)));
        assertThat(now().text("data.status")).isEqualTo("contacted");
        panel.post(lead, Map.of("pipeline_stage_id", stage(3)));
        assertThat(press(panel)).isEqualTo(303);
        assertThat(now().text("data.status")).isEqualTo("contacted");
        assertThat(now().text("data.pipeline_stage_id")).isEqualTo(stage(1));
    }

    @Test
    void an_outcome_moves_the_lead_where_it_belongs_and_programs_say_both_as_they_like() {
        panel.post(lead, Map.of("pipeline_stage_id", stage(2)));
        panel.post(lead + "/cell", Map.of("column", "status", "status", "converted"));
        assertThat(now().text("data.pipeline_stage_id")).isEqualTo(stage(3));
        assertThat(panel.get(lead).body()).doesNotContain("id=\"fact-status\"");
        panel.post(lead + "/cell", Map.of("column", "status", "status", "qualified"));
        assertThat(now().text("data.pipeline_stage_id")).isEqualTo(stage(2));
        assertThat(panel.get(lead).body()).contains("id=\"fact-status\"");
        api.patch("/api/v1/leads/" + id, "{\"status\": \"lost\"}");
        assertThat(now().text("data.pipeline_stage_id")).isEqualTo(stage(2));
        api.patch("/api/v1/leads/" + id, "{\"pipeline_stage_id\": " + stage(4) + "}");
        api.patch("/api/v1/leads/" + id, "{\"pipeline_stage_id\": " + stage(0) + "}");
        assertThat(now().text("data.status")).isEqualTo("lost");
    }

    @Test
    void many_leads_are_as_they_were_too() {
        panel.get("/leads");
        panel.post("/bulk", Map.of("ids[]", id, "pipeline_stage_id", stage(3)));
        assertThat(now().text("data.status")).isEqualTo("converted");
        panel.post("/bulk", Map.of("ids[]", id, "pipeline_stage_id", stage(1)));
        assertThat(now().text("data.status")).isEqualTo("contacted");
        panel.post("/bulk", Map.of("ids[]", id, "status", "lost"));
        assertThat(now().text("data.pipeline_stage_id")).isEqualTo(stage(4));
        assertThat(press(panel)).isEqualTo(303);
        assertThat(now().text("data.pipeline_stage_id")).isEqualTo(stage(1));
        assertThat(now().text("data.status")).isEqualTo("contacted");
    }

    @Test
    void an_agent_who_hands_a_lead_over_reads_to_whom_and_may_take_that_back() {
        var agent = workspace.panel(bob);
        agent.get(lead);
        var answer = agent.post(lead, Map.of("assigned_user_id", Long.toString(alice.id())));
        assertThat(answer.header("Location")).isEqualTo("/leads");
        assertThat(URLDecoder.decode(agent.cookie("leadhub-toast"), StandardCharsets.UTF_8))
                .endsWith("Sarah is now assigned to " + alice.name() + ".");
        assertThat(agent.get(lead).status()).isEqualTo(404);
        assertThat(press(agent)).isEqualTo(303);
        assertThat(agent.get(lead).status()).isEqualTo(200);
    }

    @Test
    void the_later_of_two_who_change_a_field_is_told_and_decides() {
        var mine = Map.of("company", "Mine", "_was[company]", "Tech Corp");
        api.patch("/api/v1/leads/" + id, "{\"company\": \"Theirs\"}");
        var told = panel.post(lead, mine);
        assertThat(told.status()).isEqualTo(422);
        assertThat(told.body())
                .contains("Somebody else has changed this to “Theirs” in the meantime", "value=\"Mine\"");
        assertThat(now().text("data.company")).isEqualTo("Theirs");
        panel.post(lead, Map.of("company", "Mine", "_was[company]", "Theirs"));
        assertThat(now().text("data.company")).isEqualTo("Mine");
    }

    @Test
    void what_was_typed_stays_with_what_is_wrong_with_it() {
        workspace.field("Budget", leadhub.fields.FieldKind.NUMBER);
        assertThat(panel.post(lead, Map.of("email", "not an address")).body()).contains("value=\"not an address\"");
        assertThat(panel.post(lead, Map.of("deal_value", "a lot")).body()).contains("value=\"a lot\"");
        assertThat(panel.post(lead, Map.of("custom_fields[budget]", "seven")).body())
                .contains("value=\"seven\"");
        assertThat(panel.post(lead + "/score", Map.of("score_adjustment", "many"))
                        .body())
                .contains("value=\"many\"");
        assertThat(panel.post(lead + "/cell", Map.of("column", "email", "email", "not an address"))
                        .body())
                .contains("value=\"not an address\"");
        assertThat(panel.post(
                                lead + "/cell",
                                Map.of("column", "custom_fields.budget", "custom_fields[budget]", "seven"))
                        .body())
                .contains("value=\"seven\"");
        panel.get("/leads");
        assertThat(panel.post("/leads", Map.of("first_name", "A", "custom_fields[budget]", "seven"))
                        .body())
                .contains("value=\"seven\"");
    }

    @Test
    void a_task_that_was_done_changed_added_or_deleted() {
        panel.post(lead + "/tasks", Map.of("title", "Call back"));
        assertThat(panel.get(lead).body()).contains("Call back");
        assertThat(press(panel)).isEqualTo(303);
        assertThat(tasks()).doesNotContain("Call back");
        var task = workspace.task(Long.parseLong(id), "Write to her").id();
        var path = lead + "/tasks/" + task;
        panel.post(path + "/done", Map.of());
        assertThat(tasks()).contains("aria-checked=\"true\"");
        assertThat(press(panel)).isEqualTo(303);
        assertThat(tasks()).doesNotContain("aria-checked=\"true\"");
        panel.post(path, Map.of("title", "Visit her"));
        assertThat(press(panel)).isEqualTo(303);
        assertThat(tasks()).contains("Write to her").doesNotContain("aria-label=\"Visit her\"");
        panel.post(path, Map.of("title", "Visit her"));
        var undo = undo(panel);
        var carol = workspace.panel(Role.MANAGER);
        carol.get(lead);
        carol.post(path + "/done", Map.of());
        assertThat(panel.post(undo, Map.of()).status()).isEqualTo(409);
        panel.post(path + "/delete", Map.of());
        assertThat(press(panel)).isEqualTo(303);
        assertThat(tasks()).contains("Visit her", "aria-checked=\"true\"");
    }

    private String tasks() {
        var page = panel.get(lead).body();
        return page.substring(page.indexOf("id=\"tasks-title\""), page.indexOf("id=\"tags-title\""));
    }
}
