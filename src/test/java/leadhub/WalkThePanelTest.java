package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
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

/** What people do in the panel, in a real browser. */
class WalkThePanelTest {
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
    void add_find_edit_and_delete_a_lead() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            assertThat(page.getByText("No leads yet")).isVisible();
            page.getByRole(AriaRole.LINK, link("Leads")).click();
            page.waitForURL("**/leads*");
            assertThat(page.getByText("No leads yet")).isVisible();
            page.getByRole(AriaRole.BUTTON, role("New lead")).click();
            field(page, "First name").fill("Sarah");
            field(page, "Email").fill("not an address");
            page.getByRole(AriaRole.BUTTON, role("Add lead")).click();
            assertThat(page.getByText("Enter a valid email address")).isVisible();
            Window.isSettled(page);
            field(page, "Email").fill("sarah@example.com");
            page.getByRole(AriaRole.BUTTON, role("Add lead")).click();
            assertThat(page.getByRole(AriaRole.HEADING, heading("Sarah"))).isVisible();
            assertThat(page.getByText("Sarah was added.")).isVisible();
            field(page, "Company").fill("Tech Corp");
            field(page, "Company").press("Enter");
            assertThat(page.locator(".timeline")).containsText("Tech Corp");
            page.getByRole(AriaRole.BUTTON, role("Qualified")).click();
            assertThat(page.locator(".stage[aria-current]")).hasText("Qualified");
            page.locator(".tag-add .choice").click();
            page.keyboard().type("hot");
            page.keyboard().press("Enter");
            assertThat(page.locator(".tags")).containsText("hot");
            page.getByRole(AriaRole.LINK, link("Back to all leads")).click();
            page.waitForURL("**/leads*");
            page.locator("#search").fill("nobody");
            assertThat(page.getByText("No matching leads")).isVisible();
            page.locator("#search").fill("arah");
            assertThat(page.locator("tbody tr")).hasCount(1);
            page.getByRole(AriaRole.LINK, link("Sarah")).click();
            page.waitForURL("**/leads/**");
            page.getByRole(AriaRole.BUTTON, role("Delete")).click();
            assertThat(page.getByText("Sarah was deleted.")).isVisible();
            assertThat(page.getByText("No leads yet")).isVisible();
        }
    }

    @Test
    void note_something_and_do_a_task() {
        var lead = workspace.leadHub().post("/api/v1/leads", "{\"first_name\": \"Sarah\"}");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + lead.text("data.id"));
            page.getByRole(AriaRole.RADIO, role("Task")).check();
            field(page, "Add a task").fill("Call back");
            field(page, "Due date").first().fill("2020-01-31");
            field(page, "Add a task").press("Enter");
            assertThat(page.locator(".task .overdue")).containsText("Overdue");
            assertThat(page.locator("#timeline")).containsText("added a task");
            page.getByRole(AriaRole.RADIO, role("Note")).check();
            field(page, "Write a note…").fill("Called her.");
            field(page, "Company").fill("Tech Corp");
            field(page, "Company").press("Enter");
            assertThat(page.locator("#timeline")).containsText("Tech Corp");
            assertThat(field(page, "Write a note…")).hasValue("Called her.");
            field(page, "Write a note…").press("Control+Enter");
            assertThat(page.locator(".note-body")).hasText("Called her.");
            assertThat(field(page, "Write a note…")).hasValue("");
            page.getByLabel("Edit “Call back”").click();
            page.getByLabel("Edit “Call back”").scrollIntoViewIfNeeded();
            assertThat(window.problems()).isEmpty();
            window.picture("lead-with-tasks-and-notes");
            page.getByRole(AriaRole.LINK, link("Tasks")).click();
            page.waitForURL("**/tasks*");
            assertThat(window.problems()).isEmpty();
            window.picture("my-tasks");
            page.getByRole(AriaRole.CHECKBOX, role("Call back")).click();
            assertThat(page.getByText("“Call back” completed.")).isVisible();
            assertThat(page.getByText("Completed today")).isVisible();
        }
    }

    @Test
    void work_with_the_keyboard_alone() {
        var api = workspace.leadHub();
        api.post("/api/v1/leads", "{\"first_name\": \"Bob\"}");
        api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            page.keyboard().press("j");
            page.keyboard().press("x");
            page.keyboard().press("j");
            page.keyboard().press("x");
            assertThat(page.locator("[data-picked]")).hasText("2");
            field(page, "Add a tag").fill("hot");
            field(page, "Add a tag").press("Enter");
            assertThat(page.getByText("2 leads were changed.")).isVisible();
            assertThat(page.locator("tbody .pill.plain")).hasCount(2);
            page.keyboard().press("/");
            page.keyboard().type("bo");
            assertThat(page.locator("tbody tr")).hasCount(1);
            page.keyboard().press("Control+k");
            page.keyboard().type("sara");
            assertThat(page.locator("#found-leads a")).hasCount(1);
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.HEADING, heading("Sarah"))).isVisible();
            page.waitForLoadState();
            page.keyboard().press("?");
            assertThat(page.getByRole(AriaRole.HEADING, heading("Keyboard shortcuts")))
                    .isVisible();
            page.keyboard().press("Escape");
            page.keyboard().press("Control+k");
            page.keyboard().type("new lead");
            page.keyboard().press("Enter");
            assertThat(page.locator("#new-lead")).isVisible();
        }
    }

    @Test
    void drag_a_card_to_another_stage_with_the_mouse_and_by_its_menu() {
        workspace.leadHub().post("/api/v1/leads", "{\"first_name\": \"Sarah\", \"deal_value\": 100}");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/board");
            var card = page.locator(".card-lead");
            var contacted = page.locator(".column").nth(1);
            card.dragTo(contacted.locator(".cards"));
            assertThat(contacted.locator(".card-lead")).hasCount(1);
            assertThat(page.getByText("Sarah moved to “Contacted”.")).isVisible();
            window.choose(card.getByLabel("Move Sarah"), "Qualified");
            assertThat(page.locator(".column").nth(2).locator(".card-lead")).hasCount(1);
            // It is there at once, and saved when the message says so.
            assertThat(page.getByText("Sarah moved to “Qualified”.")).isVisible();
        }
        assertThat(workspace.leadHub().get("/api/v1/leads").number("data.0.pipeline_stage_id"))
                .isEqualTo(workspace.leadHub().get("/api/v1/pipelines").number("data.0.stages.2.id"));
    }

    @Test
    void drag_a_card_to_another_stage_with_a_finger() {
        workspace.leadHub().post("/api/v1/leads", "{\"first_name\": \"Sarah\"}");
        try (var window = signIn(Window.tablet(server.origin()))) {
            var page = window.page();
            page.navigate("/board");
            var contacted = page.locator(".column").nth(1);
            window.dragWithFinger(
                    page.locator(".card-lead"), contacted.locator(".cards"), ".card-lead.sortable-chosen");
            assertThat(contacted.locator(".card-lead")).hasCount(1);
            assertThat(page.getByText("Sarah moved to “Contacted”.")).isVisible();
        }
    }

    @Test
    void the_board_follows_what_colleagues_and_programs_do() {
        var api = workspace.leadHub();
        var stages = api.get("/api/v1/pipelines");
        var sarah = api.post("/api/v1/leads", "{\"first_name\": \"Sarah\", \"deal_value\": 100}")
                .text("data.id");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/board");
            assertThat(page.locator("[data-head]").first()).containsText("100");
            api.patch("/api/v1/leads/" + sarah, """
                    {"pipeline_stage_id": %s, "deal_value": 250}
                    """.formatted(stages.text("data.0.stages.1.id")));
            assertThat(page.locator(".column").nth(1).locator(".card-lead")).containsText("Sarah");
            assertThat(page.locator("[data-head]").nth(1)).containsText("250");
            assertThat(page.locator("[data-head]").first()).containsText("0");
            api.post("/api/v1/leads", "{\"first_name\": \"Bob\"}");
            assertThat(page.locator(".column").first().locator(".card-lead")).containsText("Bob");
            api.delete("/api/v1/leads/" + sarah);
            assertThat(page.locator(".card-lead")).hasCount(1);
        }
    }

    @Test
    void while_nobody_answers_the_board_says_it_once_and_takes_it_back() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.clock().install();
            page.navigate("/board");
            var said = page.getByText("The server can’t answer right now");
            page.route("**/changes?*", route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            for (var poll = 0; poll < 3; poll++) {
                page.waitForResponse("**/changes?*", () -> page.clock().runFor(3000));
            }
            assertThat(said).hasCount(1);
            page.unroute("**/changes?*");
            page.clock().runFor(3000);
            assertThat(said).hasCount(0);
        }
    }

    @Test
    void the_first_page_weighs_less_than_a_photo() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            var bytes = page.evaluate("""
                    [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                        .reduce((sum, entry) => sum + entry.encodedBodySize, 0)
                    """);
            assertThat(((Number) bytes).intValue()).isBetween(50_000, 300_000);
        }
    }

    @Test
    void the_chart_is_drawn_in_the_colours_of_the_theme_and_anew_when_it_changes() {
        new PageExamples(workspace, "word");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/home");
            var color = "Chart.getChart(document.querySelector('canvas')).data.datasets[0].backgroundColor";
            // A source has one colour of its own in each theme.
            var tone = Integer.parseInt(page.locator("[data-line]").first().getAttribute("data-tone"));
            var light = List.of("#4f46e5", "#0d9488", "#d97706", "#db2777", "#65a30d", "#0284c7", "#b45309", "#94a3b8");
            var dark = List.of("#8b8cf8", "#2dd4bf", "#fbbf24", "#f472b6", "#a3e635", "#38bdf8", "#fb923c", "#64748b");
            assertThat(page.evaluate(color)).isEqualTo(light.get(tone - 1));
            page.emulateMedia(new com.microsoft.playwright.Page.EmulateMediaOptions()
                    .setColorScheme(com.microsoft.playwright.options.ColorScheme.DARK));
            assertThat(page.locator("html")).hasAttribute("data-color-scheme", "dark");
            assertThat(page.evaluate(color)).isEqualTo(dark.get(tone - 1));
            page.getByText("Show as table").click();
            assertThat(page.locator("#new-by-day-numbers tbody tr")).hasCount(30);
            assertThat(page.locator("#new-by-day-numbers td[data-leads]").last())
                    .hasText("4");
            assertThat(window.problems()).isEmpty();
        }
    }

    private static com.microsoft.playwright.Page.GetByRoleOptions role(String name) {
        return new com.microsoft.playwright.Page.GetByRoleOptions()
                .setName(name)
                .setExact(true);
    }

    private static Locator field(com.microsoft.playwright.Page page, String label) {
        return page.locator("main form:not(.columns)")
                .getByLabel(label, new Locator.GetByLabelOptions().setExact(true));
    }

    private static com.microsoft.playwright.Page.GetByRoleOptions heading(String name) {
        return role(name);
    }

    private static com.microsoft.playwright.Page.GetByRoleOptions link(String name) {
        return role(name);
    }
}
