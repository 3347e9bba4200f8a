package leadhub.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The browser of all tests: Debian's Chromium without a window, talking to nobody but us. Its headless shell comes first:
 * the whole browser draws its own window around each page too, and takes twice the work for it.
 */
public final class Browsers {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium-headless-shell"),
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"));
    /** How long a page may take, in milliseconds: on a busy machine much longer than the five seconds that are usual. */
    static final double PATIENCE = 60_000;

    private static @Nullable Browser shared;

    private Browsers() {}

    /** A visitor of pages that aren't ours, with a profile of their own. */
    public static BrowserContext elsewhere() {
        return get().newContext();
    }

    /** The same with a window of one's own choice. */
    public static BrowserContext elsewhere(Browser.NewContextOptions options) {
        return get().newContext(options);
    }

    static synchronized Browser get() {
        if (shared == null) {
            var chromium = PLACES.stream()
                    .filter(Files::isExecutable)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "Tests of the panel need Chromium: sudo apt-get install chromium-headless-shell"));
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            var browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium)
                            .setArgs(List.of(
                                    "--no-sandbox",
                                    // As few processes as will do: each test opens windows of its own.
                                    "--in-process-gpu",
                                    "--renderer-process-limit=2",
                                    "--disable-gpu",
                                    "--disable-quic",
                                    "--no-first-run",
                                    "--disable-background-networking",
                                    "--disable-component-update",
                                    "--disable-sync")));
            Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
            PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
            shared = browser;
        }
        return shared;
    }
}
