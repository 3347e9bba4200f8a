package leadhub.signin.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The password again, half an hour after it was last given. */
class ConfirmPasswordTest {
    private static final Map<String, String> KEY = Map.of("name", "Mine", "all", "yes", "hourly_limit", "1");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    @Test
    void it_is_asked_for_and_leads_back() {
        var panel = signedInLongAgo();
        var asked = panel.get("/settings/keys/new");
        assertThat(asked.header("Location")).isEqualTo("/confirm?next=%2Fsettings%2Fkeys%2Fnew");
        assertThat(panel.get(asked.header("Location")).body())
                .contains("Confirm it’s you", "value=\"/settings/keys/new\"");
        var wrong = panel.post("/confirm", Map.of("password", "wrong", "next", "/settings/keys/new"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(panel.get("/settings/keys/new").status()).isEqualTo(303);
        var right = panel.post("/confirm", Map.of("password", TestWorkspace.PASSWORD, "next", "/settings/keys/new"));
        assertThat(right.header("Location")).isEqualTo("/settings/keys/new");
        assertThat(panel.get("/settings/keys/new").status()).isEqualTo(200);
        assertThat(panel.post("/settings/keys", KEY).status()).isEqualTo(200);
    }

    @Test
    void a_form_that_was_opened_in_time_is_still_good_when_it_is_sent() {
        var panel = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        server.clock().pass(Duration.ofMinutes(19));
        assertThat(panel.get("/settings/keys/new").status()).isEqualTo(200);
        server.clock().pass(Duration.ofMinutes(9));
        assertThat(panel.get("/settings/keys/new").status()).isEqualTo(303);
        assertThat(panel.post("/settings/keys", KEY).status()).isEqualTo(200);
        server.clock().pass(Duration.ofMinutes(3));
        assertThat(panel.post("/settings/keys", KEY).header("Location")).startsWith("/confirm");
    }

    @Test
    void guessing_it_ends_as_it_does_when_signing_in() {
        var panel = signedInLongAgo();
        panel.get("/confirm");
        for (var i = 0; i < 10; i++) {
            assertThat(panel.post("/confirm", Map.of("password", "guess " + i)).status())
                    .isEqualTo(422);
        }
        var answer = panel.post("/confirm", Map.of("password", TestWorkspace.PASSWORD));
        assertThat(answer.status()).isEqualTo(429);
        assertThat(panel.get("/settings/keys/new").status()).isEqualTo(303);
    }

    @Test
    void the_session_has_another_token_afterwards_and_forms_in_other_tabs_still_work() {
        var panel = signedInLongAgo();
        panel.get("/confirm");
        var before = panel.cookie("leadhub-session");
        var tab = panel.at(server.origin());
        panel.post("/confirm", Map.of("password", TestWorkspace.PASSWORD));
        assertThat(panel.cookie("leadhub-session")).isNotEqualTo(before);
        assertThat(panel.get("/leads").status()).isEqualTo(200);
        assertThat(tab.get("/leads").status()).as("the old token").isEqualTo(303);
        // The browser's cookie is the tab's too; its form is the one from before.
        var otherTab = signedInLongAgo();
        otherTab.get("/settings/keys");
        var form = otherTab.at(server.origin());
        otherTab.post("/confirm", Map.of("password", TestWorkspace.PASSWORD));
        form.plant("leadhub-session", otherTab.cookie("leadhub-session"));
        assertThat(form.post("/settings/keys", KEY).status()).isEqualTo(200);
    }

    @Test
    void a_session_in_which_the_password_is_guessed_ends() {
        var panel = signedInLongAgo();
        panel.get("/confirm");
        for (var i = 0; i < 20; i++) {
            server.clock().pass(Duration.ofMinutes(1));
            panel.post("/confirm", Map.of("password", "guess " + i));
        }
        // A failure is forgotten every ten minutes, so it took a few more than twenty.
        for (var i = 0; i < 5; i++) {
            server.clock().pass(Duration.ofMinutes(1));
            panel.post("/confirm", Map.of("password", "guess again " + i));
        }
        assertThat(panel.get("/leads").status()).isEqualTo(303);
    }

    @Test
    void nobody_is_led_to_another_site() {
        var panel = signedInLongAgo();
        panel.get("/confirm?next=https://evil.example");
        var answer = panel.post("/confirm", Map.of("password", TestWorkspace.PASSWORD, "next", "//evil.example"));
        assertThat(answer.header("Location")).isEqualTo("/settings");
    }

    private Panel signedInLongAgo() {
        var panel = Panel.signedIn(server.origin(), alice.email(), TestWorkspace.PASSWORD);
        server.clock().pass(Duration.ofMinutes(61));
        return panel;
    }
}
