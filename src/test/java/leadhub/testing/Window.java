package leadhub.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A browser window in front of the panel. Closing it fails the test if the console complained or a page asked another
 * host for anything.
 */
public final class Window implements AutoCloseable {
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private final BrowserContext context;
    private final Page page;
    private final List<String> complaints = new ArrayList<>();

    private Window(String origin, Browser.NewContextOptions options) {
        context = Browsers.get().newContext(options.setBaseURL(origin));
        page = context.newPage();
        page.setDefaultTimeout(15_000);
        page.onConsoleMessage(message -> {
            // Chromium says this of every answer that isn't 2xx; tests of refusals cause some.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
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

    public static Window dark(String origin) {
        return new Window(origin, options(1280, 800).setColorScheme(ColorScheme.DARK));
    }

    /** Of somebody who reads a language. */
    public static Window in(String origin, String language) {
        return new Window(origin, options(1280, 800).setLocale(language));
    }

    private static Browser.NewContextOptions options(int width, int height) {
        return new Browser.NewContextOptions().setViewportSize(width, height).setLocale("en-US");
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

    /** What axe calls serious or critical, and what sticks out at the side. */
    public List<String> problems() {
        var problems = new ArrayList<String>();
        for (var rule : new AxeBuilder(page).analyze().getViolations()) {
            if (SERIOUS.contains(rule.getImpact())) {
                rule.getNodes().forEach(node -> problems.add(rule.getId() + " at " + node.getHtml()));
            }
        }
        if (page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
                .equals(true)) {
            problems.add("wider than the window");
        }
        return problems.stream().map(problem -> page.url() + ": " + problem).toList();
    }

    /** A picture of the page for people to look at, under target/pictures. */
    public void picture(String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target/pictures/" + name + ".png")));
    }

    @Override
    public void close() {
        context.close();
        assertThat(complaints).isEmpty();
    }
}
