package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Role;
import leadhub.conditions.Comparison;
import leadhub.fields.CustomField;
import leadhub.fields.FieldKind;
import leadhub.fields.Fields;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What managers do with custom fields and scoring rules, in a real browser. */
class WalkFieldsAndScoringTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.MANAGER);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Window signIn(Window window) {
        return window.signIn(alice.email(), TestWorkspace.PASSWORD);
    }

    private void oneOfEachKind() {
        workspace.field("Nickname", FieldKind.TEXT);
        workspace.field("Annual budget", FieldKind.NUMBER);
        workspace.field("Birthday", FieldKind.DATE);
        workspace.field("Size", FieldKind.DROPDOWN, "Small", "Large");
        workspace.field("Interests", FieldKind.MULTI_SELECT, "Chat", "Forms", "Automations");
        workspace.field("Newsletter", FieldKind.CHECKBOX);
        workspace.field("Website", FieldKind.URL);
    }

    private List<String> labels() {
        return server.bean(Fields.class).all(workspace.caller()).stream()
                .map(CustomField::label)
                .toList();
    }

    @Test
    void define_fields_and_put_them_in_order_with_keys_and_mouse() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/settings/fields");
            page.getByLabel("New field").fill("Budget");
            page.getByLabel("Type").selectOption("number");
            assertThat(page.locator("#new-field-options")).isHidden();
            page.getByLabel("New field").press("Enter");
            assertThat(page.getByText("Budget was added.")).isVisible();
            Window.isSettled(page);
            page.getByLabel("New field").fill("Size");
            page.getByLabel("Type").selectOption("dropdown");
            page.locator("#new-field-options").fill("Small\nLarge");
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Add field"))
                    .click();
            assertThat(page.getByLabel("Options of Size")).hasValue("Small\nLarge");
            Window.isSettled(page);
            page.getByLabel("Move Size up").focus();
            page.keyboard().press("Enter");
            assertThat(page.getByText("Size is now number 1.")).isVisible();
            assertThat(page.getByLabel("Move Size up")).isFocused();
            Window.isSettled(page);
            var handles = page.locator(".handle");
            handles.nth(1).dragTo(handles.nth(0));
            assertThat(page.getByText("Budget is now number 1.")).isVisible();
            Window.isSettled(page);
            page.getByLabel("Name of Budget").fill("Money");
            page.getByLabel("Name of Budget").press("Tab");
            assertThat(page.getByLabel("Name of Money")).isVisible();
            Window.isSettled(page);
            page.getByLabel("Delete Size").click();
            assertThat(page.locator("dialog[open]")).containsText("Leads keep the values they have");
            assertThat(window.problems()).isEmpty();
            page.locator("dialog[open] .btn-danger").click();
            assertThat(page.locator(".lines > li")).hasCount(1);
        }
        assertThat(labels()).containsExactly("Money");
    }

    @Test
    void fill_in_fields_of_every_kind() {
        oneOfEachKind();
        var lead = workspace
                .leadHub()
                .post("/api/v1/leads", "{\"first_name\": \"Sarah\", \"custom_fields\": {\"utm\": \"spring\"}}");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + lead.text("data.id"));
            page.locator("#facts-empty summary").click();
            fill(page, "Nickname", "Sal");
            fill(page, "Annual budget", "much");
            assertThat(page.getByText("Enter a number.")).isVisible();
            Window.isSettled(page);
            fill(page, "Annual budget", "10000");
            page.getByLabel("Birthday").fill("1990-05-04");
            Window.isSettled(page);
            window.choose(page.locator("#custom-size-choice"), "Large");
            Window.isSettled(page);
            page.getByLabel("Forms", new Page.GetByLabelOptions().setExact(true))
                    .check();
            Window.isSettled(page);
            page.getByLabel("Chat", new Page.GetByLabelOptions().setExact(true)).check();
            Window.isSettled(page);
            page.getByLabel("Newsletter").check();
            Window.isSettled(page);
            fill(page, "Website", "https://example.com/");
            assertThat(page.getByLabel("Open Website in a new tab")).hasAttribute("rel", "noopener noreferrer");
            assertThat(page.locator("#facts")).containsText("spring");
            assertThat(page.locator("#timeline")).containsText("Annual budget 10,000");
            assertThat(window.problems()).isEmpty();
            page.getByLabel("Chat", new Page.GetByLabelOptions().setExact(true)).uncheck();
            Window.isSettled(page);
            page.getByLabel("Website").first().scrollIntoViewIfNeeded();
            window.picture("lead-custom-fields");
        }
        assertThat(workspace
                        .leadHub()
                        .get("/api/v1/leads/" + lead.text("data.id"))
                        .at("data.custom_fields")
                        .toString())
                .contains(
                        "\"nickname\":\"Sal\"",
                        "\"annual_budget\":10000",
                        "\"birthday\":\"1990-05-04\"",
                        "\"size\":\"Large\"",
                        "\"interests\":[\"Forms\"]",
                        "\"newsletter\":true",
                        "\"website\":\"https://example.com/\"",
                        "\"utm\":\"spring\"");
    }

    private static void fill(Page page, String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).press("Enter");
        Window.isSettled(page);
    }

    @Test
    void add_a_lead_with_what_is_under_the_fold() {
        oneOfEachKind();
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("New lead"))
                    .click();
            var dialog = page.locator("dialog[open]");
            dialog.getByLabel("First name").fill("Sarah");
            dialog.getByText("Custom fields").click();
            dialog.getByLabel("Annual budget").fill("much");
            dialog.getByLabel("Forms").check();
            dialog.getByLabel("Newsletter").check();
            assertThat(window.problems()).isEmpty();
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add lead"))
                    .click();
            assertThat(dialog.getByText("Enter a number.")).isVisible();
            Window.isSettled(page);
            assertThat(dialog.getByLabel("Forms")).isChecked();
            dialog.getByLabel("Annual budget").fill("12.5");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add lead"))
                    .click();
            assertThat(page.getByText("Sarah was added.")).isVisible();
        }
        assertThat(workspace
                        .leadHub()
                        .get("/api/v1/leads")
                        .at("data.0.custom_fields")
                        .toString())
                .contains("\"annual_budget\":12.5", "\"interests\":[\"Forms\"]", "\"newsletter\":true");
    }

    @Test
    void try_a_rule_save_it_and_see_why_a_lead_has_its_score() {
        workspace.field("Size", FieldKind.DROPDOWN, "Small", "Large");
        workspace.leadHub().post("/api/v1/leads", """
                {"first_name": "Sarah", "custom_fields": {"size": "Large"}}
                """);
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/settings/scoring");
            page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Large teams");
            window.choose(page.locator("#new-field-choice"), "Size");
            assertThat(page.locator("select#new-value")).isVisible();
            Window.isSettled(page);
            page.getByLabel("Value").selectOption("Large");
            page.getByLabel("Points").fill("30");
            page.getByLabel("Points").press("Enter");
            assertThat(page.getByText("1 lead would gain points")).isVisible();
            assertThat(window.problems()).isEmpty();
            // Pictures leave traces in a page that a swap would copy, so they come last.
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(page.getByText("Large teams was added.")).isVisible();
            assertThat(page.getByText("Recalculating scores: 0 of 1")).isVisible();
            assertThat(page.locator("progress")).isVisible();
            assertThat(window.problems()).isEmpty();
            Window.isSettled(page);
            page.locator(".rule summary").click();
            page.locator(".rule").getByLabel("Points").fill("40");
            page.locator(".rule")
                    .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save"))
                    .click();
            assertThat(page.locator(".rule .points")).hasText("+40");
            Window.isSettled(page);
            page.getByLabel("Use Large teams").uncheck();
            assertThat(page.getByText("Saved.").last()).isVisible();
            Window.isSettled(page);
            page.getByLabel("Use Large teams").check();
            Window.isSettled(page);
            window.picture("scoring");
            var lead = workspace.leadHub().post("/api/v1/leads", """
                    {"first_name": "Bob", "custom_fields": {"size": "Large"}}
                    """);
            page.navigate("/leads/" + lead.text("data.id"));
            assertThat(page.locator(".score")).containsText("Large teams +40");
            page.getByLabel("Manual adjustment").fill("-5");
            page.getByLabel("Manual adjustment").press("Enter");
            assertThat(page.locator(".score summary")).hasText("35");
            Window.isSettled(page);
            assertThat(page.locator(".score")).containsText("Large teams +40");
            assertThat(window.problems()).isEmpty();
            window.picture("lead-score");
        }
    }

    @Test
    void every_page_is_open_to_everybody() {
        oneOfEachKind();
        workspace.rule("country", Comparison.EQUALS, "Chile", 10);
        workspace.rule("deal_value", Comparison.GREATER, "5000", -25);
        var lead = workspace.leadHub().post("/api/v1/leads", """
                {"first_name": "Sarah", "country": "Chile", "custom_fields": {"utm": "spring", "annual_budget": 5}}
                """);
        var problems = new ArrayList<String>();
        for (var window : List.of(
                Window.open(server.origin()),
                Window.phone(server.origin()),
                Window.dark(server.origin()),
                Window.in(server.origin(), "de"),
                Window.in(server.origin(), "ar"))) {
            try (var each = signIn(window)) {
                for (var path : List.of("/settings/fields", "/settings/scoring", "/leads/" + lead.text("data.id"))) {
                    each.page().navigate(path);
                    problems.addAll(each.problems());
                    each.picture(
                            path.startsWith("/leads")
                                    ? "fields-lead-" + name(each)
                                    : path.substring(10) + "-" + name(each));
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    private static String name(Window window) {
        var page = window.page();
        var wide = page.viewportSize().width > 500 ? "wide" : "phone";
        return wide
                + page.evaluate(
                        "'-' + document.documentElement.lang + '-' + document.documentElement.dataset.colorScheme");
    }
}
