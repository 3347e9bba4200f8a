package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
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
            assertThat(page.locator(".htmx-request")).hasCount(0);
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
