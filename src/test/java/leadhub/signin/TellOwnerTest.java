package leadhub.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.Authenticator;
import leadhub.testing.Mailbox;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What somebody signs in by changes only with a code in hand, and its owner hears of it. */
class TellOwnerTest {
    private static final String PATH = "/settings/account/two-steps";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User bob = workspace.user(Role.AGENT);
    private final Mailbox mailbox = Mailbox.open();

    @BeforeEach
    void with_a_mail_server() {
        server.clock().pass(Duration.ofHours(1));
        workspace.mailServer(mailbox);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void a_new_password_is_told_to_its_owner_whoever_set_it() {
        var panel = workspace.panel(bob);
        panel.get("/settings/account");
        panel.post(
                "/settings/account/password",
                Map.of("old_password", TestWorkspace.PASSWORD, "password", "tree lamp river"));
        mailbox.await(1);
        assertThat(mailbox.text(0)).contains("your password for Test", "has been changed", "If this wasn’t you");
        workspace.leadHub().patch("/api/v1/users/" + bob.id(), "{\"password\": \"another lamp river\"}");
        mailbox.await(2);
    }

    @Test
    void the_second_step_is_not_taken_off_without_a_code() {
        var panel = workspace.panel(bob);
        var app = Authenticator.setUp(panel, server.clock());
        mailbox.await(1);
        assertThat(mailbox.text(0)).contains("two-step sign-in has been turned on");
        server.clock().pass(Duration.ofMinutes(1));
        for (var action : new String[] {"/off", "/codes"}) {
            assertThat(panel.post(PATH + action, Map.of()).status()).isEqualTo(422);
            var wrong = panel.post(PATH + action, Map.of("code", "000000"));
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.body()).contains("That code is incorrect").doesNotContain("id=\"recovery-codes\"");
        }
        var renewed = Authenticator.codesOn(
                panel.post(PATH + "/codes", Map.of("code", app.code())).body());
        assertThat(renewed).hasSize(8);
        mailbox.await(2);
        assertThat(mailbox.text(1)).contains("new recovery codes have been created");
        assertThat(panel.post(PATH + "/off", Map.of("code", renewed.getFirst())).status())
                .isEqualTo(303);
        mailbox.await(3);
        assertThat(mailbox.text(2)).contains("two-step sign-in has been turned off");
        assertThat(Panel.stranger(server.origin())
                        .signIn(bob.email(), TestWorkspace.PASSWORD)
                        .status())
                .isEqualTo(303);
    }
}
