package leadhub.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
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
}
