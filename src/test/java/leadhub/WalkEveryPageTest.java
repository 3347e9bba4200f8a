package leadhub;

import static org.assertj.core.api.Assertions.assertThat;

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
                .map(examples::path)
                .toList();
    }

    @Test
    void it_is_accessible_wide_narrow_dark_and_from_right_to_left() {
        var problems = new ArrayList<String>();
        try (var wide = signIn(Window.open(server.origin()));
                var phone = signIn(Window.phone(server.origin()));
                var dark = signIn(Window.dark(server.origin()));
                var arabic = signIn(Window.phone(server.origin(), "ar-EG"))) {
            for (var path : paths()) {
                var name = path.replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "");
                for (var window : List.of(wide, phone, dark, arabic)) {
                    window.page().navigate(path);
                    problems.addAll(window.problems());
                    window.picture(name + "-"
                            + List.of("wide", "phone", "dark", "arabic")
                                    .get(List.of(wide, phone, dark, arabic).indexOf(window)));
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "ja", "zh-CN", "ar"})
    void it_speaks_the_visitors_language_and_fits(String language) {
        var problems = new ArrayList<String>();
        try (var wide = signIn(Window.in(server.origin(), language));
                var phone = signIn(Window.phone(server.origin(), language))) {
            var isMirrored = wide.page().locator(".side").boundingBox().x > 600;
            assertThat(isMirrored).isEqualTo(language.equals("ar"));
            for (var path : paths()) {
                for (var window : List.of(wide, phone)) {
                    window.page().navigate(path);
                    var spoken = window.page().evaluate("document.documentElement.lang + document.documentElement.dir");
                    if (!spoken.equals(language + (isMirrored ? "rtl" : "ltr")) || window.isTooWide()) {
                        problems.add(path + " speaks " + spoken + " and may be too wide");
                    }
                }
                wide.picture(path.replaceAll("[^a-z]+", "-").replaceAll("^-|-$", "") + "-" + language);
            }
        }
        assertThat(problems).isEmpty();
    }
}
