package leadhub.leads.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import leadhub.base.Role;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The last name comes first where the reader's language has it so. */
class ReadNamesTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();

    @ParameterizedTest
    @CsvSource({
        "en,太郎,佐藤,太郎 佐藤",
        "de,Sarah,Johnson,Sarah Johnson",
        "ar,Sarah,Johnson,Sarah Johnson",
        "ja,太郎,佐藤,佐藤 太郎",
        "ja,Sarah,Johnson,Johnson Sarah",
        "zh-CN,小龙,李,李小龙",
        "zh-CN,Sarah,Johnson,Johnson Sarah"
    })
    void on_every_page_in_the_order_of_the_language(String language, String first, String last, String shown) {
        var id = make(first, last);
        // Home shows who has waited for a day.
        server.clock().pass(Duration.ofDays(2));
        var panel = workspace.panel(Role.MANAGER);
        for (var page : new String[] {
            "/leads",
            "/leads/" + id,
            board(panel),
            "/home",
            "/leads?search=" + java.net.URLEncoder.encode(last, java.nio.charset.StandardCharsets.UTF_8)
        }) {
            assertThat(panel.get(page, language).body()).as(page).contains(shown);
        }
        workspace.leadHub().delete(LEADS + "/" + id);
        assertThat(panel.get("/leads/deleted", language).body()).contains(shown);
    }

    @Test
    void forms_ask_in_the_same_order() {
        var id = make("太郎", "佐藤");
        var panel = workspace.panel(Role.MANAGER);
        for (var page : new String[] {"/leads/" + id, "/leads"}) {
            assertThat(panel.get(page, "ja").body()).containsSubsequence("name=\"last_name\"", "name=\"first_name\"");
            assertThat(panel.get(page, "en").body()).containsSubsequence("name=\"first_name\"", "name=\"last_name\"");
        }
    }

    @Test
    void the_api_and_lymbe_keep_their_order() {
        var id = make("太郎", "佐藤");
        assertThat(workspace.lymbe().get(LEADS).text("leads.0.name")).isEqualTo("太郎 佐藤");
        assertThat(workspace.leadHub().get(LEADS + "/" + id).text("data.first_name"))
                .isEqualTo("太郎");
    }

    private long make(String first, String last) {
        return workspace
                .leadHub()
                .post(LEADS, "{\"first_name\": \"" + first + "\", \"last_name\": \"" + last + "\"}")
                .number("data.id");
    }

    private String board(Panel panel) {
        return "/board/" + workspace.leadHub().get("/api/v1/pipelines").text("data.0.id");
    }
}
