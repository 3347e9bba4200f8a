package leadhub;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Window;
import leadhub.users.User;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Typing numbers in one's own way, in a real browser. */
class WalkNumbersTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private final ApiClient api = workspace.leadHub();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "en-US; €5000; 5,000; 12.000; 12,000; 4,999.5",
                "de-DE; 5.000; 5.000; 12,000; 12.000; 4.999,5",
                "ja-JP; ５，０００; 5,000; 12.000; 12,000; 4,999.5",
                "zh-CN; 5 000; 5,000; 12.000; 12,000; 4,999.5",
                "ar-EG; ٥٠٠٠; 5,000; 12.000; 12,000; ٤٬٩٩٩٫٥"
            })
    void a_number_is_what_somebody_means(
            String language, String typed, String shown, String doubtful, String reading, String less) {
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}").text("data.id");
        try (var window = Window.in(server.origin(), language).signIn(alice.email(), TestWorkspace.PASSWORD)) {
            var page = window.page();
            page.navigate("/leads/" + lead);
            var deal = page.locator("#fact-deal");
            deal.fill(typed);
            deal.press("Tab");
            assertThat(page.locator("#timeline")).containsText(shown);
            assertThat(deal).hasValue(shown);
            Window.isSettled(page);
            deal.fill(doubtful);
            deal.press("Tab");
            assertThat(page.locator("#fact-deal-problem")).containsText(reading);
            assertThat(deal).hasValue(doubtful);
            assertThat(window.problems()).isEmpty();

            page.navigate("/leads?field.1=deal_value&is.1=greater");
            page.locator("#criteria-menu summary").click();
            page.locator("#criteria input").fill(less);
            page.locator("#criteria input").press("Tab");
            assertThat(page).hasURL(server.origin() + "/leads?field.1=deal_value&is.1=greater&value.1=4999.5");
            assertThat(page.locator("#leads")).containsText("Sarah");
            assertThat(page.locator("#criteria input")).hasValue(less);
        }
        assertThat(api.get("/api/v1/leads/" + lead).text("data.deal_value")).isEqualTo("5000");
    }
}
