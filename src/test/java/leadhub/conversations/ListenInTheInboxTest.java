package leadhub.conversations;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import leadhub.base.Role;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.Test;

/** A conversation that somebody of the team has open hears at once when there is something to read. */
class ListenInTheInboxTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User annsUser = workspace.user(Role.AGENT);
    private final Panel ann = workspace.panel(annsUser);
    private final String conversation = workspace.chat(
            workspace.leadHub().post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id"), "Hello");
    private final String path = "/inbox/" + conversation;

    /** What is heard until it ends. */
    private record Heard(List<String> lines, Thread thread) {
        static Heard by(Panel panel, String path) {
            var lines = new CopyOnWriteArrayList<String>();
            return new Heard(lines, Thread.ofVirtual().start(() -> {
                try (var said = panel.listen(path + "/stream")) {
                    said.forEach(lines::add);
                }
            }));
        }

        long news() {
            return lines.stream().filter("event: news"::equals).count();
        }

        boolean isOver() {
            return !thread.isAlive();
        }
    }

    @Test
    void what_is_said_is_told_of_in_every_process_and_nothing_of_what_it_is() {
        var heard = Heard.by(ann.at(server.otherProcess()), path);
        Await.until(() -> heard.news() == 1);
        var bob = workspace.panel(Role.AGENT);
        bob.get("/inbox");
        bob.post(path + "/typing", Map.of());
        Await.until(() -> heard.news() == 2);
        assertThat(bob.post(path + "/note", Map.of("content", "A secret for the team."))
                        .status())
                .isEqualTo(303);
        Await.until(() -> heard.news() == 3);
        assertThat(String.join("\n", heard.lines())).doesNotContain("secret", conversation);
        server.clock().pass(Duration.ofMinutes(6));
        Await.until(heard::isOver);
    }

    @Test
    void whoever_listens_on_has_to_be_let_in_again_and_nobody_stays_signed_in_by_listening() {
        var heard = Heard.by(ann, path);
        Await.until(() -> heard.news() == 1);
        server.clock().pass(Duration.ofMinutes(6));
        Await.until(heard::isOver);
        // A page that is open comes again and again, also where nobody sits before it; seven days is the longest pause.
        for (var day = 0; day < 6; day++) {
            server.clock().pass(Duration.ofDays(1));
            try (var again = ann.listen(path + "/stream")) {
                assertThat(again.findFirst()).isPresent();
            }
        }
        server.clock().pass(Duration.ofDays(2));
        assertThat(ann.get(path + "/stream").status()).isEqualTo(303);
    }

    @Test
    void what_is_answered_stands_there_once_whoever_tells_of_it_first() {
        try (var window = Window.open(server.origin()).signIn(annsUser.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            page.navigate(path);
            var answers = new ArrayList<Runnable>();
            page.route("**/reply", route -> {
                var answer = route.fetch();
                answers.add(() -> route.fulfill(new Route.FulfillOptions().setResponse(answer)));
            });
            page.locator("#reply").fill("I’m with you.");
            page.keyboard().press("Enter");
            assertThat(page.locator(".entry.is-agent")).containsText("I’m with you.");
            page.waitForCondition(() -> !answers.isEmpty());
            answers.forEach(Runnable::run);
            assertThat(page.locator("#reply")).hasValue("");
            assertThat(page.locator(".entry.is-agent")).hasCount(1);
            assertThat(window.problems()).isEmpty();
        }
    }
}
