package leadhub.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one sees first: how many leads come in, how far they get, which ones wait for somebody. */
class SeeHomeTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    /** So that no midnight comes between: whoever looks lets a minute pass. */
    @BeforeEach
    void at_noon() {
        var now = server.clock().instant();
        var noon = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36));
        server.clock().pass(Duration.between(now, noon));
    }

    private long lead(String fields) {
        return api.post("/api/v1/leads", "{" + fields + "}").number("data.id");
    }

    /** What took long to find out is shown for a minute; sessions don't last as long as these tests do. */
    private String look(User user) {
        server.clock().pass(Duration.ofSeconds(61));
        var panel = workspace.panel(user);
        var answer = panel.get("/home");
        assertThat(answer.status()).isEqualTo(200);
        return answer.body()
                + (answer.body().contains("hx-get=\"/home/late\"")
                        ? panel.get("/home/late").body()
                        : "");
    }

    private void days(int number) {
        server.clock().pass(Duration.ofDays(number));
    }

    private static String figure(String page, String id) {
        return inside(page, "<dd id=\"" + id + "\">", "</dd>");
    }

    private static String before(String page, String id) {
        var rest = page.substring(page.indexOf("id=\"" + id + "\""));
        return inside(rest, "<dd class=\"quiet\">", "</dd>");
    }

    private static String inside(String page, String from, String to) {
        var found = Pattern.compile(Pattern.quote(from) + "(.*?)" + Pattern.quote(to), Pattern.DOTALL)
                .matcher(page);
        assertThat(found.find()).as("%s on %s", from, page).isTrue();
        return found.group(1);
    }

    private static String section(String page, String id) {
        return inside(page, "id=\"" + id + "\"", "</section>");
    }

    @Test
    void the_first_page_is_home() {
        var panel = workspace.panel(Role.READ_ONLY);
        assertThat(panel.get("/").header("Location")).isEqualTo("/home");
        assertThat(panel.get("/home").status()).isEqualTo(200);
    }

    @Test
    void without_leads_it_says_how_they_come() {
        assertThat(look(workspace.user(Role.ADMIN)))
                .contains("No leads yet", "href=\"/settings/keys\"", "curl -X POST", server.origin() + "/api/v1/leads")
                .doesNotContain("<canvas", "chart.js");
        assertThat(look(workspace.user(Role.AGENT)))
                .contains("No leads yet")
                .doesNotContain("curl -X POST", "/settings/keys");
    }

    @Test
    void new_leads_stand_beside_those_of_the_days_before() {
        var manager = workspace.user(Role.MANAGER);
        lead("\"first_name\": \"Old\"");
        days(25);
        lead("\"first_name\": \"One\"");
        lead("\"first_name\": \"Two\"");
        days(8);
        lead("\"first_name\": \"Three\"");
        var page = look(manager);
        assertThat(figure(page, "new-week")).isEqualTo("1");
        assertThat(before(page, "new-week")).isEqualTo("2 in the previous period");
        assertThat(figure(page, "new-month")).isEqualTo("3");
        assertThat(before(page, "new-month")).isEqualTo("1 in the previous period");
        days(60);
        page = look(manager);
        assertThat(figure(page, "new-week")).isEqualTo("0");
        assertThat(before(page, "new-week")).isEqualTo("0 in the previous period");
        assertThat(figure(page, "new-month")).isEqualTo("0");
        assertThat(figure(page, "open")).isEqualTo("4");
    }

    @Test
    void the_five_biggest_sources_have_a_column_each_and_the_others_one_together() {
        for (var source = 1; source <= 7; source++) {
            for (var i = 0; i < source; i++) {
                lead("\"first_name\": \"Ann\", \"source\": \"Source %d\"".formatted(source));
            }
        }
        days(1);
        lead("\"first_name\": \"Ann\", \"source\": \"Source 7\"");
        var table =
                section(look(workspace.user(Role.ADMIN)), "new-by-day-numbers").replaceAll("\\s+", " ");
        assertThat(Pattern.compile("data-line=\"([^\"]*)\"")
                        .matcher(table)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly("Source 7", "Source 6", "Source 5", "Source 4", "Source 3", "Other sources");
        var rows = table.split("<tr>");
        assertThat(rows).hasSize(32);
        assertThat(numbers(rows[30])).isEqualTo("7 6 5 4 3 3 28");
        assertThat(numbers(rows[31])).isEqualTo("1 0 0 0 0 0 1");
        assertThat(numbers(rows[2])).isEqualTo("0 0 0 0 0 0 0");
    }

    @Test
    void a_source_keeps_its_colour_whatever_else_comes_in() {
        var manager = workspace.user(Role.MANAGER);
        lead("\"first_name\": \"Ann\", \"source\": \"website\"");
        lead("\"first_name\": \"Ann\", \"source\": \"website\"");
        lead("\"first_name\": \"Ann\", \"source\": \"referral\"");
        var before = look(manager);
        for (var i = 0; i < 4; i++) {
            lead("\"first_name\": \"Ann\", \"source\": \"referral\"");
        }
        var after = look(manager);
        assertThat(tone(after, "website")).isEqualTo(tone(before, "website"));
        assertThat(tone(after, "referral")).isEqualTo(tone(before, "referral")).isNotEqualTo(tone(after, "website"));
    }

    private static String tone(String page, String source) {
        return inside(page, "data-tone=\"", "\" data-line=\"" + source + "\"").replaceFirst("(?s).*data-tone=\"", "");
    }

    private static String numbers(String row) {
        return String.join(
                " ",
                Pattern.compile("<td[^>]*>([^<]*)</td>")
                        .matcher(row)
                        .results()
                        .map(found -> found.group(1))
                        .toList());
    }

    @Test
    void who_converted_lately_counts_whenever_they_came_in() {
        var manager = workspace.user(Role.MANAGER);
        var longAgo = lead("\"first_name\": \"Long ago\"");
        var lately = lead("\"first_name\": \"Lately\"");
        api.patch("/api/v1/leads/" + longAgo, "{\"status\": \"converted\"}");
        days(40);
        api.patch("/api/v1/leads/" + longAgo, "{\"company\": \"Tech Corp\"}");
        assertThat(figure(look(manager), "converted")).isEqualTo("0");
        api.patch("/api/v1/leads/" + lately, "{\"status\": \"converted\"}");
        lead("\"first_name\": \"At once\", \"status\": \"converted\"");
        var page = look(manager);
        assertThat(figure(page, "converted")).isEqualTo("2");
        assertThat(figure(page, "open")).isEqualTo("0");
        assertThat(before(page, "open")).isEqualTo("of 3 in total");
        api.patch("/api/v1/leads/" + lately, "{\"status\": \"lost\"}");
        assertThat(figure(look(manager), "converted")).isEqualTo("1");
    }

    @Test
    void what_one_has_to_do_stands_there_the_most_urgent_first() {
        var user = workspace.user(Role.AGENT);
        var id = lead("\"first_name\": \"Sarah\"");
        assertThat(section(look(user), "my-tasks")).contains("No open tasks.");
        var panel = workspace.panel(user);
        panel.get("/leads");
        var today = LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC);
        var mine = Long.toString(user.id());
        panel.post(
                "/leads/" + id + "/tasks",
                Map.of("title", "Later", "due_on", today.plusDays(9).toString(), "assigned_user_id", mine));
        panel.post(
                "/leads/" + id + "/tasks",
                Map.of("title", "Sooner", "due_on", today.plusDays(2).toString(), "assigned_user_id", mine));
        panel.post(
                "/leads/" + id + "/tasks",
                Map.of("title", "Somebody's", "due_on", today.toString(), "assigned_user_id", ""));
        assertThat(section(look(user), "my-tasks"))
                .containsSubsequence("Sooner", "Later")
                .doesNotContain("Somebody");
    }

    @Test
    void the_time_to_first_contact_is_the_median() {
        var user = workspace.user(Role.ADMIN);
        lead("\"first_name\": \"Imported\", \"status\": \"contacted\"");
        assertThat(figure(look(user), "first-contact")).isEqualTo("–");
        for (var minutes : new int[] {5, 95, 30_000}) {
            var id = lead("\"first_name\": \"Sarah\"");
            server.clock().pass(Duration.ofMinutes(minutes));
            api.patch("/api/v1/leads/" + id, "{\"status\": \"contacted\"}");
            api.patch("/api/v1/leads/" + id, "{\"status\": \"new\"}");
            server.clock().pass(Duration.ofMinutes(1));
            api.patch("/api/v1/leads/" + id, "{\"status\": \"lost\"}");
        }
        assertThat(figure(look(user), "first-contact")).isEqualTo("1 hr, 35 min");
        for (var i = 0; i < 2; i++) {
            var id = lead("\"first_name\": \"Sarah\"");
            server.clock().pass(Duration.ofMinutes(23 * 60 + 45));
            api.patch("/api/v1/leads/" + id, "{\"status\": \"contacted\"}");
        }
        assertThat(figure(look(user), "first-contact"))
                .as("minutes beside so many hours say nothing")
                .isEqualTo("23 hr");
    }

    @Test
    void a_lead_has_got_as_far_as_its_stage() {
        var pipeline = api.get("/api/v1/pipelines").at("data.0");
        var stages = pipeline.at("/stages");
        for (var at : new int[] {0, 0, 1, 2, 2, 2}) {
            lead("\"first_name\": \"Ann\", \"pipeline_stage_id\": "
                    + stages.get(at).at("/id"));
        }
        for (var stage : stages) {
            if (stage.at("/is_lost").asBoolean()) {
                lead("\"first_name\": \"Lost\", \"pipeline_stage_id\": " + stage.at("/id"));
                lead("\"first_name\": \"Lost\", \"pipeline_stage_id\": " + stage.at("/id"));
            }
        }
        var page = look(workspace.user(Role.ADMIN));
        assertThat(step(page, stages.get(0).at("/id"))).isEqualTo("2 8 ");
        assertThat(step(page, stages.get(1).at("/id"))).isEqualTo("1 4 50%");
        assertThat(step(page, stages.get(2).at("/id"))).isEqualTo("3 3 75%");
        assertThat(section(page, "funnel")).contains("<rect width=\"50\"", "<rect width=\"25\"");
    }

    private static String step(String page, Object stageId) {
        return numbers(inside(page, "<tr id=\"stage-" + stageId + "\"", "<td class=\"bar\""));
    }

    @Test
    void what_nobody_has_for_a_day_and_what_is_quiet_for_two_weeks_needs_attention() {
        var manager = workspace.user(Role.MANAGER);
        var bob = workspace.user(Role.AGENT);
        lead("\"first_name\": \"Nobodyslead\"");
        var bobs = lead("\"first_name\": \"Bobslead\", \"assigned_user_id\": " + bob.id());
        lead("\"first_name\": \"Lostlead\", \"status\": \"lost\"");
        var page = look(manager);
        assertThat(section(page, "needs-owner"))
                .contains("No new lead has been")
                .doesNotContain("Nobodyslead");
        server.clock().pass(Duration.ofHours(26));
        page = look(manager);
        assertThat(section(page, "needs-owner")).contains("Nobodyslead").doesNotContain("Bobslead", "Lostlead");
        assertThat(section(page, "needs-attention")).contains("has had activity");
        days(14);
        page = look(manager);
        assertThat(section(page, "needs-attention"))
                .contains("Nobodyslead", "Bobslead")
                .doesNotContain("Lostlead");
        api.patch("/api/v1/leads/" + bobs, "{\"company\": \"Tech Corp\"}");
        assertThat(section(look(manager), "needs-attention"))
                .contains("Nobodyslead")
                .doesNotContain("Bobslead");
    }

    @Test
    void ten_are_shown_and_the_list_has_them_all() {
        for (var i = 0; i < 12; i++) {
            lead("\"first_name\": \"Nobodyslead\"");
        }
        days(15);
        lead("\"first_name\": \"Newcomer\"");
        var somebody = workspace.user(Role.READ_ONLY);
        var page = look(somebody);
        var panel = workspace.panel(somebody);
        for (var need : new String[] {"owner", "attention"}) {
            assertThat(section(page, "needs-" + need).split("<li>")).hasSize(11);
            var link =
                    inside(section(page, "needs-" + need), "<a href=\"", "\"").replace("&amp;", "&");
            assertThat(panel.get(link).body()).contains("1–12 of 12").doesNotContain("Newcomer");
            assertThat(panel.get(link + "&search=newcomer").body()).contains("No matching leads");
        }
        assertThat(panel.get("/leads?needs=love").body()).contains("Choose one of the options.");
    }

    @Test
    void an_agent_sees_the_figures_of_own_and_unassigned_leads() {
        var bob = workspace.user(Role.AGENT);
        var carol = workspace.user(Role.AGENT);
        lead("\"first_name\": \"Bobslead\", \"source\": \"Ours\", \"assigned_user_id\": " + bob.id());
        lead("\"first_name\": \"Nobodyslead\", \"source\": \"Ours\"");
        lead("\"first_name\": \"Carolslead\", \"source\": \"Carols secret\", \"status\": \"converted\","
                + "\"assigned_user_id\": " + carol.id());
        days(15);
        lead("\"first_name\": \"Carolslead\", \"assigned_user_id\": " + carol.id());
        var page = look(bob);
        assertThat(page).contains("Bobslead", "Nobodyslead").doesNotContain("Carolslead", "Carols secret");
        assertThat(figure(page, "new-week")).isEqualTo("0");
        assertThat(figure(page, "new-month")).isEqualTo("2");
        assertThat(figure(page, "open")).isEqualTo("2");
        assertThat(before(page, "open")).isEqualTo("of 2 in total");
        assertThat(figure(page, "converted")).isEqualTo("0");
        assertThat(step(page, api.get("/api/v1/pipelines").at("data.0.stages.0.id")))
                .isEqualTo("2 2 ");
        assertThat(workspace.panel(bob).get("/leads?needs=attention").body())
                .contains("1–2 of 2")
                .doesNotContain("Carolslead");
        assertThat(figure(look(workspace.user(Role.READ_ONLY)), "new-month")).isEqualTo("4");
    }

    @Test
    void another_workspaces_leads_do_not_count() {
        lead("\"first_name\": \"Ours\"");
        var other = server.newWorkspace();
        other.leadHub().post("/api/v1/leads", "{\"first_name\": \"Theirs\", \"source\": \"Their source\"}");
        other.leadHub().post("/api/v1/leads", "{\"first_name\": \"Theirs\", \"status\": \"converted\"}");
        days(15);
        var page = look(workspace.user(Role.ADMIN));
        assertThat(page).contains("Ours").doesNotContain("Theirs", "Their source");
        assertThat(figure(page, "new-month")).isEqualTo("1");
        assertThat(figure(page, "open")).isEqualTo("1");
        assertThat(figure(page, "converted")).isEqualTo("0");
    }
}
