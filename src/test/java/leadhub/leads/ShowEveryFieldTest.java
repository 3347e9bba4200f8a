package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.actions.ActionRequest;
import leadhub.actions.Actions;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.conditions.Comparison;
import leadhub.leads.record.LeadFields;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a lead has in a line of text is there wherever leads are: a new line in the catalogue is held to this too. */
class ShowEveryFieldTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel panel = workspace.panel(Role.ADMIN);

    static List<String> lines() {
        return LeadFields.names(LeadFields.LINES);
    }

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
        panel.get("/leads");
    }

    private static String value(String field, String word) {
        return switch (field) {
            case "email" -> word + "@example.com";
            case "phone" -> word.equals("once") ? "+14155550111" : "+14155550122";
            default -> word + "-" + field;
        };
    }

    private static String body(String field, String word) {
        var name = field.equals("first_name") ? "" : "\"first_name\": \"Sarah\", ";
        return "{" + name + "\"" + field + "\": \"" + value(field, word) + "\"}";
    }

    @ParameterizedTest
    @MethodSource("lines")
    void people_and_programs_see_it_find_by_it_and_change_it(String field) {
        var once = value(field, "once");
        var now = value(field, "now");
        workspace.rule(field, Comparison.EQUALS, now, 7);
        var id = api.post("/api/v1/leads", body(field, "once")).number("data.id");
        var path = "/leads/" + id;
        assertThat(api.get("/api/v1" + path).text("data." + field)).isEqualTo(once);
        assertThat(api.get("/api/v1/leads").text("data.0." + field)).isEqualTo(once);

        panel.post(path + "/cell", Map.of("column", field, field, now));
        var lead = api.get("/api/v1" + path);
        assertThat(lead.text("data." + field)).isEqualTo(now);
        assertThat(lead.number("data.lead_score")).isEqualTo(7);

        panel.post("/leads/columns", Map.of("columns[]", field, "query", ""));
        assertThat(panel.get("/leads").body()).contains(now).doesNotContain("field." + field);
        var asking = "field.1=" + field + "&is.1=equals&value.1=" + URLEncoder.encode(now, StandardCharsets.UTF_8);
        assertThat(panel.get("/leads?" + asking).body()).contains(path + "\"");
        assertThat(panel.get("/leads?" + asking.replace("equals", "not_equals")).body())
                .doesNotContain(path + "\"");
        panel.post("/bulk", Map.of("tag", "found", "all", "1", "query", asking));
        assertThat(api.get("/api/v1" + path).at("data.tags").toString()).isEqualTo("[\"found\"]");

        assertThat(panel.get(path).body()).contains("id=\"fact-" + field + "\"", once, now);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void an_action_sets_it(String field) {
        var id = api.post("/api/v1/leads", body(field, "once")).number("data.id");
        var asked = Json.MAPPER.createObjectNode().put("field", field).put("value", value(field, "now"));
        var kind = server.bean(Actions.class).find("set_field").orElseThrow();
        var action = kind.check(new ActionRequest(workspace.caller(), asked, key -> key, false));
        kind.apply(workspace.caller(), id, action.config());
        assertThat(api.get("/api/v1/leads/" + id).text("data." + field)).isEqualTo(value(field, "now"));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void it_comes_back_with_a_deleted_lead_and_is_filled_by_what_comes_in(String field) {
        var path = "/api/v1/leads/"
                + api.post("/api/v1/leads", body(field, "once")).number("data.id");
        var before = api.get(path).text("data." + field);
        api.delete(path);
        panel.post(path.replace("/api/v1/leads/", "/leads/deleted/") + "/restore", Map.of());
        assertThat(api.get(path).text("data." + field)).isEqualTo(before);

        var inbound = "/api/inbound/leads?tenant=" + workspace.slug();
        var ann = "{\"email\": \"ann@example.com\"";
        var id = api.post(inbound, ann + "}").number("lead_id");
        if (!field.equals("email")) {
            api.post(inbound, ann + ", \"" + field + "\": \"" + value(field, "now") + "\"}");
            assertThat(api.get("/api/v1/leads/" + id).text("data." + field)).isEqualTo(value(field, "now"));
        }
    }
}
