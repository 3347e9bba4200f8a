package leadhub.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import leadhub.api.Scope;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** A connector asks which fields there are, to map its own to them, and makes those that it misses. */
class DefineCustomFieldsByApiTest {
    private static final String FIELDS = "/api/v1/custom-fields";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Test
    void a_field_that_it_makes_holds_leads_to_its_type() {
        var made = api.post(FIELDS, "{\"label\": \" Annual budget (€) \", \"type\": \"number\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.text("data.key")).isEqualTo("annual_budget");
        assertThat(made.text("data.label")).isEqualTo("Annual budget (€)");
        assertThat(made.at("data.options").size()).isZero();
        assertThat(made.number("data.position")).isEqualTo(1);
        var field = FIELDS + "/" + made.text("data.id");
        assertThat(made.header("Location")).endsWith(field);
        assertThat(api.get(field).at("data")).isEqualTo(made.at("data"));
        assertThat(api.with("If-None-Match", made.header("ETag")).get(field).status())
                .isEqualTo(304);
        var refused =
                api.post("/api/v1/leads", "{\"first_name\": \"x\", \"custom_fields\": {\"annual_budget\": \"much\"}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(api.delete(field).status()).isEqualTo(204);
        assertThat(api.get(field).status()).isEqualTo(404);
    }

    @Test
    void every_type_there_is_can_be_made_and_is_listed_in_its_place() {
        for (var kind : FieldKind.values()) {
            var options =
                    kind.hasOptions() ? ", \"options\": [\"One\", \"two\", \"ONE\"]" : ", \"options\": [\"ignored\"]";
            var made =
                    api.post(FIELDS, "{\"label\": \"%s\", \"type\": \"%s\"%s}".formatted(kind, kind.word(), options));
            assertThat(made.status()).as(made.body()).isEqualTo(201);
            assertThat(made.at("data.options").toString()).isEqualTo(kind.hasOptions() ? "[\"One\",\"two\"]" : "[]");
        }
        var all = api.get(FIELDS + "?per_page=100");
        assertThat(all.number("meta.total")).isEqualTo(FieldKind.values().length);
        var last = all.at("data.6");
        var moved = api.patch(
                FIELDS + "/" + last.path("id"),
                "{\"position\": 1, \"type\": \"text\", \"key\": \"other\", \"label\": \"Link\"}");
        assertThat(moved.number("data.position")).isEqualTo(1);
        // What it was made as it stays.
        assertThat(moved.text("data.type")).isEqualTo("url");
        assertThat(moved.text("data.key")).isEqualTo("url");
        var labels = new ArrayList<String>();
        api.get(FIELDS + "?per_page=3")
                .at("data")
                .forEach(field -> labels.add(field.path("label").asString()));
        assertThat(labels).containsExactly("Link", "TEXT", "NUMBER");
        var stale = api.with("If-Match", "W/\"x\"");
        assertThat(stale.put(FIELDS + "/" + last.path("id"), "{\"label\": \"y\"}")
                        .status())
                .isEqualTo(412);
    }

    @Test
    void it_may_say_the_key_itself() {
        assertThat(api.post(FIELDS, "{\"key\": \"utm_source\", \"label\": \"Source\", \"type\": \"text\"}")
                        .text("data.key"))
                .isEqualTo("utm_source");
        var taken = api.post(FIELDS, "{\"key\": \"utm_source\", \"label\": \"Other\", \"type\": \"text\"}");
        assertThat(taken.text("errors.key.0")).isEqualTo("The key has already been taken.");
        for (var key : List.of("UTM", "a b", "_a", "ä", "x".repeat(51))) {
            var answer = api.post(FIELDS, "{\"key\": \"%s\", \"label\": \"Other\", \"type\": \"text\"}".formatted(key));
            assertThat(answer.status()).as(key).isEqualTo(422);
            assertThat(answer.at("errors").has("key")).as(key).isTrue();
        }
    }

    @Test
    void what_is_wrong_is_named() {
        assertThat(api.post(FIELDS, "{}").at("errors").propertyNames()).containsExactlyInAnyOrder("label", "type");
        assertThat(api.post(FIELDS, "{\"label\": \"x\", \"type\": \"money\"}").text("errors.type.0"))
                .isEqualTo("The selected type is invalid.");
        assertThat(api.post(FIELDS, "{\"label\": \"x\", \"type\": \"dropdown\"}")
                        .text("errors.options.0"))
                .isEqualTo("The options field is required.");
        assertThat(api.post(FIELDS, "{\"label\": \"x\", \"type\": \"dropdown\", \"options\": [\"\"]}")
                        .at("errors")
                        .has("options.0"))
                .isTrue();
        api.post(FIELDS, "{\"label\": \"Plan\", \"type\": \"text\"}");
        assertThat(api.post(FIELDS, "{\"label\": \"PLAN\", \"type\": \"text\"}").text("errors.label.0"))
                .isEqualTo("The label has already been taken.");
        var field = FIELDS + "/" + api.get(FIELDS).text("data.0.id");
        assertThat(api.patch(field, "{\"label\": null, \"position\": 0}")
                        .at("errors")
                        .propertyNames())
                .containsExactlyInAnyOrder("label", "position");
    }

    @Test
    void it_needs_the_scopes_of_leads() {
        var reader = workspace.leadHub(EnumSet.of(Scope.READ_LEADS));
        var writer = workspace.leadHub(EnumSet.of(Scope.WRITE_LEADS));
        assertThat(reader.post(FIELDS, "{\"label\": \"x\", \"type\": \"text\"}").status())
                .isEqualTo(403);
        assertThat(writer.post(FIELDS, "{\"label\": \"x\", \"type\": \"text\"}").status())
                .isEqualTo(201);
        assertThat(reader.get(FIELDS).number("meta.total")).isEqualTo(1);
        assertThat(writer.get(FIELDS).status()).isEqualTo(403);
    }
}
