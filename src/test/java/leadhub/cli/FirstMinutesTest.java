package leadhub.cli;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import leadhub.testing.PreparedFolder;
import leadhub.testing.Program;
import leadhub.testing.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What somebody does who has read nothing: starts the program, follows what it prints and what the pages offer, and
 * sees the first lead on the board. Each thing to be done is counted: there must be few of them.
 */
class FirstMinutesTest {
    private static final int FEW = 8;

    @TempDir
    Path data;

    private int done;

    @Test
    void fromAnEmptyFolderToTheFirstLeadOnTheBoard() throws Exception {
        try (var server = LeadHubProcess.serve(PreparedFolder.fill(data));
                var window = Window.open(server.origin())) {
            var page = window.page();
            page.navigate(server.origin());
            fill(page, "Email", server.printed("Email"));
            fill(page, "Password", server.printed("Password"));
            click(page.locator("main").getByRole(AriaRole.BUTTON, named("Sign in")));
            click(page.locator("main").getByRole(AriaRole.LINK, named("Create an API key")));
            fill(page, "Name", "Website");
            click(page.getByRole(AriaRole.BUTTON, onPage("Create key")));

            var line = page.locator("#curl").textContent();
            done++;
            var answer = Program.run(data, Map.of(), List.of("bash", "-c", line + " --silent"));
            assertThat(answer).contains("Sarah");

            click(page.getByRole(AriaRole.LINK, onPage("Board")));
            assertThat(page.locator(".column").first().locator(".card-lead")).containsText("Sarah Johnson");
            assertThat(done).isLessThanOrEqualTo(FEW);
        }
    }

    private void fill(Page page, String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
        done++;
    }

    private void click(Locator what) {
        what.click();
        done++;
    }

    private static Page.GetByRoleOptions onPage(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
