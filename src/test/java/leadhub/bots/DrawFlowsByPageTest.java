package leadhub.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Visitor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A manager draws what a bot does, in a form alone. */
class DrawFlowsByPageTest {
    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final Panel manager = workspace.panel(Role.MANAGER);
    private final ApiClient api = workspace.leadHub();
    private String bot = "";
    private String path = "";

    @BeforeEach
    void a_bot() {
        bot = api.post("/api/v1/bots", "{\"name\": \"Website\", \"translations\": {\"de\": {}}}")
                .text("data.id");
        path = "/settings/bots/" + bot + "/flow";
    }

    private JsonNode flow() {
        return api.get("/api/v1/bots/" + bot + "/flow").at("data");
    }

    private JsonNode latest() {
        return flow().get("draft").isNull() ? flow().get("steps") : flow().get("draft");
    }

    /** Sends the form as it stands, with what was typed and pressed. */
    private Panel.Answer send(String op, Map<String, String> typed) {
        var fields = new LinkedHashMap<>(typed);
        var shown = TOKEN.matcher(manager.get(path).body());
        assertThat(shown.find()).isTrue();
        fields.put("token", shown.group(1));
        fields.put("base", "{\"steps\": " + latest() + "}");
        fields.put("op", op);
        return manager.post(path, fields);
    }

    private String id(int step) {
        return latest().get(step).get("id").stringValue();
    }

    @Test
    void steps_are_added_moved_named_and_published() {
        send("add:", Map.of());
        send("", Map.of("kind." + id(0), "choice"));
        send(
                "",
                Map.of(
                        "text." + id(0),
                        "What?",
                        "text." + id(0) + ".de",
                        "Was?",
                        "name." + id(0) + ".0",
                        "Yes",
                        "name." + id(0) + ".1",
                        "No"));
        var choice = id(0);
        send("add:" + choice + ".0", Map.of());
        var inner = latest().get(0).at("/config/paths/0/steps/0/id").stringValue();
        send("", Map.of("kind." + inner, "hand_over"));
        send("below:" + choice, Map.of());
        send("", Map.of("kind." + id(1), "end"));
        assertThat(flow().get("problems").isEmpty()).as(flow().toString()).isTrue();
        assertThat(send("publish", Map.of()).status()).isEqualTo(303);
        assertThat(flow().get("version").asInt()).isEqualTo(1);
        var config = Visitor.at(server.origin()).get("/c/" + bot + "/config?language=de");
        assertThat(config.text("opening.0.content")).isEqualTo("Was?");
        send("up:" + id(1), Map.of());
        assertThat(latest().get(0).at("/config/otherwise/steps/0/type").stringValue())
                .isEqualTo("end");
        send("discard", Map.of());
        assertThat(flow().get("draft").isNull()).isTrue();
    }

    @Test
    void what_speaks_against_a_flow_is_shown_at_its_step() {
        send("add:", Map.of());
        send("", Map.of("kind." + id(0), "email"));
        assertThat(manager.get(path).body()).contains("A way ends here").doesNotContain("is-invalid");
        var refused = send("publish", Map.of());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("2 things speak against").contains("is-invalid");
        assertThat(flow().get("version").asInt()).isZero();
    }

    @Test
    void a_way_by_what_was_answered_is_drawn() {
        send("add:", Map.of());
        send("", Map.of("kind." + id(0), "number", "text." + id(0), "How many?"));
        send("below:" + id(0), Map.of());
        send("", Map.of("kind." + id(1), "branch"));
        var fields = manager.get(path + "/condition?above=100&number=101&field.101=answers." + id(0));
        assertThat(fields.body()).contains("How many?").contains("is.101");
        send(
                "",
                Map.of(
                        "group[]",
                        "1:p." + id(1) + ".0",
                        "field.101",
                        "answers." + id(0),
                        "is.101",
                        "greater",
                        "typed.101",
                        "1,000"));
        var condition = latest().get(1).at("/config/paths/0/conditions/0");
        assertThat(condition.get("value").stringValue()).isEqualTo("1000");
        assertThat(manager.get(path).body()).contains("value=\"1,000\"");
    }

    @Test
    void what_somebody_else_has_saved_is_not_overwritten_unseen() {
        send("add:", Map.of());
        var shown = TOKEN.matcher(manager.get(path).body());
        assertThat(shown.find()).isTrue();
        api.patch("/api/v1/bots/" + bot + "/flow", "{\"steps\": [{\"type\": \"end\"}]}");
        var mine = new LinkedHashMap<String, String>();
        mine.put("token", shown.group(1));
        mine.put("base", "{\"steps\": []}");
        mine.put("op", "");
        var refused = manager.post(path, mine);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(latest().size()).isEqualTo(1);
        var theirs = Pattern.compile("value=\"overwrite:([^\"]+)\"").matcher(refused.body());
        assertThat(theirs.find()).isTrue();
        mine.put("op", "overwrite:" + theirs.group(1));
        manager.post(path, mine);
        assertThat(latest().isEmpty()).isTrue();
    }

    @Test
    void a_draft_is_tried_out_in_the_panel() {
        api.patch("/api/v1/bots/" + bot + "/flow", """
                {"steps": [{"type": "choice", "config": {"text": "Which?", "paths": [{"name": "This <b>"}]}},
                           {"type": "text", "config": {"text": "Name?", "field": "first_name"}}, {"type": "end"}]}
                """);
        assertThat(manager.get(path + "/try").body()).contains("Which?").contains("value=\"This &lt;b>\"");
        var second = manager.post(path + "/try", Map.of("choose", "This <b>", "is_open", "true"));
        assertThat(second.body()).contains("Name?").doesNotContain("<b>");
        var last = manager.post(path + "/try", Map.of("said[]", "This <b>", "content", "Zoe"));
        assertThat(last.body()).contains("The conversation would end here.").contains("Zoe");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"contact", "demo", "support", "after_hours"})
    void every_starting_point_works_as_it_is(String start) {
        manager.get("/settings/bots");
        var made = manager.post("/settings/bots", Map.of("name", "New", "start", start, "allowed_hosts", ""));
        var id = made.header("Location").replaceFirst(".*/", "");
        var flow = api.get("/api/v1/bots/" + id + "/flow");
        assertThat(flow.number("data.version")).isEqualTo(1);
        assertThat(flow.at("data.problems").isEmpty()).as(flow.body()).isTrue();
        var tried = api.post("/api/v1/bots/" + id + "/flow/try", """
                {"language": "ja", "is_open": false,
                 "said": ["2", "Hello?", "zoe@example.com", "Zoe", "+1 415 555 2671", "2026-12-24"]}
                """);
        assertThat(tried.text("data.fields.email")).isEqualTo("zoe@example.com");
        assertThat(tried.at("data.fields.notes").isMissingNode()).isFalse();
        assertThat(Json.write(tried.at("data.messages"))).doesNotContain("Write your question");
    }
}
