package leadhub.leads.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leadhub.base.Role;
import leadhub.fields.FieldKind;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** A table of leads that is open asks for news: it reads its list again for what it shows, and for nothing else. */
class FollowTheTableTest {
    private final TestWorkspace workspace = TestServer.get().newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel panel = workspace.panel(Role.ADMIN);
    private final long lead =
            api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").number("data.id");

    @Test
    void the_first_look_and_what_becomes_of_tasks_are_no_news() {
        var changes = changes("/leads");
        assertThat(panel.part(changes).status()).isEqualTo(204);
        workspace.task(lead, "Call Ann");
        assertThat(panel.part(changes).status()).isEqualTo(204);
        api.patch("/api/v1/leads/" + lead, "{\"first_name\": \"Anna\"}");
        assertThat(panel.part(changes).body()).contains(">Anna</a>").doesNotContain("data-told");
    }

    @Test
    void leads_in_groups_are_shown_anew_with_their_own_fields() {
        workspace.field("Wants", FieldKind.TEXT);
        api.patch("/api/v1/leads/" + lead, "{\"custom_fields\": {\"wants\": \"Demo\"}}");
        panel.get("/leads");
        panel.post("/leads/columns", Map.of("columns[]", "custom.wants", "query", ""));
        var changes = changes("/leads?group=status");
        assertThat(panel.part(changes).status()).isEqualTo(204);
        api.patch("/api/v1/leads/" + lead, "{\"first_name\": \"Anna\"}");
        assertThat(panel.part(changes).body()).contains(">Anna</a>", "Demo").doesNotContain("data-told");
        api.patch("/api/v1/leads/" + lead, "{\"status\": \"qualified\"}");
        assertThat(panel.part(changes).body()).contains("The list has changed.");
    }

    @Test
    void leads_that_change_groups_are_told_though_each_group_has_as_many() {
        var bob = api.post("/api/v1/leads", "{\"first_name\": \"Bob\", \"status\": \"contacted\"}")
                .number("data.id");
        var path = "/leads?group=status";
        var groups = marks(path);
        assertThat(groups).hasSize(2);
        var changes = changes(path, List.of(lead, bob), groups.get(0) + "*1," + groups.get(1) + "*1");
        assertThat(panel.part(changes).status()).isEqualTo(204);
        api.patch("/api/v1/leads/" + lead, "{\"company\": \"Techno Inc\"}");
        assertThat(panel.part(changes).body()).contains("Techno Inc").doesNotContain("data-told");
        api.patch("/api/v1/leads/" + lead, "{\"status\": \"contacted\"}");
        assertThat(panel.part(changes).body()).contains("1 lead was changed.");
        api.patch("/api/v1/leads/" + bob, "{\"status\": \"new\"}");
        assertThat(panel.part(changes).body()).contains("2 leads were changed.");
        api.post("/api/v1/leads", "{\"first_name\": \"Mia\"}");
        assertThat(panel.part(changes).body()).contains("The list has changed.");
    }

    @Test
    void once_more_has_changed_than_is_counted_no_number_is_told_of_that_list() {
        var changes = changes("/leads");
        many();
        var many = panel.part(changes).body();
        assertThat(many).contains("The list has changed.");
        api.post("/api/v1/leads", "{\"first_name\": \"Mia\"}");
        assertThat(panel.part(later(changes, many)).body()).contains("The list has changed.");
        var anew = changes("/leads");
        api.post("/api/v1/leads", "{\"first_name\": \"Zoe\"}");
        assertThat(panel.part(anew).body()).contains("1 lead was changed.");
    }

