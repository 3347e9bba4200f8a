package leadhub.leads.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Pattern;
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
        var groups = Pattern.compile("data-of=\"([0-9a-f]+)\"")
                .matcher(panel.get(path).body())
                .results()
                .map(group -> group.group(1) + "*1")
                .toList();
        assertThat(groups).hasSize(2);
        var shown = "&groups=" + String.join(",", groups) + "&shown=" + lead + "," + bob;
        var changes = changes(path).replace("&shown=" + lead, shown);
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
