package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import leadhub.base.Json;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.fields.FieldKind;
import leadhub.intake.IntakeReason;
import leadhub.integrations.IntegrationHealth.Silence;
import leadhub.integrations.mapping.Mapping;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.web.Words;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator connects what sends leads, and looks after it. */
class ConnectByPageTest {
    private static final String ALL = "/settings/integrations";
    private static final Pattern KEY = Pattern.compile("id=\"secret-google_key\" dir=\"ltr\">([^<]+)<");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel panel = workspace.panel(Role.ADMIN);

    @BeforeEach
    void look() {
        assertThat(panel.get(ALL).status()).isEqualTo(200);
    }

    private static Map<String, String> form(String... fields) {
        var form = new LinkedHashMap<String, String>();
        for (var i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return form;
    }

    private Connected latest() {
        var all = api.get("/api/v1/integrations?per_page=100").at("data");
        var last = all.get(all.size() - 1);
        return new Connected(
                api, last.get("id").asLong(), last.get("webhook_url").asString());
    }

    private Connected connect(String type, String... more) {
        var fields = form(more);
        fields.put("type", type);
        var made = panel.post(ALL, fields);
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        return latest();
    }

    private static String page(Connected one) {
        return ALL + "/" + one.id();
    }

    private static String google(String key, String more) {
        return "{\"lead_id\": \"%s\", \"google_key\": \"%s\",%s \"user_column_data\": [{\"column_id\": \"EMAIL\", \"string_value\": \"sarah@example.com\"}]}"
                .formatted(UUID.randomUUID(), key, more);
    }

    @Test
    void a_google_ads_form_is_connected_and_its_test_lead_is_seen_as_a_test() {
        assertThat(panel.get(ALL + "/new?type=google_ads").body()).contains("Connect Google Ads", "name=\"_once\"");
        var fields = form(
                "type",
                "google_ads",
                "name",
                "Spring campaign",
                "_once",
                UUID.randomUUID().toString());
        var made = panel.post(ALL, fields);
        assertThat(made.status()).as(made.body()).isEqualTo(200);
        var hook = latest();
        var key = KEY.matcher(made.body());
        assertThat(key.find()).isTrue();
        assertThat(made.body())
                .contains(
                        hook.url(),
                        "data-copies=\"url\"",
                        "Webhook integration",
                        "what arrives shows up here",
                        page(hook));
        var again = panel.post(ALL, fields);
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.header("Location")).endsWith(page(hook));
        assertThat(api.get("/api/v1/integrations").number("meta.total")).isEqualTo(1);
        assertThat(hook.post(google(key.group(1), "\"is_test\": true,")).status())
                .isEqualTo(200);
        hook.last();
        assertThat(panel.get(page(hook) + "/arrival").body()).contains(">Test<", "It has arrived");
        assertThat(panel.get(page(hook)).body())
                .contains("Spring campaign", ">Test<", hook.url(), ">Active<")
                .doesNotContain(key.group(1));
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
    }

    @Test
    void a_wrong_key_says_what_to_do_wherever_somebody_looks() {
        var hook = connect("google_ads", "name", "Autumn");
        assertThat(panel.get("/home").body()).doesNotContain("needs-integrations");
        assertThat(hook.post(google("wrong", "")).status()).isEqualTo(403);
        for (var path : new String[] {"/home", ALL, page(hook)}) {
            assertThat(panel.get(path).body())
                    .as(path)
                    .contains("Autumn", "Needs attention", "A request had a wrong key.");
        }
        assertThat(workspace.panel(Role.MANAGER).get("/home").body()).doesNotContain("Autumn");
        var renewed = panel.post(page(hook), form("name", "Autumn", "renew.google_key", "yes"));
        var key = KEY.matcher(renewed.body());
        assertThat(key.find()).as(renewed.body()).isTrue();
        assertThat(hook.post(google(key.group(1), "")).status()).isEqualTo(200);
        assertThat(hook.lead().get("email").asString()).isEqualTo("sarah@example.com");
        assertThat(panel.get("/home").body()).doesNotContain("needs-integrations");
    }

