package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import leadhub.automations.Rule;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody new builds an automation in a real browser, by keys alone where that matters, and sees each step happen. */
class WalkTheAutomationsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User manager = workspace.user(Role.MANAGER);
    private final Receiver receiver = Receiver.willing();
    private final Mailbox mailbox = Mailbox.open();

    @AfterEach
    void close() {
        receiver.close();
        mailbox.close();
    }

    @Test
    void build_what_happens_to_website_leads_and_watch_it() {
        workspace.user(Role.AGENT);
        workspace.mailServer(mailbox);
        try (var window = Window.open(server.origin()).signIn(manager.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            page.navigate("/automations");
            assertThat(window.problems()).isEmpty();
            pictures(page, "automations-empty");
            press(page, AriaRole.BUTTON, "New automation");
            page.waitForURL("**/automations/*");
            page.getByLabel("Name").fill("Website leads");
            page.getByLabel("Sources").fill("website");
            // By keys alone: the new step has the focus, and its fields come behind its kind.
            page.locator("#add-").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".builder-step .choice").first()).isFocused();
            page.keyboard().type("Add tag");
            page.keyboard().press("Enter");
            page.getByLabel("Tag", new Page.GetByLabelOptions().setExact(true)).fill("web");
            add(window, 2, "Assign owner");
            assertThat(page.getByLabel("Assign to, Users in turn")).isVisible();
            add(window, 3, "Send email");
            page.getByLabel("Subject").fill("Welcome");
            page.getByLabel("Text", new Page.GetByLabelOptions().setExact(true))
                    .fill("Hello {{lead.first_name|there}}");
            add(window, 4, "Delay");
            assertThat(page.getByLabel("Amount")).hasValue("1");
            // The e-mail comes after the hour.
            page.getByLabel("Move Delay up").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".builder-step").nth(2)).containsText("Delay");
            assertThat(page.getByLabel("Move Delay up")).isFocused();
            add(window, 5, "Send webhook");
            page.getByLabel("URL").fill(receiver.url());
            page.getByLabel("URL").blur();
            assertThat(page.locator("#draft-state")).containsText("Draft saved");
            assertThat(window.problems()).isEmpty();
            pictures(page, "automations-builder");
            press(page, AriaRole.BUTTON, "Publish");
            assertThat(page.getByText("Create tags that don’t exist yet: web")).isVisible();
            assertThat(window.problems()).isEmpty();
            pictures(page, "automations-publish");
            press(page, AriaRole.BUTTON, "Publish");
            assertThat(page.locator("#draft-state")).containsText("No unpublished changes");
            watch(page, window);
        }
    }

    @Test
    void whatever_is_put_into_the_builder_is_saved_and_nothing_else_happens() {
        var rule = Rule.create(api, "{'type': 'manual'}", note("one"), note("two"));
        try (var window = Window.open(server.origin()).signIn(manager.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            page.navigate("/automations/" + rule.id());
            // Another comparison is saved although only its line was shown anew.
            page.locator("#add-conditions-1").click();
            window.choose(page.locator("#criterion-field-101-choice"), "Country");
            window.choose(page.locator("#criterion-is-101-choice"), "is not");
            awaitDraft(rule, "value=\"not_equals\" selected");
            // A name that is missing stops nothing.
            page.locator("#automation-name").fill("");
            page.locator("#s-one-text").fill("Without a name");
            page.locator("#s-one-text").blur();
            awaitDraft(rule, "Without a name");
            assertThat(window.problems()).isEmpty();
            var held = new ArrayList<Route>();
            page.route("**/automations/" + rule.id(), held::add);
            // What waits behind another request isn't taken for the button that has the focus by then.
            page.locator("#s-one-text").fill("First");
            page.locator("#s-one-text").blur();
            page.waitForCondition(() -> held.size() == 1);
            page.locator("#s-two-text").fill("Second");
            page.locator("#s-two-text").blur();
            page.locator("#delete-two").focus();
            held.getFirst().resume();
            page.waitForCondition(() -> held.size() == 2);
            assertThat(held.get(1).request().postData()).doesNotContainPattern("(^|&)op=");
            held.get(1).resume();
            awaitDraft(rule, "Second");
            // Nothing is put into a form that is about to be replaced.
            page.locator("#add-").click();
            page.waitForCondition(() -> held.size() == 3);
            assertThat(page.locator("#builder[inert]")).hasCount(1);
            held.get(2).resume();
            assertThat(page.locator(".builder-step")).hasCount(3);
            assertThat(page.locator("#builder[inert]")).hasCount(0);
            assertThat(window.problems()).isEmpty();
        }
    }

    private static String note(String id) {
        return "{'id': '%s', 'type': 'add_note', 'config': {'text': 'Hello'}}".formatted(id);
    }

    /** What others see of it. */
    private void awaitDraft(Rule rule, String text) {
        var other = workspace.panel(Role.MANAGER);
        Await.until(() -> other.get("/automations/" + rule.id()).body().contains(text));
    }

    /** A lead comes, and what was built happens to it. */
    private void watch(Page page, Window window) {
        api.post(
                "/api/v1/leads",
                "{\"first_name\": \"Sarah\", \"email\": \"sarah@example.com\", \"source\": \"website\"}");
        Await.until(() -> {
            page.navigate("/automations");
            return page.getByText("1 waiting").isVisible();
        });
        pictures(page, "automations-list");
        page.getByText("1 waiting").click();
        press(page, AriaRole.LINK, "Sarah");
        assertThat(page.locator(".way-step.is-completed")).hasCount(2);
        assertThat(page.locator(".way-step.is-waiting")).containsText("Wait 1 hour");
        assertThat(page.locator(".way-step.is-next")).hasCount(2);
        assertThat(mailbox.count()).isZero();
        server.clock().pass(Duration.ofMinutes(61));
        mailbox.await(1);
        receiver.await(1);
        Await.until(() -> {
            page.reload();
            return page.locator(".way-step.is-completed").count() == 5;
        });
        assertThat(page.getByText("Answered 20")).isVisible();
        assertThat(mailbox.text(0)).contains("Hello Sarah");
        assertThat(window.problems()).isEmpty();
        pictures(page, "automations-run");
        press(page, AriaRole.LINK, "Sarah");
        assertThat(page.locator("#automations-title")).isVisible();
    }

    /** One more step at the end, which is to do something. */
    private static void add(Window window, int number, String kind) {
        var page = window.page();
        page.locator("#add-").click();
        assertThat(page.locator(".builder-step")).hasCount(number);
        var step = page.locator(".builder-step").nth(number - 1);
        window.choose(step.locator(".choice").first(), kind);
        assertThat(step.locator(".builder-field, .builder-row").first()).isVisible();
    }

    private static void press(Page page, AriaRole role, String name) {
        page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    /** The page as people have it, wide and on a phone, by day and by night. */
    private static void pictures(Page page, String name) {
        if (System.getProperty("pictures") == null) {
            return;
        }
        for (var width : new int[] {1440, 390}) {
            page.setViewportSize(width, 900);
            for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                page.screenshot(new Page.ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of("target/pictures/" + name + "-" + width + "-" + scheme + ".png")));
            }
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        page.setViewportSize(1280, 800);
    }
}
