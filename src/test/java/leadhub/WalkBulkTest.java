package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import leadhub.actions.ActionConfig;
import leadhub.base.Role;
import leadhub.bulk.BulkChanges;
import leadhub.bulk.LeadSelection;
import leadhub.bulk.NewBulkChange;
import leadhub.leads.lists.LeadFilter;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.LockHolder;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changing many leads and taking it back, in a real browser. */
class WalkBulkTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User alice = workspace.user(Role.ADMIN);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Window signIn(Window window) {
        return window.signIn(alice.email(), TestWorkspace.PASSWORD);
    }

    private void leads(int number) {
        for (var i = 0; i < number; i++) {
            api.post("/api/v1/leads", "{\"first_name\": \"Lead %d\"}".formatted(i));
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    @Test
    void tag_all_that_match_and_take_it_back() {
        leads(230);
        api.post("/api/v1/leads", "{\"first_name\": \"Other\", \"status\": \"lost\"}");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads?status=new");
            page.getByLabel("Select all on this page").check();
            assertThat(page.locator("[data-picked]")).hasText("50");
            var all = page.getByRole(AriaRole.BUTTON, named("Select all 230 matching leads"));
            assertThat(window.problems()).isEmpty();
            window.picture("bulk-picked");
            all.focus();
            page.keyboard().press("Enter");
            assertThat(page.locator("[data-picked]")).hasText("All 230 matching leads selected");
            // Whoever changes what is picked means those again.
            page.locator("[data-pick]").first().uncheck();
            assertThat(page.locator("[data-picked]")).hasText("49");
            page.locator("[data-pick]").first().check();
            all.click();
            page.locator("#some [name=tag]").fill("hot");
            page.keyboard().press("Enter");
            assertThat(page.locator("#bulk").getByText("230 leads changed")).isVisible();
            assertThat(page.locator("tbody .pill.plain")).hasCount(50);
            assertThat(api.get("/api/v1/leads?tag=hot").number("meta.total")).isEqualTo(230);
            assertThat(window.problems()).isEmpty();
            window.picture("bulk-done");
            page.reload();
            page.locator("#bulk").getByRole(AriaRole.BUTTON).first().click();
            assertThat(page.locator("#bulk").getByText("230 leads restored to what they were"))
                    .isVisible();
            assertThat(page.locator("tbody .pill.plain")).hasCount(0);
            page.getByRole(AriaRole.BUTTON, named("Dismiss")).click();
            assertThat(page.locator("#bulk .bulk-line")).hasCount(0);
        }
    }

    @Test
    void some_picked_leads_are_merged_side_by_side() {
        leads(12);
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            var merge = page.getByRole(AriaRole.LINK, named("Merge"));
            page.locator("[data-pick]").nth(0).check();
            assertThat(merge).hasCount(0);
            page.locator("[data-pick]").nth(1).check();
            page.locator("[data-pick]").nth(2).check();
            assertThat(merge).isVisible();
            page.getByLabel("Select all on this page").check();
            assertThat(merge).hasCount(0);
            page.getByLabel("Select all on this page").uncheck();
            for (var place = 0; place < 3; place++) {
                page.locator("[data-pick]").nth(place).check();
            }
            merge.click();
            assertThat(page.getByRole(AriaRole.HEADING, named("Merge 3 leads"))).isVisible();
            // The newest is shown first, and the oldest of those that are picked stays.
            assertThat(page.locator("thead th").nth(1)).containsText("Lead 9");
            page.getByRole(AriaRole.LINK, named("Keep this one")).last().click();
            assertThat(page.locator("thead th").nth(1)).containsText("Lead 11");
            assertThat(window.problems()).isEmpty();
            window.picture("merge-many");
            page.getByRole(AriaRole.BUTTON, named("Merge")).click();
            assertThat(page.getByText("Merged from 2 other leads")).isVisible();
            assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(10);
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void a_long_change_shows_how_far_it_is() throws SQLException {
        leads(230);
        var last = api.get("/api/v1/leads").number("data.0.id");
        try (var window = signIn(Window.open(server.origin()));
                // Its second step gets this far and no farther.
                var holder = LockHolder.of(server, workspace, last)) {
            var picked = new LeadSelection.Matching(LeadFilter.ALL);
            server.bean(BulkChanges.class)
                    .start(
                            workspace.caller(alice),
                            new NewBulkChange("add_tag", ActionConfig.of("tag", "hot")),
                            picked);
            var page = window.page();
            page.navigate("/leads");
            assertThat(page.locator("#bulk").getByText("Adding “hot” to 230 leads"))
                    .isVisible();
            assertThat(page.locator("#bulk").getByText("200 done")).isVisible();
            assertThat(page.getByRole(AriaRole.PROGRESSBAR)).hasAttribute("value", "200");
            assertThat(page.getByRole(AriaRole.BUTTON, named("Stop"))).isVisible();
            assertThat(window.problems()).isEmpty();
            window.picture("bulk-running");
            holder.rollback();
            assertThat(page.locator("#bulk").getByText("230 leads changed")).isVisible();
            assertThat(page.locator("tbody .pill.plain")).hasCount(50);
        }
    }

    @Test
    void undo_a_deletion_with_the_keyboard() {
        leads(3);
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            page.locator("[data-pick]").first().check();
            page.locator("[data-pick]").nth(1).check();
            page.getByRole(AriaRole.BUTTON, named("Delete")).click();
            assertThat(page.getByText("2 leads were deleted.")).isVisible();
            assertThat(page.locator("tbody tr")).hasCount(1);
            // It stays as long as the mouse is on it.
            page.locator(".toast-line").last().hover();
            assertThat(window.problems()).isEmpty();
            window.picture("bulk-deleted");
            page.keyboard().press("z");
            assertThat(page.locator(".toast-line").getByText("2 leads restored to what they were"))
                    .isVisible();
            assertThat(page.locator("tbody tr")).hasCount(3);
            page.locator("tbody th a").first().click();
            page.getByRole(AriaRole.BUTTON, named("Delete")).click();
            page.locator(".toast-undo").focus();
            page.keyboard().press("Enter");
            assertThat(page.getByText("was restored.")).isVisible();
        }
    }

    @Test
    void it_looks_well_in_arabic_and_on_a_dark_phone() {
        leads(60);
        api.delete("/api/v1/leads/" + api.get("/api/v1/leads").text("data.0.id"));
        var picked = new LeadSelection.Matching(LeadFilter.ALL);
        var changes = server.bean(BulkChanges.class);
        var change = changes.start(
                workspace.caller(alice), new NewBulkChange("add_tag", ActionConfig.of("tag", "hot")), picked);
        // A list that is shown anew forgets what was picked.
        Await.until(() -> !changes.get(workspace.caller(alice), change.id()).isOpen());
        for (var kind : List.of("arabic", "phone", "dark")) {
            try (var window = signIn(
                    switch (kind) {
                        case "arabic" -> Window.in(server.origin(), "ar-EG");
                        case "phone" -> Window.phone(server.origin());
                        default -> Window.dark(server.origin());
                    })) {
                var page = window.page();
                page.navigate("/leads");
                assertThat(page.locator("#bulk .bulk-line")).isVisible();
                page.locator("[data-picks-all]").check();
                assertThat(page.locator("[data-picks-matching]")).isVisible();
                assertThat(window.problems()).isEmpty();
                window.picture("bulk-" + kind);
                page.navigate("/leads/deleted");
                assertThat(window.problems()).isEmpty();
                window.picture("leads-deleted-" + kind);
            }
        }
    }
}
