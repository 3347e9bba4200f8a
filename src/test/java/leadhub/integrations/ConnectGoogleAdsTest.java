package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Google is played by whoever posts what its description says it posts. */
class ConnectGoogleAdsTest {
    private final ApiClient api = TestServer.get().newWorkspace().leadHub();

    private record Form(Connected hook, String key) {
        ApiAnswer post(String id, String columns, String more) {
            return hook.post("""
                    {"lead_id": %s, "api_version": "1.0", "form_id": 40000000000, "campaign_id": 9007199254740993,%s
                     "google_key": "%s", "user_column_data": [%s]}""".formatted(id, more, key, columns));
        }
    }

    private Form connect(String type) {
        var made = api.post("/api/v1/integrations", "{\"type\": \"%s\"}".formatted(type));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        var key = made.text("data.config.google_key.value");
        assertThat(key).hasSize(32);
        return new Form(new Connected(api, made.number("data.id"), made.text("data.webhook_url")), key);
    }

    private static String column(String id, String value) {
        return "{\"column_id\": \"%s\", \"string_value\": \"%s\"}".formatted(id, value);
    }

    @Test
    void a_lead_comes_by_pasting_a_url_and_a_key_that_are_made_and_shown_once() {
        var form = connect("google_ads");
        assertThat(form.hook().now().at("data.config.google_key").toString())
                .isEqualTo(
                        "{\"set\":true,\"hint\":\"…%s\"}".formatted(form.key().substring(28)));
        var answer = form.post(
                "\"TeSter-123-ABCDEFGHIJKLMNOPQRSTUVWXYZ\"",
                column("FULL_NAME", "Sarah van Dyk") + "," + column("EMAIL", "sarah@example.com") + ","
                        + column("PHONE_NUMBER", "+14155551234") + "," + column("CITY", "Rome") + ","
                        + column("What's your budget?", "10 to 20"),
                "\"gcl_id\": \"Cj0K\",");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{}");
        var lead = form.hook().lead();
        assertThat(lead.get("first_name").asString()).isEqualTo("Sarah");
        assertThat(lead.get("last_name").asString()).isEqualTo("van Dyk");
        assertThat(lead.get("phone").asString()).isEqualTo("+14155551234");
        assertThat(lead.get("source").asString()).isEqualTo("google_ads");
        assertThat(lead.at("/custom_fields/city").asString()).isEqualTo("Rome");
        assertThat(lead.at("/custom_fields/gclid").asString()).isEqualTo("Cj0K");
        assertThat(lead.at("/custom_fields/what_s_your_budget").asString()).isEqualTo("10 to 20");
        assertThat(lead.at("/custom_fields/google_campaign_id").toString()).isEqualTo("9007199254740993");
        var row = form.hook().last();
        assertThat(row.get("source").asString()).isEqualTo("integration");
        assertThat(row.get("body").asString())
                .contains("\"google_key\": \"***\"")
                .doesNotContain(form.key());
        assertThat(row.get("size").asInt()).isEqualTo(row.get("body").asString().length() + 32 - 3);
        assertThat(api.get("/api/v1/leads/" + lead.get("id") + "/timeline").body())
                .doesNotContain(form.key());
    }

    @Test
    void a_lead_that_comes_twice_counts_once() {
        var form = connect("youtube");
        form.post("12345678901234567890", column("EMAIL", "a@example.com"), "");
        form.hook().last();
        form.post("\"12345678901234567890\"", column("EMAIL", "a@example.com"), "");
        assertThat(form.hook().last().get("status").asString()).isEqualTo("duplicate");
        var longId = "x".repeat(300);
        form.post("\"" + longId + "\"", column("EMAIL", "b@example.com"), "");
        form.hook().last();
        form.post("\"" + longId + "\"", column("EMAIL", "b@example.com"), "");
        assertThat(form.hook().last().get("status").asString()).isEqualTo("duplicate");
        assertThat(form.hook().now().number("data.leads_count")).isEqualTo(2);
    }

    @Test
    void googles_test_makes_no_lead_even_if_it_is_replayed() {
        var form = connect("google_ads");
        form.post("\"test\"", column("EMAIL", "test@example.com"), "\"is_test\": true,");
        var row = form.hook().last();
        assertThat(row.get("status").asString()).isEqualTo("test");
        assertThat(row.get("is_test").asBoolean()).isTrue();
        for (var body : new String[] {"{}", "{\"as_new\": true}"}) {
            assertThat(api.post("/api/v1/intake/" + row.get("id") + "/replay", body)
                            .text("data.status"))
                    .isEqualTo("test");
        }
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
        var now = form.hook().now();
        assertThat(now.number("data.leads_count")).isZero();
        assertThat(now.number("data.events_count")).isEqualTo(1);
    }

    @Test
    void a_wrong_key_is_refused_counted_and_said() {
        var form = connect("google_ads");
        for (var key : new String[] {"", "wrong", form.key() + "x"}) {
            var answer = new Form(form.hook(), key).post("1", column("EMAIL", "a@example.com"), "");
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text("message")).contains("wrong key");
        }
        assertThat(form.hook().post("not json").status()).isEqualTo(400);
        var now = form.hook().now();
        assertThat(now.text("data.status")).isEqualTo("needs_attention");
        assertThat(now.text("data.last_error.message")).contains("paste the key");
        assertThat(now.number("data.events_count")).isZero();
    }

    @Test
    void the_key_can_be_ones_own_and_is_never_gone() {
        var made = api.post("/api/v1/integrations", """
                {"type": "google_ads", "config": {"google_key": "a key of my own"}}""");
        assertThat(made.text("data.config.google_key.value")).isEqualTo("a key of my own");
        var path = "/api/v1/integrations/" + made.text("data.id");
        assertThat(api.patch(path, "{\"config\": {\"google_key\": null}}")
                        .at("errors")
                        .propertyNames())
                .containsExactly("config.google_key");
        assertThat(api.get(path).body()).doesNotContain("a key of my own");
    }

    @Test
    void a_work_address_is_kept_beside_the_private_one() {
        var form = connect("google_ads");
        form.post("1", column("WORK_EMAIL", "w@example.com") + "," + column("EMAIL", "p@example.com"), "");
        var lead = form.hook().lead();
        assertThat(lead.get("email").asString()).isEqualTo("p@example.com");
        assertThat(lead.at("/custom_fields/work_email").asString()).isEqualTo("w@example.com");
    }
}
