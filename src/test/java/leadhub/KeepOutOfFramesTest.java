package leadhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import leadhub.api.Dialect;
import leadhub.api.Router;
import leadhub.base.Role;
import leadhub.panel.PageRoutes.PageRoute;
import leadhub.panel.Pages;
import leadhub.site.Site;
import leadhub.testing.PageExamples;
import leadhub.testing.Panel;
import leadhub.testing.RouteExamples;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;

/** No page of ours is shown in another site's frame, but for those whose owner says so (the site's). */
class KeepOutOfFramesTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final TestServer server = TestServer.get();
    private final PageExamples examples = new PageExamples(server.newWorkspace(), "word");

    @Test
    void pages_and_files_are_nobodys_frame() {
        var admin = examples.workspace().panel(Role.ADMIN);
        var stranger = Panel.stranger(server.origin());
        var pages = server.bean(Pages.class).all();
        assertThat(pages).hasSizeGreaterThan(10);
        var answers = new ArrayList<Panel.Answer>();
        for (var route : pages) {
            answers.add(isRead(route) ? admin.get(examples.path(route)) : stranger.get(examples.path(route)));
        }
        for (var path : List.of("/docs/index.html", "/docs", "/assets/none", "/nothing", "/sign-in", "/favicon.ico")) {
            answers.add(stranger.get(path));
        }
        assertThat(answers).allSatisfy(answer -> {
            var path = answer.raw().uri().getPath();
            assertThat(answer.header("Content-Security-Policy")).as(path).endsWith("frame-ancestors 'none'");
            assertThat(answer.header("X-Frame-Options")).as(path).isEqualTo("DENY");
            assertThat(answer.header("X-Content-Type-Options")).as(path).isEqualTo("nosniff");
        });
    }

    private static boolean isRead(PageRoute route) {
        return route.method().equals("GET");
    }

    /** What is no page can't be shown as one. */
    @Test
    void answers_of_the_api_are_data() throws Exception {
        var examples = RouteExamples.in(this.examples.workspace());
        for (var dialect : server.beans(Dialect.class)) {
            for (var route : server.bean(Router.class).all(dialect)) {
                var uri = URI.create(server.origin() + examples.path(route));
                var answer = HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
                var headers = answer.headers();
                assertThat(headers.firstValue("Content-Type").orElse(""))
                        .as("%s", uri)
                        .startsWith("application/");
                assertThat(headers.firstValue("X-Content-Type-Options"))
                        .as("%s", uri)
                        .contains("nosniff");
            }
        }
    }

    /** Those that may be framed are declared as the site's, and have tests of their own for what their owner says. */
    @Test
    void no_page_of_the_panel_lies_under_a_path_of_the_site() {
        var strangers = server.bean(Site.class).all().stream().map(route -> first(route.template()));
        var panels = server.bean(Pages.class).all().stream()
                .map(route -> first(route.template()))
                .toList();
        assertThat(strangers).doesNotContainAnyElementsOf(panels);
    }

    private static String first(String template) {
        return template.split("/", 3)[1];
    }
}
