package leadhub.tags;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ManageTagsTest {
    private static final String PATH = "/settings/tags";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    /** Tries to sign in are counted by the hour, and all tests come from one address. */
    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Panel open(Role role) {
        var panel = workspace.panel(role);
        panel.get("/leads");
        return panel;
    }

    private List<String> names() {
        return api.get("/api/v1/tags?per_page=100")
                .at("data")
                .valueStream()
                .map(tag -> tag.get("name").asString())
                .toList();
    }

    private long make(String name) {
        return api.post("/api/v1/tags", "{\"name\": \"" + name + "\"}").number("data.id");
    }

    @Nested
    class ByPage {
        private final Panel panel = open(Role.MANAGER);

        @Test
        void the_first_visit_explains_what_tags_are_for() {
            assertThat(panel.get(PATH).body()).contains("No tags yet").contains("New tag");
        }

        @Test
        void one_is_made_renamed_recoloured_and_deleted() {
            assertThat(panel.post(PATH, Map.of("name", " Hot ", "color", "#ff0000"))
                            .status())
                    .isEqualTo(303);
            var id = api.get("/api/v1/tags").number("data.0.id");
            assertThat(panel.get(PATH).body()).contains("value=\"Hot\"").contains("value=\"#ff0000\"");
            panel.post(PATH + "/" + id, Map.of("name", "Warm"));
            panel.post(PATH + "/" + id, Map.of("color", "#00ff00"));
            var tag = api.get("/api/v1/tags/" + id);
            assertThat(tag.text("data.name")).isEqualTo("Warm");
            assertThat(tag.text("data.color")).isEqualTo("#00ff00");
            panel.post(PATH + "/" + id + "/delete", Map.of());
            assertThat(api.get("/api/v1/tags/" + id).status()).isEqualTo(404);
        }

        @Test
        void its_leads_are_one_click_away_and_lose_it_when_it_goes() {
            api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"tags\": [\"R&D / Ä\"]}");
            api.post("/api/v1/leads", "{\"first_name\": \"Bob\", \"tags\": [\"R&D / Ä\"]}");
            assertThat(panel.get(PATH).body()).contains(">2 leads</a>").contains("/leads?tag=R%26D+%2F+%C3%84");
            assertThat(panel.get("/leads?tag=R%26D+%2F+%C3%84").body()).contains("Ann", "Bob");
            var id = api.get("/api/v1/tags").number("data.0.id");
            panel.post(PATH + "/" + id + "/delete", Map.of());
            assertThat(api.get("/api/v1/leads").at("data.0.tags").isEmpty()).isTrue();
        }

        @Test
        void a_name_that_is_taken_missing_or_too_long_is_refused_where_it_was_typed() {
            make("Hot");
            var cold = make("Cold");
            for (var name : List.of("HOT", " ", "x".repeat(51))) {
                var refused = panel.post(PATH, Map.of("name", name));
                assertThat(refused.status()).isEqualTo(422);
                assertThat(refused.body()).contains("Enter a name that no other tag has");
                var changed = panel.post(PATH + "/" + cold, Map.of("name", name));
                assertThat(changed.status()).isEqualTo(422);
                assertThat(changed.body())
                        .contains("id=\"tag-" + cold + "-problem\">Enter a name that no other tag has");
            }
            assertThat(panel.post(PATH, Map.of("name", "HOT")).body()).contains("value=\"HOT\"");
            assertThat(names()).containsExactly("Hot", "Cold");
        }

        @Test
        void many_come_by_name_in_pages() {
            for (var i = 0; i < 101; i++) {
                make("t" + (1000 - i));
            }
            var first = panel.get(PATH).body();
            assertThat(first.indexOf("value=\"t900\"")).isPositive().isLessThan(first.indexOf("value=\"t901\""));
            assertThat(first).contains("?page=2").doesNotContain("value=\"t999\"");
            var second = panel.get(PATH + "?page=2").body();
            assertThat(second).contains("value=\"t999\"").doesNotContain("value=\"t901\"");
        }
    }

    @Test
    void an_agent_may_not_but_tags_a_lead_with_a_new_word() {
        var id = make("Ours");
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").number("data.id");
        // Nothing else may change a row.
        server.pauseJobs();
        try {
            for (var role : List.of(Role.AGENT, Role.READ_ONLY)) {
                var panel = open(role);
                var before = new WorkspaceTables(server).rows(workspace);
                assertThat(panel.get(PATH).status()).isEqualTo(403);
                assertThat(panel.post(PATH, Map.of("name", "Mine")).status()).isEqualTo(403);
                assertThat(panel.post(PATH + "/" + id, Map.of("name", "Mine")).status())
                        .isEqualTo(403);
                assertThat(panel.post(PATH + "/" + id + "/delete", Map.of()).status())
                        .isEqualTo(403);
                assertThat(new WorkspaceTables(server).rows(workspace)).isEqualTo(before);
            }
        } finally {
            server.resumeJobs();
        }
        assertThat(open(Role.AGENT)
                        .post("/leads/" + lead + "/tags", Map.of("tag", "fresh"))
                        .status())
                .isEqualTo(303);
        assertThat(names()).containsExactly("Ours", "fresh");
    }
}
