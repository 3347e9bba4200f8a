package leadhub.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import leadhub.api.Scope;
import leadhub.base.Role;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** Reports beside one another: made and arranged by people and by programs, private or shared. */
class ArrangeDashboardsTest {
    private static final String TILES = """
            {"name": "Sales", "tiles": [{"report": "conversion", "filter": {"source": "ads"}, "group_by": "week", "days": 90, "size": "l"},
                                        {"report": "sources", "shows": "table", "size": "s"}]}
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private ApiAnswer made(String body) {
        var answer = api.post("/api/v1/dashboards", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private ApiAnswer refused(String body) {
        var answer = api.post("/api/v1/dashboards", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer;
    }

    @Test
    void a_program_makes_arranges_and_deletes_one() {
        var made = made(TILES);
        var path = "/api/v1/dashboards/" + made.text("data.id");
        assertThat(made.at("data.tiles").toString())
                .isEqualTo(
                        "[{\"report\":\"conversion\",\"filter\":{\"source\":\"ads\"},\"group_by\":\"week\",\"days\":90,\"shows\":\"chart\",\"size\":\"l\"},"
                                + "{\"report\":\"sources\",\"filter\":{},\"group_by\":\"none\",\"days\":30,\"shows\":\"table\",\"size\":\"s\"}]");
        var etag = api.get(path).header("ETag");
        var renamed = api.with("If-Match", etag).patch(path, "{\"name\": \"Marketing\"}");
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.at("data.tiles").size()).isEqualTo(2);
        assertThat(api.with("If-Match", etag).patch(path, "{\"tiles\": []}").status())
                .isEqualTo(412);
        assertThat(api.put(path, "{\"tiles\": [{\"report\": \"people\"}]}")
                        .at("data.tiles")
                        .size())
                .isEqualTo(1);
        assertThat(api.patch(path, "{\"tiles\": []}").at("data.tiles").isEmpty())
                .isTrue();
        assertThat(api.get("/api/v1/dashboards").text("data.0.name")).isEqualTo("Marketing");
        assertThat(workspace.leadHub(Set.of(Scope.READ_LEADS)).delete(path).status())
                .isEqualTo(403);
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
    }

    @Test
    void what_cannot_be_is_refused_at_its_place() {
        var wrong = refused("""
                {"tiles": [{"report": "nonsense", "filter": {"stage_id": "9", "color": "red"}, "days": 0, "size": "xl"},
                           {"report": "leads", "group_by": "day", "days": 500}, {"report": "leads", "filter": {"stage_id": "9"}}]}
                """);
        assertThat(wrong.json().path("errors").propertyNames())
                .contains(
                        "name",
                        "tiles.0.report",
                        "tiles.0.filter.color",
                        "tiles.0.days",
                        "tiles.0.size",
                        "tiles.1.group_by",
                        "tiles.2.filter.stage_id");
        refused("{\"name\": \"x\", \"is_shared\": false}");
        refused("{\"name\": \"" + "x".repeat(61) + "\"}");
        var many = "{\"report\": \"leads\"},".repeat(13);
        refused("{\"name\": \"x\", \"tiles\": [" + many.substring(0, many.length() - 1) + "]}");
        for (var i = 0; i < 100; i++) {
            made("{\"name\": \"%d\"}".formatted(i));
        }
        assertThat(refused("{\"name\": \"one more\"}").text("errors.name.0")).contains("100");
    }

    private static String place(Panel panel, String location) {
        return panel.get(location, "en").body();
    }

    @Test
    void a_person_pins_a_report_and_arranges_what_is_there() {
        api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"source\": \"ads\"}");
        var panel = workspace.panel(Role.AGENT);
        assertThat(place(panel, "/dashboards")).contains("No dashboards yet");
        assertThat(place(panel, "/reports?report=sources&source=ads")).contains("name=\"query\" value=\"source=ads\"");
        var pinned = panel.post(
                "/dashboards/tiles",
                Map.of("report", "sources", "group_by", "none", "days", "30", "query", "source=ads", "dashboard", ""));
        var path = pinned.header("Location").replaceFirst(".*/dashboards", "/dashboards");
        panel.post(
                "/dashboards/tiles",
                Map.of(
                        "report",
                        "leads",
                        "days",
                        "7",
                        "query",
                        "",
                        "dashboard",
                        path.replaceFirst(".*/", ""),
                        "shows",
                        "table"));
        var first = path + "/tiles/" + path.replaceFirst(".*/", "") + "000001";
        var second = path + "/tiles/" + path.replaceFirst(".*/", "") + "000002";
        var page = place(panel, path);
        assertThat(page)
                .contains(
                        "hx-get=\"" + first + "\"",
                        "hx-get=\"" + second + "\"",
                        "Last 30 days · 1 filter",
                        "Last 7 days");
        assertThat(page.indexOf(first)).isLessThan(page.indexOf(second));
        assertThat(place(panel, first)).contains("<svg", "ads", "source=ads");
        assertThat(place(panel, second)).contains("<table").doesNotContain("role=\"img\"");
        panel.post(second, Map.of("position", "1"));
        panel.post(first, Map.of("size", "l", "shows", "table"));
        page = place(panel, path);
        assertThat(page.indexOf(second)).isLessThan(page.indexOf(first));
        assertThat(page).contains("tile tile-l");
        assertThat(place(panel, first)).contains("<table");
        panel.post(second + "/delete", Map.of());
        assertThat(place(panel, path)).doesNotContain(second).contains(first);
        assertThat(panel.get(second).status()).isEqualTo(404);
        panel.post(path, Map.of("name", "Mine alone"));
        assertThat(place(panel, "/dashboards")).contains("Mine alone");
        panel.post(path + "/delete", Map.of());
        assertThat(panel.get(path).status()).isEqualTo(404);
    }

    @Test
    void private_ones_are_their_owners_and_shared_ones_are_changed_by_managers() {
        var owner = workspace.panel(Role.AGENT);
        owner.get("/dashboards");
        var path = owner.post("/dashboards", Map.of("name", "Private"))
                .header("Location")
                .replaceFirst(".*/dashboards", "/dashboards");
        var manager = workspace.panel(Role.MANAGER);
        var other = workspace.panel(Role.AGENT);
        assertThat(manager.get(path).status()).isEqualTo(404);
        assertThat(api.get("/api/v1" + path).status()).isEqualTo(404);
        owner.get(path);
        owner.post(path, Map.of("name", "Shared", "is_shared", "1"));
        assertThat(other.get(path).body()).doesNotContain("action=\"" + path + "\"");
        assertThat(other.post(path, Map.of("name", "Taken")).status()).isEqualTo(403);
        assertThat(manager.get(path).body()).contains("action=\"" + path + "\"");
        manager.post(path, Map.of("name", "Managed", "is_shared", "1"));
        assertThat(api.get("/api/v1" + path).text("data.name")).isEqualTo("Managed");
        assertThat(api.get("/api/v1" + path).at("data.user_id").isNumber()).isTrue();
        // Whoever only reads makes their own and shares none.
        var reader = workspace.panel(Role.READ_ONLY);
        reader.get("/dashboards");
        assertThat(reader.post("/dashboards", Map.of("name", "Read", "is_shared", "1"))
                        .status())
                .isEqualTo(403);
        assertThat(reader.post("/dashboards", Map.of("name", "Read")).status()).isEqualTo(303);
    }

    @Test
    void a_tile_whose_filter_is_gone_says_so_and_everybody_sees_their_own_leads() {
        var colleague = workspace.user(Role.AGENT);
        api.post(
                "/api/v1/leads",
                "{\"first_name\": \"Ann\", \"source\": \"ads\", \"assigned_user_id\": %d}".formatted(colleague.id()));
        var pipeline = api.post(
                        "/api/v1/pipelines", "{\"name\": \"P\", \"stages\": [{\"name\": \"A\"}, {\"name\": \"B\"}]}")
                .text("data.id");
        var stage = api.get("/api/v1/pipelines/" + pipeline + "/stages").text("data.1.id");
        var id = made("""
                {"name": "Both", "tiles": [{"report": "leads", "filter": {"stage_id": "%s"}}, {"report": "sources", "shows": "table"}]}
                """.formatted(stage)).text("data.id");
        api.delete("/api/v1/pipelines/" + pipeline + "/stages/" + stage);
        var tiles = "/dashboards/" + id + "/tiles/" + id;
        var panel = workspace.panel(Role.AGENT);
        assertThat(place(panel, tiles + "000001")).contains("no longer exists");
        assertThat(place(panel, tiles + "000002")).doesNotContain(">ads<");
        assertThat(place(workspace.panel(Role.READ_ONLY), tiles + "000002")).contains(">ads<");
    }

    @Test
    void groups_of_conditions_stay_in_what_is_pinned_and_in_the_file() {
        var group = "{\"field.101\": \"source\", \"is.101\": \"equals\", \"value.101\": \"ads\", \"match.1\": \"any\"}";
        var made = made("{\"name\": \"Ads\", \"tiles\": [{\"report\": \"leads\", \"filter\": " + group + "}]}");
        assertThat(made.at("data.tiles.0.filter").toString())
                .contains("\"field.101\":\"source\"", "\"match.1\":\"any\"");
        var page = workspace
                .panel(Role.AGENT)
                .get("/reports?report=sources&field.101=source&is.101=equals&value.101=ads&match.1=any")
                .body();
        assertThat(page.substring(page.indexOf("csv"))).contains("field.101=source", "match.1=any");
    }
}
