package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Choosing from lists, changing one's mind, typing while others work, and input methods, in a real browser. */
class WalkListsAndUndoTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private final ApiClient api = workspace.leadHub();
    private String lead = "";

    @BeforeEach
    void a_lead() {
        server.clock().pass(Duration.ofHours(1));
        lead = api.post("/api/v1/leads", "{\"first_name\": \"Sarah\", \"company\": \"Tech Corp\"}")
                .text("data.id");
    }

    private Window signIn(Window window) {
        return window.signIn(alice.email(), TestWorkspace.PASSWORD);
    }

    private String now(String field) {
        return api.get("/api/v1/leads/" + lead).text("data." + field);
    }

    private static Locator toast(Page page, String text) {
        return page.locator(".toast-line").getByText(text);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void arrows_look_and_enter_chooses() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + lead);
            var status = page.locator("#fact-status-choice");
            status.focus();
            page.keyboard().press("ArrowDown");
            assertThat(page.getByRole(AriaRole.LISTBOX)).isVisible();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
            assertThat(page.locator(".listbox .active")).hasText("Qualified");
            assertThat(window.problems()).isEmpty();
            window.picture("list-wide");
            page.keyboard().press("Escape");
            assertThat(page.getByRole(AriaRole.LISTBOX)).hasCount(0);
            assertThat(status).isFocused();
            assertThat(now("status")).isEqualTo("new");
            // Typing ahead searches.
            page.keyboard().type("conta");
            assertThat(page.locator(".listbox [role=option]:visible")).hasCount(1);
            page.keyboard().press("Enter");
            assertThat(page.locator("#timeline")).containsText("Contacted");
            assertThat(status).containsText("Contacted");
        }
        assertThat(now("status")).isEqualTo("contacted");
    }

    @Test
    void lists_fit_a_phone_and_pages_from_right_to_left() {
        for (var language : new String[] {"en-US", "ar-EG"}) {
            try (var window = signIn(Window.phone(server.origin(), language))) {
                var page = window.page();
                page.navigate("/leads/" + lead);
                page.locator("#fact-owner-choice").click();
                assertThat(page.getByRole(AriaRole.LISTBOX)).isVisible();
                assertThat(window.problems()).isEmpty();
                window.picture("list-" + language);
                page.keyboard().press("Escape");
                page.navigate("/board");
                page.locator(".card-move").click();
                assertThat(page.getByRole(AriaRole.LISTBOX)).isVisible();
                assertThat(window.problems()).isEmpty();
            }
        }
    }

    @Test
    void many_leads_are_changed_by_a_list() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            page.locator("[data-pick]").check();
            window.choose(page.locator("#some .choice").nth(0), "Qualified");
            assertThat(toast(page, "1 lead was changed.")).isVisible();
            assertThat(now("status")).isEqualTo("qualified");
        }
    }

    @Test
    void change_ones_mind_with_z_on_the_lead_the_table_and_the_board() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + lead);
            button(page, "Won").click();
            assertThat(page.locator(".stage[aria-current]")).hasText("Won");
            assertThat(page.locator("#fact-status-choice")).hasCount(0);
            page.locator("h1").click();
            page.keyboard().press("z");
            assertThat(toast(page, "Undone.")).isVisible();
            assertThat(page.locator(".stage[aria-current]")).hasText("New");
            assertThat(page.locator("#fact-status-choice")).containsText("New");

            page.navigate("/leads");
            page.locator(".cell").first().click();
            page.locator(".cell-form input[name=company]").fill("New Corp");
            page.keyboard().press("Enter");
            assertThat(page.locator(".cell").first()).containsText("New Corp");
            page.locator("h1").click();
            page.keyboard().press("z");
            assertThat(page.locator(".cell").first()).containsText("Tech Corp");

            page.navigate("/board");
            var columns = page.locator(".column");
            page.locator(".card-lead").dragTo(columns.nth(2).locator(".cards"));
            assertThat(toast(page, "Sarah moved to “Qualified”.")).isVisible();
            button(page, "Undo").click();
            assertThat(columns.first().locator(".card-lead")).hasCount(1);
            assertThat(window.problems()).isEmpty();
        }
        assertThat(now("company")).isEqualTo("Tech Corp");
    }

    @Test
    void what_is_being_typed_stays_while_others_work_on_the_lead() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + lead);
            var company = page.locator("#fact-company");
            company.click();
            page.keyboard().press("End");
            page.keyboard().type("oration");
            api.patch("/api/v1/leads/" + lead, "{\"job_title\": \"CTO\", \"company\": \"Other\"}");
            assertThat(page.locator("#fact-job_title")).hasValue("CTO");
            assertThat(company).hasValue("Tech Corporation");
            assertThat(company).isFocused();
            assertThat(page.locator(".meanwhile-note")).containsText("“Other”");
            window.picture("meanwhile");
            assertThat(window.problems()).isEmpty();
            page.keyboard().press("Enter");
            assertThat(page.locator("#timeline")).containsText("Tech Corporation");
        }
        assertThat(now("company")).isEqualTo("Tech Corporation");
    }

    @Test
    void what_was_typed_while_the_page_was_shown_anew_is_saved() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + lead);
            var company = page.locator("#fact-company");
            company.click();
            page.keyboard().press("End");
            page.keyboard().type("oration");
            api.patch("/api/v1/leads/" + lead, "{\"job_title\": \"CTO\"}");
            assertThat(page.locator("#fact-job_title")).hasValue("CTO");
            page.keyboard().press("Tab");
            assertThat(page.locator("#timeline")).containsText("Tech Corporation");
            Window.isSettled(page);
            // Changed again before the first change is answered.
            var held = new ArrayList<Route>();
            page.route("**/leads/" + lead, held::add);
            company.fill("First");
            page.keyboard().press("Tab");
            assertThat(page.locator(".fact[aria-busy=true]")).hasCount(1);
            company.fill("Second");
            page.keyboard().press("Tab");
            page.unroute("**/leads/" + lead);
            held.forEach(Route::resume);
            assertThat(page.locator("#timeline")).containsText("Second");
            assertThat(page.locator(".meanwhile-note")).hasCount(0);
            assertThat(page.locator("[data-restored]")).hasCount(0);
        }
        assertThat(now("company")).isEqualTo("Second");
    }

    @Test
    void what_was_refused_stays_with_the_reason_while_others_work_on_the_lead() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + lead);
            page.fill("#fact-email", "nobody");
            page.keyboard().press("Enter");
            assertThat(page.locator("#fact-email-problem")).not().isEmpty();
            api.patch("/api/v1/leads/" + lead, "{\"job_title\": \"CTO\"}");
            assertThat(page.locator("#fact-job_title")).hasValue("CTO");
            assertThat(page.locator("#fact-email.is-invalid")).hasValue("nobody");
            assertThat(page.locator("#fact-email-problem")).not().isEmpty();
            page.fill("#fact-email", "sarah@example.com");
            page.keyboard().press("Tab");
            assertThat(page.locator("#timeline")).containsText("sarah@example.com");
        }
    }

    @Test
    void lists_of_the_filter_ask_once_something_is_chosen() {
        api.patch("/api/v1/leads/" + lead, "{\"status\": \"contacted\"}");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            var status = page.locator("#filters button.choice").first();
            status.focus();
            page.keyboard().press("ArrowDown");
            page.keyboard().press("ArrowDown");
            page.keyboard().press("Escape");
            assertThat(page).hasURL(server.origin() + "/leads");
            window.choose(status, "Qualified");
            assertThat(page).hasURL(server.origin() + "/leads?status=qualified");
            assertThat(page.locator("#leads")).containsText("No matching leads");
            window.choose(status, "Contacted");
            assertThat(page.locator("#leads")).containsText("Sarah");
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void notes_and_tasks_of_others_come_and_what_one_is_writing_stays() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + lead);
            page.locator("#new-note").pressSequentially("My own");
            api.post("/api/v1/leads/" + lead + "/notes", "{\"body\": \"Called twice\"}");
            api.post("/api/v1/leads/" + lead + "/tasks", "{\"title\": \"Send the offer\"}");
            assertThat(page.locator("#timeline .note-body")).hasText("Called twice");
            assertThat(page.locator("#tasks .tasks")).containsText("Send the offer");
            assertThat(page.locator("#new-note")).hasValue("My own");
            assertThat(page.locator("#new-note")).isFocused();
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("#timeline .note-body")).hasCount(2);
            assertThat(page.locator("#new-note")).hasValue("");
            page.locator("#timeline .note .menu summary").first().click();
            button(page, "Delete note").click();
            assertThat(page.locator("#timeline .note-body")).hasCount(1);
            button(page, "Undo").click();
            assertThat(page.locator("#timeline .note-body")).hasCount(2);
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void nobodys_move_is_overwritten_unseen() {
        var stages = api.get("/api/v1/pipelines");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            // News that come late.
            for (var news : new String[] {"**/facts?*", "**/changes?*"}) {
                page.route(news, route -> route.fulfill(new Route.FulfillOptions().setStatus(204)));
            }
            page.navigate("/leads/" + lead);
            api.patch(
                    "/api/v1/leads/" + lead,
                    "{\"pipeline_stage_id\": %d}".formatted(stages.number("data.0.stages.1.id")));
            button(page, "Won").click();
            assertThat(page.getByRole(AriaRole.ALERT).getByText("Somebody else has changed this"))
                    .isVisible();
            assertThat(now("status")).isNotEqualTo("won");
            assertThat(window.problems()).isEmpty();
            button(page, "Won").click();
            assertThat(page.locator(".stage[aria-current]")).hasText("Won");

            page.navigate("/board");
            api.patch(
                    "/api/v1/leads/" + lead,
                    "{\"pipeline_stage_id\": %d}".formatted(stages.number("data.0.stages.1.id")));
            var columns = page.locator(".column");
            // What is won is folded.
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Leads in “Won”"))
                    .click();
            page.locator(".card-lead").dragTo(columns.nth(2).locator(".cards"));
            assertThat(page.locator(".toast-problem")).containsText("Somebody else has changed this");
            assertThat(columns.nth(2).locator(".card-lead")).hasCount(0);
        }
        assertThat(api.get("/api/v1/leads/" + lead).number("data.pipeline_stage_id"))
                .isEqualTo(stages.number("data.0.stages.1.id"));
    }

    @Test
    void the_focus_stays_at_a_list_that_was_chosen_from() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + lead);
            window.choose(page.locator("#fact-status-choice"), "Contacted");
            assertThat(page.locator("#timeline")).containsText("Contacted");
            assertThat(page.locator("#fact-status-choice")).isFocused();
        }
    }

    @Test
    void a_double_click_makes_one_lead() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            button(page, "New lead").click();
            page.fill("#new-first_name", "Mia");
            var held = new ArrayList<Route>();
            page.route("**/leads", held::add);
            button(page, "Add lead").dblclick();
            page.locator("#new-first_name").press("Enter");
            assertThat(page.locator("#new-lead form[aria-busy=true]")).hasCount(1);
            assertThat(held).hasSize(1);
            held.getFirst().resume();
            assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Mia")))
                    .isVisible();
        }
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(2);
    }

    @Test
    void enter_and_escape_belong_to_the_input_method_while_it_composes() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            page.keyboard().press("Control+k");
            window.compose("さら", "Enter");
            assertThat(page.locator("#palette")).isVisible();
            page.keyboard().press("Escape");
            page.keyboard().press("Escape");
            page.navigate("/leads");
            page.locator(".cell").first().click();
            var company = page.locator(".cell-form input[name=company]");
            assertThat(company).isFocused();
            window.compose("さら", "Escape");
            assertThat(company).isVisible();
            window.compose("さら", "Enter");
            assertThat(company).isVisible();
            page.navigate("/leads/" + lead);
            page.locator("#fact-owner-choice").click();
            window.compose("あ", "Enter");
            assertThat(page.locator(".listbox")).isVisible();
        }
        assertThat(now("company")).isEqualTo("Tech Corp");
    }

    @Test
    void what_happens_is_said_to_those_who_hear_the_page() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/board");
            api.patch("/api/v1/leads/" + lead, "{\"company\": \"Other\"}");
            assertThat(page.locator("#live[role=status]")).containsText("Sarah moved to “New”.");
            page.keyboard().press("Control+k");
            page.keyboard().type("sara");
            assertThat(page.locator("#palette [role=status]")).hasText("1 lead found");
            assertThat(page.locator("#toasts")).hasAttribute("aria-live", "polite");
        }
    }

    @Test
    void a_page_that_is_not_there_is_a_page() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            for (var path : new String[] {"/nothing/of/the/kind", "/leads/0", "/settings/nothing"}) {
                assertThat(page.navigate(path).status()).isEqualTo(404);
                assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Not found")))
                        .isVisible();
                assertThat(page.locator("nav.side")).isVisible();
            }
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void a_card_of_the_board_is_small_whatever_the_number_of_stages() {
        var panel = workspace.panel(alice);
        var before = panel.get("/board").body().length();
        for (var i = 0; i < 10; i++) {
            api.post(
                    "/api/v1/leads",
                    "{\"first_name\": \"Lead %d\", \"company\": \"A company\", \"deal_value\": 1200}".formatted(i));
        }
        assertThat((panel.get("/board").body().length() - before) / 10).isLessThan(600);
    }
}
