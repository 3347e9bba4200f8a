package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A day in the panel, in a real browser: tasks by the keyboard, leads from the home page, commands in the palette. */
class WalkTheDayTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User alice = workspace.user(Role.ADMIN);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Window open() {
        return Window.open(server.origin()).signIn(alice.email(), TestWorkspace.PASSWORD);
    }

    private long lead(String name) {
        return api.post("/api/v1/leads", "{\"first_name\": \"%s\"}".formatted(name))
                .number("data.id");
    }

    @Test
    void plan_tasks_with_the_keyboard() {
        lead("Sarah");
        try (var window = open()) {
            var page = window.page();
            page.navigate("/tasks");
            page.keyboard().press("n");
            var dialog = page.locator("#task-dialog dialog");
            assertThat(dialog).isVisible();
            dialog.getByLabel("Add a task").fill("Ring her");
            dialog.getByRole(AriaRole.BUTTON, named("Add")).click();
            assertThat(dialog.locator(".task-problem")).containsText("a lead");
            assertThat(dialog.getByLabel("Add a task")).hasValue("Ring her");
            Window.isSettled(page);
            dialog.getByRole(AriaRole.SEARCHBOX).fill("sar");
            dialog.getByRole(AriaRole.RADIO, named("Sarah")).check();
            dialog.getByLabel("Type").selectOption("call");
            assertThat(window.problems()).isEmpty();
            dialog.getByRole(AriaRole.BUTTON, named("Add")).click();
            assertThat(page.locator("#tasks-no-date")).containsText("Ring her");
            assertThat(dialog).hasCount(0);
            Window.isSettled(page);
            page.keyboard().press("j");
            assertThat(page.locator(".task.current")).containsText("Ring her");
            page.keyboard().press("s");
            assertThat(page.getByRole(AriaRole.BUTTON, on("Tomorrow morning"))).isVisible();
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");
            assertThat(page.locator("#tasks-tomorrow")).containsText("Ring her");
            // It can be taken back as long as the mouse is on what says so.
            page.locator(".toast-line").last().hover();
            assertThat(window.problems()).isEmpty();
            window.picture("tasks-by-day");
            page.keyboard().press("z");
            assertThat(page.locator("#tasks-no-date")).containsText("Ring her");
            Window.isSettled(page);
            page.keyboard().press("j");
            page.keyboard().press("e");
            assertThat(dialog.getByLabel("Task", exact())).hasValue("Ring her");
            dialog.getByLabel("Task", exact()).fill("Write to her");
            dialog.getByRole(AriaRole.BUTTON, named("Save")).click();
            assertThat(page.locator("#tasks-no-date")).containsText("Write to her");
            Window.isSettled(page);
            page.keyboard().press("j");
            page.keyboard().press("x");
            assertThat(page.getByText("Completed today")).isVisible();
            Window.isSettled(page);
            page.getByLabel("Type").selectOption("call");
            assertThat(page).hasURL(Pattern.compile("kind=call"));
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void take_a_lead_and_tick_a_task_on_the_home_page() {
        var lead = lead("Nobodyslead");
        api.post(
                "/api/v1/leads/" + lead + "/tasks",
                "{\"title\": \"Ring her\", \"assigned_user_id\": %d}".formatted(alice.id()));
        try (var window = open()) {
            var page = window.page();
            page.navigate("/home");
            assertThat(page.locator("#funnel")).isVisible();
            page.getByRole(AriaRole.BUTTON, on("Take Nobodyslead")).click();
            assertThat(page.locator("#waiting")).containsText("Every new lead has an owner.");
            Window.isSettled(page);
            page.getByRole(AriaRole.CHECKBOX, on("Ring her")).click();
            assertThat(page.locator("#my-tasks")).containsText("No open tasks.");
            assertThat(window.problems()).isEmpty();
            window.picture("home-of-the-day");
        }
    }

    @Test
    void demo_data_is_removed_only_after_a_question() {
        try (var window = open()) {
            var page = window.page();
            page.navigate("/home");
            page.getByRole(AriaRole.BUTTON, on("Fill with demo data")).click();
            assertThat(page.getByText("24 made-up leads were added.")).isVisible();
            assertThat(page.locator("#funnel")).isVisible();
            assertThat(window.problems()).isEmpty();
            window.picture("home-with-demo-data");
            page.getByRole(AriaRole.BUTTON, on("Remove demo data")).click();
            assertThat(page.getByText("Your own leads stay.")).isVisible();
            page.locator("#demo-remove")
                    .getByRole(AriaRole.BUTTON, named("Remove demo data"))
                    .click();
            assertThat(page.getByText("24 made-up leads were removed.")).isVisible();
        }
    }

    @Test
    void the_palette_acts_on_the_open_lead_and_on_what_is_picked() {
        var lead = lead("Sarah");
        try (var window = open()) {
            var page = window.page();
            page.navigate("/leads/" + lead);
            command(page, "assign");
            page.locator("#palette input").fill(alice.name());
            page.keyboard().press("Enter");
            // What is chosen is shown before it is saved.
            assertThat(page.locator("#timeline")).containsText(alice.name());
            command(page, "move to stage");
            page.locator("#palette input").fill("qualified");
            page.keyboard().press("Enter");
            assertThat(page.locator(".stage[aria-current]")).hasText("Qualified");
            Window.isSettled(page);
            page.keyboard().press("z");
            assertThat(page.locator(".stage[aria-current]")).not().hasText("Qualified");
            command(page, "add tag");
            page.locator("#palette input").fill("hot");
            page.keyboard().press("Enter");
            assertThat(page.locator(".tags")).containsText("hot");
            page.keyboard().press("Control+k");
            assertThat(window.problems()).isEmpty();
            window.picture("palette-of-a-lead");
            page.navigate("/leads");
            page.locator("[data-pick]").check();
            command(page, "set status");
            page.locator("#palette input").fill("contacted");
            page.keyboard().press("Enter");
            assertThat(page.locator("table.leads tbody")).containsText("Contacted");
            page.navigate("/tasks");
            page.keyboard().press("Control+k");
            assertThat(page.locator("#found-commands")).isHidden();
        }
    }

    private static void command(Page page, String words) {
        // Commands press what the page has when they are listed, so nothing may be about to replace it.
        Window.isSettled(page);
        page.keyboard().press("Control+k");
        page.locator("#palette input").fill(words);
        page.locator("#found-commands li:not([hidden]) button").click();
    }

    private static Page.GetByRoleOptions on(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByLabelOptions exact() {
        return new Locator.GetByLabelOptions().setExact(true);
    }
}
