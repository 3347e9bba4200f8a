package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.Test;

/** A day's work on leads, one after the other. */
class WalkTheLeadTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User alice = workspace.user(Role.ADMIN);
    private final User bob = workspace.user(Role.AGENT);
    private final String first = lead("Ann", "+1 415 555 0100");
    private final String second = lead("Bea", "+1 415 555 0101");
    private final String third = lead("Cleo", "+1 415 555 0102");

    private String lead(String name, String phone) {
        return api.post("/api/v1/leads", """
                {"first_name": "%s", "email": "%s@example.com", "phone": "%s", "company": "Tech Corp"}
                """.formatted(name, name.toLowerCase(java.util.Locale.ROOT), phone))
                .text("data.id");
    }

    private Window signIn(Window window) {
        return window.signIn(alice.email(), TestWorkspace.PASSWORD);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    @Test
    void one_goes_from_lead_to_lead_and_back_to_the_list() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads?sort=first_name&direction=asc");
            page.getByRole(AriaRole.LINK, named("Ann")).click();
            assertThat(page.getByRole(AriaRole.HEADING, named("Ann"))).isVisible();
            assertThat(page.locator("[rel=prev]")).hasCount(0);
            page.getByRole(AriaRole.LINK, named("Next lead")).click();
            assertThat(page.getByRole(AriaRole.HEADING, named("Bea"))).isVisible();
            assertThat(page.locator("[rel=next]")).isVisible();
            page.keyboard().press("j");
            assertThat(page.getByRole(AriaRole.HEADING, named("Cleo"))).isVisible();
            assertThat(page.locator("[rel=prev]")).isVisible();
            assertThat(page.locator("[rel=next]")).hasCount(0);
            page.keyboard().press("k");
            assertThat(page.getByRole(AriaRole.HEADING, named("Bea"))).isVisible();
            assertThat(page.locator("[rel=prev]")).isVisible();
            page.getByRole(AriaRole.LINK, named("Back to all leads")).click();
            assertThat(page).hasURL(server.origin() + "/leads?sort=first_name&direction=asc");
            page.navigate("/leads/" + second);
            assertThat(page.getByRole(AriaRole.HEADING, named("Bea"))).isVisible();
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void one_looks_at_leads_from_the_table_and_the_board() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads");
            page.keyboard().press("j");
            page.keyboard().press("Space");
            assertThat(page.locator("#peek")).containsText("+1 415 555 0102");
            assertThat(window.problems()).isEmpty();
            window.picture("quick-view");
            page.keyboard().press("Escape");
            assertThat(page.locator("#peek")).not().isVisible();
            assertThat(page.getByRole(AriaRole.LINK, named("Cleo"))).isFocused();
            page.getByLabel("Quick view of Ann").click();
            assertThat(page.locator("#peek")).containsText("+1 415 555 0100");
            page.getByRole(AriaRole.LINK, named("Open lead")).click();
            assertThat(page.locator("[rel=prev]")).isVisible();
            page.navigate("/board");
            page.locator(".card-lead a").first().focus();
            page.keyboard().press("Space");
            assertThat(page.locator("#peek")).containsText("+1 415 555 0102");
            assertThat(window.problems()).isEmpty();
            page.getByRole(AriaRole.LINK, named("Open lead")).click();
            assertThat(page.getByRole(AriaRole.HEADING, named("Cleo"))).isVisible();
            assertThat(page.locator("[rel=next]")).isVisible();
            page.keyboard().press("j");
            assertThat(page.getByRole(AriaRole.HEADING, named("Bea"))).isVisible();
            page.getByRole(AriaRole.LINK, named("Back to all leads")).click();
            assertThat(page).hasURL(server.origin() + "/board");
        }
    }

    @Test
    void a_call_is_logged_and_a_colleague_mentioned_with_the_keyboard_alone() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + first);
            assertThat(page.getByLabel("Call +1 415 555 0100")).hasAttribute("href", "tel:+14155550100");
            page.getByRole(AriaRole.RADIO, named("Note")).focus();
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("#new-note")).isFocused();
            page.keyboard()
                    .type("Wants **two**, ask @"
                            + bob.name().substring(0, bob.name().length() - 2));
            assertThat(page.locator("#mention-list [role=option]").first()).hasText(bob.name());
            page.keyboard().press("Enter");
            page.keyboard().type("today");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("#timeline .note-body")).hasText("Wants two, ask @" + bob.name() + " today");
            assertThat(page.locator("#timeline .note-body strong")).hasText("two");
            assertThat(page.locator("#timeline .mention")).hasText("@" + bob.name());
            assertThat(page.locator("#timeline")).containsText("logged a call");
            assertThat(page.locator("#new-note")).hasValue("");
            assertThat(window.problems()).isEmpty();
        }
        try (var window = Window.phone(server.origin()).signIn(bob.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            page.navigate("/notifications");
            assertThat(page.getByText(alice.name() + " mentioned you in a note on Ann"))
                    .isVisible();
        }
    }

    @Test
    void files_are_added_dropped_and_sent_with_a_note() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + first);
            var card = page.locator("#files");
            assertThat(card.getByText("No files yet.")).isVisible();
            card.locator("input[type=file]").setInputFiles(file("quote.txt"));
            assertThat(card.getByRole(AriaRole.LINK, inside("quote.txt"))).isVisible();
            assertThat(page.locator("#timeline")).containsText("attached a file");
            assertThat(window.problems()).isEmpty();
            window.picture("lead-files");
            Window.isSettled(page);
            drop(card, "plan.txt");
            assertThat(card.getByRole(AriaRole.LINK, inside("plan.txt"))).isVisible();
            Window.isSettled(page);
            card.getByLabel("Remove quote.txt").click();
            assertThat(card.getByText("quote.txt")).hasCount(0);
            page.locator("#toasts").getByText("Undo").last().click();
            assertThat(card.getByRole(AriaRole.LINK, inside("quote.txt"))).isVisible();
            Window.isSettled(page);
            page.locator("#composer input[type=file]").setInputFiles(file("minutes.txt"));
            assertThat(page.locator("#composer [data-chosen]")).hasText("minutes.txt");
            page.locator("#new-note").fill("We met.");
            page.keyboard().press("Control+Enter");
            assertThat(page.locator("#timeline .note-files")).containsText("minutes.txt");
            assertThat(card.getByRole(AriaRole.LINK, inside("minutes.txt"))).isVisible();
            assertThat(page.locator("#new-note")).hasValue("");
            Window.isSettled(page);
            card.locator("input[type=file]").setInputFiles(file("run.exe"));
            assertThat(card.getByRole(AriaRole.ALERT)).containsText("type isn’t accepted");
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void files_that_come_while_others_are_on_their_way_are_refused_and_those_arrive() {
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + first);
            var card = page.locator("#files");
            assertThat(card.getByText("No files yet.")).isVisible();
            var held = new AtomicReference<Route>();
            page.route("**/files", route -> {
                if (route.request().method().equals("POST") && held.get() == null) {
                    held.set(route);
                } else {
                    route.resume();
                }
            });
            card.locator("input[type=file]").setInputFiles(file("quote.txt"));
            assertThat(card.locator("form[aria-busy]")).isVisible();
            drop(card, "plan.txt");
            assertThat(page.locator("#toasts")).containsText("still on their way");
            card.locator("input[type=file]").setInputFiles(file("notes.txt"));
            assertThat(card.locator("input[type=file]")).hasValue("C:\\fakepath\\quote.txt");
            held.get().resume();
            assertThat(card.getByRole(AriaRole.LINK, inside("quote.txt"))).isVisible();
            Window.isSettled(page);
            drop(card, "plan.txt");
            assertThat(card.getByRole(AriaRole.LINK, inside("plan.txt"))).isVisible();
            Window.isSettled(page);
            // What goes with a note leaves the card with it.
            page.locator("#composer input[type=file]").setInputFiles(file("minutes.txt"));
            page.locator("#new-note").fill("We met.");
            page.keyboard().press("Control+Enter");
            assertThat(card.getByRole(AriaRole.LINK, inside("minutes.txt"))).isVisible();
            Window.isSettled(page);
            page.locator("#timeline [aria-label^='Note by']").click();
            page.getByRole(AriaRole.BUTTON, named("Delete note")).click();
            assertThat(card.getByText("minutes.txt")).hasCount(0);
            assertThat(window.problems()).isEmpty();
        }
    }

    private static void drop(Locator card, String name) {
        card.evaluate(
                "(card, name) => {const files = new DataTransfer(); files.items.add(new File(['plan'], name));"
                        + " card.dispatchEvent(new DragEvent('drop', {dataTransfer: files, bubbles: true, cancelable: true}))}",
                name);
    }

    private static FilePayload file(String name) {
        return new FilePayload(name, "text/plain", name.getBytes(StandardCharsets.UTF_8));
    }

    private static Locator.GetByRoleOptions inside(String name) {
        return new Locator.GetByRoleOptions().setName(name);
    }

    @Test
    void a_logged_call_plans_what_follows() {
        try (var window = signIn(Window.phone(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + first);
            page.locator(".compose-tab")
                    .filter(new Locator.FilterOptions().setHasText("Call"))
                    .click();
            page.locator("#new-note").fill("Wants an offer");
            page.locator("[name=follow_up]").selectOption("tomorrow");
            assertThat(window.problems()).isEmpty();
            page.getByRole(AriaRole.BUTTON, named("Log call")).click();
            assertThat(page.locator("#timeline")).containsText("logged a call");
            assertThat(page.locator("#tasks .task")).containsText("Follow up");
            assertThat(page.locator("[name=follow_up]")).hasValue("");
        }
        var task = api.get("/api/v1/leads/" + first + "/tasks").at("data.0");
        assertThat(task.get("title").asString()).isEqualTo("Follow up");
        assertThat(task.get("assigned_user_id").asLong()).isEqualTo(alice.id());
        var tomorrow =
                LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC).plusDays(1);
        assertThat(task.get("due_at").asString()).startsWith(tomorrow + "T09:00");
    }

    @Test
    void what_one_has_chosen_to_see_of_the_timeline_stays() {
        workspace.note(Long.parseLong(first), "Called her.");
        try (var window = signIn(Window.open(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + first);
            page.getByRole(AriaRole.BUTTON, named("Notes")).click();
            assertThat(page.locator("#timeline")).not().containsText("created this lead");
            page.locator("#fact-job_title").fill("CTO");
            page.locator("#fact-job_title").press("Enter");
            assertThat(page.locator(".lead-work")).containsText("CTO");
            assertThat(page.locator("#timeline")).containsText("Called her.");
            assertThat(page.locator("#timeline")).not().containsText("CTO");
            page.getByRole(AriaRole.BUTTON, named("Changes")).click();
            assertThat(page.locator("#timeline")).containsText("CTO");
            assertThat(page.locator("#timeline")).not().containsText("Called her.");
            assertThat(window.problems()).isEmpty();
        }
    }

    @Test
    void on_a_phone_the_composer_and_the_timeline_come_before_what_is_folded() {
        try (var window = signIn(Window.phone(server.origin()))) {
            var page = window.page();
            page.navigate("/leads/" + first);
            assertThat(page.locator("#fact-company")).not().isVisible();
            var composer = page.locator("#new-note").boundingBox().y;
            var timeline = page.locator("#timeline").boundingBox().y;
            var facts = page.locator("#facts-fold").boundingBox().y;
            assertThat(composer).isLessThan(timeline);
            assertThat(timeline).isLessThan(facts);
            page.locator("#facts-fold > summary").click();
            page.locator("#fact-company").fill("Other Corp");
            page.locator("#fact-company").press("Enter");
            assertThat(page.locator("#timeline")).containsText("Other Corp");
            assertThat(page.locator("#fact-company")).isVisible();
            assertThat(window.isTooWide()).isFalse();
            assertThat(window.problems()).isEmpty();
        }
        assertThat(third).isNotEmpty();
    }
}
