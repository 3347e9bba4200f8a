package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leadhub.base.Json;
import leadhub.site.Site;
import leadhub.site.SiteRoutes;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Strangers fill in forms on their own page: without a script, without a cookie. */
class FillInFormsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"_token\" value=\"([^\"]+)\"");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private ApiAnswer form(String members) {
        var made = api.post("/api/v1/forms", "{\"name\": \"Contact\", " + members + "}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private static String path(ApiAnswer form) {
        return "/api/v1/forms/" + form.text("data.id");
    }

    private static String page(ApiAnswer form) {
        return "/f/" + form.text("data.public_id");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.origin() + path)).header("Accept", "text/html,*/*");
    }

    private HttpResponse<String> post(String path, Map<String, String> fields) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(fields))));
    }

    private HttpResponse<String> postJson(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(server.origin() + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String token(HttpResponse<String> page) {
        var found = TOKEN.matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    /** The token of a page that was loaded long enough ago. */
    private String token(ApiAnswer form) {
        var token = token(send(request(page(form))));
        server.clock().pass(Duration.ofSeconds(4));
        return token;
    }

    private JsonNode submissions(ApiAnswer form) {
        return api.get(path(form) + "/submissions").at("data");
    }

    @Test
    void a_page_is_filled_in_and_sent_and_twice_is_once() {
        var form = form("\"settings\": {\"success_message\": \"We <b>call</b> you.\"}");
        var shown = send(request(page(form)).header("Cookie", "leadhub-session=nobody"));
        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(shown.body()).contains("<h1>Contact</h1>", "type=\"email\"", "autocomplete=\"given-name\"");
        server.clock().pass(Duration.ofSeconds(4));
        var fields =
                Map.of("_token", token(shown), "email", "sarah@example.com", "first_name", "Sarah", "_subject", "");
        var sent = post(page(form), fields);
        assertThat(sent.statusCode()).isEqualTo(200);
        assertThat(sent.body()).contains("Thank you", "We &lt;b&gt;call&lt;/b&gt; you.");
        assertThat(post(page(form), fields).body()).isEqualTo(sent.body());
        assertThat(submissions(form)).hasSize(1);
        var lead = api.get("/api/v1/leads");
        assertThat(lead.number("meta.total")).isEqualTo(1);
        assertThat(lead.text("data.0.source")).isEqualTo("web_form");
        assertThat(sent.body()).doesNotContain("\"" + lead.text("data.0.id") + "\"");
    }

    @Test
    void what_was_typed_stays_when_something_is_wrong() {
        var form = form("""
                "fields": [
                    {"key": "name", "type": "text", "map_to": "first_name"},
                    {"key": "email", "type": "email", "required": true},
                    {"key": "size", "type": "select", "options": ["S", "M"]},
                    {"key": "likes", "type": "multi_select", "options": ["a", "b"]},
                    {"key": "phone", "type": "phone", "required_if": {"conditions": [{"field": "size", "operator": "equals", "value": "M"}]}},
                    {"key": "terms", "type": "consent", "consent_text": "I agree."}]
                """);
        var token = token(form);
        var answer = post(
                page(form),
                Map.of(
                        "_token", token, "name", "Sa\"rah", "email", "nobody", "size", "M", "likes[]", "b", "terms",
                        "on"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("value=\"Sa&#34;rah\"")
                .contains("value=\"nobody\"")
                .contains("value=\"M\" selected")
                .contains("value=\"b\" checked")
                .containsPattern("name=\"terms\" value=\"on\" checked")
                .containsPattern("name=\"email\"[^>]* autofocus[^>]*aria-invalid=\"true\"")
                .containsPattern("name=\"phone\"[^>]*aria-invalid=\"true\"");
        assertThat(token(answer)).isEqualTo(token);
        var german = send(request(page(form))
                .header("Accept-Language", "de")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(Map.of("_token", token)))));
        assertThat(german.body()).contains("lang=\"de\"", ">Dieses Feld ist erforderlich.</p>");
        assertThat(submissions(form)).isEmpty();
    }

    @Test
    void traps_answer_like_a_success_and_keep_apart_what_they_caught() {
        var form = form("\"settings\": {\"redirect_url\": \"https://www.example.com/thanks\"}");
        var fast = token(send(request(page(form))));
        var tooFast = post(page(form), Map.of("_token", fast, "email", "fast@example.com"));
        var trapped = post(page(form), Map.of("_token", token(form), "email", "bot@example.com", "_subject", "Buy"));
        var good = post(page(form), Map.of("_token", token(form), "email", "good@example.com"));
        assertThat(good.body()).contains("http-equiv=\"refresh\" content=\"0;url=https://www.example.com/thanks\"");
        assertThat(tooFast.body()).isEqualTo(good.body());
        assertThat(trapped.body()).isEqualTo(good.body());
        assertThat(api.get(path(form)).number("data.spam_count")).isEqualTo(2);
        assertThat(api.get(path(form)).number("data.submissions_count")).isEqualTo(1);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        var spam = api.get(path(form) + "/submissions?status=spam");
        var accepted = api.patch(path(form) + "/submissions/" + spam.text("data.0.id"), "{\"status\": \"accepted\"}");
        assertThat(accepted.text("data.lead_id")).isNotEmpty();
        assertThat(api.get(path(form)).number("data.spam_count")).isEqualTo(1);
    }

    @Test
    void scripts_are_answered_in_json_and_told_of_no_lead() {
        var form = form("\"settings\": {\"language\": \"en\"}");
        var token = token(form);
        var sent = postJson(page(form), "{\"_token\": \"%s\", \"email\": \"a@example.com\"}".formatted(token));
        assertThat(sent.statusCode()).isEqualTo(201);
        assertThat(sent.body())
                .isEqualTo(
                        "{\"status\":\"accepted\",\"message\":\"We’ve received what you sent.\",\"redirect_url\":null}");
        var wrong = postJson(page(form), "{\"_token\": \"%s\"}".formatted(token(form)));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("\"email\":[\"The email field is required.\"]");
        // Where no trap is on, nothing is suspicious about a call without a page.
        assertThat(postJson(page(form), "{\"email\": \"b@example.com\"}").statusCode())
                .isEqualTo(201);
        api.patch(path(form), "{\"settings\": {\"spam\": {\"min_seconds\": 0}}}");
        assertThat(postJson(page(form), "{\"email\": \"c@example.com\"}").statusCode())
                .isEqualTo(201);
        assertThat(submissions(form).findValuesAsString("status")).containsExactly("accepted", "spam", "accepted");
    }

    @Test
    void a_form_in_somebodys_own_html_is_looked_at_once_more() {
        var form = form("\"status\": \"published\"");
        var asked = post(page(form), Map.of("email", "a@example.com", "message", "Hello"));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).contains("send it once more", "value=\"a@example.com\"", ">Hello</textarea>");
        assertThat(submissions(form)).isEmpty();
        var sent = post(page(form), Map.of("_token", token(asked), "email", "a@example.com"));
        assertThat(sent.body()).contains("Thank you");
        assertThat(submissions(form).findValuesAsString("status")).containsExactly("accepted");
    }

    @Test
    void a_page_that_was_loaded_before_an_edit_is_taken_for_a_week() {
        var form = form(
                "\"fields\": [{\"key\": \"email\", \"type\": \"email\"}, {\"key\": \"old\", \"type\": \"text\", \"map_to\": \"company\"}]");
        var token = token(form);
        api.patch(
                path(form),
                "{\"fields\": [{\"key\": \"email\", \"type\": \"email\"}, {\"key\": \"new\", \"type\": \"text\", \"required\": true}]}");
        var sent = postJson(
                page(form), "{\"_token\": \"%s\", \"email\": \"a@example.com\", \"old\": \"Acme\"}".formatted(token));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        assertThat(submissions(form).path(0).path("form_version").asInt()).isEqualTo(1);
        assertThat(api.get("/api/v1/leads").text("data.0.company")).isEqualTo("Acme");
        var late = token(form);
        server.clock().pass(Duration.ofDays(8));
        assertThat(postJson(
                                page(form),
                                "{\"_token\": \"%s\", \"email\": \"b@example.com\", \"new\": \"x\"}".formatted(late))
                        .statusCode())
                .isEqualTo(422);
        assertThat(post(page(form), Map.of("_token", late, "email", "b@example.com", "new", "x"))
                        .body())
                .contains("send it once more", "value=\"x\"");
    }

    @Test
    void who_may_embed_it_is_the_forms_to_say() {
        var anywhere = form("\"status\": \"published\"");
        var shop = form("\"settings\": {\"allowed_hosts\": [\"shop.example\", \"localhost:8443\"]}");
        assertThat(send(request(page(anywhere)))
                        .headers()
                        .firstValue("Content-Security-Policy")
                        .orElse(""))
                .endsWith("frame-ancestors *");
        var answer = send(request(page(shop)).header("Origin", "https://shop.example"));
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .endsWith("frame-ancestors 'self' localhost:8443 shop.example");
        assertThat(answer.headers().firstValue("X-Frame-Options")).isEmpty();
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
        var other = send(request(page(shop) + "/definition.json").header("Origin", "https://other.example"));
        assertThat(other.statusCode()).isEqualTo(403);
        api.patch(path(shop), "{\"settings\": {\"allowed_hosts\": [\"other.example\"]}}");
        assertThat(send(request(page(shop) + "/definition.json").header("Origin", "https://other.example"))
                        .statusCode())
                .as("at once")
                .isEqualTo(200);
    }

    @Test
    void what_is_not_there_says_so_and_what_is_closed_too() {
        var form = form("\"status\": \"published\"");
        var before = page(form);
        api.post(path(form) + "/rotate", "{}");
        var draft = form("\"status\": \"draft\"");
        for (var path :
                new String[] {before, page(draft), "/f/unknown", before + "/definition.json", before + "/theme.css"}) {
            var answer = send(request(path).header("Accept-Language", "de"));
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.body()).as(path).contains("Dieses Formular gibt es nicht mehr.");
            if (!path.contains(".")) {
                assertThat(post(path, Map.of("email", "a@example.com")).statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
        }
        var closed = form("\"status\": \"published\"");
        var token = token(closed);
        api.patch(path(closed), "{\"status\": \"closed\"}");
        assertThat(send(request(page(closed))).body())
                .contains("This form is closed")
                .doesNotContain("<form");
        assertThat(post(page(closed), Map.of("_token", token, "email", "a@example.com"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(postJson(page(closed), "{\"_token\": \"" + token + "\", \"email\": \"a@example.com\"}")
                        .body())
                .contains("\"code\":\"CONFLICT\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "ja", "zh-CN", "ar"})
    void it_speaks_the_forms_language(String language) {
        var form =
                form("\"settings\": {\"language\": \"%s\", \"theme\": {\"accent\": \"#ffee00\", \"font\": \"Georgia\"}}"
                        .formatted(language));
        var shown = send(request(page(form)).header("Accept-Language", "fr"));
        assertThat(shown.body()).contains("<html lang=\"" + language + "\"");
        assertThat(shown.body()).contains(language.equals("ar") ? "dir=\"rtl\"" : "dir=\"ltr\"");
        assertThat(send(request(page(form) + "/theme.css")).body())
                .contains("--form-accent:#ffee00;", "--form-font:Georgia;", "--form-on-accent:#000;");
    }

    @Test
    void an_address_fills_in_what_people_see_and_nothing_else() {
        var form = form("""
                "fields": [
                    {"key": "email", "type": "email"},
                    {"key": "source", "type": "hidden", "default_value": "page"},
                    {"key": "city", "type": "text", "default_value": "Rome"},
                    {"key": "terms", "type": "consent"}]
                """);
        var shown = send(request(page(form) + "?email=a%40example.com&source=evil&terms=on"));
        assertThat(shown.body())
                .contains("value=\"a@example.com\"", "name=\"source\" value=\"page\"")
                .doesNotContain("evil", "checked");
        assertThat(send(request(page(form))).body()).contains("value=\"Rome\"");
    }

    @Test
    void a_definition_has_what_the_page_has_and_not_where_it_goes() {
        var form = form("\"settings\": {\"language\": \"de\"}");
        var answer = send(request(page(form) + "/definition.json").header("Origin", "https://anywhere.example"));
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://anywhere.example");
        var definition = Json.MAPPER.readTree(answer.body());
        assertThat(definition.path("language").asString()).isEqualTo("de");
        assertThat(definition.path("html").asString())
                .contains(definition.path("form_token").asString(), "Senden");
        assertThat(definition.path("fields").get(4).path("key").asString()).isEqualTo("message");
        assertThat(answer.body()).doesNotContain("map_to", "notes");
        server.clock().pass(Duration.ofSeconds(4));
        var sent = postJson(
                page(form),
                "{\"_token\": \"%s\", \"_language\": \"de\"}"
                        .formatted(definition.path("form_token").asString()));
        assertThat(Json.MAPPER
                        .readTree(sent.body())
                        .path("errors")
                        .path("email")
                        .path(0)
                        .asString())
                .isEqualTo("Dieses Feld ist erforderlich.");
    }

    @Test
    void each_is_written_down_as_it_came_and_can_be_replayed() {
        var form = form(
                "\"fields\": [{\"key\": \"email\", \"type\": \"email\"}, {\"key\": \"city\", \"type\": \"text\", \"required\": true}]");
        var token = token(form);
        assertThat(post(page(form), Map.of("_token", token, "email", "a@example.com"))
                        .statusCode())
                .isEqualTo(422);
        var rows = api.get("/api/v1/intake?source=form");
        assertThat(rows.at("data")).hasSize(1);
        assertThat(rows.text("data.0.status")).isEqualTo("failed");
        assertThat(rows.text("data.0.source_id")).isEqualTo(form.text("data.id"));
        var row = "/api/v1/intake/" + rows.text("data.0.id");
        assertThat(api.get(row).text("data.body")).contains("email=a%40example.com");
        var fields = Map.of("_token", token(form), "email", "b@example.com", "city", "Rome");
        assertThat(post(page(form), fields).body())
                .isEqualTo(post(page(form), fields).body());
        assertThat(api.get("/api/v1/intake?source=form").at("data").findValuesAsString("status"))
                .containsExactly("duplicate", "processed", "failed");
        api.patch(path(form), "{\"fields\": [{\"key\": \"email\", \"type\": \"email\"}]}");
        assertThat(api.post(row + "/replay", "{}").text("data.status")).isEqualTo("processed");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(2);
        post(page(form), Map.of("_token", token(form), "email", "c@example.com", "_subject", "Buy"));
        assertThat(api.get("/api/v1/intake?source=form").text("data.0.status")).isEqualTo("spam");
    }

    @Test
    void figures_need_no_cookie() {
        var form = form("\"status\": \"published\"");
        for (var step : new String[] {"seen", "seen", "begun", "nonsense"}) {
            assertThat(postJson(page(form) + "/steps", "{\"step\": \"" + step + "\"}")
                            .statusCode())
                    .isEqualTo(204);
        }
        post(page(form), Map.of("_token", token(form), "email", "a@example.com"));
        assertThat(api.get(path(form) + "/stats").at("data").toString())
                .isEqualTo(
                        "{\"views\":2,\"starts\":1,\"submissions\":1,\"pending\":0,\"spam\":0,\"conversion\":0.5000}");
    }

    @Test
    void who_sent_what_and_agreed_to_what_can_be_shown() {
        var form = form("""
                "fields": [
                    {"key": "email", "type": "email"},
                    {"key": "terms", "type": "consent", "required": true, "consent_text": "I agree to be called."}]
                """);
        var sent = postJson(
                page(form),
                "{\"_token\": \"%s\", \"email\": \"a@example.com\", \"terms\": true, \"_page\": \"https://shop.example/contact?x=1\"}"
                        .formatted(token(form)));
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        var lead = api.get("/api/v1/leads").text("data.0.id");
        assertThat(api.get("/api/v1/leads/" + lead + "/timeline").body())
                .contains("I agree to be called.", "text_version", "https://shop.example/contact\"", "127.0.0.0");
    }

    @Test
    void no_address_and_no_script_has_a_word_in_it_that_ad_blockers_look_for() {
        var words = "track|analytics|pixel|hubspot|chat|widget|beacon|collect";
        var routes = server.bean(Site.class).all().stream()
                .map(SiteRoutes.SiteRoute::template)
                .filter(template -> template.startsWith("/f/") || template.equals("/embed.js"))
                .toList();
        assertThat(routes).contains("/f/{form}/steps", "/f/{form}/partial", "/f/{form}/blocked", "/embed.js");
        assertThat(routes).noneMatch(template -> template.matches(".*(" + words + ").*"));
        assertThat(send(request("/embed.js")).body()).doesNotContainPattern("'/(" + words + ")");
    }

    @Test
    void neither_password_managers_nor_screen_readers_are_led_into_the_trap() {
        var shown = send(request(page(form("\"settings\": {}")))).body().replaceAll("\\s+", " ");
        assertThat(shown)
                .containsPattern("<div class=\"lf-extra\" aria-hidden=\"true\"> <label>[^<]*"
                        + "<input type=\"text\" name=\"_subject\" tabindex=\"-1\" autocomplete=\"off\">");
    }
}
