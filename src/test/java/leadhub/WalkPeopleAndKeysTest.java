package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKeys;
import leadhub.apikeys.KeyDialect;
import leadhub.apikeys.NewApiKey;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do about keys, people and themselves in the settings, in a real browser. */
class WalkPeopleAndKeysTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Window signIn(Window window) {
        return window.signIn(alice.email(), TestWorkspace.PASSWORD);
    }

    @Test
    void make_a_key_use_it_and_revoke_it() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/settings");
            press(page, AriaRole.LINK, "New API key");
            page.waitForURL("**/settings/keys/new");
            page.getByLabel("Name").fill("Website");
            var everything = page.getByText("Full access");
            everything.click();
            assertThat(page.locator("[name='scopes[]']:checked")).hasCount(21);
            page.getByText("View tags").click();
            assertThat(page.locator("[name=all]")).not().isChecked();
            everything.click();
            press(page, AriaRole.BUTTON, "Create key");
            var secret = page.locator("#secret").textContent();
            assertThat(window.problems()).isEmpty();
            window.picture("key-made");
            page.locator("[data-copies=secret]").click();
            assertThat(page.getByText("Copied.")).isVisible();
            page.evaluate("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false");
            page.locator("[data-copies=secret]").click();
            assertThat(page.getByText("Not copied")).isVisible();
            assertThat(page.evaluate("String(getSelection())")).isEqualTo(secret);
            assertThat(ApiClient.leadHub(server.origin(), secret)
                            .get("/api/v1/leads")
                            .status())
                    .isEqualTo(200);
            press(page, AriaRole.LINK, "I’ve copied it");
            press(page, AriaRole.BUTTON, "Revoke “Website”");
            assertThat(page.getByText("can’t be restored")).isVisible();
            assertThat(window.problems()).isEmpty();
            page.locator("dialog[open] .btn-danger").click();
            assertThat(page.getByText("No API keys yet")).isVisible();
        }
    }

    @Test
    void invite_somebody_who_comes_in() {
        try (var window = signIn(Window.open(server.origin()));
                var guest = Window.phone(server.origin())) {
            var page = window.page();
            page.navigate("/settings/team");
            press(page, AriaRole.LINK, "Invite user");
            page.getByLabel("Name").fill("Bob");
            page.getByLabel("Email").fill("bob@example.com");
            press(page, AriaRole.BUTTON, "Invite user");
            assertThat(page.locator("#link")).isVisible();
            assertThat(window.problems()).isEmpty();
            window.picture("invited");
            guest.page().navigate(page.locator("#link").textContent());
            assertThat(guest.problems()).isEmpty();
            guest.picture("invitation");
            guest.page().getByLabel("New password").fill("tree lamp river");
            press(guest.page(), AriaRole.BUTTON, "Set password");
            assertThat(guest.page().getByText("No leads yet")).isVisible();
            press(page, AriaRole.LINK, "Back to the team");
            page.getByLabel("Edit Bob").click();
            window.picture("team-menu");
            press(page, AriaRole.LINK, "Suspend");
            assertThat(window.problems()).isEmpty();
            press(page, AriaRole.BUTTON, "Suspend");
            assertThat(page.getByText("Suspended")).isVisible();
            guest.page().navigate("/leads");
            assertThat(guest.page()).hasURL(java.util.regex.Pattern.compile(".*/sign-in.*"));
        }
    }

    @Test
    void remove_somebody_and_share_what_they_leave() {
        var ann = workspace.user(Role.AGENT);
        var eve = workspace.user(Role.ADMIN);
        var api = workspace.leadHub();
        for (var i = 0; i < 3; i++) {
            api.post("/api/v1/leads", "{\"first_name\": \"x\", \"assigned_user_id\": %d}".formatted(eve.id()));
        }
        var wanted = new NewApiKey("Website", KeyDialect.LEADHUB, EnumSet.of(Scope.READ_LEADS), 100, null);
        server.bean(ApiKeys.class).create(workspace.caller(eve), wanted);
        for (var language : List.of("en-US", "ar-EG")) {
            try (var window = signIn(Window.in(server.origin(), language))) {
                var page = window.page();
                page.navigate("/settings/keys/new");
                assertThat(page.locator("#last_day")).not().isVisible();
                page.locator("[name=ends][value=day]").check();
                assertThat(page.locator("#last_day")).isVisible();
                window.picture("key-form-" + language);
                page.navigate("/settings/keys");
                window.picture("keys-" + language);
                page.navigate("/settings/team/" + eve.id() + "/remove");
                assertThat(window.problems()).isEmpty();
                window.picture("remove-" + language);
                if (language.startsWith("ar")) {
                    page.locator("#leads").selectOption("round_robin");
                    page.locator(".btn-danger").click();
                    assertThat(page.locator(".bulk-line")).isVisible();
                    window.picture("removed-ar");
                    page.navigate("/leads");
                    window.picture("leads-ar");
                }
            }
        }
        Await.until(() -> api.get("/api/v1/leads?assigned_user_id=" + ann.id()).number("meta.total") == 3);
    }

    @Test
    void give_the_password_again_and_go_on() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/settings/team");
            server.clock().pass(Duration.ofHours(1));
            press(page, AriaRole.LINK, "Invite user");
            assertThat(page.getByText("Confirm it’s you")).isVisible();
            assertThat(window.problems()).isEmpty();
            page.getByLabel("Password").fill(TestWorkspace.PASSWORD);
            press(page, AriaRole.BUTTON, "Continue");
            assertThat(page.getByLabel("Email")).isVisible();
        }
    }

    private static void press(Page page, AriaRole role, String name) {
        page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }
}
