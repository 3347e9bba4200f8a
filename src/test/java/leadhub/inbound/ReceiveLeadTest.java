package leadhub.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import leadhub.base.Json;
import leadhub.base.database.Sql;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ReceiveLeadTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final String path = "/api/inbound/leads?tenant=" + workspace.slug();

    @Test
    void a_new_lead_is_created_with_everything_that_was_sent() {
        var answer = api.post(path, """
                {"email": "sarah@example.com", "first_name": "Sarah", "last_name": "Johnson", "phone": "+14155551234",
                 "company": "Tech Corp", "source": "zapier", "notes": "Came from newsletter signup", "tags": ["newsletter"],
                 "custom_fields": {"utm_campaign": "spring-promo"}, "job_title": "CTO", "starred": true, "deal_value": 5,
                 "status": "qualified", "anything": {"else": 1}}
                """);
        assertThat(answer.status()).isEqualTo(201);
        var id = answer.number("lead_id");
        assertThat(answer.body()).isEqualTo("{\"status\":\"created\",\"lead_id\":" + id + ",\"is_duplicate\":false}");
        var lead = lead(id);
        assertThat(lead.at("/first_name").asString()).isEqualTo("Sarah");
        assertThat(lead.at("/source").asString()).isEqualTo("zapier");
        assertThat(lead.at("/status").asString()).isEqualTo("qualified");
        assertThat(lead.at("/starred").asBoolean()).isTrue();
        assertThat(lead.at("/deal_value").asInt()).isEqualTo(5);
        assertThat(lead.at("/tags").toString()).isEqualTo("[\"newsletter\"]");
        assertThat(lead.at("/custom_fields/utm_campaign").asString()).isEqualTo("spring-promo");
        assertThat(received(id)).hasSize(1);
        assertThat(received(id).getFirst().at("/anything/else").asInt()).isEqualTo(1);
    }

    @Test
    void an_e_mail_is_enough_and_the_only_thing_required() {
        var id = api.post(path, "{\"email\": \"a@example.com\"}").number("lead_id");
        assertThat(lead(id).at("/first_name").isNull()).isTrue();
        assertThat(lead(id).at("/source").asString()).isEqualTo("inbound");
        var refused = api.post(path, "{\"first_name\": \"A\", \"phone\": \"+14155551234\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("errors.email.0")).isEqualTo("The email field is required.");
        var patched = api.patch("/api/v1/leads/" + id, "{\"first_name\": null, \"notes\": \"x\"}");
        assertThat(patched.status()).isEqualTo(200);
    }

    @Test
    void a_known_lead_gets_what_it_lacks_and_keeps_what_it_has() {
        var id = api.post("/api/v1/leads", """
                        {"first_name": "Sarah", "email": "Sarah@Example.com", "company": "Old Corp", "source": "web", "status": "lost",
                         "tags": ["a"], "custom_fields": {"a": 1}}
                        """).number("data.id");
        var sent = """
                {"email": "sarah@example.com", "first_name": "Sally", "last_name": "Johnson", "phone": "(415) 555-1234",
                 "company": "New Corp", "source": "zapier", "status": "new", "starred": true, "notes": "N", "tags": ["A", "b"],
                 "custom_fields": {"a": 2, "b": 3}}
                """;
        var answer = api.post(path, sent);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"duplicate\",\"lead_id\":" + id + ",\"is_duplicate\":true}");
        var lead = lead(id);
        assertThat(lead.at("/first_name").asString()).isEqualTo("Sarah");
        assertThat(lead.at("/last_name").asString()).isEqualTo("Johnson");
        assertThat(lead.at("/email").asString()).isEqualTo("Sarah@Example.com");
        assertThat(lead.at("/phone").asString()).isEqualTo("(415) 555-1234");
        assertThat(lead.at("/company").asString()).isEqualTo("Old Corp");
        assertThat(lead.at("/source").asString()).isEqualTo("web");
        assertThat(lead.at("/status").asString()).isEqualTo("lost");
        assertThat(lead.at("/starred").asBoolean()).isFalse();
        assertThat(lead.at("/notes").asString()).isEqualTo("N");
        assertThat(lead.at("/tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(lead.at("/custom_fields").toString()).isEqualTo("{\"a\":1,\"b\":3}");
        assertThat(received(id)).containsExactly(Json.MAPPER.readTree(sent));
        assertThat(api.post(path, sent).status()).isEqualTo(200);
        assertThat(received(id)).hasSize(2);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
    }

    @Test
    void the_e_mail_is_matched_before_the_phone_and_the_oldest_wins() {
        var byPhone = make("{\"first_name\": \"P\", \"phone\": \"+14155551234\"}");
        var older = make("{\"first_name\": \"E\", \"email\": \"e@example.com\"}");
        make("{\"first_name\": \"E2\", \"email\": \"E@example.com\"}");
        assertThat(api.post(path, "{\"email\": \"e@EXAMPLE.com\", \"phone\": \"415-555-1234\"}")
                        .number("lead_id"))
                .isEqualTo(older);
        assertThat(api.post(path, "{\"email\": \"new@example.com\", \"phone\": \"415-555-1234\"}")
                        .number("lead_id"))
                .isEqualTo(byPhone);
        assertThat(lead(byPhone).at("/email").asString()).isEqualTo("new@example.com");
        // A number that is none matches nobody.
        assertThat(api.post(path, "{\"email\": \"x1@example.com\", \"phone\": \"12\"}")
                        .status())
                .isEqualTo(201);
        assertThat(api.post(path, "{\"email\": \"x2@example.com\", \"phone\": \"12\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void what_does_not_fit_on_the_lead_goes_onto_its_timeline_only() {
        var many = new StringBuilder();
        for (var i = 0; i < 99; i++) {
            many.append(i == 0 ? "" : ",").append("\"t").append(i).append('"');
        }
        var id = make(
                "{\"first_name\": \"A\", \"email\": \"a@example.com\", \"custom_fields\": {\"big\": \"%s\"}, \"tags\": [%s]}"
                        .formatted("x".repeat(60_000), many));
        var sent =
                "{\"email\": \"a@example.com\", \"tags\": [\"x\", \"T5\", \"y\", \"z\"], \"custom_fields\": {\"more\": \"%s\", \"small\": 1}}"
                        .formatted("y".repeat(6_000));
        assertThat(api.post(path, sent).status()).isEqualTo(200);
        var lead = lead(id);
        assertThat(lead.at("/tags")).hasSize(100);
        assertThat(lead.at("/tags/99").asString()).isEqualTo("x");
        assertThat(lead.at("/custom_fields/more").isMissingNode()).isTrue();
        assertThat(lead.at("/custom_fields/small").asInt()).isEqualTo(1);
        assertThat(received(id).getFirst().at("/custom_fields/more").asString()).hasSize(6_000);
    }

    @Test
    void a_new_lead_with_more_than_fits_is_taken_all_the_same() {
        var many = new StringBuilder();
        for (var i = 0; i < 120; i++) {
            many.append(i == 0 ? "" : ",").append("\"t").append(i).append('"');
        }
        var answer = api.post(
                path,
                "{\"email\": \"a@example.com\", \"tags\": [%s], \"custom_fields\": {\"small\": 1, \"big\": \"%s\"}}"
                        .formatted(many, "x".repeat(70_000)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        var lead = lead(answer.number("lead_id"));
        assertThat(lead.at("/tags")).hasSize(100);
        assertThat(lead.at("/custom_fields").toString()).isEqualTo("{\"small\":1}");
        assertThat(received(answer.number("lead_id")).getFirst().at("/tags")).hasSize(120);
    }

    @Test
    void the_tenant_must_be_the_keys_own() {
        var body = "{\"email\": \"a@example.com\"}";
        var other = server.newWorkspace().slug();
        var foreign = api.post("/api/inbound/leads?tenant=" + other, body);
        var unknown = api.post("/api/inbound/leads?tenant=nobody", body);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.text("code")).isEqualTo("FORBIDDEN");
        assertThat(foreign.body()).isEqualTo(unknown.body());
        var missing = api.post("/api/inbound/leads", "{}");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.at("errors").propertyNames()).containsExactlyInAnyOrder("tenant", "email");
        assertThat(missing.text("errors.tenant.0")).isEqualTo("The tenant field is required.");
        assertThat(api.post("/api/inbound/leads?tenant=", body).status()).isEqualTo(422);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
    }

    @Test
    void a_foreign_tenant_is_refused_before_the_body_is_looked_at() {
        assertThat(api.post("/api/inbound/leads?tenant=nobody", "{").status()).isEqualTo(403);
        assertThat(api.with("Content-Type", "text/plain")
                        .post("/api/inbound/leads?tenant=nobody", "x")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_key_of_either_dialect_is_needed_and_the_path_is_leadhubs() {
        assertThat(ApiClient.withoutKey(server.origin()).post(path, "{}").status())
                .isEqualTo(401);
        var lymbe = workspace.lymbe().post(path, "{\"email\": \"a@example.com\"}");
        assertThat(lymbe.status()).isEqualTo(404);
        assertThat(lymbe.text("error.code")).isEqualTo("NOT_FOUND");
    }

    @Test
    void a_form_is_read_like_json() {
        var form = api.with("Content-Type", "application/x-www-form-urlencoded");
        var answer = form.post(
                path,
                "email=sarah%40example.com&first_name=S%C3%A4rah+J&tags[]=a&tags[]=b+c&tags%5B%5D=d&custom_fields[x]=y"
                        + "&custom_fields[n][m]=1&deal_value=12.5&starred=1&foo=bar");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertSarah(answer);
        assertThat(form.post(path, "email=&tags=x").at("errors").propertyNames())
                .containsExactlyInAnyOrder("email", "tags");
        assertThat(form.post("/api/v1/leads", "first_name=A").status()).isEqualTo(415);
    }

    @Test
    void a_multipart_form_is_read_like_json() {
        var body = new StringBuilder();
        for (var part : List.of(
                "email|sarah@example.com",
                "first_name|Särah J",
                "tags[0]|a",
                "tags[1]|b c",
                "tags[2]|d",
                "custom_fields[x]|y",
                "custom_fields[n][m]|1",
                "deal_value|12.5",
                "starred|1",
                "foo|bar")) {
            var words = part.split("\\|");
            body.append("--line\r\nContent-Disposition: form-data; name=\"")
                    .append(words[0])
                    .append("\"\r\n\r\n")
                    .append(words[1])
                    .append("\r\n");
        }
        body.append(
                "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\n\r\nfile\r\n--line--\r\n");
        var answer =
                api.with("Content-Type", "multipart/form-data; boundary=line").post(path, body.toString());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertSarah(answer);
        assertThat(api.with("Content-Type", "multipart/form-data")
                        .post(path, body.toString())
                        .status())
                .isIn(400, 415);
    }

    @Test
    void a_multipart_form_has_bounds() {
        var form = api.with("Content-Type", "multipart/form-data; boundary=line");
        var email = part("email", "sarah@example.com");
        assertThat(form.post(path, email + part("x" + "y".repeat(3_000), "1") + "--line--\r\n")
                        .status())
                .isEqualTo(201);
        assertThat(form.post(path, email + part("x" + "y".repeat(5_000), "1") + "--line--\r\n")
                        .status())
                .isEqualTo(400);
        assertThat(form.post(path, email + part("x", "1").repeat(1_999) + "--line--\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(form.post(path, email + part("x", "1").repeat(2_000) + "--line--\r\n")
                        .status())
                .isEqualTo(400);
        // A form within a form is refused, be it one that ends or thousands that never do.
        var inner =
                "--line\r\nContent-Disposition: form-data; name=\"f\"\r\nContent-Type: multipart/mixed; boundary=inne\r\n\r\n";
        var file = "--inne\r\nContent-Disposition: attachment; filename=\"a\"\r\n\r\nx\r\n";
        for (var nested :
                List.of(inner + file + "--inne--\r\n--line--\r\n", inner.repeat(5_000), inner + file.repeat(2_000))) {
            assertThat(form.post(path, email + nested).status()).isEqualTo(400);
        }
    }

    private static String part(String name, String value) {
        return "--line\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/json; charset=utf-8", "application/vnd.api+json", "none"})
    void json_comes_under_several_names(String type) {
        var client = type.equals("none") ? api.with("Content-Type", "") : api.with("Content-Type", type);
        assertThat(client.post(path, "{\"email\": \"a@example.com\"}").status()).isEqualTo(201);
    }

    private void assertSarah(ApiAnswer answer) {
        var lead = lead(answer.number("lead_id"));
        assertThat(lead.at("/email").asString()).isEqualTo("sarah@example.com");
        assertThat(lead.at("/first_name").asString()).isEqualTo("Särah J");
        assertThat(lead.at("/tags").toString()).isEqualTo("[\"a\",\"b c\",\"d\"]");
        assertThat(lead.at("/custom_fields")).isEqualTo(Json.MAPPER.readTree("{\"x\": \"y\", \"n\": {\"m\": \"1\"}}"));
        assertThat(lead.at("/deal_value").toString()).isEqualTo("12.5");
        assertThat(lead.at("/starred").asBoolean()).isTrue();
        assertThat(received(answer.number("lead_id")).getFirst().at("/foo").asString())
                .isEqualTo("bar");
    }

    private long make(String body) {
        return api.post("/api/v1/leads", body).number("data.id");
    }

    private JsonNode lead(long id) {
        return api.get("/api/v1/leads/" + id).at("data");
    }

    private List<JsonNode> received(long id) {
        return server.bean(Sql.class)
                .query(
                        workspace.id(),
                        row -> Json.MAPPER.readTree(row.getString("detail")),
                        "select detail from lead_events where workspace_id = ? and lead_id = ? and kind = 'lead.received' order by id",
                        workspace.id(),
                        id);
    }
}
