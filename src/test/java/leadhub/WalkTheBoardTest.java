package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.List;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The board with a filter, by the keyboard, and with what is won folded away, in a real browser. */
class WalkTheBoardTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private final ApiClient api = workspace.leadHub();

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private void add(String name, String company) {
        api.post(
                "/api/v1/leads",
                "{\"first_name\": \"%s\", \"email\": \"%s@%s.example\"}".formatted(name, name, company));
    }

    private Window board() {
        var window = Window.open(server.origin()).signIn(alice.email(), TestWorkspace.PASSWORD);
        window.page().navigate("/board");
        return window;
    }

    private static Locator card(Page page, String name) {
        return page.locator(".card-lead").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static Locator link(Page page, String name) {
        return page.locator(".card-lead a[data-lead]").filter(new Locator.FilterOptions().setHasText(name));
    }

    @Test
    void a_card_shows_the_next_task_as_soon_as_somebody_adds_it() {
        add("Sarah", "Tech");
        var lead = api.get("/api/v1/leads").text("data.0.id");
        try (var window = board()) {
            var page = window.page();
            assertThat(card(page, "Sarah")).hasCount(1);
            api.post(
                    "/api/v1/leads/" + lead + "/tasks",
                    "{\"title\": \"Send the offer for all of their offices\", \"kind\": \"email\", \"due_at\": \"2026-01-02\"}");
            assertThat(card(page, "Sarah").locator(".card-task"))
                    .containsText("Send the offer for all of their offices");
            assertThat(card(page, "Sarah").locator(".card-task .overdue")).isVisible();
            assertThat(window.problems()).isEmpty();
            window.picture("board-next-task");
        }
    }

    @Test
    void what_is_typed_filters_it_and_moves_and_news_keep_to_that() {
        add("Sarah", "Tech");
        add("Mia", "Other");
        try (var window = board()) {
            var page = window.page();
            page.locator("#search").fill("tech");
            assertThat(card(page, "Mia")).hasCount(0);
            assertThat(card(page, "Sarah")).hasCount(1);
            assertThat(page.locator("#search")).isFocused();
            assertThat(page).hasURL(java.util.regex.Pattern.compile("/board/[0-9]+\\?search=tech$"));
            card(page, "Sarah").dragTo(page.locator(".cards").nth(1));
            assertThat(page.locator(".toast-line").getByText("Sarah moved to")).isVisible();
            assertThat(page.locator(".column").nth(1).locator(".card-lead")).hasCount(1);
            add("Kim", "Tech");
            add("Leo", "Other");
            assertThat(card(page, "Kim")).hasCount(1);
            assertThat(card(page, "Leo")).hasCount(0);
            assertThat(window.problems()).isEmpty();
            window.picture("board-filtered");
            window.choose(page.locator("#filters .choice[aria-label^=Order]"), "Oldest first");
            assertThat(page).hasURL(java.util.regex.Pattern.compile("sort=created_at&direction=asc"));
            page.reload();
            assertThat(page.locator("#search")).hasValue("tech");
            assertThat(card(page, "Kim")).hasCount(1);
        }
    }

    @Test
    void what_is_won_is_folded_until_it_is_opened_and_takes_cards_meanwhile() {
        add("Sarah", "Tech");
        try (var window = board()) {
            var page = window.page();
            var won = page.locator(".column").filter(new Locator.FilterOptions().setHasText("Won"));
            card(page, "Sarah").dragTo(won.locator(".cards"));
            assertThat(page.locator(".toast-line").getByText("Sarah moved to “Won”"))
                    .isVisible();
            assertThat(won.locator(".column-figures")).containsText("1");
            assertThat(card(page, "Sarah")).isHidden();
            assertThat(window.problems()).isEmpty();
            window.picture("board-folded");
            var open = page.getByRole(
                    AriaRole.BUTTON,
                    new Page.GetByRoleOptions().setName("Leads in “Won”").setExact(true));
            assertThat(open).hasAttribute("aria-expanded", "false");
            open.focus();
            page.keyboard().press("Enter");
            assertThat(card(page, "Sarah")).isVisible();
            page.reload();
            assertThat(card(page, "Sarah")).isVisible();
            assertThat(open).hasAttribute("aria-expanded", "true");
            open.click();
            assertThat(card(page, "Sarah")).isHidden();
        }
    }

    @Test
    void arrows_go_from_card_to_card_and_the_focus_stays_on_one_that_is_moved() {
        add("Anna", "A");
        add("Bert", "B");
        add("Carl", "C");
        var second = api.get("/api/v1/pipelines").text("data.0.stages.1.id");
        var anna = api.get("/api/v1/leads?search=anna").text("data.0.id");
        api.patch("/api/v1/leads/" + anna, "{\"pipeline_stage_id\": %s}".formatted(second));
        try (var window = board()) {
            var page = window.page();
            page.locator("#board").focus();
            page.keyboard().press("ArrowDown");
            assertThat(link(page, "Carl")).isFocused();
            page.keyboard().press("ArrowDown");
            assertThat(link(page, "Bert")).isFocused();
            page.keyboard().press("ArrowRight");
            assertThat(link(page, "Anna")).isFocused();
            page.keyboard().press("ArrowLeft");
            assertThat(link(page, "Carl")).isFocused();
            page.keyboard().press("Tab");
            page.keyboard().press("Tab");
            var move = card(page, "Carl").locator(".card-move");
            assertThat(move).isFocused();
            page.keyboard().press("Enter");
            page.keyboard().type("qualif");
            page.keyboard().press("Enter");
            assertThat(page.locator(".toast-line").getByText("Carl moved to “Qualified”"))
                    .isVisible();
            assertThat(page.locator(".column").nth(2).locator(".card-lead")).hasCount(1);
            page.waitForCondition(() -> page.evaluate("document.activeElement.closest('.card-lead') !== null")
                    .equals(true));
            page.keyboard().press("n");
            assertThat(page.locator("#new-lead")).isVisible();
            assertThat(window.problems()).isEmpty();
        }
    }

    /** The cards of a column from its top, those that are loaded. */
    private static List<String> names(Page page, int column) {
        return page.locator(".column").nth(column).locator("a[data-lead]").allInnerTexts();
    }

    @Test
    void a_lead_that_is_edited_comes_where_the_order_puts_it_and_not_on_top() {
        for (var i = 10; i < 37; i++) {
            add("L" + i, "C" + i);
        }
        var oldest = api.get("/api/v1/leads?search=L10").text("data.0.id");
        var middle = api.get("/api/v1/leads?search=L30").text("data.0.id");
        var second = api.get("/api/v1/pipelines").text("data.0.stages.1.id");
        var first = api.get("/api/v1/pipelines").text("data.0.stages.0.id");
        api.patch("/api/v1/leads/" + middle, "{\"pipeline_stage_id\": %s}".formatted(second));
        try (var window = board()) {
            var page = window.page();
            page.clock().install();
            page.navigate("/board");
            var head = page.locator(".column").first().locator(".column-figures");
            assertThat(names(page, 0)).hasSize(25).startsWith("L36", "L35").endsWith("L11");
            api.patch("/api/v1/leads/" + oldest, "{\"company\": \"Techno Inc\"}");
            api.patch("/api/v1/leads/" + middle, "{\"pipeline_stage_id\": %s}".formatted(first));
            news(page);
            assertThat(head).containsText("27");
            assertThat(names(page, 0)).hasSize(26).startsWith("L36", "L35").contains("L30");
            assertThat(names(page, 0)).containsSubsequence("L31", "L30", "L29").doesNotContain("L10");
            // What goes makes no gap where more are loaded.
            api.patch("/api/v1/leads/" + middle, "{\"pipeline_stage_id\": %s}".formatted(second));
            api.delete("/api/v1/leads/" + api.get("/api/v1/leads?search=L36").text("data.0.id"));
            news(page);
            assertThat(head).containsText("25");
            assertThat(names(page, 0)).hasSize(24);
            page.locator(".column").first().locator("[data-last]").scrollIntoViewIfNeeded();
            page.waitForCondition(() -> names(page, 0).contains("L10"));
            assertThat(names(page, 0)).hasSize(25).doesNotHaveDuplicates().endsWith("L11", "L10");
            assertThat(card(page, "L10")).containsText("Techno Inc");
            assertThat(window.problems()).isEmpty();
        }
    }

    /** The page looks for news, now. */
    private static void news(Page page) {
        page.waitForResponse("**/changes?*", () -> page.clock().runFor(3000));
    }
}
