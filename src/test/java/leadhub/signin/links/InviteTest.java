package leadhub.signin.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody is invited, chooses a password, and later forgets it. */
class InviteTest {
    private static final Pattern LINK = Pattern.compile("id=\"link\"[^>]*>([^<]+)<");
    private static final String CHOSEN = "tree lamp river";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final String email = "bob." + UUID.randomUUID() + "@example.com";
    private Panel alice = Panel.stranger(server.origin());

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
        alice = workspace.panel(Role.ADMIN);
        alice.get("/settings/team/new");
    }

    @Test
    void the_link_leads_to_a_password_and_in() {
        var path = invite();
        assertThat(alice.get("/settings/team").body()).contains("Bob", email, "Invited", "Manager");
        var bob = Panel.stranger(server.origin());
        assertThat(bob.get(path).body()).contains("Bob, you’ve been invited to Test", email);
        var accepted = bob.post(path, Map.of("password", CHOSEN));
        assertThat(accepted.header("Location")).isEqualTo("/");
        assertThat(bob.get("/leads").status()).isEqualTo(200);
        assertThat(bob.get("/settings/keys").status()).isEqualTo(403);
        assertThat(alice.get("/settings/team").body()).doesNotContain("Invited");
        assertThat(Panel.stranger(server.origin()).signIn(email, CHOSEN).status())
                .isEqualTo(303);
    }

    @Test
    void a_link_works_once() {
        var path = invite();
        var bob = Panel.stranger(server.origin());
        bob.get(path);
        assertThat(bob.post(path, Map.of("password", "short")).status()).isEqualTo(422);
        assertThat(bob.post(path, Map.of("password", CHOSEN)).status()).isEqualTo(303);
        var mallory = Panel.stranger(server.origin());
        assertThat(mallory.get(path).status()).isEqualTo(404);
        assertThat(mallory.post(path, Map.of("password", "another password")).status())
                .isEqualTo(404);
        assertThat(mallory.get("/leads").status()).isEqualTo(303);
        assertThat(Panel.stranger(server.origin()).signIn(email, CHOSEN).status())
                .isEqualTo(303);
    }

    @Test
    void a_link_is_over_after_a_week_and_when_there_is_a_newer_one() {
        var first = invite();
        alice.get("/settings/team");
        var second = path(alice.post("/settings/team/" + bobsId() + "/link", Map.of()));
        assertThat(Panel.stranger(server.origin()).get(first).status()).isEqualTo(404);
        assertThat(Panel.stranger(server.origin()).get(second).status()).isEqualTo(200);
        server.clock().pass(Duration.ofDays(7));
        assertThat(Panel.stranger(server.origin()).get(second).status()).isEqualTo(404);
    }

    @Test
    void an_invitation_is_over_when_its_user_is_removed_or_suspended() {
        var path = invite();
        alice.get("/settings/team");
        alice.post("/settings/team/" + bobsId(), Map.of("status", "suspended"));
        assertThat(Panel.stranger(server.origin()).get(path).status()).isEqualTo(404);
        alice.post("/settings/team/" + bobsId() + "/remove", Map.of());
        var again = invite();
        alice.get("/settings/team");
        alice.post("/settings/team/" + bobsId() + "/remove", Map.of());
        assertThat(Panel.stranger(server.origin()).get(again).status()).isEqualTo(404);
    }

    @Test
    void a_new_password_ends_every_session_and_is_asked_for_at_once() {
        var bob = workspace.user(Role.AGENT);
        var somewhere = Panel.signedIn(server.origin(), bob.email(), TestWorkspace.PASSWORD);
        var path = path(alice.post("/settings/team/" + bob.id() + "/link", Map.of()));
        assertThat(path).startsWith("/reset/");
        assertThat(somewhere.get("/leads").status()).isEqualTo(200);
        var here = Panel.stranger(server.origin());
        assertThat(here.get(path).body()).contains("Choose a new password", bob.email());
        assertThat(here.post(path, Map.of("password", CHOSEN)).header("Location"))
                .isEqualTo("/sign-in");
        assertThat(somewhere.get("/leads").status()).isEqualTo(303);
        assertThat(here.signIn(bob.email(), TestWorkspace.PASSWORD).status()).isEqualTo(422);
        assertThat(here.signIn(bob.email(), CHOSEN).status()).isEqualTo(303);
    }

    @Test
    void a_link_to_a_new_password_is_over_after_a_day() {
        var bob = workspace.user(Role.AGENT);
        var path = path(alice.post("/settings/team/" + bob.id() + "/link", Map.of()));
        server.clock().pass(Duration.ofHours(23));
        assertThat(Panel.stranger(server.origin()).get(path).status()).isEqualTo(200);
        assertThat(Panel.stranger(server.origin())
                        .get(path.replace("/reset/", "/invitations/"))
                        .status())
                .isEqualTo(404);
        server.clock().pass(Duration.ofHours(1));
        assertThat(Panel.stranger(server.origin()).get(path).status()).isEqualTo(404);
    }

    @Test
    void what_is_wrong_stands_beside_its_field_and_what_was_typed_stays() {
        invite();
        alice.get("/settings/team/new");
        var taken =
                alice.post("/settings/team", Map.of("name", "Bob", "email", email.toUpperCase(java.util.Locale.ROOT)));
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.body()).contains("is already on your team", "value=\"Bob\"");
        var nothing = alice.post("/settings/team", Map.of("email", "nobody"));
        assertThat(nothing.body()).contains("Enter a name", "Enter an email address", "value=\"nobody\"");
    }

    private String invite() {
        alice.get("/settings/team/new");
        return path(alice.post("/settings/team", Map.of("name", "Bob", "email", email, "role", "manager")));
    }

    private String path(Panel.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        var matcher = LINK.matcher(answer.body());
        assertThat(matcher.find()).as(answer.body()).isTrue();
        assertThat(matcher.group(1)).startsWith(server.origin());
        return matcher.group(1).substring(server.origin().length());
    }

    private long bobsId() {
        return server.bean(Users.class)
                .find(workspace.caller(), email)
                .orElseThrow()
                .id();
    }
}
