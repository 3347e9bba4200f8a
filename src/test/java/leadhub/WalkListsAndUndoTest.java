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
            assertThat(toast(page, "Sarah is in “Qualified” now.")).isVisible();
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
}
