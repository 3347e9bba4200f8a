package leadhub.signin.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import leadhub.base.Change;
import leadhub.base.Role;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WaitingJobs;
import leadhub.users.NewUser;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.UserChange;
import leadhub.users.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Somebody forgot a password, and nobody learns whether there is such a somebody. */
class ForgetPasswordTest {
    private static ConfigurableApplicationContext known;
    private static String origin;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User bob = workspace.user(Role.AGENT);
    private final Mailbox mailbox = Mailbox.open();

    @BeforeAll
    static void start() {
        var port = Mailbox.freePort();
        origin = "http://127.0.0.1:" + port;
        known = TestServer.get().startSecond(Map.of("server.port", port, "--base-url", origin));
    }

    @AfterAll
    static void stop() {
        known.close();
    }

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
        workspace.mailServer(mailbox);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    private Panel.Answer ask(String email) {
        var panel = Panel.stranger(origin);
        panel.get("/forgotten");
        return panel.post("/forgotten", Map.of("email", email));
    }

    @Test
    void a_link_to_a_new_password_arrives() {
        assertThat(Panel.stranger(origin).get("/sign-in").body()).contains("/forgotten");
        ask(" " + bob.email().toUpperCase(java.util.Locale.ROOT) + " ");
        mailbox.await(1);
        assertThat(mailbox.text(0)).contains(origin + "/reset/");
        var panel = Panel.stranger(origin);
        panel.get(mailbox.path(0));
        assertThat(panel.post(mailbox.path(0), Map.of("password", "tree lamp river"))
                        .status())
                .isEqualTo(303);
        assertThat(panel.signIn(bob.email(), "tree lamp river").status()).isEqualTo(303);
    }

    @Test
    void the_answer_is_the_same_whoever_asks_and_only_the_active_get_a_link() {
        var invited = server.bean(Users.class)
                .create(
                        workspace.caller(),
                        new NewUser("Invited", "i" + bob.email(), Role.AGENT, Status.INVITED, null));
        var suspended = workspace.user(Role.AGENT);
        server.bean(Users.class)
                .change(
                        workspace.caller(),
                        suspended.id(),
                        new UserChange(Change.keep(), Change.keep(), Change.set(Status.SUSPENDED), Change.keep()));
        var first = body(ask(invited.email()));
        assertThat(body(ask(suspended.email()))).isEqualTo(first);
        assertThat(body(ask("nobody@example.com"))).isEqualTo(first);
        assertThat(body(ask("no address at all"))).isEqualTo(first);
        assertThat(body(ask(bob.email()))).isEqualTo(first).contains("a link is on its way");
        mailbox.await(1);
        assertThat(mailbox.count()).isEqualTo(1);
        assertThat(mailbox.text(0)).contains("/reset/");
    }

    @Test
    void whoever_asks_on_and_on_waits_and_nobody_is_written_to_more_than_a_few_times_a_day() {
        server.clock().pass(Duration.ofHours(2));
        for (var i = 0; i < 5; i++) {
            assertThat(ask(bob.email()).status()).isEqualTo(200);
        }
        // What is only half sent when time passes is sent again.
        mailbox.await(5);
        Await.until(() -> WaitingJobs.count(server, workspace, LinkMails.JOB) == 0);
        for (var i = 0; i < 6; i++) {
            server.clock().pass(Duration.ofMinutes(1));
            assertThat(ask(bob.email()).status()).as("never above a minute").isEqualTo(200);
        }
        var refused = ask(bob.email());
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Long.parseLong(refused.header("Retry-After"))).isBetween(1L, 60L);
        // Six more were asked for, of which no e-mail was made; one is again after five hours.
        server.clock().pass(Duration.ofHours(5));
        ask(bob.email());
        mailbox.await(6);
        assertThat(mailbox.count()).isEqualTo(6);
        assertThat(Panel.stranger(origin).get(mailbox.path(5)).status()).isEqualTo(200);
    }

    /** The link would begin with whatever host the caller names. */
    @Test
    void without_an_address_of_its_own_the_server_sends_none() {
        var panel = Panel.stranger(server.origin());
        assertThat(panel.get("/forgotten").body()).contains("This server can’t send email");
        assertThat(panel.post("/forgotten", Map.of("email", bob.email())).body())
                .contains("This server can’t send email");
    }

    /** Without what is new on every page. */
    private static String body(Panel.Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        return answer.body().replaceAll("(X-CSRF-Token\": \"|value=\")[^\"]+", "");
    }
}
