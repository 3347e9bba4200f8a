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
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page of the panel in a real browser, found by its route, so that a page that is added is walked too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WalkEveryPageTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private final List<String> paths = paths();

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
    void it_is_accessible_wide_narrow_and_dark() {
        var problems = new ArrayList<String>();
        try (var wide = signIn(Window.open(server.origin()));
                var phone = signIn(Window.phone(server.origin()))) {
            for (var path : paths) {
                var name = name(path);
                visit(wide, path);
                problems.addAll(wide.problems());
                wide.picture(name + "-wide");
                problems.addAll(wide.problemsInTheDark());
                wide.picture(name + "-dark");
                visit(phone, path);
                problems.addAll(phone.problems());
                phone.picture(name + "-phone");
            }
        }
        assertThat(problems).isEmpty();
    }

    /** From right to left all that is asked of a page is asked again, for it is laid out anew. */
    @ParameterizedTest
    @ValueSource(strings = {"de", "ja", "zh-CN", "ar-EG"})
    void it_speaks_the_visitors_language_and_fits(String language) {
        var problems = new ArrayList<String>();
        var isArabic = language.startsWith("ar");
        try (var window = signIn(Window.phone(server.origin(), language))) {
            var page = window.page();
            page.setViewportSize(1280, 800);
            var isMirrored = page.locator(".side").boundingBox().x > 600;
            assertThat(isMirrored).isEqualTo(isArabic);
            var wanted = isArabic ? "arrtl" : language + "ltr";
            for (var path : paths) {
                page.setViewportSize(390, 844);
                visit(window, path);
                if (isArabic) {
                    problems.addAll(window.problems());
                }
                window.picture(name(path) + "-" + language);
                var spoken = page.evaluate("document.documentElement.lang + document.documentElement.dir");
                if (!spoken.equals(wanted) || window.isTooWide() || window.isTooWideOnADesk()) {
                    problems.add(path + " speaks " + spoken + " and may be too wide");
                }
            }
        }
        assertThat(problems).isEmpty();
    }
}
