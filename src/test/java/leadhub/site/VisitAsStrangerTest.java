package leadhub.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import leadhub.base.AnswerBudget;
import leadhub.base.Refusal;
import leadhub.testing.Await;
import leadhub.testing.RawConnection;
import leadhub.web.Words;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Strangers' pages and calls: no cookie, headers of their owner's, and bodies as they came. */
class VisitAsStrangerTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static SiteServer server;

    @BeforeAll
    static void start() {
        server = new SiteServer(Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void a_page_speaks_the_browsers_language_and_sets_no_cookie() throws Exception {
        var german = send(get("/example/one")
                .header("Accept-Language", "de")
                .header("Cookie", "leadhub-session=nobody; leadhub-visit=x"));
        assertThat(german.statusCode()).isEqualTo(200);
        assertThat(german.body()).contains("<html lang=\"de\"").contains("Nicht gefunden");
        assertThat(german.headers().map()).doesNotContainKeys("set-cookie", "x-ratelimit-limit", "ratelimit");
        assertThat(header(german, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(german, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(german, "X-Request-Id")).isNotEmpty();
        assertThat(header(german, "Vary")).contains("Accept-Language");
        assertThat(send(get("/example/one/arabic")).body()).contains("dir=\"rtl\"");
    }

    @Test
    void what_is_not_there_is_a_page_for_people_and_json_for_programs() throws Exception {
        for (var path : new String[] {"/example/gone", "/example/one/two/three", "/hooks"}) {
            var page = send(get(path).header("Accept", "text/html,*/*;q=0.8"));
            assertThat(page.statusCode()).isEqualTo(404);
            assertThat(page.body()).contains("Not found");
            var json = send(get(path));
            assertThat(json.statusCode()).isEqualTo(404);
            assertThat(header(json, "Content-Type")).isEqualTo("application/json");
            assertThat(json.body()).contains("\"code\":\"NOT_FOUND\"");
        }
    }

    @Test
    void a_page_says_why_it_refuses() throws Exception {
        var german = post("/hooks/t?parse=1", "{", "application/json")
                .header("Accept", "text/html")
                .header("Accept-Language", "de");
        assertThat(send(german).body())
                .contains(Words.in("de").say("wrong.unreadable"))
                .contains(Words.in("de").refusal(Refusal.of("body.malformed")));
        var stale = send(get("/example/stale").header("Accept", "text/html"));
        assertThat(stale.statusCode()).isEqualTo(412);
        assertThat(stale.body()).contains(Words.in("en").say("wrong.conflict"));
    }

    @Test
    void methods_are_told() throws Exception {
        var wrong = send(get("/hooks/t"));
        assertThat(wrong.statusCode()).isEqualTo(405);
        assertThat(header(wrong, "Allow")).contains("POST");
        var options = send(request("/example/one").method("OPTIONS", BodyPublishers.noBody()));
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(header(options, "Allow")).isEqualTo("GET, POST, HEAD, OPTIONS");
        var head = send(request("/example/one").method("HEAD", BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(Integer.parseInt(header(head, "Content-Length"))).isPositive();
    }

    @Test
    void what_another_change_came_between_is_tried_again() throws Exception {
        assertThat(send(get("/c/one/busy")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_fault_of_ours_is_told_under_its_number() throws Exception {
        var page = send(get("/c/one/broken").header("Accept", "text/html").header("X-Request-Id", "the-one"));
        assertThat(page.statusCode()).isEqualTo(500);
        assertThat(page.body()).contains("the-one").doesNotContain("A fault that a test wants");
    }

    @Test
    void the_owner_says_whose_pages_may_show_it_in_a_frame() throws Exception {
        var nobodys = send(get("/example/one"));
        assertThat(header(nobodys, "Content-Security-Policy")).endsWith("frame-ancestors 'none'");
        assertThat(header(nobodys, "X-Frame-Options")).isEqualTo("DENY");
        var shops = send(get("/example/shop"));
        assertThat(header(shops, "Content-Security-Policy"))
                .endsWith("frame-ancestors 'self' localhost:8443 other.example:443 shop.example");
        assertThat(shops.headers().map()).doesNotContainKey("x-frame-options");
        assertThat(header(send(get("/example/anywhere")), "Content-Security-Policy"))
                .endsWith("frame-ancestors *");
        assertThat(header(send(get("/example/gone")), "Content-Security-Policy"))
                .endsWith("frame-ancestors 'none'");
    }

    @ParameterizedTest
    @CsvSource({
        "shop,https://shop.example,true",
        "shop,http://shop.example,true",
        "shop,https://SHOP.example,true",
        "shop,https://localhost:8443,true",
        "shop,https://localhost,false",
        "shop,https://shop.example:8443,false",
        "shop,https://shop.example:443,true",
        "shop,http://shop.example:443,false",
        "shop,https://other.example,true",
        "shop,https://other.example:443,true",
        "shop,http://other.example,false",
        "shop,ftp://shop.example,false",
        "shop,https://evil.example,false",
        "shop,https://shop.example.evil.example,false",
        "shop,https://shop.example@evil.example,false",
        "shop,null,false",
        "anywhere,https://evil.example,true",
        "anywhere,null,true",
        "one,https://shop.example,false",
    })
    void scripts_call_from_the_owners_hosts_alone(String form, String origin, boolean may) throws Exception {
        var called = send(post("/example/" + form, "a=1", "application/x-www-form-urlencoded")
                .header("Origin", origin));
        var asked = send(request("/example/" + form)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
        for (var answer : new HttpResponse<?>[] {called, asked}) {
            assertThat(answer.statusCode() < 300).isEqualTo(may);
            assertThat(answer.headers()
                            .firstValue("Access-Control-Allow-Origin")
                            .isPresent())
                    .isEqualTo(may);
            assertThat(answer.headers().map()).doesNotContainKey("access-control-allow-credentials");
        }
        assertThat(header(asked, "Access-Control-Allow-Methods").contains("POST"))
                .isEqualTo(may);
    }

    @Test
    void our_own_pages_and_programs_may_always_call() throws Exception {
        var own = send(
                post("/example/one", "a=1", "application/x-www-form-urlencoded").header("Origin", server.origin));
        assertThat(own.statusCode()).isEqualTo(201);
        assertThat(send(post("/example/one", "{\"a\":1}", "application/json")).statusCode())
                .isEqualTo(201);
    }

    @Test
    void an_origin_that_is_none_is_refused() throws Exception {
        var answer = send(post("/example/shop", "a=1", "application/x-www-form-urlencoded")
                .header("Origin", "http://[x"));
        assertThat(answer.statusCode()).isIn(400, 403);
    }

    @Test
    void a_body_comes_as_it_was_sent_with_its_headers() throws Exception {
        var odd = "{ \"a\" :1.0,\"a\":\"\u00e9\", }\n\n";
        var raw = send(post("/hooks/t", odd, "application/json; charset=latin1")
                .header("X-Signature", "sha256=00")
                .header("Cookie", "a=b"));
        assertThat(raw.statusCode()).isEqualTo(200);
        assertThat(raw.body()).isEqualTo(odd);
        assertThat(header(raw, "X-Signature")).isEqualTo("sha256=00");
        assertThat(header(raw, "X-Cookie")).isEqualTo("none");
        assertThat(send(post("/hooks/t?parse=1", odd, "application/json")).statusCode())
                .isEqualTo(400);
        assertThat(send(post("/hooks/t?parse=1", "{\"a\":[1]}", "application/json"))
                        .body())
                .isEqualTo("{\"a\":[1]}");
        assertThat(send(post("/hooks/t?json=1", "{\"a\":[1]}", "text/plain")).body())
                .isEqualTo("{\"a\":[1]}");
        assertThat(send(post("/hooks/t?parse=1", "{}", "text/plain")).statusCode())
                .isEqualTo(415);
        assertThat(send(post("/hooks/t?parse=1", "a[]=1&b=2", "application/x-www-form-urlencoded"))
                        .body())
                .isEqualTo("{\"a\":[\"1\"],\"b\":\"2\"}");
    }

    @ParameterizedTest
    @CsvSource({"t", "secret"})
    void a_body_has_the_bounds_of_its_route(String token) throws Exception {
        assertThat(send(post("/hooks/" + token, "x".repeat(100_000), "text/plain"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(send(post("/hooks/" + token, "x".repeat(100_001), "text/plain"))
                        .statusCode())
                .isEqualTo(413);
        // Nobody says beforehand how long it is.
        var chunked = request("/hooks/" + token)
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[100_001])));
        assertThat(send(chunked).statusCode()).isEqualTo(413);
    }

    @Test
    void a_body_that_breaks_off_is_refused() throws IOException {
        try (var connection = RawConnection.to(server.origin)) {
            connection.send("POST /hooks/t HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
            connection.endOutput();
            assertThat(connection.answer().status()).isEqualTo(400);
        }
    }

    @Test
    void a_large_answer_is_written_while_it_is_sent() throws Exception {
        var answer = send(get("/c/one/export"));
        assertThat(answer.body()).hasSize(800_000);
        assertThat(header(answer, "Transfer-Encoding")).isEqualTo("chunked");
    }

    @Test
    void an_answer_takes_memory_until_it_is_sent() throws Exception {
        // Half of it is for one, and that is what a usual answer takes.
        try (var small = new SiteServer(
                Map.of("leadhub.answer-budget", 2 * AnswerBudget.USUAL, "leadhub.answer-patience", "10ms"))) {
            var slow = HTTP.sendAsync(
                    HttpRequest.newBuilder(URI.create(small.origin + "/c/one/slow"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(SiteExamples.HELD.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
            var other = HttpRequest.newBuilder(URI.create(small.origin + "/example/one"));
            var meanwhile = send(other);
            SiteExamples.LET_GO.release();
            assertThat(meanwhile.statusCode()).isEqualTo(503);
            assertThat(slow.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
            Await.until(() -> send(other).statusCode() == 200);
        }
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.origin + path));
    }

    private static HttpRequest.Builder get(String path) {
        return request(path).GET();
    }

    private static HttpRequest.Builder post(String path, String body, String type) {
        return request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return String.join(", ", answer.headers().allValues(name));
    }
}
