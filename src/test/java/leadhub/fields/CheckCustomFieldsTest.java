package leadhub.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import leadhub.base.Change;
import leadhub.base.Role;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCustomFieldsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @BeforeEach
    void one_field_of_each_kind() {
        workspace.field("Nickname", FieldKind.TEXT);
        workspace.field("Annual budget", FieldKind.NUMBER);
        workspace.field("Birthday", FieldKind.DATE);
        workspace.field("Size", FieldKind.DROPDOWN, "Small", "Large");
        workspace.field("Interests", FieldKind.MULTI_SELECT, "Chat", "Forms");
        workspace.field("Newsletter", FieldKind.CHECKBOX);
        workspace.field("Website", FieldKind.URL);
    }

    private ApiAnswer create(String customFields) {
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"custom_fields\": " + customFields + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nickname      | " Annie "                     | "Annie"
            annual_budget | 10000                         | 10000
            annual_budget | "10000"                       | 10000
            annual_budget | -12.50                        | -12.50
            annual_budget | 1e3                           | 1000
            birthday      | "2026-03-28"                  | "2026-03-28"
            birthday      | "2026-03-28T23:30:00+02:00"   | "2026-03-28"
            size          | "Small"                       | "Small"
            size          | "LARGE"                       | "Large"
            interests     | ["Forms", "chat", "Forms"]    | ["Forms","Chat"]
            newsletter    | true                          | true
            newsletter    | "0"                           | false
            newsletter    | 1                             | true
            website       | "https://example.com/a?b=c#d" | "https://example.com/a?b=c#d"
            website       | "http://bücher.example"       | "http://bücher.example"
            undefined     | {"any": [1, "thing"]}         | {"any":[1,"thing"]}
            """)
    void what_is_right_is_kept_in_one_spelling(String key, String sent, String kept) {
        var made = create("{\"%s\": %s}".formatted(key, sent));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.at("data.custom_fields." + key).toString()).isEqualTo(kept);
        var path = "/api/v1/leads/" + made.text("data.id");
        assertThat(api.get(path).at("data.custom_fields." + key).toString()).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            nickname      | 5                             | The custom fields.nickname field must be a string.
            annual_budget | "a lot"                       | The custom fields.annual budget field must be a number.
            annual_budget | [1]                           | The custom fields.annual budget field must be a number.
            annual_budget | 1e15                          | The custom fields.annual budget field must have at most 15 digits before the decimal point.
            annual_budget | 1e300                         | The custom fields.annual budget field must have at most 15 digits before the decimal point.
            annual_budget | 0.00000000001                 | The custom fields.annual budget field must have at most 10 decimal places.
            birthday      | "2026-02-30"                  | The custom fields.birthday field must be a valid date.
            birthday      | "28.03.2026"                  | The custom fields.birthday field must be a valid date.
            birthday      | 20260328                      | The custom fields.birthday field must be a string.
            size          | "Medium"                      | The selected custom fields.size is invalid.
            size          | ["Small"]                     | The custom fields.size field must be a string.
            interests     | "Chat"                        | The custom fields.interests field must be an array.
            newsletter    | "perhaps"                     | The custom fields.newsletter field must be true or false.
            website       | "javascript:alert(1)"         | The custom fields.website field must be a valid URL.
            website       | "example.com"                 | The custom fields.website field must be a valid URL.
            website       | "https://bank.example@evil.example" | The custom fields.website field must be a valid URL.
            """)
    void what_is_wrong_is_refused_in_the_words_of_the_api(String key, String sent, String words) {
        var refused = create("{\"%s\": %s}".formatted(key, sent));
        assertThat(refused.status()).as(refused.body()).isEqualTo(422);
        assertThat(refused.json()
                        .get("errors")
                        .get("custom_fields." + key)
                        .get(0)
                        .asString())
                .isEqualTo(words);
    }

    @Test
    void every_wrong_field_is_told_of_at_once() {
        var refused = api.post("/api/v1/leads", """
                {"email": "nobody", "custom_fields": {"size": "?", "interests": ["Chat", "Phone"], "website": "x"}}
                """);
        assertThat(refused.json().get("errors").propertyNames())
                .containsExactlyInAnyOrder(
                        "first_name",
                        "email",
                        "custom_fields.size",
                        "custom_fields.interests.1",
                        "custom_fields.website");
    }

    @Test
    void an_update_checks_what_it_brings_and_leaves_the_rest() {
        var lead = create("{\"annual_budget\": 5, \"size\": \"Small\", \"other\": \"x\"}");
        var path = "/api/v1/leads/" + lead.text("data.id");
        assertThat(api.patch(path, "{\"custom_fields\": {\"size\": \"Huge\"}}").status())
                .isEqualTo(422);
        var size = server.bean(Fields.class).all(workspace.caller()).get(3);
        server.bean(Fields.class)
                .change(
                        workspace.caller(),
                        size.id(),
                        new FieldChange(Change.keep(), Change.set(List.of("Tiny")), Change.keep()));
        // Small is no option any more, and stays where nobody touches it.
        var after = api.patch(path, "{\"custom_fields\": {\"annual_budget\": \"\", \"newsletter\": true}}");
        assertThat(after.at("data.custom_fields").toString())
                .contains("\"size\":\"Small\"", "\"other\":\"x\"", "\"newsletter\":true")
                .doesNotContain("annual_budget");
        assertThat(api.patch(path, "{\"custom_fields\": {\"size\": \"Small\"}}").status())
                .isEqualTo(422);
    }

    @Test
    void a_lead_that_comes_in_is_never_lost_for_a_wrong_field() {
        var inbound = "/api/inbound/leads?tenant=" + workspace.slug();
        var made = api.post(inbound, """
                {"email": "ann@example.com", "custom_fields": {"annual_budget": "a lot", "size": "small", "utm": "x"}}
                """);
        assertThat(made.status()).isEqualTo(201);
        var path = "/api/v1/leads/" + made.text("lead_id");
        assertThat(api.get(path).at("data.custom_fields").toString()).isEqualTo("{\"utm\":\"x\",\"size\":\"Small\"}");
        var again = api.with("Content-Type", "application/x-www-form-urlencoded")
                .send(
                        "POST",
                        inbound,
                        "email=ann@example.com&custom_fields[annual_budget]=70&custom_fields[birthday]=soon&custom_fields[size]=Large");
        assertThat(again.status()).isEqualTo(200);
        var known = api.get(path).at("data.custom_fields");
        assertThat(known.get("annual_budget").asInt()).isEqualTo(70);
        assertThat(known.get("size").asString()).isEqualTo("Small");
        assertThat(known.has("birthday")).isFalse();
        server.clock().pass(Duration.ofHours(1));
        assertThat(workspace
                        .panel(Role.AGENT)
                        .get("/leads/" + made.text("lead_id"))
                        .body())
                .contains("a lot")
                .contains("soon");
    }

    @Test
    void lymbe_has_no_custom_fields_and_drops_them_as_it_always_did() {
        var made = workspace.lymbe().post("/api/v1/leads", """
                {"name": "Ann", "email": "ann@example.com", "custom_fields": {"annual_budget": "a lot"}}
                """);
        assertThat(made.status()).isEqualTo(201);
        assertThat(api.get("/api/v1/leads").at("data.0.custom_fields").toString())
                .isEqualTo("{}");
    }

    @Test
    void another_process_checks_what_was_defined_here() {
        var other = api.at(server.otherProcess());
        var body = "{\"first_name\": \"Ann\", \"custom_fields\": {\"late\": \"x\"}}";
        assertThat(other.post("/api/v1/leads", body).status()).isEqualTo(201);
        workspace.field("Late", FieldKind.NUMBER);
        // A signal is on its way for a moment.
        Await.until(() -> other.post("/api/v1/leads", body).status() == 422);
    }

    @Test
    void a_neighbours_fields_don_t_count() {
        var neighbour = server.newWorkspace().leadHub();
        assertThat(neighbour
                        .post("/api/v1/leads", "{\"first_name\": \"Ann\", \"custom_fields\": {\"size\": \"Huge\"}}")
                        .status())
                .isEqualTo(201);
    }
}
