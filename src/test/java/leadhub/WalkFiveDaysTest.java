package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.KeyboardModifier;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What five people do on a day, counted: a click, a field that is filled in and a key pressed are a step each, a choice
 * from a list is two. Each took more steps before these pages were made for it (commit c779aa17, walked in the same way).
 */
class WalkFiveDaysTest {
    private static final int AGENT_BEFORE = 17;
    private static final int TEAM_LEAD_BEFORE = 14;
    private static final int ADMIN_BEFORE = 10;
    private static final int NEWCOMER_BEFORE = 6;
    private static final int PHONE_BEFORE = 11;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User alice = workspace.user(Role.ADMIN);

    /** Somebody at a page, who counts. */
    private static final class Visitor {
        private final Page page;
        private int steps;

        Visitor(Page page) {
            this.page = page;
        }

        void click(Locator place) {
            // What a link has led to listens once it is all there.
            place.waitFor();
            page.waitForLoadState();
            place.click();
            steps++;
        }

        void press(String button) {
            click(page.getByRole(AriaRole.BUTTON, exactly(button)));
        }

        void follow(String link) {
            click(page.getByRole(AriaRole.LINK, exactly(link)));
        }

        void fill(Locator field, String text) {
            field.fill(text);
            steps++;
        }

        void choose(Locator list, String option) {
            list.selectOption(option);
            steps += 2;
        }
    }

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private static Page.GetByRoleOptions exactly(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator with(Locator all, String text) {
        return all.filter(new Locator.FilterOptions().setHasText(text));
    }

    private long lead(String name, String more) {
        return api.post(
                        "/api/v1/leads",
                        "{\"first_name\": \"%s\", \"email\": \"%s@example.com\"%s}".formatted(name, name, more))
                .number("data.id");
    }

    private void task(long lead, String title, User worker, int days) {
        var day = LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC).plusDays(days);
        api.post(
                "/api/v1/leads/" + lead + "/tasks",
                "{\"title\": \"%s\", \"assigned_user_id\": %d, \"due_date\": \"%s\"}"
                        .formatted(title, worker.id(), day));
    }

    private Window open(User user) {
        return Window.open(server.origin()).signIn(user.email(), TestWorkspace.PASSWORD);
    }

    @Test
    void an_agent_calls_plans_and_takes_a_new_lead() {
        var sarah = lead("Sarah", ", \"phone\": \"+1 415 555 0100\"");
        task(sarah, "Ring Sarah", alice, 0);
        task(lead("Mia", ", \"phone\": \"+1 415 555 0101\""), "Ring Mia", alice, 0);
        lead("Leo", "");
        try (var window = open(alice)) {
            var page = window.page();
            var visitor = new Visitor(page);
            visitor.click(page.locator("#my-tasks a.task-main").getByText("Ring Sarah"));
            visitor.click(with(page.locator(".compose-tab"), "Call"));
            visitor.fill(page.locator("#new-note"), "Wants an offer");
            visitor.choose(page.locator("[name=follow_up]"), "tomorrow");
            visitor.press("Log call");
            assertThat(page.locator("#timeline")).containsText("Wants an offer");
            visitor.click(page.getByRole(AriaRole.CHECKBOX, exactly("Ring Sarah")));
            assertThat(page.locator("#tasks .tasks").first()).not().containsText("Ring Sarah");
            visitor.press("Contacted");
            assertThat(page.locator(".stage[aria-current]")).hasText("Contacted");
            visitor.follow("Home");
            visitor.click(page.locator("#my-tasks a.task-main").getByText("Ring Mia"));
            assertThat(page.getByLabel("Call +1 415 555 0101")).hasAttribute("href", "tel:+14155550101");
            // The telephone rings; nothing opens here.
            page.getByLabel("Call +1 415 555 0101")
                    .evaluate("link => link.addEventListener('click', e => e.preventDefault())");
            visitor.click(page.getByLabel("Call +1 415 555 0101"));
            visitor.follow("Home");
            visitor.press("Take Leo");
            assertThat(page.locator("#waiting")).not().containsText("Leo");
            assertThat(visitor.steps).isLessThan(AGENT_BEFORE);
        }
        assertThat(api.get("/api/v1/leads/" + sarah + "/tasks").text("data.0.title"))
                .isEqualTo("Follow up");
    }

