package leadhub.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.ProblemException;
import leadhub.base.Region;
import leadhub.base.Role;
import leadhub.passwords.Passwords;
import leadhub.signin.links.OneTimeLinks;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Settings → Team: roles, who is suspended, who leaves. */
class ManageTeamTest {
    private final TestServer server = TestServer.get();
    private final Users users = server.bean(Users.class);
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private final User bob = workspace.user(Role.AGENT);
    private Panel panel = Panel.stranger(server.origin());

    @BeforeEach
    void signed_in() {
        server.clock().pass(Duration.ofHours(1));
        panel = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        panel.get("/settings/team");
    }

    @Test
    void a_role_is_given_and_holds_at_once() {
        var bobs = Panel.signedIn(server.origin(), bob.email(), TestWorkspace.PASSWORD);
        assertThat(bobs.get("/settings/team").status()).isEqualTo(403);
        var changed = panel.post("/settings/team/" + bob.id(), Map.of("role", "admin"));
        assertThat(changed.header("Location")).isEqualTo("/settings/team");
        assertThat(bobs.get("/settings/team").status()).isEqualTo(200);
        panel.post("/settings/team/" + bob.id(), Map.of("role", "read_only"));
        assertThat(bobs.get("/settings/team").status()).isEqualTo(403);
    }

    @Test
    void who_is_suspended_is_out_and_comes_back_by_signing_in() {
        var bobs = Panel.signedIn(server.origin(), bob.email(), TestWorkspace.PASSWORD);
        panel.post("/settings/team/" + bob.id(), Map.of("status", "suspended"));
        assertThat(panel.get("/settings/team").body()).contains("Suspended");
        assertThat(bobs.get("/leads").status()).isEqualTo(303);
        panel.post("/settings/team/" + bob.id(), Map.of("status", "active"));
        assertThat(bobs.get("/leads").status()).isEqualTo(303);
        assertThat(Panel.stranger(server.origin())
                        .signIn(bob.email(), TestWorkspace.PASSWORD)
                        .status())
                .isEqualTo(303);
    }

    @Test
    void who_is_removed_is_out_for_good() {
        var bobs = Panel.signedIn(server.origin(), bob.email(), TestWorkspace.PASSWORD);
        panel.post("/settings/team/" + bob.id() + "/remove", Map.of());
        assertThat(bobs.get("/leads").status()).isEqualTo(303);
        assertThat(panel.get("/settings/team").body())
                .doesNotContain(bob.email())
                .contains(alice.email());
    }

    @Test
    void nobody_takes_their_own_access_away() {
        users.change(workspace.caller(), bob.id(), role(Role.ADMIN));
        var self = "/settings/team/" + alice.id();
        for (var refused : List.of(
                panel.post(self, Map.of("role", "manager")),
                panel.post(self, Map.of("status", "suspended")),
                panel.post(self + "/remove", Map.of()))) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.body()).contains("you can’t take away your own access", bob.email());
        }
        assertThat(users.get(workspace.caller(), alice.id())).isEqualTo(alice);
    }

    @Test
    void a_page_of_fifty_leads_to_the_next() {
        for (var i = 0; i < 51; i++) {
            users.create(
                    workspace.caller(), new NewUser("Number " + i, "n" + i + "@example.com", Role.AGENT, null, null));
        }
        assertThat(panel.get("/settings/team").body())
                .contains("Number 47", "page=2")
                .doesNotContain("Number 48");
        assertThat(panel.get("/settings/team?page=2").body())
                .contains("Number 50", "page=1")
                .doesNotContain("Number 47");
    }

    @Test
    void only_admins_change_people_whatever_the_way() {
        var manager = new Caller(
                workspace.id(),
                Region.UNKNOWN,
                Role.MANAGER,
                new Actor(Actor.Kind.USER, 1, "Some manager"),
                null,
                null);
        var wanted = new NewUser("Carol", "carol@example.com", Role.AGENT, null, null);
        var links = server.bean(OneTimeLinks.class);
        refuses(() -> users.create(manager, wanted));
        refuses(() -> users.change(manager, bob.id(), role(Role.ADMIN)));
        refuses(() -> users.resetPassword(
                manager, bob.email(), server.bean(Passwords.class).hash("another password")));
        refuses(() -> users.delete(manager, bob.id()));
        refuses(() -> links.make(manager, bob.id()));
    }

    private static void refuses(Runnable verb) {
        assertThatExceptionOfType(ProblemException.class).isThrownBy(verb::run);
    }

    private static UserChange role(Role role) {
        return new UserChange(Change.keep(), Change.set(role), Change.keep(), Change.keep());
    }
}
