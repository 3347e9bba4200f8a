package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Agents see and change their own leads and those that nobody has; managers all; read-only changes nothing. */
class SeeOnlyOwnLeadsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User bob = workspace.user(Role.AGENT);
    private final User carol = workspace.user(Role.AGENT);

    private final long bobs = lead("Bobslead", bob);
    private final long carols = lead("Carolslead", carol);
    private final long nobodys =
            api.post("/api/v1/leads", "{\"first_name\": \"Nobodyslead\"}").number("data.id");

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private long lead(String name, User owner) {
        return api.post("/api/v1/leads", """
                        {"first_name": "%s", "assigned_user_id": %d, "email": "shared@example.com"}
                        """.formatted(name, owner.id())).number("data.id");
    }

    private Panel signIn(User user) {
        var panel = Panel.signedIn(server.origin(), user.email(), TestWorkspace.PASSWORD);
        panel.get("/leads");
        return panel;
    }

    @Test
    void an_agent_finds_own_and_unassigned_leads_wherever_one_looks() {
        var panel = signIn(bob);
        for (var path : List.of(
                "/leads",
                "/leads?search=slead",
                "/leads?sort=first_name",
                "/leads?assigned_user_id=" + carol.id(),
                "/board",
                "/find?search=slead",
                "/leads/" + bobs)) {
            var answer = panel.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body()).as(path).doesNotContain("Carolslead");
        }
        assertThat(panel.get("/leads").body()).contains("Bobslead", "Nobodyslead", "1–2 of 2");
        assertThat(signIn(carol).get("/leads").body()).contains("Carolslead", "1–2 of 2");
        assertThat(panel.get("/leads/" + carols).status()).isEqualTo(404);
    }

    @Test
    void an_agent_changes_own_and_unassigned_leads_only() {
        var panel = signIn(bob);
        for (var path : List.of("", "/tags", "/untag", "/delete")) {
            assertThat(panel.post("/leads/" + carols + path, Map.of("tag", "x", "company", "x"))
                            .status())
                    .as(path)
                    .isEqualTo(404);
        }
        panel.post("/bulk/delete", Map.of("ids[]", Long.toString(carols)));
        panel.post("/leads/" + nobodys, Map.of("company", "Tech Corp"));
        assertThat(api.get("/api/v1/leads/" + carols).status()).isEqualTo(200);
        assertThat(api.get("/api/v1/leads/" + nobodys).text("data.company")).isEqualTo("Tech Corp");
    }

    @Test
    void a_manager_sees_and_changes_all() {
        var panel = workspace.panel(Role.MANAGER);
        assertThat(panel.get("/leads").body()).contains("Bobslead", "Carolslead", "1–3 of 3");
        panel.post("/leads/" + carols, Map.of("company", "Tech Corp"));
        assertThat(api.get("/api/v1/leads/" + carols).text("data.company")).isEqualTo("Tech Corp");
    }

    @Test
    void read_only_sees_all_and_changes_nothing() {
        var panel = workspace.panel(Role.READ_ONLY);
        assertThat(panel.get("/leads").body())
                .contains("Bobslead", "Carolslead", "1–3 of 3")
                .doesNotContain("new-lead");
        assertThat(panel.post("/leads/" + bobs, Map.of("company", "x")).status())
                .isEqualTo(403);
        assertThat(panel.post("/leads", Map.of("first_name", "x")).status()).isEqualTo(403);
    }
}
