package leadhub.automations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import leadhub.api.Scope;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Somebody writes down what is to be done, and is told by its path what can't be. */
class DefineAutomationsTest {
    private static final String NOTE =
            "{'id': 'note', 'type': 'action', 'action': 'add_note', 'config': {'text': 'Hi'}}";
    private static final String MANUAL = "{'type': 'manual'}";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'type': 'tag_added', 'config': {'tag': 'unknown'}} | {'type': 'add_note', 'config': {'text': 'a'}} | trigger.config.tag
            {'type': 'nothing'} | {'type': 'add_note', 'config': {'text': 'a'}} | trigger.type
            {'type': 'lead_score_threshold', 'config': {'direction': 'above'}} | {'type': 'add_note', 'config': {'text': 'a'}} | trigger.config.threshold
            {'type': 'lead_stage_changed', 'config': {'to_stage_id': 1}} | {'type': 'add_note', 'config': {'text': 'a'}} | trigger.config.to_stage_id
            {'type': 'lead_created', 'config': {'conditions': [{'field': 'nothing', 'operator': 'equals', 'value': 'a'}]}} | {'type': 'add_note', 'config': {'text': 'a'}} | trigger.config.conditions.0.field
            {'type': 'lead_created', 'config': {'debounce_seconds': 3601}} | {'type': 'add_note', 'config': {'text': 'a'}} | trigger.config.debounce_seconds
            {'type': 'manual'} | {'type': 'nothing'} | steps.0.type
            {'type': 'manual'} | {'type': 'action', 'action': 'delete'} | steps.0.action
            {'type': 'manual'} | {'type': 'add_tag', 'config': {'tag': 'unknown'}} | steps.0.config.tag
            {'type': 'manual'} | {'type': 'delay', 'config': {'amount': 1001, 'unit': 'days'}} | steps.0.config.amount
            {'type': 'manual'} | {'type': 'delay', 'config': {'until': '25:00'}} | steps.0.config.until
            {'type': 'manual'} | {'type': 'wait_until', 'config': {'conditions': [{'field': 'status', 'operator': 'changed_to'}]}} | steps.0.config.conditions.0.value
            {'type': 'manual'} | {'type': 'send_webhook', 'config': {'url': 'ftp://example.com'}} | steps.0.config.url
            {'type': 'manual'} | {'type': 'branch', 'config': {'paths': [{'conditions': [], 'steps': [{'type': 'condition', 'config': {'conditions': []}}, {'type': 'assign', 'config': {'mode': 'user', 'user_id': 1}}]}]}} | steps.0.config.paths.0.steps.1.config.user_id
            """)
    void what_cant_run_is_refused_by_its_path(String trigger, String step, String path) {
        var refused = api.post(Rule.ALL, Rule.body(trigger, "", step));
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json().get("errors").propertyNames()).containsExactly(path);
        assertThat(api.get(Rule.ALL).number("meta.total")).isZero();
    }

    @Test
    void a_draft_may_be_without_steps_but_not_an_active_one() {
        var draft = api.post(Rule.ALL, Rule.json("{'name': 'Later', 'trigger_type': 'manual'}"));
        assertThat(draft.status()).isEqualTo(201);
        assertThat(draft.text("data.trigger.type")).isEqualTo("manual");
        assertThat(draft.at("data.is_active").asBoolean()).isFalse();
        var refused = Rule.of(api, draft).patch("{'is_active': true}");
        assertThat(refused.json().get("errors").propertyNames()).containsExactly("steps");
    }

    @Test
    void a_tag_that_is_new_is_made_where_that_is_asked_for_and_goes_by_its_name() {
        var body = Rule.body(
                "{'type': 'tag_added', 'config': {'tag': 'Hot'}}",
                "",
                "{'type': 'add_tag', 'config': {'tag': 'Seen'}}");
        var rule = Rule.of(api, api.post(Rule.ALL + "?create_tags=true", body));
        assertThat(rule.get().text("data.trigger.config.tag")).isEqualTo("Hot");
        var tag = api.get("/api/v1/tags")
                .at("data")
                .valueStream()
                .filter(one -> one.get("name").asString().equals("Seen"))
                .findFirst()
                .orElseThrow();
        api.patch("/api/v1/tags/" + tag.get("id"), Rule.json("{'name': 'Noticed'}"));
        assertThat(rule.get().text("data.steps.0.config.tag")).isEqualTo("Noticed");
        assertThat(rule.get().text("data.steps.0.action")).isEqualTo("add_tag");
    }

    @Test
    void other_steps_are_a_new_version_and_a_name_is_not() {
        var rule = Rule.create(api, MANUAL, NOTE, "{'type': 'delay', 'config': {'amount': 2, 'unit': 'hours'}}");
        var steps = rule.get().at("data.steps");
        assertThat(steps.at("/0/id").asString()).isEqualTo("note");
        assertThat(steps.at("/1/id").asString()).hasSize(8);
        assertThat(rule.patch("{'name': 'Other', 'steps': %s}".formatted(steps)).number("data.version"))
                .isEqualTo(1);
        assertThat(rule.patch("{'steps': [%s]}".formatted(NOTE)).number("data.version"))
                .isEqualTo(2);
        assertThat(rule.patch("{'trigger': {'type': 'lead_created'}}").number("data.version"))
                .isEqualTo(3);
    }

    @Test
    void the_second_of_two_who_save_the_same_is_told() {
        var rule = Rule.create(api, MANUAL, NOTE);
        var mine = api.with("If-Match", rule.get().header("ETag"));
        assertThat(rule.patch("{'steps': []}").status()).isEqualTo(422);
        assertThat(rule.patch("{'name': 'Hers'}").status()).isEqualTo(200);
        assertThat(mine.patch(rule.path(), Rule.json("{'name': 'Mine'}")).status())
                .isEqualTo(412);
        assertThat(rule.get().text("data.name")).isEqualTo("Hers");
    }

    @Test
    void secrets_are_kept_sealed_and_stay_where_their_mark_is_sent_back() {
        var step =
                "{'id': 's', 'type': 'send_webhook', 'config': {'url': 'http://127.0.0.1:9/', 'secret': 'a very secret 3f2a', 'headers': {'X-Token': 'quite secret 77'}}}";
        var rule = Rule.create(api, MANUAL, step);
        var shown = rule.get().at("data.steps");
        assertThat(shown.at("/0/config/secret/hint").asString()).isEqualTo("…3f2a");
        assertThat(shown.toString()).doesNotContain("very secret").doesNotContain("quite secret");
        assertThat(rule.patch("{'steps': %s}".formatted(shown)).number("data.version"))
                .isEqualTo(1);
        var rows = new WorkspaceTables(server).rows(workspace).toString();
        assertThat(rows)
                .doesNotContain("very secret")
                .doesNotContain(HexFormat.of().formatHex("very secret".getBytes(StandardCharsets.UTF_8)));
        var never =
                "{'id': 'other', 'type': 'send_webhook', 'config': {'url': 'http://127.0.0.1:9/', 'secret': {'set': true}}}";
        assertThat(rule.patch("{'steps': [%s]}".formatted(never))
                        .json()
                        .get("errors")
                        .propertyNames())
                .containsExactly("steps.0.config.secret");
    }

    @Test
    void types_come_from_what_is_there() {
        var types = api.get(Rule.ALL + "/types").at("data");
        assertThat(types.get("triggers")
                        .valueStream()
                        .map(type -> type.get("type").asString()))
                .contains("lead_created", "tag_added", "manual", "form_submitted", "conversation_captured", "replied")
                .doesNotContain("send_email");
        assertThat(types.get("actions")
                        .valueStream()
                        .map(type -> type.get("type").asString()))
                .contains("assign", "add_tag", "send_webhook", "start_automation", "notify")
                .doesNotContain("delete");
        assertThat(types.get("operators")
                        .valueStream()
                        .map(type -> type.get("type").asString()))
                .contains("equals", "changed_to");
    }

    @Test
    void scopes_say_who_may_what() {
        var rule = Rule.create(api, MANUAL, NOTE);
        var reader = workspace.leadHub(EnumSet.of(Scope.READ_AUTOMATIONS));
        assertThat(reader.get(rule.path()).status()).isEqualTo(200);
        assertThat(reader.patch(rule.path(), "{}").status()).isEqualTo(403);
        var writer = workspace.leadHub(EnumSet.of(Scope.WRITE_AUTOMATIONS));
        assertThat(writer.patch(rule.path(), Rule.json("{'name': 'B'}")).status())
                .isEqualTo(200);
        assertThat(writer.delete(rule.path()).status()).isEqualTo(403);
        assertThat(workspace
                        .leadHub(EnumSet.of(Scope.DELETE_AUTOMATIONS))
                        .delete(rule.path())
                        .status())
                .isEqualTo(204);
        assertThat(api.get(rule.path()).status()).isEqualTo(404);
    }

    @Test
    void what_an_active_automation_names_does_not_vanish_unseen() {
        var tag = api.post("/api/v1/tags", Rule.json("{'name': 'hot'}")).text("data.id");
        var stage = api.get("/api/v1/pipelines").text("data.0.stages.1.id");
        var pipeline = api.get("/api/v1/pipelines").text("data.0.id");
        var user = api.post(
                        "/api/v1/users",
                        Rule.json("{'name': 'Bob', 'email': 'bob.%d@example.com'}".formatted(workspace.id())))
                .text("data.id");
        var field = api.post("/api/v1/custom-fields", Rule.json("{'label': 'Budget', 'type': 'number'}"))
                .text("data.id");
        var rule = Rule.create(
                api,
                "{'type': 'tag_added', 'config': {'tag': 'hot'}}",
                "{'type': 'move_stage', 'config': {'pipeline_stage_id': %s}}".formatted(stage),
                "{'type': 'assign', 'config': {'mode': 'round_robin', 'users': [%s]}}".formatted(user),
                "{'type': 'condition', 'config': {'conditions': [{'field': 'custom_fields.budget', 'operator': 'greater', 'value': 5}]}}");
        for (var path : new String[] {
            "/tags/" + tag, "/pipelines/" + pipeline + "/stages/" + stage, "/users/" + user, "/custom-fields/" + field
        }) {
            var refused = api.delete("/api/v1" + path);
            assertThat(refused.status()).as(path).isEqualTo(409);
            assertThat(refused.text("message")).contains("Rule");
        }
        assertThat(api.delete("/api/v1/tags/" + tag + "?force=true").status()).isEqualTo(204);
        assertThat(api.delete("/api/v1/users/" + user + "?force=true").status()).isEqualTo(204);
        var broken = rule.get();
        assertThat(broken.at("data.needs_repair").asBoolean()).isTrue();
        assertThat(broken.at("data.problems")
                        .valueStream()
                        .map(problem -> problem.get("path").asString()))
                .containsExactly("trigger.config.tag", "steps.1.config.users");
        var lead = api.post("/api/v1/leads", Rule.json("{'first_name': 'Ann'}")).number("data.id");
        assertThat(rule.start(lead).status()).isEqualTo(409);
        assertThat(rule.patch("{'is_active': false}").status()).isEqualTo(200);
        assertThat(rule.patch("{'is_active': true}").json().get("errors").propertyNames())
                .containsExactly("trigger.config.tag", "steps.1.config.users");
    }

    @Test
    void whoever_deletes_in_the_panel_is_asked_and_may_insist() {
        var tag = api.post("/api/v1/tags", Rule.json("{'name': 'hot'}")).text("data.id");
        var user = workspace.user(Role.AGENT).id();
        var pipeline = api.get("/api/v1/pipelines").text("data.0.id");
        var stage = api.get("/api/v1/pipelines").text("data.0.stages.1.id");
        var rule = Rule.create(
                api,
                "{'type': 'tag_added', 'config': {'tag': 'hot'}}",
                "{'type': 'move_stage', 'config': {'pipeline_stage_id': %s}}".formatted(stage),
                "{'type': 'assign', 'config': {'mode': 'round_robin', 'users': [%d]}}".formatted(user));
        var panel = workspace.panel(Role.ADMIN);
        panel.get("/settings/tags");
        for (var path : List.of(
                "/settings/tags/" + tag + "/delete",
                "/settings/team/" + user + "/remove",
                "/settings/pipelines/" + pipeline + "/stages/" + stage + "/delete")) {
            var asked = panel.post(path, Map.of("keys", "keep"));
            assertThat(asked.status()).as(path).isEqualTo(409);
            assertThat(asked.body()).contains("Rule", "Delete anyway", "name=\"keys\" value=\"keep\"", path);
            assertThat(rule.get().at("data.needs_repair").asBoolean()).isEqualTo(!path.contains("tags"));
            assertThat(panel.post(path, Map.of("keys", "keep", "force", "yes")).status())
                    .as(path)
                    .isEqualTo(303);
        }
        assertThat(rule.get().at("data.problems").size()).isEqualTo(3);
    }

    @Test
    void somebody_who_gets_its_emails_does_not_vanish_unseen() {
        var user = api.post(
                        "/api/v1/users",
                        Rule.json("{'name': 'Eve', 'email': 'eve.%d@example.com'}".formatted(workspace.id())))
                .text("data.id");
        Rule.create(
                api,
                "{'type': 'manual'}",
                "{'type': 'send_email', 'config': {'to': [%s], 'subject': 'Hello', 'body': 'Hello'}}".formatted(user));
        assertThat(api.delete("/api/v1/users/" + user).status()).isEqualTo(409);
    }

    @Test
    void a_run_stops_where_it_comes_to_what_is_gone() {
        var tag = api.post("/api/v1/tags", Rule.json("{'name': 'late'}")).text("data.id");
        var rule = Rule.create(
                api,
                MANUAL,
                "{'type': 'delay', 'config': {'amount': 1, 'unit': 'hours'}}",
                "{'type': 'add_tag', 'config': {'tag': 'late'}}");
        rule.start(api.post("/api/v1/leads", Rule.json("{'first_name': 'Ann'}")).number("data.id"));
        rule.await("waiting", 1);
        api.delete("/api/v1/tags/" + tag + "?force=true");
        server.clock().pass(java.time.Duration.ofHours(2));
        assertThat(rule.run("stopped").get("reason").asString()).isEqualTo("needs_repair");
    }
}
