package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import leadhub.apikeys.KeyDialect;
import leadhub.base.Role;
import leadhub.panel.Pages;
import leadhub.testing.PageExamples;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.api.Test;

/** Pages with the longest words that there may be, in windows of several widths. */
class FitEveryWindowTest {
    /** What the sheet of a page may weigh with all it loads, compressed; and by how much it may jump. */
    private static final int MOST_BYTES = 200_000;

    private static final double MOST_SHIFT = 0.02;

    /** What is outside of the window, or cut in a place that is not made for words of any length. */
    private static final String MISFITS = """
            () => {
              const out = [];
              const width = document.documentElement.clientWidth;
              const isHidden = e => !e.checkVisibility() || getComputedStyle(e).clipPath !== 'none'
                || e.closest('.visually-hidden, dialog:not([open]), details:not([open]) > :not(summary)');
              const say = (e, what) => out.push(what + ' ' + e.tagName + '.' + (e.className.baseVal ?? e.className) + ' '
                + e.textContent.trim().replace(/\\s+/g, ' ').slice(0, 30));
              if (document.documentElement.scrollWidth > width) out.push('wider than the window');
              for (const e of document.querySelectorAll('main *')) {
                const box = e.getBoundingClientRect();
                if (box.width > 1 && (box.right > width + 1 || box.left < -1) && !isHidden(e)
                  && !e.closest('.table-scroll, .board, .stages, .stage-steps, .story-filters, .compose-tabs, .views-all, .settings-nav, .tabs, .chart, .lf-extra')) say(e, 'outside');
              }
              for (const e of document.querySelectorAll('.btn, .form-label, .form-select, .side-link, legend, .pill')) {
                if (e.clientWidth > 0 && e.scrollWidth > e.clientWidth + 1 && !isHidden(e) && !/(.)\\1{9}/.test(e.textContent)) say(e, 'cut');
              }
              for (const e of document.querySelectorAll('.side-links .side-link > span')) {
                if (!isHidden(e) && e.offsetHeight > 1.9 * parseFloat(getComputedStyle(e).fontSize)) say(e, 'broken');
              }
              return out;
            }
            """;

