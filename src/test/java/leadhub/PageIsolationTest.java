package leadhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.panel.PageRoutes.PageRoute;
import leadhub.panel.Pages;
import leadhub.testing.PageExamples;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Walks every page and action of the panel: nobody gets in without a session, with too little a role, with a form of
 * another site, or into another workspace. A page that is added is walked too.
 */
class PageIsolationTest {
    private final TestServer server = TestServer.get();
    private final WorkspaceTables tables = new WorkspaceTables(server);
    private final PageExamples alices = new PageExamples(server.newWorkspace(), "alices-word");
    private final PageExamples charlies = new PageExamples(server.newWorkspace(), "charlies-word");

    private boolean isPaused;

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    @AfterEach
    void jobs_go_on() {
        if (isPaused) {
            server.resumeJobs();
        }
    }

    /** While nothing runs that would change them. */
    private Map<String, List<String>> rows() {
        if (!isPaused) {
            server.pauseJobs();
            isPaused = true;
        }
        return tables.rows(alices.workspace());
    }

    private List<PageRoute> routes() {
        var routes = server.bean(Pages.class).all();
        assertThat(routes).hasSizeGreaterThan(10);
        return routes;
    }

    private List<PageRoute> closed() {
        return routes().stream().filter(route -> route.least() != null).toList();
    }

    private static Panel.Answer send(Panel panel, PageRoute route, String path) {
        return route.method().equals("GET") ? panel.get(path) : panel.post(path, Map.of());
    }

    @Test
    void without_a_session_there_is_no_way_in() {
        var before = rows();
        var stranger = Panel.stranger(server.origin());
        stranger.get("/sign-in");
        for (var route : closed()) {
            var answer = send(stranger, route, alices.path(route));
            assertThat(answer.status()).as("%s", route).isEqualTo(303);
            assertThat(answer.header("Location")).as("%s", route).startsWith("/sign-in");
            assertThat(answer.body()).isEmpty();
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void too_little_a_role_is_refused() {
        for (var least : Role.values()) {
            if (least == Role.READ_ONLY) {
                continue;
            }
            var panel = alices.workspace().panel(Role.values()[least.ordinal() + 1]);
            panel.get("/leads");
            var before = rows();
            for (var route : closed()) {
                if (route.least() == least) {
                    var answer = send(panel, route, alices.path(route));
                    assertThat(answer.status()).as("%s", route).isEqualTo(403);
                }
            }
            assertThat(rows()).isEqualTo(before);
        }
    }

    @Test
    void where_keys_people_and_security_change_the_password_is_asked_for_again() {
        var proven = closed().stream().filter(route -> route.proof() != null).toList();
        assertThat(proven).isNotEmpty();
        var panel = alices.workspace().panel(Role.ADMIN);
        server.clock().pass(Duration.ofMinutes(31));
        panel.get("/leads");
        var before = rows();
        for (var route : proven) {
            var answer = send(panel, route, alices.path(route));
            assertThat(answer.status()).as("%s", route).isEqualTo(303);
            assertThat(answer.header("Location")).as("%s", route).startsWith("/confirm?next=");
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void a_form_without_token_or_from_another_site_is_refused() {
        var panel = alices.workspace().panel(Role.ADMIN);
        panel.get("/leads");
        var before = rows();
        for (var route : routes()) {
            if (route.method().equals("POST")) {
                var path = alices.path(route);
                assertThat(panel.postWithoutToken(path, Map.of()).status())
                        .as("%s", route)
                        .isEqualTo(403);
                assertThat(panel.postFrom("https://evil.example", path, Map.of())
                                .status())
                        .as("%s", route)
                        .isEqualTo(403);
            }
        }
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void another_workspaces_records_are_not_found() {
        var before = rows();
        var panel = charlies.workspace().panel(Role.ADMIN);
        panel.get("/leads");
        for (var route : closed()) {
            for (var place = 0; place < PageExamples.places(route); place++) {
                var path = charlies.path(route, alices, place);
                var answer = route.method().equals("GET") ? panel.get(path) : panel.post(path, charlies.fields(route));
                assertThat(answer.status()).as("%s", route).isEqualTo(404);
                assertThat(answer.body()).doesNotContain("alices-word");
            }
            if (alices.fields(route).containsKey("lead")) {
                assertThat(panel.post(charlies.path(route), alices.fields(route))
                                .status())
                        .as("%s", route)
                        .isEqualTo(404);
            }
        }
        assertThat(rows()).isEqualTo(before);
    }

    /** Without this, a wrong id in the examples would pass for a wall. */
    @Test
    void the_same_visits_reach_ones_own_records() {
        var panel = alices.workspace().panel(Role.ADMIN);
        panel.get("/leads");
        for (var route : closed()) {
            if (route.method().equals("GET")) {
                var answer = panel.get(alices.path(route));
                assertThat(answer.status()).as("%s", route).isIn(200, 303);
                // Exports are written by ourselves.
                var isOthersFile =
                        PageExamples.isDownload(route) && !route.template().startsWith("/exports/");
                assertThat(answer.header("Content-Security-Policy"))
                        .contains(isOthersFile ? "sandbox; default-src 'none'" : "script-src 'self'")
                        .doesNotContain("unsafe");
            }
        }
    }

    /** The same for what is sent: whatever an empty form is told then, the record was found. */
    @Test
    void the_same_forms_reach_ones_own_records() {
        var own = alices;
        var lost = new ArrayList<String>();
        for (var route : closed()) {
            if (!route.method().equals("POST") || PageExamples.places(route) == 0) {
                continue;
            }
            var status = post(own, route);
            if (status == 404) {
                // A form before it took the record away.
                own = new PageExamples(server.newWorkspace(), "anothers-word");
                status = post(own, route);
            }
            if (status == 404 || status >= 500) {
                lost.add(status + " " + route);
            }
        }
        assertThat(lost).isEmpty();
    }

    private static int post(PageExamples own, PageRoute route) {
        own.owner().get("/leads");
        return own.owner().post(own.path(route), own.fields(route)).status();
    }

    /** Whatever comes, nothing is our fault. */
    @Test
    void nonsense_is_refused() {
        var panel = alices.workspace().panel(Role.ADMIN);
        var form = "application/x-www-form-urlencoded";
        for (var route : closed()) {
            panel.get("/leads");
            var path = alices.path(route);
            if (route.method().equals("GET")) {
                for (var query :
                        List.of("?page=x", "?page=-1&sort=x&direction=y", "?a[]=%00", "?%ff", "?search=%00&before=x")) {
                    assertThat(panel.get(path + query).status())
                            .as("%s%s", route, query)
                            .isLessThan(500);
                }
                continue;
            }
            for (var body : List.of("[]", "1", "{", "{\"a\": {\"b\": []}}")) {
                assertThat(panel.postRaw(path, "application/json", body).status())
                        .as("%s %s", route, body)
                        .isLessThan(500);
            }
            for (var body : List.of(
                    "first_name=%00",
                    "%ff=1", "status=x&name[a][b]=c", "ids=1&ids[]=x", "x".repeat(300) + "=" + "y".repeat(70_000))) {
                panel.get("/leads");
                assertThat(panel.postRaw(path, form, body).status())
                        .as("%s %.40s", route, body)
                        .isLessThan(500);
            }
        }
    }
}
