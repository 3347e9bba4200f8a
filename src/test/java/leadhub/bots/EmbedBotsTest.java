package leadhub.bots;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import leadhub.base.Role;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A manager makes a bot, and puts it into pages: what those load, and the bot's own page, which needs no script. */
class EmbedBotsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int MOST_OF_LOADER = 3 * 1024;
    private static final int MOST_OF_ALL = 30 * 1024;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final Panel manager = workspace.panel(Role.MANAGER);
    private String page = "";
    private String bot = "";

    @BeforeEach
    void a_bot() {
        manager.get("/settings/bots");
        var made = manager.post("/settings/bots", Map.of("name", "Ann <b>", "start", "demo", "allowed_hosts", ""));
        assertThat(made.status()).as(made.body()).isEqualTo(303);
        page = made.header("Location").replaceFirst("^https?://[^/]+", "");
        bot = page.replace("/settings/bots/", "");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = HTTP.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
        return answer;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.origin() + path)).header("Accept", "text/html,*/*");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept-Language", "de"));
    }

    private HttpResponse<String> post(Map<String, String> fields) throws IOException, InterruptedException {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(request("/c/" + bot + "?lang=de")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String field(HttpResponse<String> page, String name) {
        var found = Pattern.compile("name=\"" + name + "\" value=\"([^\"]*)\"").matcher(page.body());
        assertThat(found.find()).as(page.body()).isTrue();
        return found.group(1);
    }

    private static int compressed(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "ja", "zh", "ar"})
    void what_a_page_loads_is_small_and_speaks_the_language_of_the_page(String language) throws Exception {
        var loader = send(request("/c/" + bot + "/loader.js"));
        assertThat(loader.statusCode()).isEqualTo(200);
        assertThat(loader.headers().firstValue("Cache-Control")).hasValue("public, max-age=300");
        assertThat(compressed(loader.body())).isLessThanOrEqualTo(MOST_OF_LOADER);
        var version = loader.body().replaceFirst("(?s).*\"version\":\"([0-9a-f]+)\".*", "$1");
        var app = send(request("/c/" + bot + "/app.js?v=" + version + "&lang=" + language)
                .header("Origin", "https://shop.example.com"));
        assertThat(app.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
        assertThat(app.headers().firstValue("Access-Control-Allow-Origin")).hasValue("https://shop.example.com");
        assertThat(compressed(loader.body()) + compressed(app.body())).isLessThanOrEqualTo(MOST_OF_ALL);
        var send = Map.of("en", "Send", "de", "Senden", "ja", "送信", "zh", "发送", "ar", "إرسال");
        assertThat(app.body()).contains("\"send\":\"" + send.get(language) + "\"");
        // What policies and Trusted Types forbid, none of it is there.
        assertThat(loader.body() + app.body())
                .doesNotContain(
                        "innerHTML", "eval(", "insertAdjacentHTML", "document.cookie", "createElement('style')");
    }

    @Test
    void a_bot_that_is_not_there_or_not_active_has_nothing() throws Exception {
        var loader = "/c/" + bot + "/loader.js";
        assertThat(get("/c/00000000-0000-4000-8000-000000000000/loader.js").statusCode())
                .isEqualTo(404);
        var off = manager.post(
                page, Map.of("name", "Ann", "language", "en", "primary_color", "#112233", "allowed_hosts", ""));
        assertThat(off.status()).as(off.body()).isEqualTo(303);
        assertThat(get(loader).statusCode()).isEqualTo(404);
        assertThat(get("/c/" + bot).statusCode()).isEqualTo(404);
    }

    @Test
    void its_own_page_holds_a_conversation_without_a_script() throws Exception {
        var first = get("/c/" + bot);
        assertThat(first.body())
                .contains("?lang=de", "<h1 dir=\"auto\">Ann &lt;b&gt;</h1>", "Möchten Sie unser Produkt sehen?");
        var said = Map.of(
                "do", "send",
                "content", "Guten Tag <script>alert(1)</script>",
                "client_id", field(first, "client_id"),
                "conversation", "",
                "token", "");
        var second = post(said);
        assertThat(second.statusCode()).as(second.body()).isEqualTo(200);
        assertThat(second.body()).contains("Guten Tag &lt;script&gt;").doesNotContain("<script");
        var conversation = field(second, "conversation");
        var token = field(second, "token");
        var third = Map.of(
                "do",
                "send",
                "content",
                "Noch etwas",
                "client_id",
                field(second, "client_id"),
                "conversation",
                conversation,
                "token",
                token);
        assertThat(post(third).body()).containsOnlyOnce("Noch etwas");
        assertThat(post(third).body()).containsOnlyOnce("Noch etwas");
        manager.get("/inbox");
        manager.post("/inbox/" + conversation + "/reply", Map.of("content", "Ich bin da."));
        var look = Map.of("do", "look", "conversation", conversation, "token", token);
        assertThat(post(look).body()).contains("Ich bin da.", "Unser Team");
        var strangers = post(Map.of("do", "look", "conversation", conversation, "token", "x".repeat(token.length())));
        assertThat(strangers.body())
                .contains("Dieses Gespräch gibt es nicht mehr.")
                .doesNotContain("Ich bin da.");
    }

    @Test
    void what_it_says_is_changed_in_each_language_and_what_is_wrong_is_said_at_its_field() {
        assertThat(manager.get(page).body())
                .contains(
                        "Möchten Sie unser Produkt sehen?",
                        "/c/" + bot + "/loader.js",
                        "script-src " + server.origin());
        var wrong = manager.post(
                page, Map.of("name", "", "language", "en", "primary_color", "#112233", "allowed_hosts", "a b_c"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("is-invalid", "a b_c");
        manager.post(
                page,
                Map.of(
                        "name", "Ann",
                        "language", "en",
                        "primary_color", "#112233",
                        "is_active", "on",
                        "allowed_hosts", "https://shop.example.com/contact\nexample.com:8080",
                        "speaks.de", "on",
                        "greeting.de", "Servus"));
        assertThat(manager.get(page).body())
                .contains("Servus", "shop.example.com\nexample.com:8080", "value=\"#112233\"")
                .doesNotContain("Möchten Sie");
        assertThat(manager.post(page + "/delete", Map.of()).status()).isEqualTo(303);
        assertThat(manager.get(page).status()).isEqualTo(404);
    }
}
