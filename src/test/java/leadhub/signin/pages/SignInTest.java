package leadhub.signin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import leadhub.base.Change;
import leadhub.base.Role;
import leadhub.passwords.Passwords;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.UserChange;
import leadhub.users.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignInTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);

    /** Tries are counted by the hour, and all tests come from one address. */
    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    @Test
    void the_right_password_leads_where_one_wanted_to_go() {
        var panel = Panel.stranger(server.origin());
        var refused = panel.get("/leads?status=new");
        assertThat(refused.status()).isEqualTo(303);
        assertThat(refused.header("Location")).isEqualTo("/sign-in?next=%2Fleads%3Fstatus%3Dnew");
        assertThat(panel.get(refused.header("Location")).body()).contains("value=\"/leads?status=new\"");
        var answer = panel.post(
                "/sign-in",
                Map.of(
                        "email",
                        alice.email().toUpperCase(java.util.Locale.ROOT),
                        "password",
                        TestWorkspace.PASSWORD,
                        "next",
                        "/leads?status=new"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/leads?status=new");
        assertThat(panel.get("/leads").status()).isEqualTo(200);
    }

    @Test
    void nobody_is_led_to_another_site() {
        for (var next :
                java.util.List.of("https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)")) {
            var panel = Panel.stranger(server.origin());
            panel.get("/sign-in");
            var answer = panel.post(
                    "/sign-in", Map.of("email", alice.email(), "password", TestWorkspace.PASSWORD, "next", next));
            assertThat(answer.header("Location")).isEqualTo("/");
        }
    }

    @Test
    void what_was_wrong_is_not_told() {
        var panel = Panel.stranger(server.origin());
        var wrongPassword = panel.signIn(alice.email(), "wrong password");
        var nobody = panel.signIn("nobody@example.com", "wrong password");
        assertThat(wrongPassword.status()).isEqualTo(422);
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(problem(wrongPassword)).isEqualTo(problem(nobody)).isNotEmpty();
        assertThat(panel.get("/leads").status()).isEqualTo(303);
    }

    private static String problem(Panel.Answer answer) {
        var start = answer.body().indexOf("id=\"problem\"");
        return answer.body().substring(start, answer.body().indexOf("</div>", start));
    }

    @Test
    void guessing_ends_after_ten_tries() {
        var panel = Panel.stranger(server.origin());
        for (var i = 0; i < 10; i++) {
            assertThat(panel.signIn(alice.email(), "guess " + i).status()).isEqualTo(422);
        }
        var answer = panel.signIn(alice.email(), TestWorkspace.PASSWORD);
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        server.clock().pass(Duration.ofHours(1));
        assertThat(panel.signIn(alice.email(), TestWorkspace.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void right_passwords_count_for_nothing() {
        for (var i = 0; i < 12; i++) {
            var panel = Panel.stranger(server.origin());
            assertThat(panel.signIn(alice.email(), TestWorkspace.PASSWORD).status())
                    .isEqualTo(303);
        }
    }

    @Test
    void signing_in_again_ends_the_session_before() {
        var panel = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        var before = panel.cookie("leadhub-session");
        panel.get("/leads");
        assertThat(panel.post("/sign-in", Map.of("email", alice.email(), "password", TestWorkspace.PASSWORD))
                        .status())
                .isEqualTo(303);
        assertThat(panel.get("/leads").status()).isEqualTo(200);
        var thief = Panel.stranger(server.origin());
        thief.plant("leadhub-session", before);
        assertThat(thief.get("/leads").status()).isEqualTo(303);
    }

    @Test
    void a_workspace_is_not_entered_by_a_session_that_it_would_have_ended() {
        var second = server.newWorkspace();
        second.userLike(alice, Role.ADMIN, TestWorkspace.PASSWORD);
        var admin = second.panel(Role.ADMIN);
        admin.get("/settings/security");
        assertThat(admin.post("/settings/security", Map.of("two_steps", "0", "idle_days", "1", "most_days", "3"))
                        .status())
                .isEqualTo(303);
        var idle = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        idle.get("/leads");
        server.clock().pass(Duration.ofHours(25));
        assertThat(idle.get("/leads").status()).isEqualTo(200);
        var refused = idle.post("/workspaces/" + second.id(), Map.of());
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.body()).contains("Sign out and in again to open it.");
        var old = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        for (var hours = 0; hours < 80; hours += 20) {
            old.get("/leads");
            server.clock().pass(Duration.ofHours(20));
        }
        old.get("/leads");
        assertThat(old.post("/workspaces/" + second.id(), Map.of()).status()).isEqualTo(403);
        var fresh = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        fresh.get("/leads");
        assertThat(fresh.post("/workspaces/" + second.id(), Map.of()).status()).isEqualTo(303);
        assertThat(fresh.get("/settings/audit").body()).contains("switched from another workspace");
    }

    @Test
    void a_session_is_good_on_every_server_and_ends_where_one_signs_out() {
        var panel = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        var there = panel.at(server.otherProcess());
        assertThat(there.get("/leads").status()).isEqualTo(200);
        panel.get("/leads");
        var left = panel.post("/sign-out", Map.of());
        assertThat(left.header("Location")).isEqualTo("/sign-in");
        assertThat(left.header("Clear-Site-Data")).isEqualTo("\"cache\", \"storage\"");
        assertThat(there.get("/leads").status()).isEqualTo(303);
    }

    @Test
    void a_session_that_nobody_uses_ends_and_so_does_a_long_one() {
        var idle = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        server.clock().pass(Duration.ofDays(7).plusMinutes(1));
        assertThat(idle.get("/leads").status()).isEqualTo(303);
        var busy = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        for (var day = 0; day < 29; day++) {
            server.clock().pass(Duration.ofDays(1));
            assertThat(busy.get("/leads").status()).isEqualTo(200);
        }
        server.clock().pass(Duration.ofDays(1));
        assertThat(busy.get("/leads").status()).isEqualTo(303);
    }

    @Test
    void who_is_suspended_or_removed_or_has_a_new_password_is_out_at_once() {
        var users = server.bean(Users.class);
        var bob = workspace.user(Role.AGENT);
        var panel = Panel.signedIn(server.origin(), bob.email(), TestWorkspace.PASSWORD);
        users.change(
                workspace.caller(),
                bob.id(),
                new UserChange(Change.keep(), Change.keep(), Change.set(Status.SUSPENDED), Change.keep()));
        assertThat(panel.get("/leads").status()).isEqualTo(303);
        assertThat(Panel.stranger(server.origin())
                        .signIn(bob.email(), TestWorkspace.PASSWORD)
                        .status())
                .isEqualTo(422);
        users.change(
                workspace.caller(),
                bob.id(),
                new UserChange(Change.keep(), Change.keep(), Change.set(Status.ACTIVE), Change.keep()));
        var again = Panel.signedIn(server.origin(), bob.email(), TestWorkspace.PASSWORD);
        users.resetPassword(
                workspace.caller(), bob.email(), server.bean(Passwords.class).hash("another password"));
        assertThat(again.get("/leads").status()).isEqualTo(303);
        var third = Panel.signedIn(server.origin(), bob.email(), "another password");
        users.delete(workspace.caller(), bob.id());
        assertThat(third.get("/leads").status()).isEqualTo(303);
        assertThat(Panel.stranger(server.origin())
                        .signIn(bob.email(), "another password")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void somebody_in_two_workspaces_goes_from_one_to_the_other() {
        var second = server.newWorkspace();
        second.userLike(alice, Role.AGENT, TestWorkspace.PASSWORD);
        second.leadHub().post("/api/v1/leads", "{\"first_name\": \"Over there\"}");
        var panel = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        assertThat(panel.get("/leads").body()).doesNotContain("Over there");
        assertThat(panel.post("/workspaces/" + second.id(), Map.of()).status()).isEqualTo(303);
        assertThat(panel.get("/leads").body()).contains("Over there");
        var stranger = workspace.panel(Role.ADMIN);
        stranger.get("/leads");
        assertThat(stranger.post("/workspaces/" + second.id(), Map.of()).status())
                .isEqualTo(404);
    }

    /** One who knows the other password only is let into that workspace only. */
    @Test
    void a_password_opens_the_workspaces_it_belongs_to() {
        var second = server.newWorkspace();
        second.leadHub().post("/api/v1/leads", "{\"first_name\": \"Over there\"}");
        second.userLike(alice, Role.AGENT, "the other one");
        var panel = Panel.signedIn(server.origin(), alice.email(), "the other one");
        assertThat(panel.get("/leads").body()).contains("Over there");
        assertThat(panel.post("/workspaces/" + workspace.id(), Map.of()).status())
                .isEqualTo(404);
    }

    @Test
    void the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        var panel = Panel.stranger(server.origin());
        panel.get("/sign-in");
        var cookie = panel.post("/sign-in", Map.of("email", alice.email(), "password", TestWorkspace.PASSWORD))
                .raw()
                .headers()
                .allValues("Set-Cookie")
                .getFirst();
        assertThat(cookie).contains("HttpOnly").contains("SameSite=Lax").contains("Path=/");
    }
}
