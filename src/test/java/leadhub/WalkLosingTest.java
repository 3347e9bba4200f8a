package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever loses a lead is asked why, in a real browser, wherever that is done. */
class WalkLosingTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User alice = workspace.user(Role.AGENT);
    private final String lead =
            api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}").text("data.id");

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
        api.post("/api/v1/lost-reasons", "{\"name\": \"Price\"}");
        api.post("/api/v1/lost-reasons", "{\"name\": \"Competitor\"}");
    }

    private String now(String field) {
        var value = api.get("/api/v1/leads/" + lead).at("data." + field);
        return value.isNull() ? "" : value.asString();
    }

    private Window signIn(Window window) {
        return window.signIn(alice.email(), TestWorkspace.PASSWORD);
    }

    private static Locator dialog(Page page) {
        return page.locator("dialog#lost");
    }

    private static Locator button(Locator within, String name) {
        return within.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void on_a_leads_page_by_its_stages() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + lead);
            page.locator(".stage.is-lost").click();
            assertThat(dialog(page)).isVisible();
            assertThat(window.problems()).isEmpty();
            window.picture("lost-reason");
            button(dialog(page), "Cancel").click();
            assertThat(dialog(page)).hasCount(0);
            assertThat(now("status")).isEqualTo("new");
            page.locator(".stage.is-lost").click();
            page.locator("#lost-reason").selectOption("Competitor");
            page.locator("#lost-note").fill("They were quicker.");
            button(dialog(page), "Mark as lost").click();
            assertThat(page.locator("#timeline")).containsText("They were quicker.");
            assertThat(page.locator("#fact-lost")).hasValue("Competitor");
            assertThat(now("lost_reason")).isEqualTo("Competitor");
            assertThat(now("status")).isEqualTo("lost");
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void by_its_status_and_on_a_phone() {
        try (var window = signIn(Window.phone(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + lead);
            page.locator("#facts-fold > summary").click();
            window.choose(page.locator("#fact-status-choice"), "Lost");
            assertThat(dialog(page)).isVisible();
            assertThat(window.problems()).isEmpty();
            button(dialog(page), "Cancel").click();
            assertThat(page.locator("#fact-status-choice")).containsText("New");
            window.choose(page.locator("#fact-status-choice"), "Lost");
            button(dialog(page), "Skip").click();
            assertThat(page.locator("#timeline")).containsText("Lost");
            assertThat(now("status")).isEqualTo("lost");
            assertThat(now("lost_reason")).isEmpty();
        }
    }

    @Test
    void on_the_board_a_card_goes_back_or_stays_lost() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/board");
            window.choose(page.locator(".card-move"), "Lost");
            assertThat(dialog(page)).isVisible();
            page.keyboard().press("Escape");
            assertThat(dialog(page)).hasCount(0);
            assertThat(page.locator(".column").first().locator("[data-lead]").first())
                    .isVisible();
            assertThat(now("status")).isEqualTo("new");
            window.choose(page.locator(".card-move"), "Lost");
            page.locator("#lost-reason").selectOption("Price");
            button(dialog(page), "Mark as lost").click();
            assertThat(page.locator(".toast-line").first()).containsText("Lost");
            assertThat(now("lost_reason")).isEqualTo("Price");
        }
    }

    @Test
    void in_the_table_many_at_once() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            page.locator("[data-pick]").check();
            window.choose(page.locator("#some .choice").nth(0), "Lost");
            assertThat(dialog(page)).containsText("Why were these leads lost?");
            page.locator("#lost-reason").selectOption("Price");
            dialog(page).getByLabel("Note on each of them (optional)").fill("They were quicker.");
            button(dialog(page), "Mark as lost").click();
            assertThat(page.locator(".toast-line").getByText("1 lead was changed."))
                    .isVisible();
            assertThat(now("lost_reason")).isEqualTo("Price");
            assertThat(api.get("/api/v1/leads/" + lead + "/notes").text("data.0.body"))
                    .isEqualTo("They were quicker.");
        }
    }
}
