package leadhub.signin.twosteps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import leadhub.base.Role;
import leadhub.panel.Pages;
import leadhub.testing.Authenticator;
import leadhub.testing.PageExamples;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace says how its people sign in, and for how long. */
class DemandTwoStepsTest {
    private static final String SET_UP = "/settings/account/two-steps";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private Panel alice = Panel.stranger(server.origin());

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
        alice = workspace.panel(Role.ADMIN);
        alice.get("/settings/security");
    }

    private Panel.Answer demand(String twoSteps, int idleDays, int mostDays) {
        return alice.post(
                "/settings/security",
                Map.of(
                        "two_steps",
                        twoSteps,
                        "idle_days",
                        Integer.toString(idleDays),
                        "most_days",
                        Integer.toString(mostDays)));
    }

    @Test
    void nothing_else_opens_before_it_is_set_up() {
        var bob = workspace.panel(Role.MANAGER);
        var api = workspace.leadHub();
        assertThat(demand("1", 7, 30).status()).isEqualTo(303);
        assertThat(bob.get("/leads").header("Location")).isEqualTo(SET_UP);
        var setUp = bob.get(SET_UP).body();
        assertThat(setUp).contains("requires two-step sign-in for everybody").doesNotContain("\"/side\"");
        // What a page asks for later is no page in itself, which would ask for the same again.
        assertThat(bob.part("/side").status()).isEqualTo(204);
        assertThat(api.get("/api/v1/leads").status()).isEqualTo(200);
        Authenticator.setUp(bob, server.clock());
        assertThat(bob.get("/leads").status()).isEqualTo(200);
        assertThat(alice.get("/settings/audit").header("Location")).isEqualTo(SET_UP);
        Authenticator.setUp(alice, server.clock());
        assertThat(alice.get("/settings/audit").body()).contains("changed the security settings");
    }

    /** Whatever is added to the panel is behind it too. */
    @Test
    void every_page_and_action_is_behind_it() {
        var examples = new PageExamples(workspace, "some-word");
        var bob = workspace.panel(Role.ADMIN);
        bob.get("/leads");
        demand("1", 7, 30);
        // What was begun would change rows meanwhile.
        server.pauseJobs();
        try {
            holdBack(examples, bob);
        } finally {
            server.resumeJobs();
        }
    }

    private void holdBack(PageExamples examples, Panel bob) {
        var before = new WorkspaceTables(server).rows(workspace);
        var open = java.util.Set.of(SET_UP, SET_UP + "/confirm", "/confirm", "/sign-out", "/workspaces/{id}");
        for (var route : server.bean(Pages.class).all()) {
            if (route.least() != null && !open.contains(route.template())) {
                var path = examples.path(route);
                var answer = route.method().equals("GET") ? bob.get(path) : bob.post(path, Map.of());
                assertThat(answer.status()).as("%s", route).isEqualTo(303);
                assertThat(answer.header("Location")).as("%s", route).isEqualTo(SET_UP);
            }
        }
        assertThat(new WorkspaceTables(server).rows(workspace)).isEqualTo(before);
    }

    @Test
    void it_is_the_rule_of_the_workspace_one_is_in() {
        var second = server.newWorkspace();
        var bob = workspace.user(Role.AGENT);
        second.userLike(bob, Role.AGENT, TestWorkspace.PASSWORD);
        demand("1", 7, 30);
        var panel = workspace.panel(bob);
        assertThat(panel.get("/leads").status()).isEqualTo(303);
        panel.get(SET_UP);
        assertThat(panel.post("/workspaces/" + second.id(), Map.of()).status()).isEqualTo(303);
        assertThat(panel.get("/leads").status()).isEqualTo(200);
    }

    @Test
    void sessions_end_when_the_workspace_says_so() {
        assertThat(demand("", 2, 4).status()).isEqualTo(303);
        var idle = workspace.panel(Role.AGENT);
        var busy = workspace.panel(Role.AGENT);
        for (var day = 0; day < 3; day++) {
            server.clock().pass(Duration.ofDays(1));
            assertThat(busy.get("/leads").status()).isEqualTo(200);
        }
        assertThat(idle.get("/leads").status()).isEqualTo(303);
        server.clock().pass(Duration.ofDays(1));
        assertThat(busy.get("/leads").status()).isEqualTo(303);
    }

    @Test
    void days_have_bounds() {
        assertThat(demand("", 0, 30).status()).isEqualTo(422);
        assertThat(demand("", 91, 30).status()).isEqualTo(422);
        assertThat(demand("", 7, 366).status()).isEqualTo(422);
        assertThat(demand("", 7, 0).status()).isEqualTo(422);
        assertThat(demand("", 90, 365).status()).isEqualTo(303);
    }

    @Test
    void without_a_secret_key_nobody_is_locked_out() {
        try (var keyless = server.startSecond(Map.of("--secret-key", ""))) {
            var panel = alice.at(TestServer.origin(keyless));
            panel.get("/settings/security");
            assertThat(panel.post("/settings/security", Map.of("two_steps", "1", "idle_days", "7", "most_days", "30"))
                            .status())
                    .isEqualTo(422);
            assertThat(panel.get(SET_UP).body()).contains("This server has no secret key");
            assertThat(panel.post(SET_UP, Map.of()).status()).isEqualTo(409);
        }
    }
}
