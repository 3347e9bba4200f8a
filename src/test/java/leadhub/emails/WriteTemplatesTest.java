package leadhub.emails;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import leadhub.api.Scope;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.fields.FieldKind;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** A program writes emails once, to be sent to many leads. */
class WriteTemplatesTest {
    private static final String ALL = "/api/v1/email-templates";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private static String template(String subject, String body) {
        return Json.write(Map.of("name", "Welcome", "subject", subject, "body", body));
    }

    @Test
    void a_template_is_made_read_changed_and_deleted() {
        var made = api.post(ALL, template("Hello {{lead.first_name|there}}", "One.\n\nTwo."));
        assertThat(made.status()).isEqualTo(201);
        var path = ALL + "/" + made.text("data.id");
        assertThat(made.header("Location")).endsWith(path);
        assertThat(made.text("data.subject")).isEqualTo("Hello {{lead.first_name|there}}");
        assertThat(made.text("data.body")).isEqualTo("One.\n\nTwo.");
        assertThat(made.text("data.language")).isEqualTo("en");
        var read = api.get(path);
        assertThat(read.at("data")).isEqualTo(made.at("data"));
        assertThat(api.with("If-None-Match", read.header("ETag")).get(path).status())
                .isEqualTo(304);
        server.clock().pass(Duration.ofSeconds(2));
        var changed = api.with("If-Match", read.header("ETag")).patch(path, "{\"language\": \"pt-BR\"}");
        assertThat(changed.text("data.language")).isEqualTo("pt-BR");
        assertThat(changed.text("data.updated_at")).isGreaterThan(made.text("data.updated_at"));
        assertThat(api.with("If-Match", read.header("ETag"))
                        .put(path, "{\"name\": \"Late\"}")
                        .status())
                .isEqualTo(412);
        assertThat(api.put(path, "{}").at("data")).isEqualTo(changed.at("data"));
        assertThat(api.get(ALL).at("data.0")).isEqualTo(changed.at("data"));
        assertThat(api.delete(path).status()).isEqualTo(204);
        assertThat(api.get(path).status()).isEqualTo(404);
        assertThat(workspace.panel(Role.ADMIN).get("/settings/audit").body())
                .contains("added an email template", "changed an email template", "deleted an email template");
    }

    @Test
    void only_plain_placeholders_that_exist_are_taken() {
        workspace.field("Budget", FieldKind.NUMBER);
        for (var good : List.of(
                "{{lead.company}} {{ lead.first_name | friend }} {{lead.custom_fields.budget|0}} {{owner.name}}",
                "{{workspace.name}} { } }} {x}",
                "{{lead.tags}}{{lead.status}}")) {
            assertThat(api.post(ALL, template(good, good)).status()).as(good).isEqualTo(201);
        }
        for (var unknown :
                List.of("{{lead.middle_name}}", "{{first_name}}", "{{lead.custom_fields.other|x}}", "{{}}")) {
            var refused = api.post(ALL, template("Hello", unknown));
            assertThat(refused.status()).as(unknown).isEqualTo(422);
            assertThat(refused.text("errors.body.0")).startsWith("There is no placeholder called ");
        }
        for (var other : List.of(
                "{{{lead.company}}}",
                "{{&lead.company}}",
                "{{& lead.company}}",
                "{{#lead.company}}x{{/lead.company}}",
                "{{^lead.company}}x{{/lead.company}}",
                "{{>lead}}",
                "{{! a comment}}",
                "{{=<% %>=}}<% lead.company %>",
                "{{ {{lead.company}} }}")) {
            var refused = api.post(ALL, template(other, "Hello"));
            assertThat(refused.status()).as(other).isEqualTo(422);
            assertThat(refused.text("errors.subject.0")).as(other).startsWith("Only plain placeholders");
        }
        assertThat(api.post(ALL, template("Hello", "{{lead.company")).text("errors.body.0"))
                .startsWith("A placeholder is written in one line");
        var both = api.post(ALL, template("{{x}}", "{{y}}"));
        assertThat(both.text("errors.subject.0")).isEqualTo("There is no placeholder called x.");
        assertThat(both.text("errors.body.0")).isEqualTo("There is no placeholder called y.");
        assertThat(api.get(ALL).number("meta.total")).isEqualTo(3);
    }

    @Test
    void what_is_wrong_with_a_template_is_named() {
        assertThat(api.post(ALL, "{}").at("errors").propertyNames())
                .containsExactlyInAnyOrder("name", "subject", "body");
        assertThat(api.post(ALL, template("x".repeat(256), "x")).text("errors.subject.0"))
                .isEqualTo("The subject field must not be greater than 255 characters.");
        assertThat(api.post(ALL, template("x", "x".repeat(10_001))).text("errors.body.0"))
                .isEqualTo("The body field must not be greater than 10000 characters.");
        var path = ALL + "/" + api.post(ALL, template("x", "x")).text("data.id");
        for (var language : List.of("not a language", "e", "-")) {
            assertThat(api.patch(path, Json.write(Map.of("language", language))).text("errors.language.0"))
                    .isEqualTo("The selected language is invalid.");
        }
        assertThat(api.patch(path, "{\"body\": null}").text("errors.body.0")).isEqualTo("The body field is required.");
        assertThat(api.patch(path, "{\"body\": \"{{x}}\"}").text("errors.body.0"))
                .isEqualTo("There is no placeholder called x.");
    }

    @Test
    void it_needs_the_scopes_of_automations() {
        var reader = workspace.leadHub(EnumSet.of(Scope.READ_AUTOMATIONS));
        var writer = workspace.leadHub(EnumSet.of(Scope.WRITE_AUTOMATIONS));
        assertThat(reader.post(ALL, template("x", "x")).status()).isEqualTo(403);
        var path = ALL + "/" + writer.post(ALL, template("x", "x")).text("data.id");
        assertThat(writer.get(path).status()).isEqualTo(403);
        assertThat(reader.get(path).status()).isEqualTo(200);
        assertThat(writer.delete(path).status()).isEqualTo(403);
        assertThat(workspace
                        .leadHub(EnumSet.of(Scope.DELETE_AUTOMATIONS))
                        .delete(path)
                        .status())
                .isEqualTo(204);
    }

    @Test
    void long_templates_come_whole_in_portions() {
        var text = "ä".repeat(10_000);
        for (var i = 0; i < 15; i++) {
            api.post(ALL, template("x", text));
        }
        var page = api.get(ALL + "?per_page=100");
        assertThat(page.headers()).doesNotContainKey("content-length");
        assertThat(page.text("data.14.body")).isEqualTo(text);
    }
}
