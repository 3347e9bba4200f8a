package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import leadhub.base.Role;
import leadhub.testing.PageExamples;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What administrators and managers do in the settings, in a real browser. */
class WalkTheSettingsTest {
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
    void put_stages_in_order_with_the_mouse_and_with_keys() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/settings/pipelines");
            page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Sales Pipeline"))
                    .click();
            page.getByLabel("Move Contacted up").focus();
            page.keyboard().press("Enter");
            assertThat(page.getByText("Contacted is now stage 1.")).isVisible();
            assertThat(page.getByLabel("Move Contacted up")).isFocused();
            assertThat(page.locator(".lines > li").first().getByLabel("Name of Contacted"))
                    .isVisible();
            Window.isSettled(page);
            var handles = page.locator(".handle");
            handles.nth(2).dragTo(handles.nth(0));
            assertThat(page.getByText("Qualified is now stage 1.")).isVisible();
        }
        assertThat(stages()).containsExactly("Qualified", "Contacted", "New", "Won", "Lost");
    }

    @Test
    void change_a_stage_where_it_stands_and_delete_one_with_leads() {
        var lead = workspace.leadHub().post("/api/v1/leads", "{\"first_name\": \"Ann\"}");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/settings/pipelines/" + lead.number("data.pipeline_id"));
            page.getByLabel("Name of Qualified").fill("Warm");
            page.getByLabel("Name of Qualified").press("Tab");
            assertThat(page.getByLabel("Name of Warm")).isVisible();
            Window.isSettled(page);
            window.choose(page.locator("button.choice[aria-label^='Result of Warm']"), "Won");
            assertThat(page.getByText("Saved.").last()).isVisible();
            Window.isSettled(page);
            page.getByLabel("Delete New").click();
            assertThat(window.problems()).isEmpty();
            var dialog = page.locator("dialog[open]");
            dialog.getByLabel("Move its lead to").selectOption("Warm");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                    .click();
            assertThat(page.locator(".lines > li")).hasCount(4);
            Window.isSettled(page);
            page.getByLabel("New stage").fill("Offer");
            page.getByLabel("New stage").press("Enter");
            assertThat(page.getByLabel("Name of Offer")).isVisible();
        }
        assertThat(stages()).containsExactly("Contacted", "Offer", "Warm", "Won", "Lost");
    }

    @Test
    void keep_tags_in_order() {
        new PageExamples(workspace, "hot");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/settings/tags");
            page.getByLabel("New tag").fill("HOT");
            page.getByLabel("New tag").press("Enter");
            assertThat(page.getByText("Enter a name that no other tag has")).isVisible();
            Window.isSettled(page);
            page.getByLabel("New tag").fill("cold");
            page.getByLabel("New tag").press("Enter");
            assertThat(page.getByLabel("Name of cold")).isVisible();
            Window.isSettled(page);
            page.getByLabel("Colour of cold").fill("#0000ff");
            assertThat(page.getByText("Saved.")).isVisible();
            Window.isSettled(page);
            page.getByLabel("Delete hot").click();
            assertThat(window.problems()).isEmpty();
            page.locator("dialog[open] .btn-danger").click();
            assertThat(page.locator(".lines > li")).hasCount(1);
        }
        assertThat(workspace.leadHub().get("/api/v1/tags").text("data.0.color")).isEqualTo("#0000ff");
    }

    @Test
    void a_mail_server_asks_for_what_its_sign_in_needs() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/settings/integrations/new?type=smtp");
            var auth = page.locator("#config-auth");
            var password = page.locator("#config-password");
            var url = page.locator("#config-oauth_token_url");
            password.fill("app password");
            assertThat(url).isHidden();
            assertThat(window.problems()).isEmpty();
            auth.selectOption("oauth2");
            assertThat(password).isHidden();
            auth.press("Tab");
            assertThat(url).isFocused();
            assertThat(url).hasAttribute("required", "");
            url.fill("https://login.example.com/token");
            assertThat(window.problems()).isEmpty();
            window.picture("integration-oauth");
            auth.selectOption("password");
            auth.press("Tab");
            assertThat(password).isFocused();
            assertThat(password).hasValue("app password");
            auth.selectOption("oauth2");
            assertThat(url).hasValue("https://login.example.com/token");
            auth.selectOption("password");
            page.locator("#config-host").fill("smtp.example.com");
            page.locator("#config-user").fill("team");
            page.locator("#config-from").fill("team@example.com");
            // What is required elsewhere is in nobody's way.
            page.locator("#integration button[type=submit]").click();
            assertThat(page.getByText("Saved.")).isVisible();
        }
    }

    private List<String> stages() {
        return workspace
                .leadHub()
                .get("/api/v1/pipelines")
                .at("data.0.stages")
                .valueStream()
                .map(stage -> stage.get("name").asString())
                .toList();
    }
}
