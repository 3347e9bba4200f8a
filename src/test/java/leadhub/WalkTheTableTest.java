package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import java.time.Duration;
import java.util.List;
import leadhub.base.Role;
import leadhub.fields.FieldKind;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people do with the table of leads, in a real browser. */
class WalkTheTableTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private final ApiClient api = workspace.leadHub();

    @BeforeEach
    void three_leads() {
        server.clock().pass(Duration.ofHours(1));
        api.post("/api/v1/leads", """
                {"first_name": "Sarah", "company": "Tech Corp", "source": "web", "deal_value": 900, "tags": ["hot"]}
                """);
        api.post("/api/v1/leads", """
                {"first_name": "Bob", "company": "Techno", "source": "fair", "deal_value": 100}
                """);
        api.post("/api/v1/leads", "{\"first_name\": \"Carol\", \"source\": \"web\"}");
    }

    private Window signIn(Window window) {
        return window.signIn(alice.email(), TestWorkspace.PASSWORD);
    }

    @Test
    void combine_conditions_and_keep_them_as_a_view() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            page.locator("#criteria-menu > summary").click();
            button(page, "Add condition").click();
            window.choose(page.locator("#criterion-field-1-choice"), "Company");
            page.getByLabel("Value", exactly()).fill("tech");
            page.getByLabel("Value", exactly()).press("Tab");
            assertThat(rows(page)).hasCount(2);
            button(page, "Add condition").click();
            window.choose(page.locator("#criterion-field-2-choice"), "Deal value");
            window.choose(page.locator("#criterion-is-2-choice"), "is less than");
            assertThat(page.locator("#criterion-is-2-choice")).isFocused();
            page.locator("[name='typed.2']").fill("500");
            page.locator("[name='typed.2']").press("Tab");
            assertThat(rows(page)).hasCount(1);
            assertThat(page.locator("#criteria-count")).hasText("2");
            assertThat(window.problems()).isEmpty();
            window.picture("filter-wide");
            page.getByLabel("Remove condition").first().click();
            assertThat(page.locator(".criterion")).hasCount(1);
            assertThat(page.locator("#criteria-count")).hasText("1");
            page.keyboard().press("Escape");
            // Leaving while the list is being fetched would look like a fault.
            Window.isSettled(page);
            page.locator("#views summary").filter(text("Save as view")).click();
            page.getByLabel("View name").fill("Small deals");
            page.getByLabel("View name").press("Enter");
            assertThat(page.locator(".view[aria-current]")).hasText("Small deals");
            page.getByRole(AriaRole.LINK, named("All leads")).click();
            assertThat(rows(page)).hasCount(3);
            page.getByRole(AriaRole.LINK, named("Small deals")).click();
            assertThat(rows(page)).hasCount(1);
            page.locator("#views summary").filter(text("Columns")).click();
            page.getByLabel("Deal value", exactly()).check();
            button(page, "Apply").click();
            assertThat(page.locator("thead")).containsText("Deal value");
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void change_leads_in_their_lines() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads?sort=first_name&direction=asc");
            page.locator("tbody tr").first().locator(".cell").first().click();
            var company =
                    page.locator(".cell-form").getByLabel("Company", new Locator.GetByLabelOptions().setExact(true));
            assertThat(company).isFocused();
            assertThat(window.problems()).isEmpty();
            company.fill("New Corp");
            company.press("Enter");
            assertThat(page.locator(".cell:focus")).containsText("New Corp");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            page.keyboard().press("Enter");
            assertThat(page.locator(".listbox input")).isFocused();
            page.keyboard().type("qual");
            page.keyboard().press("Enter");
            assertThat(page.locator("tbody tr").first().locator(".pill.qualified"))
                    .isVisible();
            page.keyboard().press("Escape");
            page.locator("h1").click();
            page.keyboard().press("j");
            page.keyboard().press("e");
            assertThat(company).isFocused();
            page.keyboard().press("Escape");
            assertThat(company).hasCount(0);
            assertThat(api.get("/api/v1/leads?search=bob").text("data.0.company"))
                    .isEqualTo("New Corp");
            assertThat(api.get("/api/v1/leads?search=bob").text("data.0.status"))
                    .isEqualTo("qualified");
        }
    }

    @Test
    void change_own_fields_in_their_lines_and_put_columns_in_order() {
        workspace.field("Budget", FieldKind.NUMBER);
        workspace.field("Wants", FieldKind.MULTI_SELECT, "Demo", "Offer");
        workspace.field("Agreed", FieldKind.CHECKBOX);
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads?sort=first_name&direction=asc");
            page.locator("#views summary").filter(text("Columns")).click();
            for (var shown : List.of("Agreed", "Wants", "Budget")) {
                page.locator(".columns").getByLabel(shown, inside()).check();
            }
            // Up from the end of a list in which the ones that are shown come first.
            for (var step = 0; step < 30; step++) {
                page.keyboard().press("Alt+ArrowUp");
            }
            window.picture("columns");
            assertThat(window.problems()).isEmpty();
            button(page, "Apply").click();
            assertThat(page.locator("thead th").nth(1)).hasText("Budget");

            var cells = page.locator("tbody tr").first();
            cells.getByRole(AriaRole.BUTTON, inCell("Edit Budget")).click();
            var budget = page.locator(".cell-form").getByLabel("Budget", inside());
            assertThat(budget).isFocused();
            assertThat(window.problems()).isEmpty();
            budget.fill("1234.5");
            budget.press("Enter");
            assertThat(page.locator(".cell:focus")).containsText("1,234.5");

            cells.getByRole(AriaRole.BUTTON, inCell("Edit Wants")).click();
            page.locator(".cell-form").getByText("Demo").click();
            page.locator(".cell-form").getByText("Offer").click();
            assertThat(window.problems()).isEmpty();
            window.picture("cell-choices");
            button(page, "Save").click();
            assertThat(page.locator(".cell:focus")).containsText("Demo, Offer");

            cells.getByRole(AriaRole.BUTTON, inCell("Edit Agreed")).click();
            page.locator(".cell-form").getByRole(AriaRole.SWITCH).click();
            assertThat(page.locator(".cell:focus .icon, .cell:focus svg")).isVisible();
            assertThat(api.get("/api/v1/leads?search=bob")
                            .at("data.0.custom_fields")
                            .toString())
                    .isEqualTo("{\"wants\":[\"Demo\",\"Offer\"],\"agreed\":true,\"budget\":1234.5}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"phone", "dark", "ar-EG"})
    void the_filter_looks_right_everywhere(String where) {
        var opened = switch (where) {
            case "phone" -> Window.phone(server.origin());
            case "dark" -> Window.dark(server.origin());
            default -> Window.in(server.origin(), where);
        };
        try (var window = signIn(opened)) {
            var page = window.page();
            page.navigate("/leads?field.1=created_at&is.1=last&value.1=7&field.2=status&value.2=new&match=any");
            page.locator("#criteria-menu > summary").click();
            assertThat(page.locator(".criterion")).hasCount(2);
            window.picture("filter-" + where);
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void pick_ranges_and_change_a_field_of_them() {
        for (var i = 0; i < 4; i++) {
            api.post(
                    "/api/v1/leads",
                    "{\"first_name\": \"Lead %d\", \"company\": \"%s\"}".formatted(i, "long ".repeat(20)));
        }
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            var boxes = page.locator("[data-pick]");
            boxes.nth(1).click();
            boxes.nth(4).click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
            assertThat(page.locator("[data-picked]")).hasText("4");
            page.keyboard().press("Shift+ArrowDown");
            assertThat(boxes.nth(5)).isFocused();
            assertThat(page.locator("[data-picked]")).hasText("5");
            page.keyboard().press("Shift+ArrowUp");
            page.keyboard().press("Shift+ArrowUp");
            assertThat(page.locator("[data-picked]")).hasText("3");
            page.keyboard().press("ArrowUp");
            page.keyboard().press("ArrowUp");
            page.keyboard().press("ArrowUp");
            page.keyboard().press("Shift+Space");
            assertThat(page.locator("[data-picked]")).hasText("4");
            var cut = rows(page).first().locator("td bdi").first();
            cut.hover();
            assertThat(cut).hasAttribute("title", "long ".repeat(20).strip());

            button(page, "Change a field").click();
            assertThat(page.locator("#bulk-field h2")).hasText("Change a field of 4 leads");
            window.choose(page.locator("#bulk-field-name-choice"), "Industry");
            page.locator("#bulk-value[name=industry]").fill("Aviation");
            assertThat(window.problems()).isEmpty();
            window.picture("bulk-field");
            button(page, "Change 4 leads").click();
            assertThat(page.locator(".toast-line")).containsText("4 leads");
            assertThat(window.problems()).isEmpty();
            assertThat(api.get("/api/v1/leads").body().split("Aviation", -1)).hasSize(5);
        }
    }

    @Test
    void ask_for_groups_of_conditions_and_let_them_go_by_their_chips() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads?field.1=source&is.1=equals&value.1=web");
            assertThat(rows(page)).hasCount(2);
            page.locator("#criteria-menu > summary").click();
            button(page, "Add group").click();
            window.choose(page.locator("#match-1-choice"), "Match any condition");
            window.choose(page.locator("#criterion-field-101-choice"), "Company");
            page.locator("[name='value.101']").fill("tech");
            page.locator("[name='value.101']").press("Tab");
            assertThat(rows(page)).hasCount(1);
            page.locator("[aria-label='Group 1']")
                    .getByRole(AriaRole.BUTTON, inCell("Add condition"))
                    .click();
            window.choose(page.locator("#criterion-field-102-choice"), "Deal value");
            window.choose(page.locator("#criterion-is-102-choice"), "is empty");
            assertThat(rows(page)).hasCount(2);
            assertThat(page.locator(".filter-chip")).hasCount(3);
            assertThat(window.problems()).isEmpty();
            window.picture("filter-groups");
            page.keyboard().press("Escape");
            Window.isSettled(page);
            page.locator(".filter-chip").filter(text("Company")).focus();
            page.keyboard().press("Enter");
            assertThat(page.locator(".filter-chip")).hasCount(2);
            assertThat(rows(page)).hasCount(1);
            assertThat(page.locator("#criteria-menu > summary")).isFocused();
            assertThat(window.problems()).isEmpty();
            window.picture("filter-chips");
        }
    }

    @Test
    void make_columns_as_wide_as_one_likes() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            var edge = page.getByRole(AriaRole.SEPARATOR, named("Width of Company"));
            edge.focus();
            page.keyboard().press("ArrowRight");
            page.keyboard().press("ArrowRight");
            assertThat(edge).hasAttribute("aria-valuenow", "14");
            // Kept when one goes on.
            page.keyboard().press("Tab");
            assertThat(page.locator("td.w-14")).hasCount(3);
            Window.isSettled(page);
            page.reload();
            assertThat(page.locator("td.w-14")).hasCount(3);
            var box = edge.boundingBox();
            page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
            page.mouse().down();
            page.mouse().move(box.x + box.width / 2 - 96, box.y + box.height / 2);
            assertThat(page.locator("td.w-8")).hasCount(3);
            page.mouse().up();
            Window.isSettled(page);
            page.reload();
            assertThat(page.locator("td.w-8")).hasCount(3);
            assertThat(window.problems()).isEmpty();
            window.picture("column-widths");
        }
    }

    @Test
    void group_leads_and_see_what_they_come_to() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            assertThat(page.locator("[data-sums]")).containsText("$1,000");
            window.choose(page.locator("#filter-group-choice"), "Grouped by Source");
            assertThat(page.locator("tr[data-group]")).hasCount(2);
            assertThat(page.locator(".group-fold").first()).containsText("web");
            assertThat(page.locator("tbody [data-pick]")).hasCount(2);
            Window.isSettled(page);
            page.locator(".group-fold").nth(1).focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("tbody [data-pick]")).hasCount(3);
            assertThat(page.locator(".group-fold").nth(1)).hasAttribute("aria-expanded", "true");
            assertThat(window.problems()).isEmpty();
            window.picture("table-groups");
            page.locator(".group-fold").first().click();
            assertThat(page.getByText("Sarah")).isHidden();
        }
    }

    @Test
    void pin_a_page_and_find_views_with_their_numbers_beside_the_menu() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads?search=Sarah");
            assertThat(page.locator(".side-find kbd")).hasText("Ctrl K");
            page.getByRole(AriaRole.BUTTON, named("Pin this page")).click();
            assertThat(page.locator(".side-row a")).hasText("Leads");
            assertThat(page.locator(".side-row a")).hasAttribute("aria-current", "page");
            page.locator("#views summary").filter(text("Save as view")).click();
            page.getByLabel("View name").fill("Tech people");
            page.getByLabel("View name").press("Enter");
            assertThat(page.locator("#side-views").getByText("Tech people")).isVisible();
            assertThat(page.locator(".side-number")).hasText("1");
            assertThat(window.problems()).isEmpty();
            window.picture("side-views");
            page.locator(".side-row").hover();
            button(page, "Unpin Leads").click();
            assertThat(page.locator(".side-row")).hasCount(0);
        }
    }

    @Test
    void on_a_phone_each_lead_is_two_lines_that_lead_to_it() {
        try (var window = signIn(Window.phone(server.origin()))) {
            var page = window.page();
            page.navigate("/leads?sort=first_name&direction=asc");
            var line = rows(page).first();
            assertThat(line.getByText("Techno")).isVisible();
            assertThat(line.locator(".list-end")).containsText("New");
            assertThat(page.evaluate("() => document.querySelector('.table-scroll').scrollWidth"
                            + " <= document.querySelector('.table-scroll').clientWidth"))
                    .isEqualTo(true);
            page.locator(".list-order > summary").click();
            page.getByRole(AriaRole.LINK, named("Oldest first")).click();
            assertThat(line).containsText("Sarah");
            assertThat(window.problems()).isEmpty();
            window.picture("table-phone");
            line.click();
            assertThat(page.locator("h1")).containsText("Sarah");
        }
    }

    /** Their favorites and views are a press away from every page. */
    @Test
    void on_a_phone_favorites_and_views_are_opened_from_the_bar() {
        workspace.view("Hot leads");
        try (var window = signIn(Window.phone(server.origin()))) {
            var page = window.page();
            page.navigate("/leads?search=Sarah");
            var side = page.locator("#side-views");
            assertThat(side).isHidden();
            button(page, "Favorites and views").click();
            button(page, "Pin this page").click();
            assertThat(side.locator(".side-row a")).hasText("Leads");
            assertThat(side.locator(".side-number")).hasText("3");
            assertThat(window.problems()).isEmpty();
            window.picture("side-phone");
            page.keyboard().press("Escape");
            assertThat(side).isHidden();
            page.navigate("/tasks");
            button(page, "Favorites and views").click();
            side.getByText("Hot leads").click();
            assertThat(rows(page)).hasCount(3);
            assertThat(side).isHidden();
        }
    }

    @Test
    void what_others_change_is_shown_in_its_place_and_what_one_does_goes_on() {
        var bob = lead("Bob");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.clock().install();
            page.navigate("/leads?sort=first_name&direction=asc");
            news(page);
            rows(page).nth(1).locator("[data-pick]").check();
            rows(page).nth(2).locator("th a").focus();
            api.patch("/api/v1/leads/" + bob, "{\"company\": \"Techno Inc\"}");
            news(page);
            assertThat(rows(page).first()).containsText("Techno Inc");
            assertThat(page.locator("#table-news")).isHidden();
            assertThat(rows(page).nth(1).locator("[data-pick]")).isChecked();
            assertThat(rows(page).nth(2).locator("th a")).isFocused();
            // A cell that somebody is at stays as it is; the others of its row don't wait for it.
            rows(page).first().locator("td .cell").first().click();
            var editor = page.locator(".cell-form");
            assertThat(editor).isVisible();
            api.patch("/api/v1/leads/" + bob, "{\"first_name\": \"Bobby\"}");
            news(page);
            assertThat(rows(page).first()).containsText("Bobby");
            assertThat(editor).isVisible();
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void leads_that_come_and_go_are_told_and_shown_when_one_likes() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.clock().install();
            page.navigate("/leads?sort=first_name&direction=asc");
            news(page);
            rows(page).nth(2).locator("[data-pick]").check();
            api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}");
            news(page);
            assertThat(page.locator("#table-news")).containsText("1 lead was changed.");
            assertThat(rows(page)).hasCount(3);
            api.delete("/api/v1/leads/" + lead("Bob"));
            news(page);
            assertThat(page.locator("#table-news")).containsText("2 leads were changed.");
            assertThat(window.problems()).isEmpty();
            window.picture("table-news");
            button(page, "Show").click();
            assertThat(rows(page).first()).containsText("Ann");
            assertThat(rows(page)).hasCount(3);
            assertThat(page.locator("#table-news")).isHidden();
            assertThat(page.getByLabel("Select Sarah")).isChecked();
            assertThat(page.locator("#some")).isVisible();
            // What a list doesn't show is no news to it.
            page.navigate("/leads?search=Sarah");
            news(page);
            api.post("/api/v1/leads", "{\"first_name\": \"Zoe\"}");
            news(page);
            assertThat(page.locator("#table-news")).isHidden();
        }
    }

    @Test
    void a_grouped_table_tells_what_it_does_not_show_and_nothing_else() {
        var bob = lead("Bob");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.clock().install();
            page.navigate("/leads?group=source&field.1=source&is.1=not_equals&value.1=phone");
            assertThat(page.locator("tbody [data-pick]")).hasCount(2);
            page.locator(".group-fold").nth(1).click();
            assertThat(page.locator("tbody [data-pick]")).hasCount(3);
            news(page);
            assertThat(page.locator("#table-news")).isHidden();
            // Nor what the filter leaves out.
            api.post("/api/v1/leads", "{\"first_name\": \"Zoe\", \"source\": \"phone\"}");
            api.patch("/api/v1/leads/" + bob, "{\"company\": \"Techno Inc\"}");
            news(page);
            assertThat(page.getByText("Techno Inc")).isVisible();
            assertThat(page.locator("#table-news")).isHidden();
            api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"source\": \"web\"}");
            news(page);
            assertThat(page.locator("#table-news")).containsText("The list has changed.");
            button(page, "Show").click();
            assertThat(page.locator("tbody [data-pick]")).hasCount(3);
            assertThat(page.locator("#table-news")).isHidden();
            news(page);
            assertThat(page.locator("#table-news")).isHidden();
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void a_lead_that_leaves_its_group_is_told_until_it_is_back() {
        var bob = lead("Bob");
        var status = api.get("/api/v1/leads/" + bob).text("data.status");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.clock().install();
            page.navigate("/leads?group=status");
            assertThat(page.locator("tbody [data-pick]")).not().hasCount(0);
            var folded = page.locator(".group-fold[aria-expanded=false]");
            for (var left = folded.count(); left > 0; left--) {
                folded.first().click();
                assertThat(folded).hasCount(left - 1);
            }
            assertThat(page.locator("tbody [data-pick]")).hasCount(3);
            api.patch("/api/v1/leads/" + bob, "{\"status\": \"qualified\"}");
            news(page);
            assertThat(page.locator("#table-news")).containsText("1 lead was changed.");
            api.patch("/api/v1/leads/" + bob, "{\"status\": \"%s\"}".formatted(status));
            news(page);
            assertThat(page.locator("#table-news")).isHidden();
            assertThat(window.problems()).isEmpty();
        }
    }

    private String lead(String name) {
        return api.get("/api/v1/leads?search=" + name).text("data.0.id");
    }

    /** The page looks for news, now. */
    private static void news(Page page) {
        page.waitForResponse("**/leads/changes?*", () -> page.clock().runFor(4000));
    }

    private static Locator rows(Page page) {
        return page.locator("table.leads tbody tr");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, named(name));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Page.GetByLabelOptions exactly() {
        return new Page.GetByLabelOptions().setExact(true);
    }

    private static Locator.GetByLabelOptions inside() {
        return new Locator.GetByLabelOptions().setExact(true);
    }

    private static Locator.GetByRoleOptions inCell(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    private static Locator.FilterOptions text(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }
}
