package leadhub.forms;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import leadhub.base.Role;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Browsers;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A website shows a form in a frame, or by the script: the frame is as high as what is in it, and where visitors came from is told. */
class EmbedInFramesTest {
    private static final int PATIENCE = 60_000;
    /** Keeps what the form tells the page, which is all that it may know. */
    private static final String LISTEN = """
            globalThis.heard = [];
            for (const name of ['loaded', 'step', 'submitted'])
                document.addEventListener('leadhub:' + name, event => heard.push({name, ...event.detail}));
            globalThis.heights = 0;
            addEventListener('message', event => { if (event.data?.leadhub === 'height') heights++; });
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ForeignSite site = new ForeignSite();
    private final BrowserContext visitor = Browsers.elsewhere();
    private final Page page = visitor.newPage();
    private final ApiAnswer form = api.post("/api/v1/forms", """
            {"name": "Contact", "fields": [{"key": "email", "type": "email", "required": true},
                {"key": "more", "type": "checkbox", "label": "A rather long label that takes several lines on a narrow screen"},
                {"key": "message", "type": "textarea", "visible_if": {"conditions": [{"field": "more", "operator": "equals", "value": true}]}}],
             "settings": {"language": "en", "spam": {"min_seconds": 0}}}
            """);

    @BeforeEach
    void listen() {
        assertThat(form.status()).as(form.body()).isEqualTo(201);
        page.setDefaultTimeout(PATIENCE);
        visitor.addInitScript(LISTEN);
    }

    @AfterEach
    void leave() {
        visitor.close();
        site.close();
    }

    private String frame() {
        return "<iframe src=\"%s\" width=\"100%%\"></iframe><script src=\"%s/embed.js\" async></script>"
                .formatted(form.text("data.url"), server.origin());
    }

    private void visit(String path, String html) {
        var ours = server.origin();
        site.shows("; frame-src %s; script-src %s; connect-src %s".formatted(ours, ours, ours), html);
        page.navigate(site.page(path));
    }

    private int height() {
        return ((Number) page.evaluate("document.querySelector('iframe').height * 1")).intValue();
    }

    private static int inner(FrameLocator frame) {
        return ((Number) frame.locator("main").evaluate("one => Math.ceil(one.getBoundingClientRect().height)"))
                .intValue();
    }

    /** The frame is as high as what is in it, to a pixel. */
    private void fits(FrameLocator frame) {
        Await.until(() -> Math.abs(height() - inner(frame)) <= 1);
    }

    @Test
    void its_height_follows_whatever_changes_and_comes_to_rest() {
        visit("/", frame());
        var frame = page.frameLocator("iframe");
        frame.locator("input[name=email]").waitFor();
        fits(frame);
        var first = height();
        frame.locator("input[name=more]").check();
        assertThat(frame.locator("textarea")).isVisible();
        fits(frame);
        assertThat(height()).isGreaterThan(first);
        var wide = height();
        page.setViewportSize(320, 640);
        Await.until(() -> inner(frame) > wide);
        fits(frame);
        frame.locator("input[name=email]").evaluate("one => { one.type = 'text'; one.value = 'nobody'; }");
        frame.locator("form.lf button[type=submit]").click();
        assertThat(frame.locator(".lf-errors")).isVisible();
        assertThat(frame.locator("input[name=email]")).isFocused();
        fits(frame);
        // Nothing goes round in circles: ten pictures later it has told nothing more.
        var quiet = """
                async () => {
                    const before = heights;
                    for (let i = 0; i < 10; i++) await new Promise(go => requestAnimationFrame(go));
                    return heights - before;
                }
                """;
        Await.until(() -> ((Number) page.evaluate(quiet)).intValue() == 0);
    }

    @Test
    void nobody_else_sets_its_height() {
        visit("/", frame());
        var frame = page.frameLocator("iframe");
        frame.locator("input[name=email]").waitFor();
        fits(frame);
        var before = height();
        // From the page itself, and from our origin about another form.
        page.evaluate("id => postMessage({leadhub: 'height', form: id, height: 5}, '*')", form.text("data.public_id"));
        frame.locator("main")
                .evaluate("() => parent.postMessage({leadhub: 'height', form: 'another', height: 5}, '*')");
        await("heights >= 3");
        assertThat(height()).isEqualTo(before);
    }

    @Test
    void without_scripts_the_frame_scrolls() {
        site.shows(
                "; frame-src " + server.origin(),
                "<iframe src=\"%s\" height=\"120\"></iframe>".formatted(form.text("data.url")));
        try (var plain = Browsers.elsewhere(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            var other = plain.newPage();
            other.setDefaultTimeout(PATIENCE);
            other.navigate(site.page("/"));
            var frame = other.frameLocator("iframe");
            frame.locator("input[name=email]").fill("ann@example.com");
            frame.locator("form.lf button[type=submit]").click();
            assertThat(frame.locator(".lf-end")).isVisible();
        }
    }

    private void send(String email) {
        var frame = page.frameLocator("iframe");
        frame.locator("input[name=email]").fill(email);
        frame.locator("form.lf button[type=submit]").click();
        assertThat(frame.locator(".lf-end")).isVisible();
    }

    private ApiAnswer sent() {
        return api.get("/api/v1/forms/" + form.text("data.id") + "/submissions");
    }

    @Test
    void the_page_around_a_frame_says_where_its_visitor_came_from() {
        visit("/contact?utm_source=news&gclid=x1&evil=1&utm_medium=" + "m".repeat(600), frame());
        page.frameLocator("iframe")
                .locator("input[name='_attribution[last][utm_source]']")
                .waitFor(hidden());
        send("ann@example.com");
        var came = sent().at("data.0.attribution");
        assertThat(came.at("/last/utm_source").asString()).isEqualTo("news");
        assertThat(came.at("/last/gclid").asString()).isEqualTo("x1");
        assertThat(came.at("/last/landing_page").asString()).isEqualTo(site.page("/contact"));
        assertThat(came.at("/last/utm_medium").asString()).isEqualTo("m".repeat(500));
        assertThat(came.toString()).doesNotContain("evil");
        assertThat(workspace
                        .panel(Role.MANAGER)
                        .get("/forms/" + form.text("data.id") + "/submissions")
                        .body())
                .contains("utm_source=news");
    }

    private static Locator.WaitForOptions hidden() {
        return new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED);
    }

    /** The script's way, in which the form stands in the page. */
    private void sendInPage(String email) {
        page.locator("input[name=email]").fill(email);
        page.locator("form.lf button[type=submit]").click();
        assertThat(page.locator(".lf-end")).isVisible();
    }

    @Test
    void the_first_touch_is_kept_and_nothing_is_told_before_a_page_that_asks_for_consent_has_it() {
        var embed = form.text("data.embed_code");
        visit("/?utm_source=one", embed.replace("<a ", "<a data-consent=\"required\" "));
        sendInPage("a@example.com");
        assertThat(sent().at("data.0.attribution").toString()).doesNotContain("utm_source", "localhost");
        // Once it is granted, what was there before isn't known; from then on the first one stays.
        for (var source : new String[] {"two", "three"}) {
            visit("/?utm_source=" + source, embed.replace("<a ", "<a data-consent=\"required\" "));
            page.locator("input[name=email]").waitFor();
            page.evaluate("document.querySelector('[data-consent]').dataset.consent = 'granted'");
            sendInPage(source + "@example.com");
        }
        var came = sent().at("data.0.attribution");
        assertThat(came.at("/first/utm_source").asString()).isEqualTo("two");
        assertThat(came.at("/last/utm_source").asString()).isEqualTo("three");
        assertThat(visitor.cookies()).isEmpty();
    }

    @Test
    void an_address_of_the_forms_own_page_says_it_too() {
        page.navigate(form.text("data.url") + "?utm_source=letter&evil=1&email=ann%40example.com");
        page.locator("form.lf button[type=submit]").click();
        assertThat(page.locator(".lf-end")).isVisible();
        assertThat(sent().at("data.0.attribution").toString())
                .contains("letter")
                .doesNotContain("evil");
    }

    @Test
    void the_page_is_told_what_happened_and_nothing_of_what_was_typed() {
        visit("/", form.text("data.embed_code"));
        sendInPage("ann@example.com");
        told();
        visit("/", frame());
        page.frameLocator("iframe").locator("input[name=email]").waitFor();
        send("bob@example.com");
        await("heard.some(one => one.name === 'submitted')");
        told();
    }

    /** Asked anew each time: the policy of these pages refuses a condition that the page itself would repeat. */
    private void await(String condition) {
        Await.until(() -> (boolean) page.evaluate(condition));
    }

    /** The reference leads to the submission, on its lead's timeline. */
    private void told() {
        var heard = String.valueOf(page.evaluate("JSON.stringify(heard)"));
        assertThat(heard).contains("loaded").doesNotContain("@example.com");
        var reference = String.valueOf(page.evaluate("heard.find(one => one.name === 'submitted').submission"));
        assertThat(reference).hasSize(16);
        var lead = sent().text("data.0.lead_id");
        assertThat(api.get("/api/v1/leads/" + lead + "/timeline").body())
                .contains("\"evidence_id\": \"" + reference + "\"");
    }
}