    @Test
    void a_broken_mapping_is_found_mended_and_replayed() {
        var budget = workspace.field("Budget", FieldKind.TEXT);
        var hook = connect("webhook");
        var broken = panel.post(page(hook) + "/mapping", form("from.1", "firm", "to.1", "company"));
        assertThat(broken.header("Location")).endsWith(page(hook));
        hook.post("{\"firm\": \"Acme\", \"contact\": {\"mail\": \"ann@example.com\"}, \"money\": \"10\"}");
        var failed = hook.last();
        assertThat(panel.get(page(hook)).body())
                .contains(
                        "Needs attention",
                        "Check the mapping",
                        "Replay what failed",
                        "/settings/intake/" + failed.get("id"));
        var tested = panel.post(page(hook) + "/test", Map.of());
        assertThat(tested.body()).contains("To do:", "Map something to email");
        var editor = panel.get(page(hook) + "/mapping").body();
        assertThat(editor).contains("value=\"firm\"", "value=\"$.contact.mail\"", ">Budget<", "name=\"from.3\"");
        var mended = form(
                "from.1",
                "firm",
                "to.1",
                "company",
                "from.2",
                "$.contact.mail",
                "to.2",
                "email",
                "from.5",
                "money",
                "to.5",
                budget.path(),
                "from.6",
                "nowhere",
                "to.6",
                "country",
                "default.6",
                "DE",
                "from.7",
                "",
                "to.7",
                "");
        var before = form(
                "from.1",
                "firm",
                "to.1",
                "company",
                "intake_id",
                failed.get("id").asString());
        assertThat(panel.post(page(hook) + "/mapping/preview", before).body())
                .contains("No lead would come of this", "Acme");
        mended.put("intake_id", failed.get("id").asString());
        assertThat(panel.post(page(hook) + "/mapping/preview", mended).body())
                .contains("The lead would be", "ann@example.com", "Acme", "10", "DE")
                .doesNotContain("No lead would come");
        assertThat(panel.post(page(hook) + "/mapping", mended).status()).isEqualTo(303);
        assertThat(panel.post(page(hook) + "/replay", form("status", "failed")).status())
                .isEqualTo(303);
        Await.until(() -> hook.last().get("status").asString().equals("processed"));
        assertThat(hook.lead().at("/custom_fields/budget").asString()).isEqualTo("10");
        assertThat(panel.get(page(hook)).body()).contains(">Active<").doesNotContain("Needs attention");
    }

