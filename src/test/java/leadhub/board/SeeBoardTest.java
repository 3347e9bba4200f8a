package leadhub.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The board says how many leads a stage has and what they are worth, and what has changed since it was opened. */
class SeeBoardTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User bob = workspace.user(Role.AGENT);
    private final User carol = workspace.user(Role.AGENT);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private String add(String name, String more) {
        return api.post("/api/v1/leads", "{\"first_name\": \"%s\"%s}".formatted(name, more))
                .text("data.id");
    }

    /** The number of leads and their worth, column by column. */
    private static List<String> heads(Panel.Answer page) {
        return Pattern.compile("data-head=\"[0-9]+\">(.*?)</header>", Pattern.DOTALL)
                .matcher(page.body())
                .results()
                .map(head -> head.group(1)
                        .replaceAll("(?s)<span class=\"visually-hidden\">.*?</span>", "")
                        .replaceAll("<[^>]*>", " ")
                        .replaceAll("\\s+", " ")
                        .strip())
                .toList();
    }

    private static String since(Panel.Answer page) {
        return page.body().replaceAll("(?s).*data-(?:since|news)=\"([^\"]+)\".*", "$1");
    }

    @Test
    void a_column_says_what_its_deals_come_to() {
        add("Sarah", ", \"deal_value\": 1000.40");
        add("Mia", ", \"deal_value\": 9999999999999.99");
        add("Leo", "");
        var panel = workspace.panel(Role.ADMIN);
        assertThat(heads(panel.get("/board"))).startsWith("3 $10,000,000,001,000.39", "0");
        add("Kim", ", \"deal_value\": 5");
        assertThat(heads(panel.get("/board"))).startsWith("4 $10,000,000,001,005.39", "0");
    }

    @Test
    void an_agent_sees_what_own_and_unassigned_deals_come_to() {
        add("Bobs", ", \"deal_value\": 1, \"assigned_user_id\": " + bob.id());
        add("Carols", ", \"deal_value\": 20, \"assigned_user_id\": " + carol.id());
        add("Nobodys", ", \"deal_value\": 300");
        assertThat(heads(workspace.panel(bob).get("/board"))).startsWith("2 $301");
        assertThat(heads(workspace.panel(carol).get("/board"))).startsWith("2 $320");
        assertThat(heads(workspace.panel(Role.MANAGER).get("/board"))).startsWith("3 $321");
    }

    @Test
    void it_tells_what_has_changed_and_nothing_when_nothing_has() {
        var sarah = add("Sarah", "");
        var panel = workspace.panel(bob);
        var path = "/board/" + api.get("/api/v1/pipelines").text("data.0.id") + "/changes?since=";
        var opened = since(panel.get("/board"));
        assertThat(panel.get(path + opened).status()).isEqualTo(204);
        api.patch("/api/v1/leads/" + sarah, "{\"company\": \"Tech Corp\"}");
        var news = panel.get(path + opened);
        assertThat(news.body()).contains("data-changed=\"" + sarah + "\"", "Tech Corp");
        assertThat(panel.get(path + since(news)).status()).isEqualTo(204);
        api.patch("/api/v1/leads/" + sarah, "{\"assigned_user_id\": %d}".formatted(carol.id()));
        var gone = panel.get(path + since(news));
        assertThat(gone.body()).contains("data-changed=\"" + sarah + "\"").doesNotContain("Sarah");
        // Whoever doesn't say since when sees it all.
        assertThat(panel.get(path + "x").body()).contains("id=\"board\"");
    }

    @Test
    void an_agent_hears_nothing_of_leads_that_others_have() {
        var carols = add("Carols", ", \"assigned_user_id\": " + carol.id());
        var panel = workspace.panel(bob);
        var path = "/board/" + api.get("/api/v1/pipelines").text("data.0.id") + "/changes?since=";
        var opened = since(panel.get("/board"));
        api.patch("/api/v1/leads/" + carols, "{\"company\": \"Tech Corp\"}");
        add("Another", ", \"assigned_user_id\": " + carol.id());
        assertThat(panel.get(path + opened).status()).isEqualTo(204);
        api.patch("/api/v1/leads/" + carols, "{\"assigned_user_id\": null}");
        assertThat(panel.get(path + opened).body()).contains("Carols").doesNotContain("Another");
    }

    @Test
    void another_workspaces_changes_are_not_told() {
        var panel = workspace.panel(bob);
        var path = "/board/" + api.get("/api/v1/pipelines").text("data.0.id") + "/changes?since=";
        var opened = since(panel.get("/board"));
        server.newWorkspace().leadHub().post("/api/v1/leads", "{\"first_name\": \"Stranger\"}");
        assertThat(panel.get(path + opened).status()).isEqualTo(204);
    }

    private String task(String lead, String members) {
        var made = api.post("/api/v1/leads/" + lead + "/tasks", "{" + members + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("data.id");
    }

    private static String card(Panel.Answer page, String lead) {
        return page.body().replaceAll("(?s).*<li class=\"card-lead[^>]* data-lead=\"" + lead + "\">(.*?)</li>.*", "$1");
    }

    @Test
    void a_card_says_what_is_to_be_done_next_and_whether_it_is_overdue() {
        var sarah = add("Sarah", "");
        var mia = add("Mia", "");
        var leo = add("Leo", "");
        var today = LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC);
        task(sarah, "\"title\": \"Some day\"");
        task(sarah, "\"title\": \"Send the offer\", \"due_at\": \"%s\"".formatted(today.plusDays(9)));
        task(
                sarah,
                "\"title\": \"Call her back\", \"kind\": \"call\", \"due_at\": \"%s\"".formatted(today.plusDays(2)));
        task(mia, "\"title\": \"Visit\", \"kind\": \"meeting\", \"due_at\": \"%s\"".formatted(today.minusDays(1)));
        var panel = workspace.panel(bob);
        var page = panel.get("/board");
        assertThat(card(page, sarah))
                .contains("Call her back", "title=\"Call\"", "datetime=\"" + today.plusDays(2) + "\"")
                .doesNotContain("Send the offer", "Some day", "Overdue");
        assertThat(card(page, mia)).contains("Visit", "title=\"Meeting\"", "class=\"overdue\"", "Overdue");
        assertThat(card(page, leo)).doesNotContain("card-task");
        assertThat(card(panel.get(board() + "?search=sarah"), sarah)).contains("Call her back");
    }

    @Test
    void a_task_that_a_colleague_completes_leaves_the_card_at_once() {
        var sarah = add("Sarah", "");
        var carols = add("Carols", ", \"assigned_user_id\": " + carol.id());
        var call = task(sarah, "\"title\": \"Call her back\"");
        task(sarah, "\"title\": \"Send the offer\"");
        var panel = workspace.panel(bob);
        var opened = since(panel.get("/board"));
        var path = board() + "/changes?shown=" + sarah + "," + carols + "&since=";
        task(carols, "\"title\": \"Secret\"");
        assertThat(panel.get(path + opened).status()).isEqualTo(204);
        api.patch("/api/v1/leads/" + sarah + "/tasks/" + call, "{\"done\": true}");
        var news = panel.get(path + opened);
        assertThat(card(news, sarah)).contains("Send the offer").doesNotContain("Call her back");
        assertThat(news.body()).doesNotContain("data-changed", "data-head", "Carols");
        assertThat(said(news)).as("she stands where she stood").isEmpty();
        assertThat(panel.get(path + since(news)).status()).isEqualTo(204);
        var mia = add("Mia", "");
        assertThat(said(panel.get(path + opened))).isEqualTo("Mia moved to “New”.");
        var unseen = since(panel.get(path + opened));
        task(mia, "\"title\": \"Visit her\"");
        var quiet = panel.get(path + unseen);
        assertThat(quiet.body()).as("her card is further down").doesNotContain("card-lead");
        assertThat(panel.get(path + since(quiet)).status()).isEqualTo(204);
    }

    private static String said(Panel.Answer news) {
        return news.body()
                .replaceAll("(?s).*<p data-said>(.*?)</p>.*", "$1")
                .replaceAll("\\s+", " ")
                .strip();
    }

    @Test
    void on_a_filtered_board_a_task_shows_its_card_alone_anew() {
        var sarah = add("Sarah", ", \"email\": \"sarah@tech.example\"");
        var mia = add("Mia", ", \"company\": \"Other\"");
        var panel = workspace.panel(Role.ADMIN);
        var changes = board() + "/changes?search=tech&shown=" + sarah + "&since=";
        var opened = since(panel.get(board() + "?search=tech"));
        task(sarah, "\"title\": \"Call her back\"");
        task(mia, "\"title\": \"Visit her\"");
        var news = panel.get(changes + opened);
        assertThat(card(news, sarah)).contains("Call her back");
        assertThat(news.body()).doesNotContain("id=\"board\"", "data-head", "Mia", "Visit her");
        assertThat(panel.get(changes + since(news)).status()).isEqualTo(204);
    }

    /** Who is on it, in the order of the cards. */
    private static List<String> cards(Panel.Answer page) {
        return Pattern.compile("<bdi>([A-Z][a-z]+)</bdi></a>")
                .matcher(page.body())
                .results()
                .map(card -> card.group(1))
                .toList();
    }

    private String board() {
        return "/board/" + api.get("/api/v1/pipelines").text("data.0.id");
    }

    @Test
    void a_filtered_board_shows_and_adds_up_what_is_asked_for() {
        add("Sarah", ", \"deal_value\": 5, \"email\": \"sarah@tech.example\", \"assigned_user_id\": " + bob.id());
        add("Mia", ", \"deal_value\": 20, \"deal_currency\": \"EUR\", \"email\": \"mia@tech.example\"");
        add("Leo", ", \"deal_value\": 300, \"company\": \"Other\"");
        var panel = workspace.panel(Role.ADMIN);
        var searched = panel.get(board() + "?search=tech");
        assertThat(cards(searched)).containsExactly("Mia", "Sarah");
        assertThat(heads(searched)).startsWith("2 $5 €20", "0");
        var bobs = panel.get(board() + "?assigned_user_id=" + bob.id());
        assertThat(cards(bobs)).containsExactly("Sarah");
        assertThat(heads(bobs)).startsWith("1 $5", "0");
        assertThat(cards(panel.get(board() + "?order=last_name:asc&search=tech")))
                .containsExactlyInAnyOrder("Mia", "Sarah");
        assertThat(cards(panel.get(board() + "?order=created_at:asc"))).containsExactly("Sarah", "Mia", "Leo");
        var wrong = panel.get(board() + "?created_after=soon");
        assertThat(cards(wrong)).isEmpty();
        assertThat(wrong.body()).contains("role=\"alert\"");
    }

    @Test
    void an_agents_filtered_board_shows_no_deals_of_others() {
        add("Bobs", ", \"deal_value\": 1, \"email\": \"bobs@tech.example\", \"assigned_user_id\": " + bob.id());
        add("Carols", ", \"deal_value\": 20, \"email\": \"carols@tech.example\", \"assigned_user_id\": " + carol.id());
        var page = workspace.panel(bob).get(board() + "?search=tech");
        assertThat(cards(page)).containsExactly("Bobs");
        assertThat(heads(page)).startsWith("1 $1");
    }

    @Test
    void on_a_filtered_board_a_change_shows_what_is_asked_for_anew() {
        var sarah = add("Sarah", ", \"email\": \"sarah@tech.example\"");
        add("Mia", ", \"company\": \"Other\"");
        var panel = workspace.panel(Role.ADMIN);
        var changes = board() + "/changes?search=tech&since=";
        var opened = since(panel.get(board() + "?search=tech"));
        assertThat(panel.get(changes + opened).status()).isEqualTo(204);
        api.patch("/api/v1/leads/" + sarah, "{\"email\": \"sarah@elsewhere.example\"}");
        var news = panel.get(changes + opened);
        assertThat(news.body()).contains("id=\"board\"");
        assertThat(cards(news)).isEmpty();
    }

    @Test
    void a_view_that_is_kept_on_the_board_opens_there() {
        add("Sarah", ", \"email\": \"sarah@tech.example\"");
        var panel = workspace.panel(bob);
        panel.get(board());
        var kept = panel.post("/leads/views", Map.of("name", "Tech", "query", "search=tech", "page", board()));
        assertThat(kept.header("Location")).startsWith(board() + "?view=").endsWith("&search=tech");
        assertThat(panel.get(kept.header("Location")).body()).contains("aria-current=\"page\"><bdi>Tech</bdi>");
        var elsewhere = panel.post("/leads/views", Map.of("name", "Far", "query", "", "page", "https://example.com"));
        assertThat(elsewhere.header("Location")).startsWith("/leads?view=");
    }
}
