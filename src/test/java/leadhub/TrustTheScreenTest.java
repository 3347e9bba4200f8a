package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import org.junit.jupiter.api.Test;

/** Somebody moves ten leads, loses the network twice, changes their mind three times, and ends with what the screen says. */
class TrustTheScreenTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private static Locator column(Page page, int index) {
        return page.locator(".column").nth(index);
    }

    private static Locator card(Locator within, String name) {
        return within.locator(".card-lead").filter(new Locator.FilterOptions().setHasText(name));
    }

    private static void drop(Page page, String name, int column) {
        card(page.locator("main"), name).dragTo(column(page, column).locator(".cards"));
    }

    /** Drops a card, and waits until the page says that it has moved. */
    private static void move(Page page, String name, int column) {
        drop(page, name, column);
        assertThat(page.locator(".toast-line").getByText(name + " moved to")).isVisible();
        assertThat(card(column(page, column), name)).hasCount(1);
    }

    private static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    private static void isUndone(Page page) {
        assertThat(page.locator(".toast-line").getByText("Undone.")).isVisible();
    }

    /** Who is in which column, as far as there is somebody. */
    private static Map<Integer, List<String>> shown(Page page) {
        var shown = new TreeMap<Integer, List<String>>();
        for (var i = 0; i < page.locator(".column").count(); i++) {
            var names = column(page, i).locator(".card-lead a").allInnerTexts().stream()
                    .filter(text -> text.startsWith("Lead"))
                    .sorted()
                    .toList();
            if (!names.isEmpty()) {
                shown.put(i, names);
            }
        }
        return shown;
    }

    /** The same, as programs read it. */
    private Map<Integer, List<String>> saved() {
        var stages = api.get("/api/v1/pipelines").at("data.0.stages");
        var saved = new TreeMap<Integer, List<String>>();
        for (var i = 0; i < stages.size(); i++) {
            var names = new ArrayList<String>();
            api.get("/api/v1/leads?per_page=100&stage_id="
                            + stages.get(i).get("id").asString())
                    .at("data")
                    .forEach(lead -> names.add(lead.get("first_name").asString()));
            if (!names.isEmpty()) {
                saved.put(i, names.stream().sorted().toList());
            }
        }
        return saved;
    }

    @Test
    void ten_leads_move_while_the_network_goes_and_a_mind_changes() {
        server.clock().pass(Duration.ofHours(1));
        var alice = workspace.user(Role.ADMIN);
        var ids = IntStream.range(0, 10)
                .mapToObj(i -> api.post("/api/v1/leads", "{\"first_name\": \"Lead%d\"}".formatted(i))
                        .text("data.id"))
                .toList();
        try (var window = Window.open(server.origin()).signIn(alice.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            page.navigate("/board");
            for (var i = 0; i < 4; i++) {
                move(page, "Lead" + i, 1);
            }
            page.keyboard().press("z");
            isUndone(page);
            assertThat(card(column(page, 0), "Lead3")).hasCount(1);

            window.setOffline(true);
            drop(page, "Lead4", 2);
            assertThat(page.locator(".toast-problem")).containsText("Your change isn’t saved yet.");
            assertThat(card(column(page, 0), "Lead4")).hasCount(1);
            window.setOffline(false);
            press(page, "Retry");
            assertThat(card(column(page, 2), "Lead4")).hasCount(1);

            for (var i = 5; i < 8; i++) {
                move(page, "Lead" + i, 3);
            }
            page.locator(".toast-line")
                    .filter(new Locator.FilterOptions().setHasText("Lead7"))
                    .getByText("Undo")
                    .click();
            assertThat(card(column(page, 0), "Lead7")).hasCount(1);

            window.setOffline(true);
            drop(page, "Lead8", 1);
            assertThat(page.locator(".toast-problem")).isVisible();
            // Dropped by somebody who gave up; what isn't saved is not shown as saved.
            page.locator(".toast-problem").getByLabel("Close").click();
            assertThat(card(column(page, 0), "Lead8")).hasCount(1);
            window.setOffline(false);
            move(page, "Lead8", 2);

            page.navigate("/leads/" + ids.get(9));
            assertThat(page.locator("#emails-title")).isVisible();
            press(page, "Won");
            assertThat(page.locator(".stage[aria-current]")).hasText("Won");
            page.keyboard().press("z");
            isUndone(page);
            assertThat(page.locator(".stage[aria-current]")).hasText("New");

            page.navigate("/board");
            move(page, "Lead9", 2);
            move(page, "Lead3", 2);
            move(page, "Lead7", 1);
            var shown = shown(page);
            assertThat(shown)
                    .isEqualTo(Map.of(
                            1, List.of("Lead0", "Lead1", "Lead2", "Lead7"),
                            2, List.of("Lead3", "Lead4", "Lead8", "Lead9"),
                            3, List.of("Lead5", "Lead6")))
                    .isEqualTo(saved());
            page.reload();
            assertThat(shown(page)).isEqualTo(shown);
        }
    }
}
