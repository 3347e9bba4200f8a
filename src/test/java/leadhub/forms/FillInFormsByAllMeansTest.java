package leadhub.forms;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Axe;
import leadhub.testing.Browsers;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** Each kind of field, on a narrow screen, in the dark, from right to left, in the system's own colours, and by keys alone. */
class FillInFormsByAllMeansTest {
    private static final String FIELDS = """
            "fields": [
                {"key": "email", "type": "email", "required": true, "help": "We write to it once."},
                {"key": "name", "type": "text", "placeholder": "Ann"}, {"key": "phone", "type": "phone"},
                {"key": "message", "type": "textarea"}, {"key": "number", "type": "number", "min": 1},
                {"key": "day", "type": "date"}, {"key": "site", "type": "url"}, {"key": "source_page", "type": "hidden"},
                {"key": "size", "type": "select", "options": ["S", "M"], "step": 2},
                {"key": "colour", "type": "radio", "options": ["Red", "Blue"], "required": true, "step": 2},
                {"key": "extras", "type": "multi_select", "options": ["One", "Two"], "step": 2},
                {"key": "call_me", "type": "checkbox", "step": 2}, {"key": "cv", "type": "file", "step": 2},
                {"key": "terms", "type": "consent", "consent_text": "I agree to be called.", "required": true, "step": 2}]
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private ApiAnswer form(String language) {
        var made = api.post("/api/v1/forms", """
                {"name": "Contact", %s, "settings": {"language": "%s", "spam": {"min_seconds": 0},
                 "steps": [{"title": "You"}, {"title": "Your wish"}], "theme": {"accent": "#7a3cff"}}}
                """.formatted(FIELDS, language));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private static BrowserContext phone(ColorScheme scheme, ForcedColors colors) {
        return Browsers.elsewhere(new Browser.NewContextOptions()
                .setViewportSize(320, 640)
                .setColorScheme(scheme)
                .setForcedColors(colors)
                .setReducedMotion(ReducedMotion.REDUCE));
    }

    private static void isAccessible(Page page) {
        assertThat(Axe.all(page)).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .isEqualTo(true);
    }

    /** From the first step over what is wrong to the end. */
    private static void walk(Page page, String url) {
        page.navigate(url);
        isAccessible(page);
        var next = page.locator("form.lf .lf-buttons button[type=submit]");
        page.locator("input[name=email]").fill("ann@gmial.com");
        page.locator("input[name=email]").blur();
        assertThat(page.locator(".lf-hint")).isVisible();
        isAccessible(page);
        next.click();
        assertThat(page.locator("select")).isVisible();
        isAccessible(page);
        // The browser is kept from saying it first.
        page.evaluate("document.querySelectorAll('[required]').forEach(input => { input.required = false; })");
        next.click();
        assertThat(page.locator(".lf-errors")).isVisible();
        assertThat(page.locator("input[name=colour]").first()).isVisible();
        isAccessible(page);
        page.locator("input[name=colour]").first().check();
        page.locator("input[name=terms]").check();
        next.click();
        assertThat(page.locator(".lf-end")).isVisible();
        isAccessible(page);
    }

    @Test
    void it_is_accessible_narrow_dark_from_right_to_left_and_in_the_systems_colours() {
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (var visitor = phone(scheme, ForcedColors.NONE)) {
                walk(
                        visitor.newPage(),
                        form(scheme == ColorScheme.LIGHT ? "en" : "ar").text("data.url"));
            }
        }
        try (var visitor = phone(ColorScheme.DARK, ForcedColors.ACTIVE)) {
            walk(visitor.newPage(), form("de").text("data.url"));
        }
    }

    @Test
    void each_step_is_looked_at_by_itself() {
        try (var visitor = phone(ColorScheme.LIGHT, ForcedColors.NONE)) {
            var page = visitor.newPage();
            page.navigate(form("en").text("data.url"));
            var next = page.locator("form.lf .lf-buttons button[type=submit]");
            next.click();
            assertThat(page.locator("input[name=email]")).isFocused();
            page.locator("input[name=email]").fill("ann@example.com");
            next.click();
            next.click();
            assertThat(page.locator("input[name=colour]").first()).isFocused();
            // Whoever goes back and breaks something is led there.
            page.locator("button.lf-second").click();
            page.locator("input[name=email]").fill("");
            page.keyboard().press("Enter");
            assertThat(page.locator("input[name=email]")).isFocused();
        }
    }

    @Test
    void keys_are_enough() {
        var form = form("en");
        try (var visitor = phone(ColorScheme.LIGHT, ForcedColors.NONE)) {
            var page = visitor.newPage();
            page.navigate(form.text("data.url"));
            tabTo(page, "input[name=email]");
            page.keyboard().type("ann@example.com");
            page.keyboard().press("Enter");
            // The next step takes the focus along.
            assertThat(page.locator("select")).isFocused();
            page.keyboard().type("M");
            tabTo(page, "input[name=colour]");
            page.keyboard().press("Space");
            tabTo(page, "input[name=terms]");
            page.keyboard().press("Space");
            tabTo(page, "form.lf .lf-buttons button[type=submit]");
            page.keyboard().press("Enter");
            assertThat(page.locator(".lf-end")).isVisible();
        }
        var sent = api.get("/api/v1/forms/" + form.text("data.id") + "/submissions");
        assertThat(sent.at("data.0.values.size").asString()).isEqualTo("M");
        assertThat(sent.at("data.0.values.colour").asString()).isEqualTo("Red");
        assertThat(sent.at("data.0.values.terms").asBoolean()).isTrue();
    }

    /** The trap is never on the way. */
    private static void tabTo(Page page, String place) {
        for (var press = 0; press < 30; press++) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate("document.activeElement.name")).isNotEqualTo("_subject");
            if (page.evaluate("place => document.activeElement.matches(place)", place)
                    .equals(true)) {
                return;
            }
        }
        throw new AssertionError("Nobody gets to " + place + " by keys");
    }
}