    @Test
    void leads_that_change_groups_among_many_are_told_without_a_number_until_they_are_back() {
        var bob = api.post("/api/v1/leads", "{\"first_name\": \"Bob\", \"status\": \"contacted\"}")
                .number("data.id");
        var others = many().stream()
                .map("{\"id\": %s, \"company\": \"Techno Inc\"}"::formatted)
                .collect(Collectors.joining(","));
        var path = "/leads?group=status";
        var groups = marks(path);
        var changes = changes(path, List.of(lead, bob), groups.get(0) + "*1," + groups.get(1) + "*1");
        bulk("update", others + ", " + status(lead, "contacted") + ", " + status(bob, "new"));
        var many = panel.part(changes).body();
        assertThat(many).contains("The list has changed.");
        api.patch("/api/v1/leads/" + lead, "{\"company\": \"Techno Inc\"}");
        var still = panel.part(later(changes, many)).body();
        assertThat(still).contains("The list has changed.");
        bulk("update", status(lead, "new") + ", " + status(bob, "contacted"));
        var back = panel.part(later(changes, still)).body();
        assertThat(back).doesNotContain("data-told");
        api.patch("/api/v1/leads/" + lead, "{\"status\": \"contacted\"}");
        assertThat(panel.part(later(changes, back)).body()).contains("1 lead was changed.");
    }

    @Test
    void a_lead_that_stands_in_its_old_and_its_new_group_is_told_once() {
        var bob = api.post("/api/v1/leads", "{\"first_name\": \"Bob\", \"status\": \"contacted\"}")
                .number("data.id");
        var path = "/leads?group=status";
        var groups = marks(path);
        var changes = changes(path, List.of(lead, bob, lead), groups.get(0) + "*1," + groups.get(1) + "*2");
        api.patch("/api/v1/leads/" + lead, "{\"status\": \"contacted\"}");
        assertThat(panel.part(changes).body()).contains("1 lead was changed.").containsOnlyOnce(">Ann</a>");
    }

    /** More leads than are counted. */
    private List<String> many() {
        return bulk("create", String.join(",", Collections.nCopies(101, "{\"first_name\": \"Tim\"}")));
    }

    private List<String> bulk(String operation, String rows) {
        var done =
                api.post("/api/v1/leads/bulk", "{\"operation\": \"%s\", \"leads\": [%s]}".formatted(operation, rows));
        assertThat(done.number("meta.failed")).as(done.body()).isZero();
        return done.at("data")
                .valueStream()
                .map(row -> row.get("id").asString())
                .toList();
    }

    private static String status(long id, String status) {
        return "{\"id\": %d, \"status\": \"%s\"}".formatted(id, status);
    }

    /** How the page marks its groups. */
    private List<String> marks(String path) {
        return Pattern.compile("data-of=\"([0-9a-f]+)\"")
                .matcher(panel.get(path).body())
                .results()
                .map(group -> group.group(1))
                .toList();
    }

    /** What the page asks for with other leads, and how many of them stand in each group. */
    private String changes(String path, List<Long> shown, String groups) {
        var ids = shown.stream().map(String::valueOf).collect(Collectors.joining(","));
        return changes(path).replace("&shown=" + lead, "&groups=" + groups + "&shown=" + ids);
    }

    /** What it asks for next, after an answer. */
    private static String later(String changes, String answer) {
        return changes.replaceFirst("since=[^&]*", "since=" + told(answer, "table-news")) + "&waiting="
                + told(answer, "waiting");
    }

    private static String told(String answer, String name) {
        return answer.replaceAll("(?s).*data-%s=\"([^\"]*)\".*".formatted(name), "$1");
    }

    /** What the page asks for, from what it says of itself. */
    private String changes(String path) {
        var page = panel.get(path).body();
        var query = said(page, "query");
        return "/leads/changes?since=" + said(page, "since") + "&numbers=" + said(page, "numbers") + "&shown=" + lead
                + (query.isEmpty() ? "" : "&" + query.replace("&amp;", "&"));
    }

    private static String said(String page, String name) {
        return page.replaceAll("(?s).*id=\"table-since\"[^>]* data-%s=\"([^\"]*)\".*".formatted(name), "$1");
    }
}
