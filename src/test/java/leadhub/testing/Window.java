package leadhub.testing;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A browser window in front of the panel. Closing it fails the test if the console complained or a page asked another
 * host for anything.
 */
public final class Window implements AutoCloseable {
    /** Chromium says the first of every answer that isn't 2xx, htmx the others where none came; tests of failures cause some. */
    private static final List<String> UNANSWERED =
            List.of("Failed to load resource", "htmx:afterRequest", "htmx:sendError", "htmx:timeout");

    /** What fingers have to hit is measured too, which axe leaves out unless it's asked. */
    private static final Map<String, Object> WITH_TARGET_SIZES =
            Map.of("rules", Map.of("target-size", Map.of("enabled", true)));

    private static final Map<String, Object> COLOURS =
            Map.of("runOnly", Map.of("type", "rule", "values", List.of("color-contrast", "link-in-text-block")));

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Window(String origin, Browser.NewContextOptions options) {
        context = Browsers.get().newContext(options.setBaseURL(origin));
        page = context.newPage();
        page.setDefaultTimeout(Browsers.PATIENCE);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && UNANSWERED.stream().noneMatch(message.text()::startsWith)) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            if (!request.url().startsWith(origin) && !request.url().startsWith("data:")) {
                complaints.add("asked " + request.url());
            }
        });
    }

    public static Window open(String origin) {
        return new Window(origin, options(1280, 800));
    }

    /** As wide as a phone. */
    public static Window phone(String origin) {
        return new Window(origin, options(390, 844).setHasTouch(true).setIsMobile(true));
    }

    /** The phone of somebody who reads a language. */
    public static Window phone(String origin, String language) {
        return new Window(
                origin, options(390, 844).setHasTouch(true).setIsMobile(true).setLocale(language));
    }

    /** Wide enough for a board, and worked on with fingers. */
    public static Window tablet(String origin) {
        return new Window(origin, options(1180, 820).setHasTouch(true).setIsMobile(true));
    }

    public static Window dark(String origin) {
        return new Window(origin, options(1280, 800).setColorScheme(ColorScheme.DARK));
    }

    /** Of somebody who reads a language. */
    public static Window in(String origin, String language) {
        return new Window(origin, options(1280, 800).setLocale(language));
    }

    private static Browser.NewContextOptions options(int width, int height) {
        return new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setLocale("en-US")
                .setTimezoneId("UTC");
    }

    public Page page() {
        return page;
    }

    public Window signIn(String email, String password) {
        page.navigate("/sign-in");
        page.fill("#email", email);
        page.fill("#password", password);
        page.click("button[type=submit]");
        page.waitForURL("**/home");
        return this;
    }

    /** Chooses from a list by clicks: opens it at its button, takes what is called so, and waits for what comes of it. */
    public void choose(Locator button, String option) {
        button.click();
        page.locator(".listbox")
                .getByRole(
                        AriaRole.OPTION,
                        new Locator.GetByRoleOptions().setName(option).setExact(true))
                .click();
        assertThat(page.locator(".listbox")).hasCount(0);
        assertThat(page.locator("select.htmx-request")).hasCount(0);
    }

    /** Waits until what was shown anew listens, which it does a moment after it is seen. */
    public static void isSettled(Page page) {
        assertThat(page.locator(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"))
                .hasCount(0);
    }

    /** Composes a text as an input method does, and presses a key while it is being composed. */
    public void compose(String text, String key) {
        var keyboard = context.newCDPSession(page);
        var composed = new JsonObject();
        composed.addProperty("text", text);
        composed.addProperty("selectionStart", text.length());
        composed.addProperty("selectionEnd", text.length());
        keyboard.send("Input.imeSetComposition", composed);
        for (var type : List.of("rawKeyDown", "keyUp")) {
            var press = new JsonObject();
            press.addProperty("type", type);
            press.addProperty("key", key);
            press.addProperty("code", key);
            // What browsers say of every key that an input method takes.
            press.addProperty("windowsVirtualKeyCode", 229);
            keyboard.send("Input.dispatchKeyEvent", press);
        }
        keyboard.detach();
    }

    /** Holds a thing down with a finger until the page has noticed, takes it to another place, and lets go. */
    public void dragWithFinger(Locator thing, Locator place, String noticed) {
        var finger = context.newCDPSession(page);
        touch(finger, "touchStart", middle(thing));
        assertThat(page.locator(noticed)).hasCount(1);
        var from = middle(thing);
        var to = middle(place);
        for (var step = 1; step <= 10; step++) {
            touch(finger, "touchMove", between(from, to, step / 10.0));
        }
        // The page looks where the finger is now and then only.
        assertThat(place.locator(noticed)).hasCount(1);
        touch(finger, "touchEnd", null);
    }

    private static double[] middle(Locator thing) {
        var box = thing.boundingBox();
        return new double[] {box.x + box.width / 2, box.y + Math.min(box.height, 80) / 2};
    }

    private static double[] between(double[] from, double[] to, double part) {
        return new double[] {from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part};
    }

    private static void touch(CDPSession finger, String type, double @Nullable [] at) {
        var points = new JsonArray();
        if (at != null) {
            var point = new JsonObject();
            point.addProperty("x", at[0]);
            point.addProperty("y", at[1]);
            points.add(point);
        }
        var event = new JsonObject();
        event.addProperty("type", type);
        event.add("touchPoints", points);
        finger.send("Input.dispatchTouchEvent", event);
    }

    /** What axe calls serious or critical, and what sticks out at the side. */
    public List<String> problems() {
        return problems(WITH_TARGET_SIZES);
    }

    /** The same after the page turned dark, which changes its colours and nothing else. */
    public List<String> problemsInTheDark() {
        page.emulateMedia(new Page.EmulateMediaOptions()
                .setColorScheme(ColorScheme.DARK)
                // Colours that are on their way are neither.
                .setReducedMotion(ReducedMotion.REDUCE));
        assertThat(page.locator("html[data-color-scheme=dark]")).hasCount(1);
        return problems(COLOURS);
    }

    /** What sticks out at the side once the window is as wide as a desk's. */
    public boolean isTooWideOnADesk() {
        page.setViewportSize(1280, 800);
        return isTooWide();
    }

    private List<String> problems(Map<String, Object> options) {
        // Of a page that a link has led to, all that is asked about has to be there.
        page.waitForLoadState();
        // What is being sent is dimmed, and what comes of it is the page that is meant.
        assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        var problems = new ArrayList<>(Axe.serious(page, options));
        if (isTooWide()) {
            problems.add("wider than the window");
        }
        return problems.stream().map(problem -> page.url() + ": " + problem).toList();
    }

    /** Whether something sticks out at the side. */
    public boolean isTooWide() {
        return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
                .equals(true);
    }

    /** Cuts the connection to the server, or has it again. */
    public void setOffline(boolean isOffline) {
        context.setOffline(isOffline);
    }

    /** A picture of the page for people to look at, under target/pictures; taken where {@code -Dpictures} asks for it. */
    public void picture(String name) {
        if (System.getProperty("pictures") == null) {
            return;
        }
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pictures/" + name + ".png")));
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }
}
