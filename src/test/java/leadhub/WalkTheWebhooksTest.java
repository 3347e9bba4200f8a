package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody subscribes in a real browser, breaks the receiver, mends it, and sends again what was missed. */
class WalkTheWebhooksTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User alice = workspace.user(Role.ADMIN);
    private final Receiver receiver = Receiver.willing();

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void subscribe_break_mend_and_send_again() {
        try (var window = Window.open(server.origin()).signIn(alice.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            page.navigate("/settings/webhooks");
            press(page, AriaRole.LINK, "New webhook");
            page.waitForURL("**/settings/webhooks/new");
            page.getByLabel("Address").fill(receiver.url());
            press(page, AriaRole.BUTTON, "Add condition");
            window.choose(page.locator("#criterion-field-1-choice"), "Source");
            window.choose(page.locator("#criterion-is-1-choice"), "is");
            page.getByLabel("Value").fill("website");
            assertThat(window.problems()).isEmpty();
            window.picture("webhook-form");
            // By keys alone, as some do.
            page.getByText("Create webhook").focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("#secret")).containsText("whsec_");
            assertThat(window.problems()).isEmpty();
            window.picture("webhook-secret");
            press(page, AriaRole.LINK, "I’ve copied it");
            api.post("/api/v1/leads", "{\"first_name\": \"Other\"}");
            lead();
            receiver.await(1);
            receiver.become(Receiver.status(410));
            lead();
            receiver.await(2);
            press(page, AriaRole.BUTTON, "Send test");
            receiver.become(Receiver.status(200));
            press(page, AriaRole.BUTTON, "Send");
            assertThat(page.getByText("Answered 200")).isVisible();
            assertThat(window.problems()).isEmpty();
            window.picture("webhook-test");
            press(page, AriaRole.LINK, "Back to “127.0.0.1”");
            press(page, AriaRole.BUTTON, "Turn on");
            assertThat(page.getByText("1 event didn’t arrive")).isVisible();
            page.locator("form[action$=replay] button[type=submit]").click();
            assertThat(page.getByText("1 delivered, 0 waiting, 0 not delivered"))
                    .isVisible();
            assertThat(page.getByText("1 event was sent again")).isVisible();
            window.picture("webhook-replayed");
            press(page, AriaRole.BUTTON, "Rotate secret");
            assertThat(page.getByText("Create new secret")).isVisible();
            assertThat(window.problems()).isEmpty();
            window.picture("webhook-rotate");
            press(page, AriaRole.BUTTON, "Create new secret");
            assertThat(page.getByText("The old secret also signs until")).isVisible();
            page.navigate("/settings/webhooks/arrival");
            assertThat(page.getByText("Every event is accounted for")).isVisible();
            window.picture("webhook-arrival");
        }
    }

    private void lead() {
        api.post("/api/v1/leads", "{\"first_name\": \"Sarah\", \"source\": \"website\"}");
    }

    private static void press(Page page, AriaRole role, String name) {
        page.getByRole(role, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }
}
