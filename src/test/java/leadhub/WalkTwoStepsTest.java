package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.Authenticator;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Setting up two steps, signing in with them, and the settings for security and e-mail, in a real browser. */
class WalkTwoStepsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private int used;

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    @Test
    void set_it_up_and_sign_in_with_it() {
        try (var window = Window.open(server.origin()).signIn(alice.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            page.navigate("/settings/account");
            press(page, AriaRole.LINK, "Set up or change");
            window.picture("two-steps-before");
            press(page, AriaRole.BUTTON, "Set up");
            assertThat(page.locator("svg.qr")).isVisible();
            assertThat(window.problems()).isEmpty();
            window.picture("two-steps-set-up");
            var app = Authenticator.typed(page.locator("#secret").textContent(), server.clock());
            page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true)).fill("123456");
            press(page, AriaRole.BUTTON, "Turn on");
            assertThat(page.getByText("That code is incorrect")).isVisible();
            page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true)).fill(app.code());
            press(page, AriaRole.BUTTON, "Turn on");
            assertThat(page.locator("#recovery-codes")).isVisible();
            assertThat(window.problems()).isEmpty();
            window.picture("two-steps-codes");
            page.locator("[data-copies=recovery-codes]").click();
            assertThat(page.getByText("Copied.")).isVisible();
            press(page, AriaRole.LINK, "I’ve saved them");
            assertThat(page.getByText("You have 8 recovery codes left.")).isVisible();
            assertThat(window.problems()).isEmpty();
            window.picture("two-steps-on");
            page.locator(".me summary").click();
            press(page, AriaRole.BUTTON, "Sign out");
            server.clock().pass(Duration.ofMinutes(1));
            page.getByLabel("Email").fill(alice.email());
            page.getByLabel("Password").fill(TestWorkspace.PASSWORD);
            press(page, AriaRole.BUTTON, "Sign in");
            assertThat(page.getByText("One more step")).isVisible();
            assertThat(window.problems()).isEmpty();
            window.picture("second-step");
            page.getByLabel("Code", new Page.GetByLabelOptions().setExact(true)).fill(app.code());
            press(page, AriaRole.BUTTON, "Sign in");
            assertThat(page).hasURL(server.origin() + "/home");
        }
    }

    @Test
    void set_it_up_anew_when_the_key_is_lost() {
        var app = Authenticator.setUp(workspace.panel(alice), server.clock());
        try (var other = server.startSecond(Map.of("--secret-key", "another key of tests, of enough letters"))) {
            var origin = TestServer.origin(other);
            for (var window : List.of(Window.dark(origin), Window.in(origin, "ar"), Window.phone(origin))) {
                try (window) {
                    letIn(window, app);
                    assertThat(window.page().locator("#lost")).isVisible();
                    assertThat(window.problems()).isEmpty();
                    window.picture("two-steps-lost-" + used);
                    if (used == 3) {
                        press(window.page(), AriaRole.BUTTON, "Set up again");
                        assertThat(window.page().locator("svg.qr")).isVisible();
                        assertThat(window.problems()).isEmpty();
                        window.picture("two-steps-set-up-anew");
                    }
                }
            }
        }
    }

    /** After a code of the app was refused, the next recovery code. */
    private void letIn(Window window, Authenticator app) {
        var page = window.page();
        page.navigate("/sign-in");
        page.fill("#email", alice.email());
        page.fill("#password", TestWorkspace.PASSWORD);
        page.click("button[type=submit]");
        page.fill("#code", app.code());
        page.click("button[type=submit]");
        assertThat(page.locator("#problem")).isVisible();
        assertThat(window.problems()).isEmpty();
        window.picture("second-step-lost-" + used);
        page.fill("#code", app.recoveryCodes().get(used++));
        page.click("button[type=submit]");
        page.waitForURL("**/settings/account/two-steps");
    }

    @Test
    void demand_it_and_be_led_there() {
        try (var window = Window.dark(server.origin()).signIn(alice.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            page.navigate("/settings/security");
            assertThat(window.problems()).isEmpty();
            window.picture("security-dark");
            page.getByText("Require two-step sign-in for everybody").click();
            press(page, AriaRole.BUTTON, "Save");
            assertThat(page.getByText("requires two-step sign-in for everybody"))
                    .isVisible();
            press(page, AriaRole.BUTTON, "Set up");
            assertThat(page.locator(".qr")).isVisible();
            assertThat(window.problems()).isEmpty();
            window.picture("two-steps-demanded-dark");
        }
    }

    @Test
    void set_a_mail_server_and_try_it_out() {
        try (var mailbox = Mailbox.open();
                var window = Window.phone(server.origin()).signIn(alice.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            page.navigate("/settings/mail");
            assertThat(window.problems()).isEmpty();
            page.getByLabel("Host").fill("127.0.0.1");
            page.getByLabel("Encryption").selectOption("none");
            page.getByLabel("Port").fill(Integer.toString(mailbox.port()));
            page.getByLabel("Sender address").fill("leads@example.com");
            press(page, AriaRole.BUTTON, "Save");
            page.getByText("Send me a test email").click();
            assertThat(page.getByText("The mail server accepted the email")).isVisible();
            assertThat(mailbox.count()).isEqualTo(1);
            assertThat(window.problems()).isEmpty();
            window.picture("mail-phone");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de-DE", "ja-JP", "zh-CN", "ar-EG"})
    void it_speaks_the_visitors_language(String language) {
        workspace.mailServer();
        try (var window = Window.in(server.origin(), language)) {
            window.page().navigate("/forgotten");
            assertThat(window.problems()).isEmpty();
            window.picture("forgotten-" + language);
            window.signIn(alice.email(), TestWorkspace.PASSWORD);
            var panel = workspace.panel(alice);
            panel.get("/leads");
            panel.post("/settings/account/two-steps", Map.of());
            for (var name : java.util.List.of("mail", "security", "account/two-steps")) {
                window.page().navigate("/settings/" + name);
                assertThat(window.problems()).isEmpty();
                window.picture("settings-" + name.replace('/', '-') + "-" + language);
            }
        }
    }

    private static void press(Page page, AriaRole role, String name) {
        page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }
}