    private static final String WEIGHT_AND_SHIFT = """
            () => new Promise(done => {
              let shift = 0;
              new PerformanceObserver(list => {
                for (const entry of list.getEntries()) if (!entry.hadRecentInput) shift += entry.value;
              }).observe({type: 'layout-shift', buffered: true});
              const files = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
              requestAnimationFrame(() => requestAnimationFrame(() => done([
                files.reduce((sum, file) => sum + file.encodedBodySize, 0), Math.round(shift * 1000) / 1000])));
            })
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);

    private Window signIn(Window window) {
        return window.signIn(alice.email(), TestWorkspace.PASSWORD);
    }

    /** Every page, and on each of them words without a blank. */
    private List<String> paths() {
        var api = workspace.leadHub();
        var pipeline = api.get("/api/v1/pipelines").number("data.0.id");
        var stage =
                api.post("/api/v1/pipelines/" + pipeline + "/stages", "{\"name\": \"%s\"}".formatted("q".repeat(120)));
        var examples = new PageExamples(workspace, "w".repeat(46));
        var routes = server.bean(Pages.class).all().stream()
                .filter(route -> route.method().equals("GET") && route.least() != null && !route.isPart())
                .filter(route -> !PageExamples.isDownload(route))
                .toList();
        var lead = routes.stream()
                .filter(route -> route.template().equals("/leads/{id}"))
                .map(examples::path)
                .findFirst()
                .orElseThrow();
        api.put("/api/v1" + lead, """
                {"first_name": "%s", "last_name": "%s", "source": "https://example.com/%s", "tags": ["%s"], "company": "%s",
                 "deal_value": 123456789.5, "custom_fields": {"%s": "%s"}, "pipeline_stage_id": %s}
                """.formatted(
                        "n".repeat(100),
                        "ä".repeat(100),
                        "s".repeat(110),
                        "t".repeat(50),
                        "c".repeat(200),
                        "k".repeat(200),
                        "v".repeat(300),
                        stage.text("data.id")));
        return routes.stream().map(examples::path).toList();
    }

    @Test
    void no_word_widens_a_page_and_no_control_is_cut() {
        var paths = paths();
        var problems = new ArrayList<String>();
        for (var language : Map.of("de", List.of(1024, 390), "ar", List.of(1440, 390), "ja", List.of(1024))
                .entrySet()) {
            try (var window = signIn(Window.in(server.origin(), language.getKey()))) {
                for (var path : paths) {
                    var page = window.page();
                    var widths = language.getValue();
                    page.setViewportSize(widths.getFirst(), 844);
                    page.navigate(path);
                    problems.addAll(weighed(page, path));
                    for (var width : widths) {
                        page.setViewportSize(width, 844);
                        for (var misfit : (List<?>) page.evaluate(MISFITS)) {
                            problems.add(language.getKey() + " " + width + " " + path + ": " + misfit);
                        }
                    }
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    private static List<String> weighed(Page page, String path) {
        var found = (List<?>) page.evaluate(WEIGHT_AND_SHIFT);
        var bytes = ((Number) found.get(0)).longValue();
        var shift = ((Number) found.get(1)).doubleValue();
        var problems = new ArrayList<String>();
        if (bytes > MOST_BYTES) {
            problems.add(path + " weighs " + bytes);
        }
        if (shift > MOST_SHIFT) {
            problems.add(path + " jumps by " + shift);
        }
        return problems;
    }

    /** A page may not evaluate texts, so that it is asked again and again from outside. */
    private static void until(Page page, String condition) {
        page.waitForCondition(() -> page.evaluate(condition).equals(true));
    }

    @Test
    void heads_and_names_stay_in_sight_in_the_table_and_on_the_board() {
        var api = workspace.leadHub();
        for (var i = 0; i < 30; i++) {
            api.post(
                    "/api/v1/leads",
                    "{\"first_name\": \"Ann %d\", \"email\": \"ann-with-a-long-name%d@mail.example.com\", \"company\": \"%s\"}"
                            .formatted(i, i, "c".repeat(200)));
        }
        try (var window = signIn(Window.in(server.origin(), "ar"))) {
            var page = window.page();
            page.setViewportSize(1024, 600);
            page.navigate("/leads");
            var head = page.locator("#leads thead th").first();
            var before = head.boundingBox();
            page.locator("#leads tbody").hover();
            page.mouse().wheel(0, 120);
            // The first tick moves the lines, not the page.
            until(page, "document.querySelector('.table-scroll').scrollTop > 100");
            assertThat(page.evaluate("scrollY")).isEqualTo(0);
            assertThat(head.boundingBox().y).isEqualTo(before.y);
            var name = page.locator("#leads tbody th").last();
            var inSight = name.boundingBox().x;
            page.mouse().wheel(-300, 0);
            until(page, "document.querySelector('.table-scroll').scrollLeft < -50");
            assertThat(name.boundingBox().x).isEqualTo(inSight);
            // A Latin address begins with its beginning, and is cut at its end.
            assertThat(page.evaluate("""
                    () => {
                      const email = [...document.querySelectorAll('#leads bdi')].find(each => each.textContent.includes('@'));
                      const style = getComputedStyle(email);
                      return [style.direction, style.textOverflow, email.scrollLeft].join();
                    }
                    """)).isEqualTo("ltr,ellipsis,0");
            assertThat(page.evaluate("""
                    () => {
                      const scroll = document.querySelector('.table-scroll');
                      return scroll.scrollWidth - document.querySelector('table.leads').offsetWidth;
                    }
                    """)).isEqualTo(0);
            page.navigate("/board");
            var column = page.locator(".column-head").first();
            var top = column.boundingBox().y;
            page.locator(".cards").first().hover();
            page.mouse().wheel(0, 300);
            until(page, "document.querySelector('.cards').scrollTop > 100");
            assertThat(column.boundingBox().y).isEqualTo(top);
            page.navigate("/settings/keys");
            assertThat(page.evaluate("getComputedStyle(document.querySelector('main code')).direction"))
                    .isEqualTo("ltr");
        }
    }

    @Test
    void everything_can_be_reached_on_a_phone() {
        try (var window = signIn(Window.phone(server.origin()))) {
            var page = window.page();
            page.navigate("/settings/audit");
            var current = page.locator(".settings-nav [aria-current]").boundingBox();
            assertThat(current.x).isBetween(0.0, 390 - current.width);
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Search"))
                    .click();
            assertThat(page.locator("#palette")).isVisible();
            assertThat(page.locator("#palette input")).isFocused();
            assertThat(window.problems()).isEmpty();
        }
    }

    /** The parts that pages are built of, which only a server in development has. */
    @Test
    void each_part_is_accessible_wide_narrow_dark_and_from_right_to_left() {
        assertThat(workspace.panel(alice).get("/parts").status()).isEqualTo(404);
        try (var development = server.startSecond(
                Map.of("leadhub.parts", "true", "leadhub.webhooks.deliver", "false", "leadhub.intake.work", "false"))) {
            var origin = TestServer.origin(development);
            for (var language : List.of("en", "ar")) {
                try (var window = Window.in(origin, language).signIn(alice.email(), TestWorkspace.PASSWORD)) {
                    var page = window.page();
                    page.navigate("/parts");
                    assertThat(window.problems()).isEmpty();
                    assertThat(window.problemsInTheDark()).isEmpty();
                    window.picture("parts-" + language);
                    page.setViewportSize(390, 844);
                    assertThat((List<?>) page.evaluate(MISFITS)).isEmpty();
                    workByKeyboard(page);
                }
            }
        }
    }

    private static void workByKeyboard(Page page) {
        page.locator("#part-list-choice").press("ArrowDown");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("#part-list-choice")).hasText("Jonas Lindqvist");
        page.locator("[data-opens='part-side']").press("Enter");
        assertThat(page.locator("#part-side")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#part-side")).isHidden();
        page.locator(".toolbar .menu > summary").press("Enter");
        assertThat(page.locator(".toolbar .menu .menu-item").first()).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator(".toolbar .menu > summary")).isFocused();
    }

    @Test
    void read_and_try_the_api() {
        var key = workspace.key(KeyDialect.LEADHUB);
        try (var window = Window.phone(server.origin())) {
            var page = window.page();
            page.navigate("/docs?api=lymbe");
            assertThat(page.locator(".operation").first()).isVisible();
            page.navigate("/docs/index.html#createLead");
            var create = page.locator("#createLead");
            assertThat(create.locator("form")).isVisible();
            assertThat(weighed(page, "/docs")).isEmpty();
            assertThat(window.problems()).isEmpty();
            assertThat(window.problemsInTheDark()).isEmpty();
            page.getByLabel("API key").fill(key);
            create.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send"))
                    .click();
            assertThat(create.locator(".answer-status")).containsText("201");
        }
        assertThat(workspace.leadHub().get("/api/v1/leads").number("meta.total"))
                .isEqualTo(1);
    }
}
