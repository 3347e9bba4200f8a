package leadhub.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody does from the home page: takes leads, ticks tasks, sets the workspace up, and sees what fails. */
class StartTheDayTest {
    private static final Pattern UNDO = Pattern.compile("/(leads/\\d+/undo(/task)?|home/steps)/\\w+");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private long lead(String fields) {
        return api.post("/api/v1/leads", "{" + fields + "}").number("data.id");
    }

    private Panel panel(User user) {
        var panel = workspace.panel(user);
        panel.get("/home");
        return panel;
    }

    private static String section(String page, String id) {
        var found = Pattern.compile("id=\"" + id + "\".*?</section>", Pattern.DOTALL)
                .matcher(page);
        return found.find() ? found.group() : "";
    }

    private static String said(Panel panel) {
        return URLDecoder.decode(panel.cookie("leadhub-toast"), StandardCharsets.UTF_8);
    }

    private static void undo(Panel panel) {
        var found = UNDO.matcher(said(panel));
        assertThat(found.find()).isTrue();
        panel.post(found.group(), Map.of());
    }

    private String owner(long lead) {
        return api.get("/api/v1/leads/" + lead).at("data.assigned_user_id").asString();
    }

    @Test
    void a_new_lead_that_nobody_has_is_taken_and_given_back() {
        var bob = workspace.user(Role.AGENT);
        var panel = panel(bob);
        var lead = lead("\"first_name\": \"Nobodyslead\"");
        lead("\"first_name\": \"Contacted\", \"status\": \"contacted\"");
        assertThat(section(panel.get("/home").body(), "waiting"))
                .contains("Nobodyslead", "/leads/" + lead + "/take")
                .doesNotContain("Contacted");
        assertThat(panel.post("/leads/" + lead + "/take", Map.of()).header("Location"))
                .isEqualTo("/home");
        assertThat(owner(lead)).isEqualTo(Long.toString(bob.id()));
        assertThat(section(panel.get("/home").body(), "waiting")).contains("Every new lead has an owner.");
        undo(panel);
        assertThat(section(panel.get("/home").body(), "waiting")).contains("Nobodyslead");
        assertThat(workspace.panel(Role.READ_ONLY).get("/home").body())
                .contains("Nobodyslead")
                .doesNotContain("/take");
    }

    @Test
    void of_two_who_take_a_lead_at_once_one_gets_it_and_the_other_is_told_who() {
        var bob = workspace.user(Role.AGENT);
        var carol = workspace.user(Role.AGENT);
        var lead = lead("\"first_name\": \"Nobodyslead\"");
        var panels = Stream.of(bob, carol).map(this::panel).toList();
        var answers = panels.stream()
                .map(panel -> CompletableFuture.supplyAsync(() -> panel.post("/leads/" + lead + "/take", Map.of())))
                .toList();
        answers.forEach(answer -> assertThat(answer.join().status()).isEqualTo(303));
        var isBobs = owner(lead).equals(Long.toString(bob.id()));
        var loser = panels.get(isBobs ? 1 : 0);
        assertThat(said(loser)).contains((isBobs ? bob : carol).name() + " was faster");
        assertThat(said(panels.get(isBobs ? 0 : 1))).doesNotContain("was faster");
        assertThat(loser.get("/leads/" + lead).status()).isEqualTo(404);
        server.clock().pass(Duration.ofHours(2));
        var late = panel(isBobs ? carol : bob);
        assertThat(late.post("/leads/" + lead + "/take", Map.of()).status())
                .as("nobody learns whose lead it is that they never saw")
                .isEqualTo(404);
    }

