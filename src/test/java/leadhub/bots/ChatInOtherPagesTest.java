package leadhub.bots;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.bots.identity.IdentityKeys;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Axe;
import leadhub.testing.Browsers;
import leadhub.testing.Mailbox;
import leadhub.testing.SignedToken;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Visitor;
import leadhub.testing.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A page of another origin shows a bot: its policy allows nothing but what docs/chat.md asks for, under Trusted Types. A visitor writes,
 * and somebody of the team answers in the inbox.
 */
class ChatInOtherPagesTest {
    private static final int PATIENCE = 60_000;
    private static final String POLICY = "default-src 'none'; script-src OURS; connect-src OURS; img-src OURS; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";
    /** What a page says of all elements, and what it changes under everybody. */
    private static final String HOSTILE = """
            <style>div, a, p, svg, form, button { display: none !important; color: red !important; position: static !important; font-size: 90px !important }</style>
            <script>Array.prototype.toJSON = function () { return 'patched'; }; Object.prototype.patched = 1;</script>
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final List<String> complaints = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private final HttpServer host = host();
    private BrowserContext visitor = Browsers.elsewhere();
    private String bot = "";

    private HttpServer host() {
        try {
            var made = HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
            made.createContext("/", exchange -> {
                var path = exchange.getRequestURI().getPath();
                var isHostile = path.equals("/hostile");
                var bytes = page(path, isHostile).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
                var policy = POLICY.replace("OURS", server.origin() + (isHostile ? " 'unsafe-inline'" : ""))
                        + (isHostile ? "; style-src 'unsafe-inline'" : "");
                exchange.getResponseHeaders().set("Content-Security-Policy", policy);
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            made.start();
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private String page(String path, boolean isHostile) {
        var ours = server.origin() + "/c/" + bot;
        return """
                <!doctype html><html lang="%s"><meta name="viewport" content="width=device-width"><title>Shop</title>%s
                <main><h1>Shop</h1><p>Bread</p><p><a href="%s" data-fallback>Write to us</a></p></main>
                <script async src="%s/loader.js"%s></script></html>
                """.formatted(
                        path.startsWith("/ar") ? "ar" : "en", isHostile ? HOSTILE : "", ours, ours, identity(path));
    }

    /** Of whoever is signed in to the shop. */
    private static String identity(String path) {
        return path.startsWith("/known/") ? " data-identity=\"" + path.substring("/known/".length()) + "\"" : "";
    }

    @BeforeEach
    void a_bot() {
        var manager = workspace.panel(Role.MANAGER);
        manager.get("/settings/bots");
        bot = manager.post(
                        "/settings/bots",
                        Map.of(
                                "name",
                                "Mia",
                                "start",
                                "contact",
                                "allowed_hosts",
                                "localhost:" + host.getAddress().getPort()))
                .header("Location")
                .replaceFirst(".*/", "");
    }

    @AfterEach
    void nothing_is_complained_of_and_no_cookie_left() {
        assertThat(complaints).isEmpty();
        assertThat(visitor.cookies()).isEmpty();
        visitor.close();
        host.stop(0);
    }

    private Page tab(String path) {
        var page = visitor.newPage();
        page.setDefaultTimeout(PATIENCE);
        page.onConsoleMessage(message -> {
            // Of a connection that was cut browsers speak by themselves, and of a tab's icon.
            if (message.type().equals("error")
                    && !message.text().contains("ERR_INTERNET_DISCONNECTED")
                    && !message.text().contains("favicon")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (request.url().startsWith(server.origin())) {
                asked.add(request.url().replaceFirst(".*/", "").replaceFirst("\\?.*", ""));
            }
        });
        page.navigate("http://localhost:" + host.getAddress().getPort() + path);
        return page;
    }

    private static void picture(Page page, String name) {
        if (System.getProperty("pictures") != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pictures/" + name + ".png")));
        }
    }

    private static void isAccessible(Page page) {
        assertThat(Axe.serious(page)).isEmpty();
    }

    private static void write(Page page, String text) {
        page.locator(".panel textarea").fill(text);
        page.locator(".panel textarea").press("Enter");
    }

    private void phone(ColorScheme scheme) {
        visitor.close();
        visitor = Browsers.elsewhere(new Browser.NewContextOptions()
                .setViewportSize(390, 844)
                .setHasTouch(true)
                .setIsMobile(true)
                .setColorScheme(scheme)
                .setLocale("ar")
                .setTimezoneId("UTC"));
    }

    /** From now on the bot goes by these steps. */
    private void does(String steps) {
        api.patch("/api/v1/bots/" + bot + "/flow", "{\"steps\": " + steps + "}");
        var published = api.post("/api/v1/bots/" + bot + "/flow/publish", "{}");
        assertThat(published.status()).as(published.body()).isEqualTo(200);
    }

    /** Said in another browser. */
    private String begun(String members, String said) {
        var elsewhere = Visitor.at(server.origin());
        var begun = elsewhere.post("/c/" + bot + "/conversations", "{" + members + "}");
        var id = begun.text("conversation.id");
        assertThat(elsewhere.knownBy(begun.text("token")).say(id, "1", said).status())
                .isEqualTo(201);
        return id;
    }

    @Test
    void a_conversation_goes_on_in_another_browser_by_a_code_that_was_mailed() {
        try (var mailbox = Mailbox.open()) {
            workspace.mailServer(mailbox);
            begun("", "Do you bake on Sundays? I am zoe@example.com");
            var page = tab("/");
            page.locator(".open").click();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("More"))
                    .click();
            page.locator(".item", new Page.LocatorOptions().setHasText("Continue an earlier conversation"))
                    .click();
            isAccessible(page);
            page.locator(".resume input[type=email]").fill("zoe@example.com");
            page.keyboard().press("Enter");
            assertThat(page.locator(".notice")).containsText("a code is on its way");
            mailbox.await(1);
            var code = Pattern.compile("\\b[0-9]{6}\\b").matcher(mailbox.text(0));
            assertThat(code.find()).isTrue();
            page.locator(".resume input[inputmode=numeric]").fill(code.group());
            page.keyboard().press("Enter");
            assertThat(page.locator(".list")).containsText("Do you bake on Sundays?");
            assertThat(page.locator(".resume")).isHidden();
            write(page, "It is me again");
            assertThat(page.locator(".user .meta").last()).containsText("Sent");
        }
    }

    @Test
    void who_signs_in_finds_their_conversation_and_who_comes_next_to_that_browser_does_not() {
        var key = server.bean(IdentityKeys.class).create(workspace.caller(), bot);
        var sarah = SignedToken.of(server, bot, "42", key);
        begun("\"identity\": \"" + sarah + "\"", "Where is my order?");
        var page = tab("/known/" + sarah);
        page.locator(".open").click();
        write(page, "Is it there?");
        assertThat(page.locator(".list")).containsText("Where is my order?");
        assertThat(page.locator(".user .meta").last()).containsText("Sent");
        page.reload();
        page.locator(".open").click();
        assertThat(page.locator(".list")).containsText("Is it there?");
        page.close();
        var bob = tab("/known/" + SignedToken.of(server, bot, "43", key));
        bob.locator(".open").click();
        write(bob, "I am Bob");
        assertThat(bob.locator(".user .meta").last()).containsText("Sent");
        assertThat(bob.locator(".list")).not().containsText("order");
        bob.close();
        var nobody = tab("/");
        nobody.locator(".open").click();
        assertThat(nobody.locator(".greeting").first()).isVisible();
        assertThat(nobody.locator(".list")).not().containsText("Bob");
    }

    @Test
    void while_the_bot_is_flooded_the_browser_works_for_its_turn_and_the_visitor_notices_nothing() {
        var crowd = Visitor.at(server.origin());
        for (var i = 0; i < 100; i++) {
            assertThat(crowd.post("/c/" + bot + "/conversations", "{}").status())
                    .isEqualTo(201);
        }
        assertThat(crowd.post("/c/" + bot + "/conversations", "{}").status()).isEqualTo(428);
        var page = tab("/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open chat"))
                .click();
        write(page, "Do you have bread?");
        assertThat(page.locator(".message.user:not(.sending, .failed) .text")).hasText("Do you have bread?");
        // A browser says of its own accord that it was asked for more.
        complaints.removeIf(complaint -> complaint.contains("428"));
    }

    @Test
    void a_visitor_presses_what_the_bot_offers() {
        does("""
                [{"id": "c", "type": "choice", "config": {"text": "What is it about?", "paths": [{"name": "A demo"}, {"name": "A bill"}]}},
                 {"id": "m", "type": "email", "config": {"text": "Where can we write to?"}},
                 {"id": "h", "type": "hand_over", "config": {}}]
                """);
        var page = tab("/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open chat"))
                .click();
        assertThat(page.locator(".message.assistant .text").last()).hasText("What is it about?");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("A bill"))
                .click();
        assertThat(page.locator(".message.user .text")).hasText("A bill");
        assertThat(page.locator(".message.assistant .text").last()).hasText("Where can we write to?");
        assertThat(page.locator(".message.assistant")).hasCount(3);
        assertThat(page.locator(".choice")).hasCount(0);
        assertThat(page.locator(".panel textarea")).hasAttribute("inputmode", "email");
        isAccessible(page);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("More"))
                .click();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Back").setExact(true))
                .click();
        assertThat(page.locator(".choice")).hasCount(2);
    }

    @Test
    void a_visitor_writes_arabic_on_a_phone_loses_the_connection_and_reloads() {
        does("[]");
        phone(ColorScheme.LIGHT);
        var page = tab("/ar?utm_source=news");
        var bubble = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("فتح المحادثة"));
        assertThat(bubble).isVisible();
        assertThat(asked).containsExactlyInAnyOrder("loader.js", "config");
        assertThat(page.getByText("Write to us")).isHidden();
        bubble.click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        assertThat(page.locator(".panel textarea")).isFocused();
        assertThat(page.locator(".message.assistant .text").first()).hasText("مرحبًا! كيف يمكننا مساعدتك؟");
        write(page, "أريد عرض سعر. بريدي layla@example.com");
        assertThat(page.locator(".message.user .meta")).containsText("تم الإرسال");
        assertThat(page.locator(".message.assistant")).hasCount(2);
        isAccessible(page);
        picture(page, "chat-phone-ar");
        visitor.setOffline(true);
        write(page, "هل أنتم هناك؟ 👋");
        assertThat(page.locator(".message.failed")).hasCount(1);
        picture(page, "chat-phone-ar-offline");
        visitor.setOffline(false);
        assertThat(page.locator(".message.failed")).hasCount(0);
        assertThat(page.locator(".message.user .meta").nth(1)).containsText("تم الإرسال");
        page.locator(".panel textarea").fill("لم أرسل هذا بعد");
        page.reload();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("فتح المحادثة"))
                .click();
        assertThat(page.locator(".message.user")).hasCount(2);
        assertThat(page.locator(".panel textarea")).hasValue("لم أرسل هذا بعد");
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
        Await.until(() -> api.get("/api/v1/leads?email=layla@example.com").number("meta.total") == 1);
        var lead = api.get("/api/v1/leads?email=layla@example.com");
        assertThat(lead.text("data.0.source")).as(lead.body()).isEqualTo("widget");
    }

    @Test
    void somebody_of_the_team_takes_over_and_all_tabs_hear_of_it() {
        var agent = workspace.user(Role.AGENT);
        var page = tab("/");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open chat"))
                .click();
        write(page, "Is anybody there?\nI need help.");
        assertThat(page.locator(".message.user .meta")).containsText("Sent");
        var other = tab("/next");
        assertThat(other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open chat")))
                .isVisible();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("More"))
                .click();
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Talk to a person"))
                .click();
        assertThat(page.locator(".who")).hasText("A person will join you");
        try (var window = Window.open(server.origin()).signIn(agent.email(), TestWorkspace.PASSWORD)) {
            var panel = window.page();
            panel.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Inbox"))
                    .click();
            assertThat(panel.locator(".inbox-row.is-unread")).hasCount(1);
            assertThat(window.problems()).isEmpty();
            panel.locator(".inbox-row a").click();
            assertThat(panel.locator(".entry.is-user")).containsText("I need help.");
            panel.locator("#reply").fill("I’m with you.");
            panel.keyboard().press("Enter");
            assertThat(panel.locator(".entry.is-agent")).hasText(Pattern.compile("I’m with you\\."));
            assertThat(panel.locator("#reply")).hasValue("");
            assertThat(panel.locator("#state")).containsText("You’re answering");
            assertThat(page.locator(".message.agent .text")).hasText("I’m with you.");
            other.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open chat"))
                    .click();
            assertThat(other.locator(".message.agent .text")).hasText("I’m with you.");
            write(page, "Thank you! http://localhost/order <img src=x onerror=alert(1)>");
            assertThat(panel.locator(".entry.is-user")).hasCount(2);
            assertThat(page.locator(".message.user a")).hasAttribute("href", "http://localhost/order");
            assertThat(page.locator(".message.user a").evaluate("e => getComputedStyle(e).position"))
                    .isEqualTo("static");
            assertThat(window.problems()).isEmpty();
            window.picture("inbox-conversation");
            isAccessible(page);
            picture(page, "chat-desk");
            panel.locator("#reply").fill("A draft");
            panel.reload();
            assertThat(panel.locator("#reply")).hasValue("A draft");
        }
        assertThat(asked.stream().filter("stream"::equals)).hasSize(1);
    }

    @Test
    void a_page_with_hostile_styles_and_patched_globals_shows_it_all_the_same() {
        var page = tab("/hostile");
        var bubble = page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Open chat"));
        assertThat(bubble).isVisible();
        bubble.click();
        write(page, "Hello");
        assertThat(page.locator(".message.user .meta")).containsText("Sent");
        assertThat(page.locator(".message.user .text").evaluate("e => getComputedStyle(e).fontSize"))
                .isEqualTo("15px");
    }
}
