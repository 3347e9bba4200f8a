package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the panel says when the server can't be reached, fails, refuses or is slow, in a real browser. */
class WalkFailuresTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private final ApiClient api = workspace.leadHub();

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Window signIn() {
        return Window.open(server.origin()).signIn(alice.email(), TestWorkspace.PASSWORD);
    }

    private String lead() {
        return api.post("/api/v1/leads", "{\"first_name\": \"Sarah\", \"company\": \"Tech Corp\"}")
                .text("data.id");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Until what is far down is there too, and asks for nothing more. */
    private static void open(Page page, String lead) {
        page.navigate("/leads/" + lead);
        assertThat(page.locator("#emails-title")).isVisible();
    }

    private static Locator problem(Page page) {
        return page.locator(".toast-problem");
    }

    private static void answer(Page page, String path, int status) {
        page.route(path, route -> {
            if (route.request().method().equals("POST")) {
                route.fulfill(new Route.FulfillOptions()
                        .setStatus(status)
                        .setContentType("text/html")
                        .setBody("<html><body><h1>A page of somebody else</h1></body></html>"));
            } else {
                route.resume();
            }
        });
    }

    @Test
    void a_card_that_was_dropped_without_a_connection_goes_back_until_it_is_tried_again() {
        lead();
        try (var window = signIn()) {
            var page = window.page();
            page.navigate("/board");
            var columns = page.locator(".column");
            window.setOffline(true);
            page.locator(".card-lead").dragTo(columns.nth(1).locator(".cards"));
            assertThat(problem(page)).containsText("Your change isn’t saved yet.");
            assertThat(columns.first().locator(".card-lead")).hasCount(1);
            assertThat(columns.nth(1).locator(".card-lead")).hasCount(0);
            window.picture("board-offline");
            assertThat(window.problems()).isEmpty();
            window.setOffline(false);
            button(page, "Retry").click();
            assertThat(columns.nth(1).locator(".card-lead")).hasCount(1);
            assertThat(problem(page)).hasCount(0);
        }
        assertThat(api.get("/api/v1/leads").number("data.0.pipeline_stage_id"))
                .isEqualTo(api.get("/api/v1/pipelines").number("data.0.stages.1.id"));
    }

    @Test
    void a_field_says_that_it_is_not_saved_until_it_is() {
        var lead = lead();
        try (var window = signIn()) {
            var page = window.page();
            open(page, lead);
            var company = page.getByLabel("Company", new Page.GetByLabelOptions().setExact(true));
            window.setOffline(true);
            company.fill("New Corp");
            company.press("Enter");
            assertThat(page.locator(".fact.unsaved")).containsText("Not saved");
            assertThat(company).hasValue("New Corp");
            assertThat(company).hasAttribute("aria-invalid", "true");
            window.picture("field-not-saved");
            assertThat(window.problems()).isEmpty();
            window.setOffline(false);
            button(page, "Retry").click();
            assertThat(page.locator("#timeline")).containsText("New Corp");
            assertThat(page.locator(".unsaved")).hasCount(0);
            assertThat(problem(page)).hasCount(0);
        }
        assertThat(api.get("/api/v1/leads/" + lead).text("data.company")).isEqualTo("New Corp");
    }

    @Test
    void a_cell_of_the_table_says_that_it_is_not_saved_until_it_is() {
        lead();
        try (var window = signIn()) {
            var page = window.page();
            page.navigate("/leads");
            page.locator(".cell").first().click();
            var company = page.locator(".cell-form input[name=company]");
            company.fill("New Corp");
            answer(page, "**/cell", 500);
            company.press("Enter");
            assertThat(page.locator(".cell-form.unsaved")).containsText("Not saved");
            assertThat(company).hasValue("New Corp");
            page.unroute("**/cell");
            button(page, "Retry").click();
            assertThat(page.locator(".cell").first()).containsText("New Corp");
        }
    }

    @Test
    void a_form_that_fails_leaves_its_page_with_what_was_typed() {
        try (var window = signIn()) {
            var page = window.page();
            page.navigate("/settings/pipelines");
            page.locator("main input[name=name]").first().fill("Partners");
            answer(page, "**/settings/pipelines", 502);
            page.locator("main input[name=name]").first().press("Enter");
            assertThat(problem(page)).containsText("The server can’t answer right now");
            assertThat(page.locator("main input[name=name]").first()).hasValue("Partners");
            assertThat(page.getByText("A page of somebody else")).hasCount(0);
            page.unroute("**/settings/pipelines");
            button(page, "Retry").click();
            assertThat(page.locator("main")).containsText("Partners");
            assertThat(problem(page)).hasCount(0);
        }
    }

    @Test
    void whatever_goes_wrong_is_said_and_replaces_nothing() {
        var lead = lead();
        try (var window = signIn()) {
            var page = window.page();
            open(page, lead);
            for (var status : List.of(403, 404, 409, 413, 429, 500, 502, 503)) {
                answer(page, "**/leads/" + lead, status);
                page.fill("#fact-notes", "Call back after " + status);
                page.keyboard().press("Tab");
                assertThat(problem(page)).hasCount(1);
                assertThat(button(page, "Retry")).hasCount(status == 429 || status >= 500 ? 1 : 0);
                assertThat(page.locator("#facts .unsaved")).containsText("Not saved");
                assertThat(page.getByText("A page of somebody else")).hasCount(0);
                button(page, "Close").click();
                assertThat(problem(page)).hasCount(0);
                page.unroute("**/leads/" + lead);
            }
            page.fill("#fact-notes", "Called.");
            page.keyboard().press("Tab");
            assertThat(page.locator("#timeline")).containsText("Called.");
            assertThat(page.locator(".unsaved")).hasCount(0);
        }
    }

    @Test
    void the_server_says_what_happened_in_the_visitors_words() {
        var lead = lead();
        try (var window = signIn()) {
            var page = window.page();
            open(page, lead);
            api.delete("/api/v1/leads/" + lead);
            page.getByLabel("Company", new Page.GetByLabelOptions().setExact(true))
                    .fill("New Corp");
            page.keyboard().press("Enter");
            // Looking for news may say so too.
            assertThat(problem(page).first()).containsText("Not found.");
            assertThat(page.locator(".fact.unsaved")).hasCount(1);
            page.evaluate("document.querySelector('.unsaved').classList.remove('unsaved')");
        }
        lead();
        var bob = workspace.user(Role.MANAGER);
        try (var window = Window.open(server.origin()).signIn(bob.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            page.navigate("/board");
            api.patch("/api/v1/users/" + bob.id(), "{\"role\": \"read_only\"}");
            page.locator(".card-lead").dragTo(page.locator(".cards").nth(1));
            assertThat(problem(page)).containsText("You don’t have permission to do this.");
        }
    }

    @Test
    void a_card_that_is_dropped_again_while_its_move_is_on_the_way_ends_where_it_was_dropped_last() {
        var lead = lead();
        try (var window = signIn()) {
            var page = window.page();
            page.navigate("/board");
            var columns = page.locator(".column");
            var held = new ArrayList<Route>();
            page.route("**/board/*/*", route -> {
                if (route.request().method().equals("POST") && held.isEmpty()) {
                    held.add(route);
                } else {
                    route.resume();
                }
            });
            page.locator(".card-lead").dragTo(columns.nth(1).locator(".cards"));
            page.waitForCondition(() -> !held.isEmpty());
            page.locator(".card-lead").dragTo(columns.nth(2).locator(".cards"));
            assertThat(columns.nth(2).locator(".card-lead")).hasCount(1);
            held.getFirst().resume();
            assertThat(page.locator(".toast-line").getByText("Sarah moved to “Qualified”"))
                    .isVisible();
            assertThat(columns.nth(2).locator(".card-lead")).hasCount(1);
            assertThat(columns.nth(1).locator(".card-lead")).hasCount(0);
            assertThat(window.problems()).isEmpty();
        }
        var stages = api.get("/api/v1/pipelines");
        assertThat(api.get("/api/v1/leads/" + lead).text("data.pipeline_stage_id"))
                .isEqualTo(stages.text("data.0.stages.2.id"));
    }

    @Test
    void a_session_that_ended_takes_no_page_away_and_moves_no_card() {
        var lead = lead();
        try (var window = signIn()) {
            var page = window.page();
            open(page, lead);
            var company = page.locator("#fact-company");
            company.fill("New Corp");
            page.context().clearCookies();
            // By looking for news, and by saving.
            assertThat(problem(page)).containsText("You’re signed out.");
            assertThat(company).hasValue("New Corp");
            assertThat(company).isFocused();
            button(page, "Close").click();
            company.focus();
            company.press("Enter");
            assertThat(problem(page)).containsText("You’re signed out.");
            assertThat(page.locator(".fact.unsaved")).containsText("Not saved");
            assertThat(problem(page).getByRole(AriaRole.LINK)).hasAttribute("href", "/sign-in");
            assertThat(page.locator("#bar")).isHidden();
            assertThat(company).hasValue("New Corp");
            assertThat(window.problems()).isEmpty();
            page.evaluate("document.querySelector('.unsaved').classList.remove('unsaved')");
        }
        try (var window = signIn()) {
            var page = window.page();
            page.navigate("/board");
            page.context().clearCookies();
            page.locator(".card-lead").dragTo(page.locator(".cards").nth(1));
            assertThat(problem(page)).containsText("You’re signed out.");
            assertThat(page.locator(".column").first().locator(".card-lead")).hasCount(1);
            assertThat(page.locator("#bar")).isHidden();
        }
    }

    @Test
    void a_try_is_made_again_also_where_its_form_was_shown_anew_or_is_gone() {
        var lead = lead();
        try (var window = signIn()) {
            var page = window.page();
            open(page, lead);
            answer(page, "**/leads/" + lead, 500);
            page.fill("#fact-company", "New Corp");
            page.keyboard().press("Tab");
            assertThat(problem(page)).hasCount(1);
            api.patch("/api/v1/leads/" + lead, "{\"job_title\": \"CTO\"}");
            assertThat(page.locator("#fact-job_title")).hasValue("CTO");
            assertThat(page.locator("#fact-company")).hasValue("New Corp");
            assertThat(page.locator(".fact.unsaved")).containsText("Not saved");
            page.unroute("**/leads/" + lead);
            button(page, "Retry").click();
            assertThat(page.locator("#timeline")).containsText("New Corp");
            assertThat(page.locator(".unsaved")).hasCount(0);
            assertThat(problem(page)).hasCount(0);

            answer(page, "**/undo/**", 500);
            button(page, "Undo").click();
            assertThat(problem(page)).hasCount(1);
            page.evaluate("document.querySelector('.toast-line[hidden]').remove()");
            page.unroute("**/undo/**");
            button(page, "Retry").click();
            assertThat(page.locator("#fact-company")).hasValue("Tech Corp");
            assertThat(problem(page)).hasCount(0);
        }
    }

    @Test
    void a_lead_that_is_gone_is_said_once_where_it_is_looked_at() {
        var lead = lead();
        try (var window = signIn()) {
            var page = window.page();
            open(page, lead);
            api.delete("/api/v1/leads/" + lead);
            assertThat(problem(page)).containsText("Not found.");
            button(page, "Close").click();
            assertThat(problem(page)).hasCount(0);
        }
    }

    @Test
    void a_change_of_many_that_failed_is_not_made_by_the_next_one() {
        var lead = lead();
        try (var window = signIn()) {
            var page = window.page();
            page.navigate("/leads");
            page.locator("[data-pick]").check();
            answer(page, "**/bulk", 500);
            window.choose(page.locator("#some .choice").nth(0), "Lost");
            assertThat(problem(page)).hasCount(1);
            page.unroute("**/bulk");
            window.choose(page.locator("#some .choice").nth(1), alice.name());
            assertThat(page.locator("tbody")).containsText(alice.name());
        }
        assertThat(api.get("/api/v1/leads/" + lead).text("data.status")).isEqualTo("new");
    }

    @Test
    void what_is_slow_shows_a_bar_and_dims_what_waits() {
        var lead = lead();
        try (var window = signIn()) {
            var page = window.page();
            open(page, lead);
            var held = new ArrayList<Route>();
            page.route("**/leads/" + lead, held::add);
            page.getByLabel("Company", new Page.GetByLabelOptions().setExact(true))
                    .fill("New Corp");
            page.keyboard().press("Enter");
            assertThat(page.locator("#bar")).isVisible();
            assertThat(page.locator(".fact[aria-busy=true]")).hasCount(1);
            window.picture("slow");
            held.forEach(Route::resume);
            assertThat(page.locator("#timeline")).containsText("New Corp");
            assertThat(page.locator("#bar")).isHidden();
            assertThat(page.locator("[aria-busy]")).hasCount(0);
        }
    }

    @Test
    void nothing_but_one_file_asks_the_server() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/panel"))) {
            for (var file :
                    files.filter(each -> each.toString().endsWith(".js")).toList()) {
                if (!file.endsWith("requests.js")) {
                    assertThat(Files.readString(file))
                            .as("%s", file)
                            .doesNotContain("fetch(", "XMLHttpRequest", "sendBeacon", "htmx.ajax");
                }
            }
        }
    }
}
