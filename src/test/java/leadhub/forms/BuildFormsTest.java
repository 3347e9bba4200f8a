package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import leadhub.api.Scope;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program makes forms and changes them. */
class BuildFormsTest {
    private static final String ALL = "/api/v1/forms";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private ApiAnswer create(String members) {
        return api.post(ALL, "{\"name\": \"Contact\", " + members + "}");
    }

    private static String path(ApiAnswer form) {
        return ALL + "/" + form.text("data.id");
    }

    @Test
    void a_name_is_enough() {
        var form = api.post(ALL, "{\"name\": \"Contact\"}");
        assertThat(form.status()).isEqualTo(201);
        assertThat(form.header("Location")).endsWith(path(form));
        assertThat(form.text("data.status")).isEqualTo("published");
        assertThat(form.number("data.version")).isEqualTo(1);
        assertThat(form.at("data.fields").findValuesAsString("key"))
                .containsExactly("first_name", "last_name", "email", "phone", "message");
        assertThat(form.at("data.fields.2.required").booleanValue()).isTrue();
        assertThat(form.text("data.fields.4.map_to")).isEqualTo("notes");
        assertThat(form.text("data.fields.0.label")).isEqualTo("First name");
        assertThat(form.text("data.settings.duplicate_policy")).isEqualTo("fill");
        assertThat(form.number("data.settings.spam.min_seconds")).isEqualTo(3);
        assertThat(form.text("data.url")).endsWith("/f/" + form.text("data.public_id"));
        assertThat(form.text("data.embed_code")).contains(form.text("data.public_id"));
        assertThat(api.get(path(form)).json()).isEqualTo(form.json());
        assertThat(api.get(ALL).at("data.0")).isEqualTo(form.at("data"));
    }