    @Test
    void a_team_lead_gives_out_new_leads_and_puts_off_what_a_colleague_cannot_do() {
        var bob = workspace.user(Role.AGENT);
        for (var name : new String[] {"Ann", "Bea", "Cleo", "Dan"}) {
            lead(name, "");
        }
        task(lead("Sarah", ", \"assigned_user_id\": %d".formatted(bob.id())), "Ring Sarah", bob, 0);
        try (var window = open(alice)) {
            var page = window.page();
            var visitor = new Visitor(page);
            visitor.click(page.locator("#waiting").getByText("Show all"));
            visitor.click(page.getByLabel("Select Dan", new Page.GetByLabelOptions().setExact(true)));
            page.getByLabel("Select Bea", new Page.GetByLabelOptions().setExact(true))
                    .click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
            visitor.steps++;
            assertThat(page.locator("[data-picked]")).containsText("3");
            window.choose(page.locator("#some .choice[aria-label^=Owner]"), bob.name());
            visitor.steps += 2;
            assertThat(page.locator("#bulk")).containsText("3");
            visitor.follow("Tasks");
            visitor.follow("Team");
            var sarahs = with(page.locator(".task"), "Ring Sarah");
            visitor.click(sarahs.locator(".task-snooze summary"));
            visitor.click(sarahs.getByText("Tomorrow morning"));
            assertThat(page.locator("#tasks-tomorrow")).containsText("Ring Sarah");
            assertThat(visitor.steps).isLessThan(TEAM_LEAD_BEFORE);
        }
        Await.until(() -> api.get("/api/v1/leads?assigned_user_id=" + bob.id()).number("meta.total") == 4);
    }

    @Test
    void an_admin_invites_a_colleague_and_makes_a_key() {
        try (var window = open(alice)) {
            var page = window.page();
            var visitor = new Visitor(page);
            visitor.follow("Invite a colleague");
            visitor.fill(page.locator("#name"), "Kim Lee");
            visitor.fill(page.locator("#email"), workspace.slug() + "@example.com");
            visitor.press("Invite user");
            assertThat(page.locator("main")).containsText("Kim Lee");
            visitor.follow("Home");
            visitor.follow("Create an API key");
            visitor.fill(page.locator("#name"), "Shop");
            visitor.press("Create key");
            assertThat(page.locator("main")).containsText("lh_");
            assertThat(visitor.steps).isLessThan(ADMIN_BEFORE);
        }
    }

    @Test
    void a_newcomer_adds_the_first_lead_and_moves_it() {
        try (var window = open(alice)) {
            var page = window.page();
            var visitor = new Visitor(page);
            visitor.follow("Add a lead");
            visitor.fill(page.locator("#new-first_name"), "Sarah");
            visitor.fill(page.locator("#new-email"), "sarah@example.com");
            visitor.press("Add lead");
            assertThat(page.getByRole(AriaRole.HEADING, exactly("Sarah"))).isVisible();
            visitor.press("Contacted");
            assertThat(page.locator(".stage[aria-current]")).hasText("Contacted");
            assertThat(visitor.steps).isLessThan(NEWCOMER_BEFORE);
        }
    }

    @Test
    void somebody_on_a_phone_calls_and_writes_down_what_was_said() {
        task(lead("Sarah", ", \"phone\": \"+1 415 555 0100\""), "Ring Sarah", alice, 0);
        try (var window = Window.phone(server.origin()).signIn(alice.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            var visitor = new Visitor(page);
            visitor.click(page.locator("#my-tasks a.task-main").getByText("Ring Sarah"));
            var call = page.getByLabel("Call +1 415 555 0100");
            call.evaluate("link => link.addEventListener('click', e => e.preventDefault())");
            visitor.click(call);
            visitor.click(with(page.locator(".compose-tab"), "Call"));
            visitor.fill(page.locator("#new-note"), "Wants an offer");
            visitor.choose(page.locator("[name=follow_up]"), "tomorrow");
            visitor.press("Log call");
            assertThat(page.locator("#timeline")).containsText("Wants an offer");
            visitor.click(page.getByRole(AriaRole.CHECKBOX, exactly("Ring Sarah")));
            assertThat(page.locator("#tasks .tasks").first()).not().containsText("Ring Sarah");
            visitor.press("Contacted");
            assertThat(page.locator(".stage[aria-current]")).hasText("Contacted");
            assertThat(visitor.steps).isLessThan(PHONE_BEFORE);
        }
    }
}