    @Test
    void a_line_that_is_wrong_is_marked_and_the_usual_mapping_is_a_click_away() {
        var hook = connect("google_ads");
        var wrong = panel.post(
                page(hook) + "/mapping", form("from.2", "$..email", "to.2", "email", "from.4", "x", "to.4", "company"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("is-invalid", "$..email", "This is no JSON path");
        assertThat(panel.post(page(hook) + "/mapping", form()).status()).isEqualTo(303);
        assertThat(hook.now().at("data.mapping")).isEmpty();
        assertThat(panel.get(page(hook) + "/mapping?usual=yes").body())
                .contains("This is the usual mapping", "$.columns.EMAIL");
        assertThat(hook.now().at("data.mapping")).isEmpty();
        var sample = form("from.1", "$.columns.EMAIL", "to.1", "email", "sample", google("x", ""));
        assertThat(panel.post(page(hook) + "/mapping/preview", sample).body())
                .contains("sarah@example.com", "The lead would be");
        sample.put("sample", "[1, ");
        assertThat(panel.post(page(hook) + "/mapping/preview", sample).body()).contains("neither JSON nor");
        sample.put("sample", "");
        assertThat(panel.post(page(hook) + "/mapping/preview", sample).body()).contains("paste a sample");
    }

    @Test
    void what_comes_while_it_is_paused_is_kept_and_an_old_url_is_good_for_a_day() {
        var hook = connect("webhook", "name", "Shop");
        panel.get(page(hook));
        panel.post(page(hook) + "/pause", Map.of());
        hook.post("{\"email\": \"ann@example.com\"}");
        assertThat(panel.get(page(hook)).body()).contains(">Paused<", "Replay what was ignored", ">Ignored<");
        panel.post(page(hook) + "/resume", Map.of());
        panel.post(page(hook) + "/replay", form("status", "ignored"));
        Await.until(() -> hook.last().get("status").asString().equals("processed"));
        assertThat(panel.post(page(hook) + "/replay", form("status", "spam")).status())
                .isEqualTo(422);
        panel.get(page(hook));
        panel.post(page(hook) + "/rotate", Map.of());
        assertThat(panel.get(page(hook)).body())
                .contains("The URL from before is good until")
                .doesNotContain(hook.url());
        hook.post("{\"email\": \"ben@example.com\"}");
        assertThat(hook.lead().get("email").asString()).isEqualTo("ben@example.com");
        assertThat(panel.post(page(hook) + "/delete", Map.of()).header("Location"))
                .endsWith(ALL);
        assertThat(panel.get(page(hook)).status()).isEqualTo(404);
        assertThat(panel.get(ALL).body()).doesNotContain(">Shop<");
    }

    @Test
    void config_and_target_are_changed_and_secrets_stay_unless_they_are_removed() {
        var stage = api.get("/api/v1/pipelines").text("data.0.stages.1.id");
        var owner = Long.toString(workspace.user(Role.AGENT).id());
        var hook = connect(
                "webhook",
                "name",
                "Shop",
                "config.header",
                "X-Signature",
                "config.secret",
                "a secret of ours",
                "config.algorithm",
                "sha512",
                "place",
                stage,
                "assigned_user_id",
                owner,
                "tags",
                "shop, web",
                "source",
                "shop",
                "duplicate_policy",
                "update");
        var now = hook.now();
        assertThat(now.text("data.config.algorithm")).isEqualTo("sha512");
        assertThat(now.text("data.config.secret.hint")).isEqualTo("…ours");
        assertThat(now.text("data.target.pipeline_stage_id")).isEqualTo(stage);
        assertThat(now.text("data.target.assigned_user_id")).isEqualTo(owner);
        assertThat(now.at("data.target.tags")).hasSize(2);
        assertThat(now.text("data.target.duplicate_policy")).isEqualTo("update");
        var edit = panel.get(page(hook) + "/edit").body();
        assertThat(edit).contains("value=\"X-Signature\"", "…ours", "shop, web").doesNotContain("a secret of ours");
        var pipeline = api.get("/api/v1/pipelines").text("data.0.id");
        var changed = form("name", "Store", "config.header", "X-Hub", "place", "pipeline-" + pipeline);
        assertThat(panel.post(page(hook), changed).status()).isEqualTo(303);
        assertThat(hook.now().text("data.config.secret.set")).isEqualTo("true");
        assertThat(hook.now().text("data.target.pipeline_id")).isEqualTo(pipeline);
        assertThat(hook.now().at("data.target.tags")).isEmpty();
        var wrong = panel.post(page(hook), form("name", "Store", "config.header", "", "place", "0"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("is-invalid");
        panel.post(page(hook), form("name", "Store", "remove.secret", "yes"));
        assertThat(hook.now().text("data.config.secret.set")).isEqualTo("false");
    }

    @Test
    void what_another_sign_in_needs_is_neither_asked_for_nor_changed() {
        assertThat(panel.get(ALL + "/new?type=email_imap").body())
                .contains(
                        "data-only-if=\"config.auth\" data-is=\"password\"",
                        "data-only-if=\"config.auth\" data-is=\"oauth2\"",
                        "Only if “Sign-in” is “OAuth 2.0”.");
        // Without scripts all of it is shown, and sent.
        var made = panel.post(ALL, smtp("password", "config.password", "app password", "config.oauth_scope", "mail"));
        assertThat(made.status()).as(made.body()).isEqualTo(303);
        var page = made.header("Location").replaceFirst(".*(?=" + ALL + ")", "");
        var path = page.replace("/settings", "/api/v1");
        assertThat(api.get(path).at("data.config.oauth_scope").isNull()).isTrue();
        var missing = panel.post(page, smtp("oauth2"));
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.body())
                .contains("<input class=\"form-control is-invalid\" id=\"config-oauth_refresh_token\"")
                .doesNotContain("is-invalid\" id=\"config-password\"");
        String[] tokens = {
            "config.oauth_token_url", "https://login.example.com/token",
            "config.oauth_client_id", "client",
            "config.oauth_refresh_token", "refresh token"
        };
        assertThat(panel.post(page, smtp("oauth2", tokens)).status()).isEqualTo(303);
        assertThat(panel.post(page, smtp("password", "config.password", "another", "config.oauth_client_id", ""))
                        .status())
                .isEqualTo(303);
        var now = api.get(path);
        assertThat(now.text("data.config.auth")).isEqualTo("password");
        assertThat(now.text("data.config.oauth_client_id")).isEqualTo("client");
        assertThat(now.text("data.config.oauth_refresh_token.set")).isEqualTo("true");
        assertThat(panel.get(page + "/edit").body()).contains("value=\"https://login.example.com/token\"");
        tokens[5] = "";
        assertThat(panel.post(page, smtp("oauth2", tokens)).status()).as("kept").isEqualTo(303);
    }

    private static Map<String, String> smtp(String auth, String... more) {
        var fields = form(more);
        fields.putAll(form(
                "type",
                "smtp",
                "name",
                "Mails",
                "config.host",
                "smtp.example.com",
                "config.user",
                "team",
                "config.from",
                "team@example.com",
                "config.auth",
                auth));
        return fields;
    }

    @Test
    void the_gallery_finds_types_in_every_language_and_marks_what_is_beta() {
        assertThat(panel.get(ALL).body()).contains("Ads and forms", ">Beta<", "type=google_ads", "Takes any JSON");
        assertThat(panel.get(ALL + "?search=YOUTUBE").body())
                .contains("type=youtube")
                .doesNotContain("type=zapier");
        assertThat(panel.get(ALL + "?search=nobody").body()).contains("Nothing found");
        assertThat(workspace
                        .panel(Role.ADMIN)
                        .get(ALL + "?search=schl%C3%BCssel", "de")
                        .body())
                .contains("type=google_ads", "Fügen Sie URL und Schlüssel")
                .doesNotContain("type=zapier");
        assertThat(panel.get("/help/integrations/google_ads").body())
                .contains("<h2>What arrives</h2>", "<td>the field of that name</td>");
        assertThat(workspace.panel(Role.MANAGER).get(ALL).status()).isEqualTo(403);
    }

    @Test
    void what_every_type_says_of_itself_is_said_in_every_language() {
        var said = api.get("/api/v1/integrations/types?per_page=100").at("data");
        for (var type : server.bean(IntegrationTypes.class).all()) {
            var about = type.about();
            for (var language : Words.LANGUAGES) {
                assertThat(Words.in(language).texts().keySet())
                        .as(language)
                        .contains(about.description())
                        .containsAll(
                                type.fields().stream().flatMap(TypeField::texts).toList());
            }
            var shown = said.valueStream()
                    .filter(one -> one.get("type").asString().equals(about.key()))
                    .findFirst()
                    .orElseThrow();
            assertThat(shown.get("description").asString())
                    .isEqualTo(Words.in("en").say(about.description()));
            var page = panel.get(ALL + "/new?type=" + about.key(), "ar").body();
            assertThat(page).contains("class=\"type-logo");
            for (var field : type.fields()) {
                assertThat(page).contains(Words.in("ar").say(field.label()));
            }
        }
    }

    @Test
    void a_dead_token_needs_somebody_whatever_else_comes() {
        var at = Instant.parse("2026-11-26T12:00:00Z");
        for (var key : new String[] {"integration.token", "integration.signature"}) {
            var refused = new Integration.Trouble(IntakeReason.of(Refusal.of(key)), at);
            var terms = new Integration.Terms(
                    "x",
                    "X",
                    false,
                    new IntegrationConfig(Json.MAPPER.createObjectNode(), Map.of()),
                    new Mapping(List.of()),
                    Target.USUAL);
            var one = new Integration(1, 1, terms, "token", refused, at, at);
            assertThat(IntegrationHealth.of(one, at.plusSeconds(9), null, null).needsAttention())
                    .as(key)
                    .isEqualTo(key.equals("integration.token"));
        }
    }

    @Test
    void nothing_for_longer_than_is_usual_is_said() {
        var now = Instant.parse("2026-11-26T12:00:00Z");
        var hourly = LongStream.range(0, 11)
                .mapToObj(hours -> now.minus(Duration.ofHours(hours)))
                .toList();
        assertThat(Silence.of(hourly, now.plus(Duration.ofHours(23)))).isNull();
        assertThat(Silence.of(hourly, now.plus(Duration.ofHours(25))))
                .isEqualTo(new Silence(Duration.ofHours(25), Duration.ofHours(1)));
        assertThat(Silence.of(hourly.subList(0, 10), now.plus(Duration.ofDays(9))))
                .isNull();
        var weekly = LongStream.range(0, 11)
                .mapToObj(weeks -> now.minus(Duration.ofDays(7 * weeks)))
                .toList();
        assertThat(Silence.of(weekly, now.plus(Duration.ofDays(13)))).isNull();
    }
}
