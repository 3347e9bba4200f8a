package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import leadhub.base.Json;
import leadhub.outside.Signatures;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ConnectWebhookTest {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private Connected webhook(String members) {
        return Connected.create(api, "{\"type\": \"webhook\"" + (members.isEmpty() ? "" : ", " + members) + "}");
    }

    @Test
    void a_new_one_has_the_name_of_its_type_a_url_and_a_usual_mapping() {
        var made = webhook("").now();
        assertThat(made.text("data.name")).isEqualTo("Webhook");
        assertThat(made.text("data.status")).isEqualTo("active");
        assertThat(made.text("data.webhook_url"))
                .startsWith(server.origin() + "/hooks/webhook/")
                .hasSizeGreaterThan(50);
        assertThat(made.at("data.config.secret").toString()).isEqualTo("{\"set\":false,\"hint\":null}");
        assertThat(made.text("data.config.algorithm")).isEqualTo("sha256");
        assertThat(made.text("data.target.duplicate_policy")).isEqualTo("fill");
        assertThat(made.number("data.events_count")).isZero();
        assertThat(made.at("data.last_error").isNull()).isTrue();
        assertThat(api.get("/api/v1/integrations").number("meta.total")).isEqualTo(1);
        assertThat(api.delete("/api/v1/integrations/" + made.text("data.id")).status())
                .isEqualTo(204);
        assertThat(api.get("/api/v1/integrations").number("meta.total")).isZero();
    }

    @Test
    void json_a_form_and_a_multipart_form_become_leads() {
        var hook = webhook("\"target\": {\"tags\": [\"landing\"], \"source\": \"page\"}");
        var answer =
                hook.post("{\"email\": \"a@example.com\", \"name\": \"Ann\", \"message\": \"Hi\", \"tags\": [\"x\"]}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"received\"}");
        var lead = hook.lead();
        assertThat(lead.get("first_name").asString()).isEqualTo("Ann");
        assertThat(lead.get("notes").asString()).isEqualTo("Hi");
        assertThat(lead.get("source").asString()).isEqualTo("page");
        assertThat(lead.get("tags").toString()).isEqualTo("[\"x\",\"landing\"]");
        hook.post("email=b%40example.com&first_name=B%C3%A9", Map.of("Content-Type", FORM));
        assertThat(hook.lead().get("first_name").asString()).isEqualTo("Bé");
        hook.post(
                "--line\r\nContent-Disposition: form-data; name=\"email\"\r\n\r\nc@example.com\r\n--line--\r\n",
                Map.of("Content-Type", "multipart/form-data; boundary=line"));
        assertThat(hook.lead().get("email").asString()).isEqualTo("c@example.com");
        // JSON under a wrong name, as some send it.
        hook.post("{\"email\": \"d@example.com\"}", Map.of("Content-Type", "text/plain"));
        assertThat(hook.lead().get("email").asString()).isEqualTo("d@example.com");
        var now = hook.now();
        assertThat(now.number("data.events_count")).isEqualTo(4);
        assertThat(now.number("data.leads_count")).isEqualTo(4);
        assertThat(now.at("data.last_event_at").isNull()).isFalse();
        assertThat(hook.last().get("source").asString()).isEqualTo("webhook");
    }

    @Test
    void paths_with_filters_defaults_and_lists_are_mapped() {
        var hook = webhook("""
                "mapping": [
                  {"from": "$.form.answers[?@.key == 'mail'].value", "to": "email"},
                  {"from": "$.form.answers[?(@.key=='name')]['value']", "to": "first_name"},
                  {"from": "$.none", "to": "last_name", "default": "Unknown"},
                  {"from": "$.interests[*]", "to": "tags"},
                  {"from": "$.cities[*].name", "to": "custom_fields.cities"},
                  {"from": "form.id", "to": "custom_fields.form"},
                  {"from": "$.nothing", "to": "company"},
                  {"from": "$.nil", "to": "notes"},
                  {"from": "$.worth", "to": "deal_value"}]""");
        hook.post("""
                {"form": {"id": 12345678901234567890, "answers": [{"key": "mail", "value": "a@example.com"}, {"key": "name", "value": "Ann"}]},
                 "interests": ["one", "two"], "cities": [{"name": "Rome"}, {"name": "Oslo"}], "nil": null, "worth": "12.50"}
                """);
        var lead = hook.lead();
        assertThat(lead.get("email").asString()).isEqualTo("a@example.com");
        assertThat(lead.get("first_name").asString()).isEqualTo("Ann");
        assertThat(lead.get("last_name").asString()).isEqualTo("Unknown");
        assertThat(lead.get("tags").toString()).isEqualTo("[\"one\",\"two\"]");
        assertThat(lead.at("/custom_fields/cities").asString()).isEqualTo("Rome, Oslo");
        assertThat(lead.at("/custom_fields/form").toString()).isEqualTo("12345678901234567890");
        assertThat(lead.get("company").isNull()).isTrue();
        assertThat(lead.get("notes").isNull()).isTrue();
        assertThat(lead.get("deal_value").asInt()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$..email",
                "$.a[",
                "$.a.length()",
                "$[?@.a =~ /x/]",
                "$['a','b']",
                "$.a[?@.b == $.c]",
                "$.a[?search(@.b, 'x')]",
                "$a",
                " "
            })
    void a_path_that_costs_too_much_or_is_none_is_refused(String path) {
        var answer = api.post(
                "/api/v1/integrations",
                "{\"type\": \"webhook\", \"mapping\": [{\"from\": \"%s\", \"to\": \"email\"}]}".formatted(path));
        assertThat(answer.status()).as(path).isEqualTo(422);
        assertThat(answer.at("errors").propertyNames()).containsExactly("mapping.0.from");
    }

    @Test
    void what_says_nobody_fails_needs_attention_and_is_replayed_once_the_mapping_is_mended() {
        var hook = webhook("");
        assertThat(hook.post("{\"contact\": {\"mail\": \"a@example.com\"}}").status())
                .isEqualTo(200);
        var failed = hook.last();
        assertThat(failed.get("status").asString()).isEqualTo("failed");
        assertThat(failed.get("reason").asString()).contains("no email, phone or name");
        var now = hook.now();
        assertThat(now.text("data.status")).isEqualTo("needs_attention");
        assertThat(now.text("data.last_error.message")).contains("replay");
        var mapping = "[{\"from\": \"$.contact.mail\", \"to\": \"email\"}, {\"from\": \"$.x\", \"to\": \"phone\"}]";
        var preview = api.post(
                hook.path() + "/mapping/preview",
                "{\"intake_id\": %s, \"mapping\": %s}".formatted(failed.get("id"), mapping));
        assertThat(preview.at("data").toString())
                .isEqualTo("{\"lead\":{\"email\":\"a@example.com\"},\"missing\":[\"$.x\"]}");
        // As everything is that comes back from a read.
        var whole = hook.now().at("data").toString();
        assertThat(api.put(hook.path(), whole).text("data.status")).isEqualTo("needs_attention");
        assertThat(api.patch(hook.path(), "{\"mapping\": " + mapping + "}").status())
                .isEqualTo(200);
        var replayed = api.post("/api/v1/intake/" + failed.get("id") + "/replay", "{}");
        assertThat(replayed.text("data.status")).isEqualTo("processed");
        assertThat(hook.now().text("data.status")).isEqualTo("active");
        assertThat(hook.now().number("data.leads_count")).isEqualTo(1);
        assertThat(api.post(hook.path() + "/mapping/preview", "{}").status()).isEqualTo(422);
        assertThat(api.post(hook.path() + "/mapping/preview", "{\"intake_id\": 999999999}")
                        .status())
                .isEqualTo(422);
        assertThat(api.post(hook.path() + "/mapping/preview", "{\"payload\": [1]}")
                        .text("data.missing.0"))
                .isEqualTo("$.contact.mail");
    }

    @Test
    void a_field_that_can_not_be_taken_costs_nobody_the_lead() {
        var hook = webhook(
                "\"mapping\": [{\"from\": \"email\", \"to\": \"email\"}, {\"from\": \"worth\", \"to\": \"deal_value\"}]");
        hook.post("{\"email\": \"a@example.com\", \"worth\": \"a lot\"}");
        assertThat(hook.lead().get("deal_value").isNull()).isTrue();
        hook.post("{\"email\": \"nonsense\", \"worth\": 5}");
        var last = hook.last();
        assertThat(last.get("status").asString()).isEqualTo("failed");
        assertThat(last.at("/outcome/errors").propertyNames()).containsExactly("email");
        hook.post("not json at all");
        assertThat(hook.last().get("status").asString()).isEqualTo("failed");
        hook.post("");
        assertThat(hook.last().get("status").asString()).isEqualTo("failed");
    }

    @Test
    void one_id_counts_once_wherever_it_stands() {
        var hook = webhook("\"config\": {\"dedupe_path\": \"$.data.id\"}");
        hook.post("{\"data\": {\"id\": 9007199254740993}, \"email\": \"a@example.com\"}");
        var first = hook.last();
        assertThat(first.get("external_id").asString()).isEqualTo("9007199254740993");
        hook.post("{\"data\": {\"id\": \"9007199254740993\"}, \"email\": \"b@example.com\"}");
        var second = hook.last();
        assertThat(second.get("status").asString()).isEqualTo("duplicate");
        assertThat(second.get("lead_id")).isEqualTo(first.get("lead_id"));
        hook.post("{\"email\": \"c@example.com\"}");
        assertThat(hook.last().get("external_id").isNull()).isTrue();
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"sha256, hex, sha256=", "sha1, base64, ''", "sha512, hex, v1:"})
    void a_signature_is_looked_at_byte_for_byte(String algorithm, String encoding, String prefix) {
        var hook = webhook("""
                "config": {"header": "X-Sig", "secret": "top secret 123", "algorithm": "%s", "encoding": "%s", "prefix": "%s"}""".formatted(algorithm, encoding, prefix));
        var body = "{\"email\":  \"a@example.com\"}";
        var bytes = Signatures.sign(
                algorithm, "top secret 123".getBytes(StandardCharsets.UTF_8), body.getBytes(StandardCharsets.UTF_8));
        var signature = encoding.equals("hex")
                ? HexFormat.of().formatHex(bytes)
                : Base64.getEncoder().encodeToString(bytes);
        assertThat(hook.post(body, Map.of("X-Sig", prefix + signature)).status())
                .isEqualTo(200);
        assertThat(hook.lead().get("email").asString()).isEqualTo("a@example.com");
        server.clock().pass(Duration.ofMinutes(5));
        for (var wrong : List.of("", prefix, prefix + signature + "0", "x" + prefix + signature, prefix + "00")) {
            assertThat(hook.post(body, wrong.isEmpty() ? Map.of() : Map.of("X-Sig", wrong))
                            .status())
                    .as(wrong)
                    .isEqualTo(401);
        }
        assertThat(hook.post(body + " ", Map.of("X-Sig", prefix + signature)).status())
                .isEqualTo(401);
        var now = hook.now();
        assertThat(now.number("data.events_count")).isEqualTo(1);
        assertThat(now.text("data.status")).isEqualTo("needs_attention");
        assertThat(now.text("data.last_error.message")).contains("signature");
        assertThat(now.at("data.config.secret").toString()).isEqualTo("{\"set\":true,\"hint\":\"… 123\"}");
        assertThat(now.body()).doesNotContain("top secret");
    }

    @Test
    void a_secret_is_kept_by_what_an_answer_shows_and_removed_by_null() {
        var hook = webhook("\"config\": {\"header\": \"X-Sig\", \"secret\": \"short\"}");
        assertThat(hook.now().at("data.config.secret").toString()).isEqualTo("{\"set\":true,\"hint\":null}");
        var shown = hook.now().at("data").toString();
        assertThat(api.put(hook.path(), shown).at("data.config.secret.set").asBoolean())
                .isTrue();
        assertThat(hook.post("{}").status()).isEqualTo(401);
        var bare = api.patch(hook.path(), "{\"config\": {\"header\": null}}");
        assertThat(bare.text("errors.config.header.0")).isEmpty();
        assertThat(bare.at("errors").get("config.header").get(0).asString())
                .isEqualTo("The config.header field is required.");
        var removed = api.patch(hook.path(), "{\"config\": {\"secret\": null, \"header\": null}}");
        assertThat(removed.at("data.config.secret.set").asBoolean()).isFalse();
        assertThat(hook.post("{\"email\": \"a@example.com\"}").status()).isEqualTo(200);
    }

    @Test
    void bad_input_is_refused_by_its_place() {
        assertThat(errors("{}")).containsExactly("type");
        assertThat(errors("{\"type\": \"fax\"}")).containsExactly("type");
        assertThat(errors(
                        "{\"type\": \"webhook\", \"config\": {\"page_id\": 1, \"algorithm\": \"md5\", \"prefix\": 5}}"))
                .containsExactlyInAnyOrder("config.page_id", "config.algorithm", "config.prefix");
        assertThat(errors("{\"type\": \"webhook\", \"target\": {\"pipeline_id\": 999999999}}"))
                .containsExactly("target.pipeline_id");
        assertThat(errors("{\"type\": \"webhook\", \"target\": {\"duplicate_policy\": \"maybe\"}, \"status\": \"on\"}"))
                .containsExactlyInAnyOrder("target.duplicate_policy", "status");
        assertThat(
                        errors(
                                "{\"type\": \"webhook\", \"mapping\": [{\"from\": \"a\", \"to\": \"id\"}, {\"to\": \"email\"}]}"))
                .containsExactlyInAnyOrder("mapping.0.to", "mapping.1.from");
        assertThat(errors("{\"type\": \"webhook\", \"config\": {\"dedupe_path\": \"$..id\"}}"))
                .containsExactly("config.dedupe_path");
    }

    private Iterable<String> errors(String body) {
        var answer = api.post("/api/v1/integrations", body);
        assertThat(answer.status()).as(body).isEqualTo(422);
        return answer.at("errors").propertyNames();
    }

    @Test
    void a_paused_one_keeps_what_comes_for_a_replay() {
        var hook = webhook("\"config\": {\"dedupe_path\": \"id\"}");
        api.patch(hook.path(), "{\"status\": \"paused\"}");
        assertThat(hook.post("{\"id\": 1, \"email\": \"a@example.com\"}").status())
                .isEqualTo(200);
        var ignored = hook.last();
        assertThat(ignored.get("status").asString()).isEqualTo("ignored");
        assertThat(ignored.get("reason").asString()).contains("paused");
        assertThat(hook.now().text("data.status")).isEqualTo("paused");
        api.patch(hook.path(), "{\"status\": \"active\"}");
        api.post("/api/v1/intake/replay", "{\"source\": \"webhook\", \"source_id\": %d}".formatted(hook.id()));
        Await.until(() -> hook.last().get("status").asString().equals("processed"));
        hook.post("{\"id\": 1, \"email\": \"a@example.com\"}");
        assertThat(hook.last().get("status").asString()).isEqualTo("duplicate");
    }

    @Test
    void a_url_is_rotated_and_each_one_before_is_good_for_a_day() {
        var hook = webhook("");
        var second = api.post(hook.path() + "/rotate", "{}").text("data.webhook_url");
        server.clock().pass(Duration.ofHours(20));
        var third = api.post(hook.path() + "/rotate", "{}").text("data.webhook_url");
        assertThat(List.of(hook.url(), second, third)).doesNotHaveDuplicates();
        assertThat(took(hook, hook.url())).isTrue();
        assertThat(took(hook, second)).isTrue();
        server.clock().pass(Duration.ofHours(5));
        assertThat(took(hook, hook.url())).isFalse();
        assertThat(took(hook, second)).isTrue();
        server.clock().pass(Duration.ofHours(20));
        assertThat(took(hook, second)).isFalse();
        assertThat(took(hook, third)).isTrue();
        assertThat(hook.now().text("data.webhook_url")).isEqualTo(third);
        api.delete(hook.path());
        assertThat(Connected.send("POST", third, "{}", Map.of()).status()).isEqualTo(200);
    }

    private static boolean took(Connected hook, String url) {
        var before = hook.now().number("data.events_count");
        var answer = Connected.send("POST", url, "{\"email\": \"a@example.com\"}", Map.of());
        assertThat(answer.body()).isEqualTo("{\"status\":\"received\"}");
        return hook.now().number("data.events_count") == before + 1;
    }

    @Test
    void strangers_learn_nothing() {
        var hook = webhook("");
        var unknown = server.origin() + "/hooks/webhook/unknown";
        assertThat(Connected.send("POST", unknown, "{}", Map.of()).body()).isEqualTo("{\"status\":\"received\"}");
        assertThat(Connected.send("POST", hook.url().replace("/webhook/", "/zapier/"), "{}", Map.of())
                        .body())
                .isEqualTo("{\"status\":\"received\"}");
        assertThat(hook.now().number("data.events_count")).isZero();
        assertThat(Connected.send("GET", hook.url(), "", Map.of()).status()).isEqualTo(405);
        assertThat(Connected.send("GET", unknown, "", Map.of()).status()).isEqualTo(405);
        assertThat(hook.post("x".repeat((1 << 20) + 1)).status()).isEqualTo(413);
    }

    @Test
    void known_people_are_filled_updated_or_made_anew_as_the_target_says() {
        var fill = webhook("");
        var update = webhook("\"target\": {\"duplicate_policy\": \"update\"}");
        var create = webhook("\"target\": {\"duplicate_policy\": \"create\"}");
        fill.post("{\"email\": \"a@example.com\", \"company\": \"One\", \"tags\": [\"x\"]}");
        var id = fill.lead().get("id");
        fill.post("{\"email\": \"a@example.com\", \"company\": \"Two\", \"last_name\": \"Bee\"}");
        assertThat(fill.lead().get("company").asString()).isEqualTo("One");
        assertThat(fill.lead().get("last_name").asString()).isEqualTo("Bee");
        update.post("{\"email\": \"a@example.com\", \"company\": \"Three\", \"tags\": [\"y\"]}");
        var updated = update.lead();
        assertThat(updated.get("id")).isEqualTo(id);
        assertThat(updated.get("company").asString()).isEqualTo("Three");
        assertThat(updated.get("tags").toString()).isEqualTo("[\"x\",\"y\"]");
        create.post("{\"email\": \"a@example.com\"}");
        assertThat(create.lead().get("id")).isNotEqualTo(id);
        assertThat(create.lead().get("possible_duplicate").asBoolean()).isTrue();
    }

    @Test
    void a_replay_overwrites_nothing_that_people_changed_since() {
        var hook = webhook("\"target\": {\"duplicate_policy\": \"update\"}");
        api.post("/api/v1/leads", "{\"first_name\": \"A\", \"email\": \"a@example.com\"}");
        api.patch(hook.path(), "{\"status\": \"paused\"}");
        hook.post("{\"email\": \"a@example.com\", \"company\": \"Old\", \"job_title\": \"CTO\"}");
        var row = hook.last().get("id");
        server.clock().pass(Duration.ofHours(1));
        var lead = api.get("/api/v1/leads").text("data.0.id");
        api.patch("/api/v1/leads/" + lead, "{\"company\": \"New\"}");
        api.post("/api/v1/intake/" + row + "/replay", "{}");
        var now = api.get("/api/v1/leads/" + lead);
        assertThat(now.text("data.company")).isEqualTo("New");
        assertThat(now.text("data.job_title")).isEqualTo("CTO");
    }

    @Test
    void types_are_listed_with_what_each_needs() {
        var types = api.get("/api/v1/integrations/types?per_page=100");
        var names = types.at("data")
                .valueStream()
                .map(type -> type.get("type").asString())
                .toList();
        assertThat(names)
                .contains(
                        "webhook",
                        "web_form",
                        "zapier",
                        "make",
                        "n8n",
                        "twitter",
                        "snapchat",
                        "pinterest",
                        "microsoft_ads");
        for (var type : types.at("data")) {
            assertThat(type.get("fields")
                            .valueStream()
                            .map(field -> field.get("key").asString())
                            .toList())
                    .doesNotHaveDuplicates();
            var takesLeads = !type.get("direction").asString().equals("out");
            var required = Json.MAPPER.createObjectNode();
            type.get("fields")
                    .valueStream()
                    .filter(field -> Connected.isRequired(type, field))
                    .forEach(field -> required.put(
                            field.get("key").asString(),
                            takesLeads ? "urn:li:organization:1" : "https://hooks.example.com/1"));
            // What has to look like something.
            Map.of(
                            "bot_token", "123456:xxxxxxxxxx",
                            "auth_token", "4453b6ac1s345678-e02c5f12174805f9",
                            "domain", "mg.example.com",
                            "host", "mail.example.com",
                            "from", "team@example.com",
                            "account_sid", "AC" + "0".repeat(32),
                            "sender", "+14155550100")
                    .forEach((key, value) -> {
                        if (required.has(key)) {
                            required.put(key, value);
                        }
                    });
            var hook = Connected.create(
                    api,
                    "{\"type\": \"%s\", \"config\": %s}"
                            .formatted(type.get("type").asString(), required));
            var help = Connected.send("GET", type.get("docs_url").asString(), "", Map.of("Accept", "text/html"));
            assertThat(help.status()).as(type.toString()).isEqualTo(200);
            assertThat(help.body())
                    .contains("<h1>", ">" + type.get("type").asString() + "</code>", "<li>")
                    .doesNotContain("](", "```");
            // A mailbox is read, and nobody posts to it.
            if (takesLeads && !type.get("type").asString().equals("email_imap")) {
                assertThat(hook.url()).contains("/hooks/" + type.get("type").asString() + "/");
            } else {
                assertThat(hook.now().at("data.webhook_url").isNull()).isTrue();
            }
            assertThat(hook.now().at("data.config").propertyNames())
                    .containsExactlyElementsOf(type.get("fields")
                            .valueStream()
                            .map(ConnectWebhookTest::key)
                            .toList());
        }
        assertThat(api.get("/api/v1/integrations/types?per_page=2&page=2").number("meta.from"))
                .isEqualTo(3);
    }

    private static String key(JsonNode field) {
        return field.get("key").asString();
    }

    @Test
    void a_test_says_what_is_still_to_do() {
        var hook = webhook("\"mapping\": []");
        var test = api.post(hook.path() + "/test", "{}");
        assertThat(test.at("data.ok").asBoolean()).isFalse();
        assertThat(test.at("data.checks")
                        .valueStream()
                        .filter(check -> !check.get("ok").asBoolean())
                        .map(check -> check.get("name").asString())
                        .toList())
                .containsExactly("mapping", "events");
        api.patch(hook.path(), "{\"mapping\": null}");
        hook.post("{\"email\": \"a@example.com\"}");
        hook.last();
        assertThat(api.post(hook.path() + "/test", "{}").at("data.ok").asBoolean())
                .isTrue();
        assertThat(api.post(hook.path() + "/backfill", "{\"since\": \"2026-01-01\"}")
                        .status())
                .isEqualTo(409);
        assertThat(api.post(hook.path() + "/backfill", "{}").status()).isEqualTo(422);
    }
}
