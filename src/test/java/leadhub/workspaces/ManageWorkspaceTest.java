package leadhub.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManageWorkspaceTest {
    private static final String PATH = "/settings/general";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();

    /** Tries to sign in are counted by the hour, and all tests come from one address. */
    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Panel open(Role role) {
        var panel = workspace.panel(role);
        panel.get("/leads");
        return panel;
    }

    private Workspace stored() {
        return server.bean(Workspaces.class).get(workspace.caller());
    }

    @Test
    void those_who_chose_no_language_see_the_workspaces_and_all_see_its_days() {
        var panel = open(Role.ADMIN);
        workspace.leadHub().post("/api/v1/leads", "{\"first_name\": \"Sarah\"}");
        panel.post(PATH, Map.of("language", "de", "date_format", "year_first"));
        var today = server.clock().instant().toString().substring(0, 10);
        assertThat(panel.get("/leads").body()).contains("lang=\"de\"", ">" + today + "</time>");
        panel.post("/settings/account", Map.of("name", "Alice", "language", "ja", "theme", "auto", "time_zone", ""));
        assertThat(panel.get("/leads").body()).contains("lang=\"ja\"");
        var wrong = panel.post(PATH, Map.of("language", "tlh"));
        assertThat(wrong.status()).isEqualTo(422);
        panel.post(PATH, Map.of("language", "", "date_format", "auto"));
        assertThat(stored().language()).isNull();
    }

    @Test
    void an_administrator_says_how_it_is_called_and_where_it_is() {
        var panel = open(Role.ADMIN);
        assertThat(panel.get(PATH).body())
                .contains("value=\"" + stored().name() + "\"")
                .contains("<option value=\"Europe/Berlin\">Germany – Berlin</option>")
                .contains("<option value=\"US\" selected>United States</option>");
        var answer = panel.post(
                PATH, Map.of("name", " Zorn & Söhne ", "time_zone", "Asia/Kolkata", "default_country", "DE"));
        assertThat(answer.status()).isEqualTo(303);
        assertThat(stored().name()).isEqualTo("Zorn & Söhne");
        assertThat(stored().timeZone()).isEqualTo("Asia/Kolkata");
        assertThat(stored().defaultCountry()).isEqualTo("DE");
        assertThat(panel.get(PATH).body())
                .contains("Zorn &amp; Söhne")
                .contains("<option value=\"Asia/Kolkata\" selected>")
                .contains("<option value=\"DE\" selected>Germany</option>");
        assertThat(new WorkspaceTables(server).rows(workspace).get("audit_entries"))
                .anySatisfy(entry -> assertThat(entry).contains("workspace.changed", "Zorn", "Asia/Kolkata"));
    }

    @Test
    void keys_that_are_in_use_know_it_at_once_in_every_process() {
        var here = workspace.leadHub();
        var there = workspace.either(here, 1);
        var panel = open(Role.ADMIN);
        for (var round = 0; round < 3; round++) {
            var name = "Round " + round;
            var country = List.of("DE", "JP", "EG").get(round);
            assertThat(here.get("/api/v1/me").status()).isEqualTo(200);
            assertThat(there.get("/api/v1/me").status()).isEqualTo(200);
            panel.post(PATH, Map.of("name", name, "default_country", country));
            // As quickly as the signal travels: the ten seconds for which keys are remembered don't pass meanwhile.
            Await.until(() -> here.get("/api/v1/me").text("data.workspace.name").equals(name)
                    && there.get("/api/v1/me").text("data.workspace.name").equals(name));
        }
        // A number without a country is now one of the country that was chosen last.
        there.post("/api/v1/leads", "{\"first_name\": \"Mona\", \"phone\": \"02 27365000\"}");
        there.post("/api/v1/leads", "{\"first_name\": \"Mona\", \"phone\": \"+20 2 27365000\"}");
        assertThat(panel.get("/leads").body()).contains("Duplicate?");
    }

    @Test
    void times_are_shown_in_its_zone() {
        workspace.leadHub().post("/api/v1/leads", "{\"first_name\": \"Ann\"}");
        var panel = open(Role.ADMIN);
        var before = panel.get("/leads").body();
        panel.post(PATH, Map.of("time_zone", "Pacific/Kiritimati"));
        assertThat(panel.get("/leads").body()).isNotEqualTo(before);
        assertThat(stored().name()).startsWith("Test test-");
    }

    @Test
    void nonsense_is_refused_and_shown_again() {
        var panel = open(Role.ADMIN);
        var before = stored();
        var noName = panel.post(PATH, Map.of("name", " ", "time_zone", "Europe/Berlin"));
        assertThat(noName.status()).isEqualTo(422);
        assertThat(noName.body())
                .contains("Enter a name for the workspace.")
                .contains("<option value=\"Europe/Berlin\" selected>");
        for (var nonsense : List.of(
                Map.of("time_zone", "Europe/Atlantis"),
                Map.of("time_zone", ""),
                Map.of("default_country", "XX"),
                Map.of("default_country", "DEU"),
                Map.of("name", "x".repeat(256)))) {
            assertThat(panel.post(PATH, nonsense).status()).as("%s", nonsense).isEqualTo(422);
        }
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void nobody_else_may() {
        var before = stored();
        for (var role : List.of(Role.MANAGER, Role.AGENT, Role.READ_ONLY)) {
            var panel = open(role);
            assertThat(panel.get(PATH).status()).isEqualTo(403);
            assertThat(panel.post(PATH, Map.of("name", "Mine")).status()).isEqualTo(403);
        }
        assertThat(stored()).isEqualTo(before);
    }

    @Test
    void every_language_names_places_in_its_own_words() {
        var panel = open(Role.ADMIN);
        assertThat(panel.get(PATH, "ar").body()).contains("ألمانيا – برلين").contains(">اليابان</option>");
        assertThat(panel.get(PATH, "ja").body()).contains("ドイツ – ベルリン");
        assertThat(panel.get(PATH, "de").body())
                .contains("Deutschland – Berlin")
                .contains(">Japan</option>");
    }
}