    @Test
    void a_field_says_all_that_it_is() {
        var form = create("""
                "fields": [
                    {"key": "email", "type": "email"},
                    {"key": "size", "type": "select", "options": ["S", {"value": "m", "label": "Medium"}], "default_value": "s"},
                    {"key": "seats", "type": "number", "min": 1, "max": "10.5", "map_to": "deal_value", "step": 2},
                    {"key": "day", "type": "date", "min": "today", "max": "2030-01-01"},
                    {"key": "interests", "type": "multi_select", "options": ["a", "b", "c"], "max": 2, "map_to": "tags"},
                    {"key": "why", "type": "textarea", "map_to": null,
                     "visible_if": [{"field": "size", "operator": "equals", "value": "m"}],
                     "required_if": {"match": "any", "conditions": [{"field": "seats", "operator": "greater", "value": "5"}]}}]
                """);
        assertThat(form.status()).as(form.body()).isEqualTo(201);
        var fields = form.at("data.fields");
        assertThat(fields.at("/1/options").toString())
                .isEqualTo("[{\"value\":\"S\",\"label\":\"S\"},{\"value\":\"m\",\"label\":\"Medium\"}]");
        assertThat(fields.at("/1/default_value").asString()).isEqualTo("S");
        assertThat(fields.at("/1/map_to").asString()).isEqualTo("custom_fields.size");
        assertThat(fields.at("/2/min").intValue()).isEqualTo(1);
        assertThat(fields.at("/2/max").decimalValue()).isEqualTo("10.5");
        assertThat(fields.at("/3/min").asString()).isEqualTo("today");
        assertThat(fields.at("/5/map_to").isNull()).isTrue();
        assertThat(fields.at("/5/visible_if/match").asString()).isEqualTo("all");
        assertThat(fields.at("/5/required_if/conditions/0/operator").asString()).isEqualTo("greater");
        assertThat(api.get(path(form)).at("data.fields")).isEqualTo(fields);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"key": "Email", "type": "email"} | fields.0.key | must begin with a lowercase letter
            {"type": "email"} | fields.0.key | is required
            {"key": "email"} | fields.0.type | is required
            {"key": "email", "type": "rocket"} | fields.0.type | selected
            {"key": "email", "type": "email"}, {"key": "email", "type": "text"} | fields.1.key | already been taken
            {"key": "email", "type": "email", "map_to": "id"} | fields.0.map_to | selected
            {"key": "email", "type": "email", "map_to": "custom_fields."} | fields.0.map_to | selected
            {"key": "email", "type": "email"}, {"key": "size", "type": "radio"} | fields.1.options | is required
            {"key": "email", "type": "email"}, {"key": "size", "type": "select", "options": ["a", "a"]} | fields.1.options.1 | taken
            {"key": "email", "type": "email"}, {"key": "size", "type": "select", "options": ["a"], "default_value": "b"} | fields.1.default_value | selected
            {"key": "email", "type": "email", "visible_if": [{"field": "email", "operator": "present"}]} | fields.0.visible_if.conditions.0.field | selected
            {"key": "email", "type": "email", "visible_if": {"conditions": [{"field": "none", "operator": "present"}]}} | fields.0.visible_if.conditions.0.field | selected
            {"key": "email", "type": "email"}, {"key": "a", "type": "number", "min": 3, "max": 2} | fields.1.max | invalid
            {"key": "email", "type": "email"}, {"key": "cv", "type": "file", "default_value": "x"} | fields.1.default_value | invalid
            {"key": "email", "type": "email", "step": 11} | fields.0.step | between 1 and 10
            {"key": "email", "type": "email", "max_length": 0} | fields.0.max_length | between
            {"key": "email", "type": "email", "min": 1} | fields.0.min | invalid
            {"key": "email", "type": "email"}, {"key": "ok", "type": "consent", "default_value": true} | fields.1.default_value | invalid
            {"key": "why", "type": "text"} | fields | an email, a phone or a first name
            "email" | fields.0 | array
            """)
    void what_is_wrong_with_a_field_is_said_at_its_path(String fields, String path, String words) {
        var answer = create("\"fields\": [" + fields + "]");
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        var shown = fields.contains("conditions\":") ? path : path.replace("visible_if.conditions", "visible_if");
        assertThat(answer.at("errors").path(shown).toString()).as(answer.body()).contains(words);
    }

    @Test
    void no_fields_are_none() {
        assertThat(create("\"fields\": []").text("errors.fields.0")).contains("at least 1 items");
        assertThat(create("\"fields\": null").number("data.version")).isEqualTo(1);
    }

    @Test
    void conditions_may_chain_and_not_go_round() {
        var chain = """
                {"key": "email", "type": "email"},
                {"key": "a", "type": "text"},
                {"key": "b", "type": "text", "visible_if": {"conditions": [{"field": "a", "operator": "present"}]}},
                {"key": "c", "type": "text", "visible_if": {"conditions": [{"field": "b", "operator": "present"}]}}
                """;
        assertThat(create("\"fields\": [" + chain + "]").status()).isEqualTo(201);
        var round = chain.replace(
                "\"a\", \"type\": \"text\"",
                "\"a\", \"type\": \"text\", \"visible_if\": {\"conditions\": [{\"field\": \"c\", \"operator\": \"present\"}]}");
        assertThat(create("\"fields\": [" + round + "]")
                        .at("errors")
                        .path("fields.1.visible_if")
                        .toString())
                .contains("must not depend on itself");
        // Either a phone or an e-mail: each is asked for where the other is missing.
        assertThat(create("""
                "fields": [
                    {"key": "email", "type": "email", "required_if": {"conditions": [{"field": "phone", "operator": "absent"}]}},
                    {"key": "phone", "type": "phone", "required_if": {"conditions": [{"field": "email", "operator": "absent"}]}}]
                """).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"redirect_url": "javascript:alert(1)"} | redirect_url
            {"language": "xx"} | language
            {"pipeline_id": 999999} | pipeline_id
            {"pipeline_stage_id": 999999} | pipeline_stage_id
            {"assigned_user_id": 999999} | assigned_user_id
            {"round_robin_user_ids": [999999]} | round_robin_user_ids.0
            {"notify_user_ids": ["x"]} | notify_user_ids.0
            {"duplicate_policy": "drop"} | duplicate_policy
            {"allowed_hosts": ["https://shop.example"]} | allowed_hosts.0
            {"closes_at": "soon"} | closes_at
            {"max_submissions": 0} | max_submissions
            {"store_partial": true} | store_partial
            {"spam": {"proof_of_work": "perhaps"}} | spam.proof_of_work
            {"spam": {"min_seconds": -1}} | spam.min_seconds
            {"theme": {"accent": "red"}} | theme.accent
            {"theme": {"font": "x; } body { display: none"}} | theme.font
            {"steps": ["one"]} | steps.0
            {"tags": "vip"} | tags
            """)
    void what_is_wrong_with_a_setting_is_said_at_its_path(String settings, String path) {
        var answer = create("\"settings\": " + settings);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.at("errors").propertyNames()).containsExactly("settings." + path);
    }

    @Test
    void double_opt_in_needs_an_email() {
        var fields = "\"fields\": [{\"key\": \"phone\", \"type\": \"phone\"}]";
        var answer = create(fields + ", \"settings\": {\"double_opt_in\": true}");
        assertThat(answer.at("errors").propertyNames()).containsExactly("settings.double_opt_in");
        assertThat(create("\"settings\": {\"double_opt_in\": true}").status()).isEqualTo(201);
    }

    @Test
    void settings_are_changed_by_member_and_other_fields_are_another_version() {
        var form = create("\"settings\": {\"tags\": [\"web\"], \"theme\": {\"accent\": \"#112233\", \"radius\": 8}}");
        var changed = api.patch(path(form), """
                {"settings": {"success_message": "Thank you", "theme": {"accent": "#445566"}, "closes_at": "2030-01-01"}}
                """);
        assertThat(changed.text("data.settings.tags.0")).isEqualTo("web");
        assertThat(changed.text("data.settings.success_message")).isEqualTo("Thank you");
        assertThat(changed.at("data.settings.theme.radius").isNull()).isTrue();
        assertThat(changed.text("data.settings.closes_at")).isEqualTo("2030-01-01T00:00:00+00:00");
        assertThat(changed.number("data.version")).isEqualTo(1);
        assertThat(api.put(path(form), "{\"settings\": {\"tags\": null}}").at("data.settings.tags"))
                .isEmpty();
        var other = api.patch(path(form), "{\"fields\": [{\"key\": \"email\", \"type\": \"email\"}]}");
        assertThat(other.number("data.version")).isEqualTo(2);
        assertThat(api.patch(path(form), "{\"name\": \"Other\"}").number("data.version"))
                .isEqualTo(2);
        assertThat(api.patch(path(form), "{\"name\": null}").text("errors.name.0"))
                .isEqualTo("The name field is required.");
    }

    @Test
    void an_address_is_rotated_and_a_form_deleted() {
        var form = create("\"status\": \"draft\"");
        var rotated = api.post(path(form) + "/rotate", "{}");
        assertThat(rotated.status()).isEqualTo(200);
        assertThat(rotated.text("data.public_id"))
                .isNotEqualTo(form.text("data.public_id"))
                .matches("[a-z2-9]{20}");
        assertThat(api.delete(path(form)).status()).isEqualTo(204);
        assertThat(api.get(path(form)).status()).isEqualTo(404);
        assertThat(api.get(ALL).number("meta.total")).isZero();
    }

    @Test
    void each_scope_opens_its_own() {
        var form = create("\"status\": \"draft\"");
        var writer = workspace.leadHub(EnumSet.of(Scope.WRITE_FORMS));
        assertThat(writer.get(ALL).status()).isEqualTo(403);
        assertThat(writer.patch(path(form), "{\"name\": \"x\"}").status()).isEqualTo(200);
        assertThat(writer.delete(path(form)).status()).isEqualTo(403);
        assertThat(workspace
                        .leadHub(EnumSet.of(Scope.DELETE_FORMS))
                        .delete(path(form))
                        .status())
                .isEqualTo(204);
    }
}
