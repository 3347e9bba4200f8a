package leadhub;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Role;
import leadhub.panel.Pages;
import leadhub.testing.PageExamples;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page of the panel in a real browser, found by its route, so that a page that is added is walked too. */
class WalkEveryPageTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Window signIn(Window window) {
        return window.signIn(alice.email(), TestWorkspace.PASSWORD);
    }

    private static void visit(Window window, String path) {
        window.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        window.page().navigate(path);
    }

    private static String name(String path) {
        return path.replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "");
    }

    /** All that have an address of their own, with something on each. */
    private List<String> paths() {
        var examples = new PageExamples(workspace, "word");
        var api = workspace.leadHub();
        // A card in each column, so that something hidden is far to the side.
        api.get("/api/v1/pipelines")
                .at("data.0.stages")
                .forEach(stage -> api.post("/api/v1/leads", """
                {"first_name": "Ann", "pipeline_stage_id": %s}""".formatted(stage.get("id"))));
        return server.bean(Pages.class).all().stream()
                .filter(route -> route.method().equals("GET") && route.least() != null && !route.isPart())
                .filter(route -> !PageExamples.isDownload(route))
                .map(examples::path)
                .toList();
    }

    @Test
    void it_is_accessible_wide_narrow_dark_and_from_right_to_left() {
        var problems = new ArrayList<String>();
        try (var wide = signIn(Window.open(server.origin()));
                var phone = signIn(Window.phone(server.origin()));
                var arabic = signIn(Window.phone(server.origin(), "ar-EG"))) {
            for (var path : paths()) {
                var name = name(path);
                visit(wide, path);
                problems.addAll(wide.problems());
                wide.picture(name + "-wide");
                problems.addAll(wide.problemsInTheDark());
                wide.picture(name + "-dark");
                visit(phone, path);
                problems.addAll(phone.problems());
                phone.picture(name + "-phone");
                visit(arabic, path);
                problems.addAll(arabic.problems());
                arabic.picture(name + "-arabic");
            }
        }
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "ja", "zh-CN", "ar"})
    void it_speaks_the_visitors_language_and_fits(String language) {
        var problems = new ArrayList<String>();
        try (var window = signIn(Window.phone(server.origin(), language))) {
            var page = window.page();
            page.setViewportSize(1280, 800);
            var isMirrored = page.locator(".side").boundingBox().x > 600;
            assertThat(isMirrored).isEqualTo(language.equals("ar"));
            for (var path : paths()) {
                page.setViewportSize(390, 844);
                page.navigate(path);
                var spoken = page.evaluate("document.documentElement.lang + document.documentElement.dir");
                if (!spoken.equals(language + (isMirrored ? "rtl" : "ltr"))
                        || window.isTooWide()
                        || window.isTooWideOnADesk()) {
                    problems.add(path + " speaks " + spoken + " and may be too wide");
                }
                window.picture(name(path) + "-" + language);
            }
        }
        assertThat(problems).isEmpty();
    }
}