    @Test
    void nobody_takes_a_lead_of_another_workspace() {
        var theirs = server.newWorkspace().leadHub().post("/api/v1/leads", "{\"first_name\": \"Theirs\"}");
        var panel = panel(workspace.user(Role.ADMIN));
        assertThat(panel.post("/leads/" + theirs.text("data.id") + "/take", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_task_is_ticked_and_unticked() {
        var bob = workspace.user(Role.AGENT);
        var lead = lead("\"first_name\": \"Sarah\"");
        var made = api.post(
                "/api/v1/leads/" + lead + "/tasks",
                "{\"title\": \"Ring her\", \"kind\": \"call\", \"assigned_user_id\": %d}".formatted(bob.id()));
        var task = "/leads/" + lead + "/tasks/" + made.text("data.id");
        var panel = panel(bob);
        assertThat(section(panel.get("/home").body(), "my-tasks")).contains("Ring her", task + "/done?from=home");
        assertThat(panel.post(task + "/done?from=home", Map.of()).header("Location"))
                .isEqualTo("/home");
        assertThat(section(panel.get("/home").body(), "my-tasks")).doesNotContain("Ring her");
        undo(panel);
        assertThat(section(panel.get("/home").body(), "my-tasks")).contains("Ring her");
    }

    @Test
    void money_is_summed_by_currency_and_new_leads_are_compared_with_the_days_before() {
        var manager = workspace.user(Role.MANAGER);
        var stages = api.get("/api/v1/pipelines").at("data.0.stages");
        var won = Stream.iterate(0, i -> i + 1)
                .limit(stages.size())
                .map(stages::get)
                .filter(stage -> stage.get("is_won").asBoolean())
                .findFirst()
                .orElseThrow()
                .get("id");
        lead("\"first_name\": \"A\", \"deal_value\": 1000, \"deal_currency\": \"EUR\"");
        lead("\"first_name\": \"B\", \"deal_value\": 500, \"deal_currency\": \"EUR\"");
        server.clock().pass(Duration.ofDays(8));
        lead("\"first_name\": \"C\", \"deal_value\": 700, \"deal_currency\": \"USD\", \"pipeline_stage_id\": " + won);
        var page = panel(manager).get("/home").body();
        assertThat(page).containsPattern("id=\"open-money\">€1,500");
        assertThat(page).containsPattern("id=\"won-money\">\\$700");
        assertThat(page).contains("50% less than before", "trend is-down");
    }

    @Test
    void first_steps_tick_themselves_and_can_be_put_away() {
        var admin = workspace.user(Role.ADMIN);
        var panel = panel(admin);
        var first = section(panel.get("/home").body(), "first-steps");
        assertThat(first).contains("href=\"/leads#new-lead\"", "href=\"/imports\"", "1 of 6", "Fill with demo data");
        lead("\"first_name\": \"Ann\"");
        workspace.imported();
        var then = section(panel.get("/home").body(), "first-steps");
        assertThat(then).doesNotContain("href=\"/leads#new-lead\"", "href=\"/imports\"", "Fill with demo data");
        panel.post("/home/steps/dismiss", Map.of());
        assertThat(panel.get("/home").body()).doesNotContain("first-steps");
        assertThat(panel(workspace.user(Role.ADMIN)).get("/home").body()).contains("first-steps");
        undo(panel);
        assertThat(panel.get("/home").body()).contains("first-steps");
        assertThat(workspace.panel(Role.MANAGER).get("/home").body()).doesNotContain("first-steps");
    }

    @Test
    void demo_data_comes_once_starts_nothing_and_goes_alone() {
        var panel = panel(workspace.user(Role.ADMIN));
        api.post("/api/v1/automations", """
                {"name": "Hello", "trigger": {"type": "lead_created"}, "is_active": true,
                 "steps": [{"type": "action", "action": "add_note", "config": {"text": "Started"}}]}
                """);
        panel.post("/home/demo", Map.of("_once", "1"));
        panel.post("/home/demo", Map.of("_once", "2"));
        assertThat(said(panel)).contains("there already");
        assertThat(total()).isEqualTo(24);
        assertThat(api.get("/api/v1/leads?created_before="
                                + server.clock().instant().minus(Duration.ofDays(3)))
                        .number("meta.total"))
                .isPositive();
        var mine = lead("\"first_name\": \"Mine\"");
        var demo = api.get("/api/v1/leads?per_page=100").at("data");
        var kept = demo.get(5).get("id").asLong();
        api.post("/api/v1/leads/" + kept + "/merge", "{\"lead_id\": " + lead("\"first_name\": \"Real\"") + "}");
        var home = panel.get("/home").body();
        assertThat(home).contains("Some leads here are demo data", "Remove the demo data?");
        panel.post("/home/demo/remove", Map.of());
        assertThat(api.get("/api/v1/leads").at("data").findValuesAsString("id"))
                .containsExactlyInAnyOrder(Long.toString(mine), Long.toString(kept));
        assertThat(panel.get("/home").body()).doesNotContain("Some leads here are demo data");
        panel.post("/home/demo/remove", Map.of());
        assertThat(total()).isEqualTo(2);
        assertThat(workspace.panel(Role.MANAGER).post("/home/demo", Map.of()).status())
                .isEqualTo(403);
    }

    private long total() {
        return api.get("/api/v1/leads").number("meta.total");
    }

    @Test
    void what_fails_and_who_may_be_one_person_is_named_to_those_who_can_mend_it() {
        var admin = panel(workspace.user(Role.ADMIN));
        lead("\"first_name\": \"Ann\", \"last_name\": \"Lee\", \"email\": \"ann@example.com\"");
        lead("\"first_name\": \"Ann\", \"last_name\": \"Lee\", \"email\": \"ann@example.com\"");
        assertThat(admin.get("/home/late").body()).doesNotContain("needs-somebody");
        workspace.lookForDuplicates();
        assertThat(admin.get("/home/late").body()).contains("needs-somebody", "1 pair to review");
        assertThat(workspace.panel(Role.READ_ONLY).get("/home/late").body()).doesNotContain("needs-somebody");
    }
}
