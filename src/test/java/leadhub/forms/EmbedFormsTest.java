package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;
import leadhub.base.database.Sql;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Browsers;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A page of another origin, whose policy allows nothing but what docs/forms.md asks for, embeds a form in each way. The form asks
 * for proof of work, which the browser does on the way.
 */
class EmbedFormsTest {
    private static final int PATIENCE = 60_000;
    /** Marks a page whose challenge is solved: its script writes the solution in Base64. */
    private static final String TELL_WHEN_SOLVED = """
            const write = globalThis.btoa;
            globalThis.btoa = text => {
                document.documentElement.dataset.solved = '1';
                return write(text);
            };
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Map<String, Host> pages = new ConcurrentHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private final HttpServer host = host();
    private final BrowserContext visitor = Browsers.elsewhere();
    private final Page page = visitor.newPage();
    private final ApiAnswer form =
            api.post("/api/v1/forms", """
            {"name": "Contact", "fields": [{"key": "email", "type": "email", "required": true}, {"key": "cv", "type": "file"}],
             "settings": {"language": "en", "allowed_hosts": ["localhost:%d"], "spam": {"proof_of_work": true, "min_seconds": 0}}}
            """.formatted(host.getAddress().getPort()));

    /** What a page of the host is, and what its policy allows beside nothing. */
    private record Host(String policy, String body) {}

    /** Its name is another than ours, so that it is another site to the browser. */
    private HttpServer host() {
        try {
            var made = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
            made.createContext("/", exchange -> {
                var shown = pages.get(exchange.getRequestURI().getPath());
                var bytes = ("<!doctype html><title>Shop</title>" + (shown == null ? "" : shown.body()))
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
                exchange.getResponseHeaders()
                        .set("Content-Security-Policy", "default-src 'none'" + (shown == null ? "" : shown.policy()));
                exchange.sendResponseHeaders(shown == null ? 404 : 200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            made.start();
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void listen() {
        assertThat(form.status()).as(form.body()).isEqualTo(201);
        page.setDefaultTimeout(PATIENCE);
        page.onConsoleMessage(message -> {
            // Of a tab's icon, nobody has said anything.
            if (message.type().equals("error") && !message.text().contains("favicon")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void nothing_is_complained_of_and_no_cookie_left() {
        assertThat(complaints).isEmpty();
        assertThat(visitor.cookies()).isEmpty();
        visitor.close();
        host.stop(0);
    }

    private void visit(String policy, String body) {
        pages.put("/contact", new Host(policy.replace("OURS", server.origin()), body));
        page.navigate("http://localhost:" + host.getAddress().getPort() + "/contact?utm_source=news");
    }

    private void accepted() {
        var sent = api.get("/api/v1/forms/" + form.text("data.id") + "/submissions");
        assertThat(sent.at("data").findValuesAsString("status")).as(sent.body()).containsExactly("accepted");
    }

    private static void isThanked(Locator end) {
        end.waitFor();
        assertThat(end.textContent()).contains("We’ve received what you sent.");
    }

    @Test
    void by_a_script() {
        visit("; script-src OURS; connect-src OURS", form.text("data.embed_code"));
        page.locator("input[type=email]").fill("ann@example.com");
        page.locator("form.lf button[type=submit]").click();
        isThanked(page.locator(".lf-end"));
        accepted();
        assertThat(api.get("/api/v1/forms/" + form.text("data.id") + "/submissions")
                        .text("data.0.attribution.last.utm_source"))
                .isEqualTo("news");
    }

    @Test
    void in_a_frame_whose_height_follows_however_late_the_script_comes() {
        visit(
                "; frame-src OURS; script-src OURS",
                "<iframe src=\"%s\" width=\"400\" height=\"77\"></iframe>".formatted(form.text("data.url")));
        var frame = page.frameLocator("iframe");
        frame.locator("input[type=email]").waitFor();
        page.addScriptTag(new Page.AddScriptTagOptions().setUrl(server.origin() + "/embed.js"));
        // Asked anew each time: the page's policy refuses a condition that it would repeat itself.
        Await.until(() -> (boolean) page.evaluate("document.querySelector('iframe').height > 100"));
        frame.locator("input[type=email]").fill("ann@example.com");
        frame.locator("form.lf button[type=submit]").click();
        isThanked(frame.locator(".lf-end"));
        accepted();
    }

    @Test
    void whoever_takes_longer_than_the_proof_of_work_presses_once() {
        visitor.addInitScript(TELL_WHEN_SOLVED);
        page.navigate(form.text("data.url"));
        page.locator("input[type=email]").fill("ann@example.com");
        page.locator("html[data-solved]").waitFor();
        page.locator("form.lf button[type=submit]").click();
        isThanked(page.locator(".lf-end"));
        accepted();
    }

    @Test
    void conditions_on_days_go_by_the_servers_clock_whatever_the_visitors_says() {
        visitor.clock().setFixedTime("2031-05-05T12:00:00Z");
        var dated = api.post("/api/v1/forms", """
                {"name": "Visit", "fields": [{"key": "email", "type": "email"}, {"key": "day", "type": "date"},
                    {"key": "soon", "type": "text", "visible_if": {"conditions": [{"field": "day", "operator": "next", "value": 2}]}},
                    {"key": "just", "type": "text", "visible_if": {"conditions": [{"field": "day", "operator": "last", "value": 2}]}},
                    {"key": "long_ago", "type": "text", "visible_if": {"conditions": [{"field": "day", "operator": "older", "value": 2}]}}]}
                """);
        assertThat(dated.status()).as(dated.body()).isEqualTo(201);
        page.navigate(dated.text("data.url"));
        var today = LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC);
        shows(today.minusDays(2), "long_ago");
        shows(today.minusDays(1), "just");
        shows(today, "soon", "just");
        shows(today.plusDays(1), "soon");
        shows(today.plusDays(2));
    }

    private void shows(LocalDate day, String... fields) {
        page.locator("input[name=day]").fill(day.toString());
        var shown = page.locator(".lf-field[data-visible]:not([hidden])");
        var wanted = String.join(" ", fields);
        Await.until(() -> wanted.equals(shown.evaluateAll("all => all.map(one => one.dataset.key).join(' ')")));
    }

    @Test
    void in_html_of_its_own() {
        visit("; form-action OURS", """
                <form method="post" action="%s"><input type="email" name="email"><button>Go</button></form>
                """.formatted(form.text("data.url")));
        page.locator("input[type=email]").fill("ann@example.com");
        page.locator("button").click();
        // What was typed is looked at once more, on the form's own page.
        page.locator("form.lf button[type=submit]").waitFor();
        assertThat(page.locator("input[type=email]").inputValue()).isEqualTo("ann@example.com");
        page.locator("form.lf button[type=submit]").click();
        isThanked(page.locator(".lf-end"));
        accepted();
    }

    private List<String> counted(String statement) {
        return server.bean(Sql.class).query(workspace.id(), row -> row.getString(1), statement, workspace.id());
    }

    @Test
    void figures_say_by_which_website_it_was_seen_and_at_which_field_its_visitor_left() {
        visit("; script-src OURS; connect-src OURS", form.text("data.embed_code"));
        page.locator("input[type=email]").fill("ann@example.com");
        page.navigate("about:blank");
        var port = host.getAddress().getPort();
        Await.until(() -> counted("select field_key || leavers from form_field_days where workspace_id = ?")
                .equals(List.of("email1")));
        Await.until(() -> counted("select host || ' ' || views || ' ' || starts from form_days where workspace_id = ?")
                .equals(List.of("localhost:" + port + " 1 1")));
    }

    @Test
    void what_is_typed_is_kept_while_its_visitor_agrees() {
        var partial = api.post("/api/v1/forms", """
                {"name": "Partial", "fields": [{"key": "email", "type": "email", "required": true},
                    {"key": "agree", "type": "consent", "consent_text": "Keep what I type."}],
                 "settings": {"language": "en", "store_partial": true}}
                """);
        visit("; script-src OURS; connect-src OURS", partial.text("data.embed_code"));
        var kept = "select field_values ->> 'email' || ' ' || last_key from form_partials where workspace_id = ?";
        page.locator("input[type=checkbox]").check();
        page.locator("input[type=email]").fill("ann@example.com");
        Await.until(() -> counted(kept).equals(List.of("ann@example.com email")));
        page.locator("input[type=checkbox]").uncheck();
        Await.until(() -> counted(kept).isEmpty());
        // Whoever leaves in the middle has it kept too.
        page.locator("input[type=checkbox]").check();
        page.navigate("about:blank");
        Await.until(() -> counted(kept).equals(List.of("ann@example.com agree")));
    }

    @Test
    void a_policy_that_keeps_the_script_from_us_is_told() {
        visit("; script-src OURS; img-src OURS", form.text("data.embed_code"));
        Await.until(() -> counted(
                        "select host || ' ' || policy_blocks || ' ' || host_blocks from form_days where workspace_id = ?")
                .equals(List.of("localhost:" + host.getAddress().getPort() + " 1 0")));
        assertThat(page.locator("a[data-form]").getAttribute("href")).contains("_by=policy");
        assertThat(complaints).isNotEmpty();
        complaints.clear();
    }

    @Test
    void code_whose_address_was_changed_leaves_the_link() {
        api.post("/api/v1/forms/" + form.text("data.id") + "/rotate", "{}");
        visit("; script-src OURS; connect-src OURS", form.text("data.embed_code"));
        // The script has tried, and told as far as the page lets it.
        page.locator("a[data-form][href*='_page=']").waitFor();
        assertThat(page.locator("a[data-form]").isVisible()).isTrue();
        assertThat(page.locator("form").count()).isZero();
        assertThat(complaints).isNotEmpty();
        complaints.clear();
    }

    @Test
    void the_script_is_small() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed);
                var script = URI.create(server.origin() + "/embed.js").toURL().openStream()) {
            script.transferTo(gzip);
        }
        assertThat(packed.size()).isLessThanOrEqualTo(10_000);
    }
}
