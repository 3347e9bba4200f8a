package leadhub.automations;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Somebody takes an automation to another workspace, as a file. */
class TransferAutomationsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final TestWorkspace elsewhere = server.newWorkspace();
    private final ApiClient there = elsewhere.leadHub();
    private final Panel panel = elsewhere.panel(Role.MANAGER);

    private static long stage(ApiClient api, String name) {
        var pipeline = api.get("/api/v1/pipelines").at("data.0.id").asLong();
        return api.post("/api/v1/pipelines/" + pipeline + "/stages", "{\"name\": \"%s\"}".formatted(name))
                .number("data.id");
    }

    private static long template(ApiClient api, String name) {
        return api.post(
                        "/api/v1/email-templates",
                        Rule.json("{'name': '%s', 'subject': 'Hello', 'body': 'Hello', 'language': 'en'}"
                                .formatted(name)))
                .number("data.id");
    }

    private static void field(ApiClient api) {
        api.post("/api/v1/custom-fields", Rule.json("{'label': 'Renewal', 'type': 'date'}"));
    }

    private String exported(Rule rule) {
        var file = workspace.panel(Role.MANAGER).get("/automations/" + rule.id() + "/export");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("content-disposition")).contains("automation-" + rule.id() + ".json");
        return file.body();
    }

    /** Where it leads. */
    private String imported(String file) {
        panel.get("/automations");
        return panel.post("/automations/import", Map.of("file", file)).header("location");
    }

    private JsonNode draft(String path) {
        return Json.MAPPER.readTree(BuilderForm.open(panel, id(path)).get("base"));
    }

    private static long id(String path) {
        return Long.parseLong(path.replaceAll("[^0-9?]", "").replaceAll("[?].*", ""));
    }

    @Test
    void records_are_found_by_name_secrets_stay_and_what_is_missing_is_asked_for() {
        field(api);
        field(there);
        stage(there, "Other");
        var found = stage(there, "inspection");
        var welcome = template(there, "Welcome");
        var rule = Rule.create(
                api,
                "{'type': 'lead_stage_changed', 'config': {'to_stage_id': %d, 'conditions': [{'field': 'custom_fields.renewal', 'operator': 'present'}]}}"
                        .formatted(stage(api, "Inspection")),
                "{'type': 'send_email', 'config': {'to': 'lead', 'template_id': %d}}"
                        .formatted(template(api, "Welcome")),
                "{'type': 'branch', 'config': {'paths': [{'name': 'One', 'match': 'all', 'conditions': [{'field': 'source', 'operator': 'present'}], 'steps': [{'type': 'move_stage', 'config': {'pipeline_stage_id': %d}}]}], 'otherwise': {'steps': []}}}"
                        .formatted(stage(api, "Only here")),
                "{'type': 'send_webhook', 'config': {'url': 'https://hooks.example.com/x', 'secret': 'very-secret-words-indeed', 'headers': {'X-Key': 'hidden-value'}}}");
        var file = exported(rule);
        assertThat(file).contains("Only here").doesNotContain("very-secret", "hidden-value", "deed", "X-Key");
        var path = imported(file);
        var body = draft(path);
        assertThat(body.at("/name").asString()).isEqualTo("Rule");
        assertThat(body.at("/trigger/config/to_stage_id").asLong()).isEqualTo(found);
        assertThat(body.at("/steps/0/config/template_id").asLong()).isEqualTo(welcome);
        assertThat(body.at("/steps/1/config/paths/0/steps/0/config").has("pipeline_stage_id"))
                .isFalse();
        var made = there.get(Rule.ALL + "/" + id(path));
        assertThat(made.at("data.is_active").asBoolean()).isFalse();
        assertThat(panel.get(path).body()).contains("Correct what is marked");
        assertThat(panel.get("/automations/" + id(path) + "/publish").header("location"))
                .endsWith("?check=1");
    }

    @Test
    void what_has_all_it_needs_is_published_as_it_was() {
        api.post("/api/v1/tags", "{\"name\": \"Hot\"}");
        var rule = Rule.create(
                api,
                "{'type': 'tag_added', 'config': {'tag': 'Hot'}}",
                "{'type': 'add_note', 'config': {'text': 'Hi'}}");
        var path = imported(exported(rule));
        var form = BuilderForm.open(panel, id(path));
        form.press("save");
        assertThat(panel.get("/automations/" + id(path) + "/publish").body())
                .contains("Create tags that don’t exist yet: Hot");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "{'leadhub': 'automation', 'format': 2, 'body': {}}",
                "{'leadhub': 'automation', 'format': 1, 'body': {'name': 7}}",
                "{'leadhub': 'automation', 'format': 1, 'body': {'name': 'A', 'trigger': {'type': 'manual'}, 'steps': 'all'}}",
                "{'leadhub': 'automation', 'format': 1, 'body': {'name': 'A', 'trigger': {'type': 'manual'}, 'steps': [{'type': 7}]}}"
            })
    void what_is_no_such_file_is_refused(String file) {
        assertThat(imported(Rule.json(file))).isEqualTo("/automations");
        assertThat(there.get(Rule.ALL).number("meta.total")).isZero();
    }

    /** What a file says in the wrong shape is shown as an automation that can't run. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'trigger': {'type': 'nothing', 'config': 7}, 'steps': [{'type': 'nothing'}]",
                "'trigger': {'type': 'lead_created', 'config': {'conditions': 'all', 'sources': {'a': 1}}}, 'exit_when': {'conditions': 7}, 'steps': []",
                "'trigger': {'type': 'manual'}, 'steps': [{'type': 'branch', 'config': {'paths': [{'name': [], 'match': 7, 'conditions': {'a': []}}], 'otherwise': 7}}]",
                "'trigger': {'type': 'manual'}, 'steps': [{'type': 'delay', 'config': {'amount': {'a': 1}, 'unit': [], 'weekdays': 'mon'}}, {'type': 'send_email', 'config': {'to': [[1], {'id': {}}]}}, {'type': 'condition', 'config': {'conditions': [7, {'field': 'status', 'value': {}}, {'conditions': [[]]}]}}]"
            })
    void what_a_file_says_in_the_wrong_shape_can_be_corrected(String members) {
        var path = imported(
                Rule.json("{'leadhub': 'automation', 'format': 1, 'body': {'name': 'A', %s}}".formatted(members)));
        assertThat(path).contains("?check=1");
        assertThat(panel.get(path).status()).isEqualTo(200);
        assertThat(panel.get("/automations").status()).isEqualTo(200);
    }
}
