package leadhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Contract;
import leadhub.testing.RawConnection;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnknownPathTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient nobody = ApiClient.withoutKey(server.origin());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nothing",
                "/api/v1",
                "/api/v1/leads/1/nothing",
                "/api/v2/leads",
                "/api/v1/Leads",
                "/api//v1/leads",
                "/api/v1/leads;x=1",
                "/api/inbound",
            })
    void is_not_found_in_the_shape_of_each_dialect(String path) {
        for (var method : List.of("GET", "POST", "DELETE")) {
            var body = method.equals("POST") ? "{}" : null;
            assertNotFound(workspace.leadHub().send(method, path, body));
            var lymbe = workspace.lymbe().send(method, path, body);
            assertThat(lymbe.status()).isEqualTo(404);
            assertThat(lymbe.text("error.code")).isEqualTo("NOT_FOUND");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/tags", "/api/v1/leads/1", "/api/inbound/leads"})
    void of_lymbe_may_be_known_to_the_other(String path) {
        var answer = workspace.lymbe().get(path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("error.code")).isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/nothing", "/api/v1/leads", "/api/", "/api", "/api/v1/leads/"})
    void below_the_api_is_no_answer_without_a_key(String path) {
        for (var method : List.of("GET", "HEAD", "OPTIONS", "POST", "NONSENSE")) {
            assertThat(nobody.send(method, path, null).status()).as(method).isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing",
                "/lead",
                "/error",
                "/apis",
                "/docs/nothing.css",
                "/index.html",
                "/actuator",
                "/actuator/health"
            })
    void elsewhere_is_not_found_in_our_shape(String path) {
        assertNotFound(nobody.get(path));
        assertNotFound(nobody.with("Accept", "text/html").get(path));
        assertNotFound(nobody.post(path, "{}"));
        assertThat(ApiClient.lymbe(server.origin(), "x").get(path).text("error.code"))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void a_method_that_a_path_does_not_have_is_told_of() {
        for (var method : List.of("DELETE", "PUT", "PATCH", "NONSENSE")) {
            var answer = workspace.leadHub().send(method, "/api/v1/leads", null);
            assertThat(answer.status()).isEqualTo(405);
            assertThat(answer.text("code")).isEqualTo("METHOD_NOT_ALLOWED");
            assertThat(answer.header("Allow")).isEqualTo("GET, POST, HEAD, OPTIONS");
        }
        var lymbe = workspace.lymbe().delete("/api/v1/leads");
        assertThat(lymbe.status()).isEqualTo(405);
        assertThat(lymbe.text("error.code")).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(lymbe.header("Allow")).isEqualTo("GET, POST, HEAD, OPTIONS");
        assertThat(workspace.leadHub().post("/api/v1/leads/1", "{}").header("Allow"))
                .isEqualTo("GET, PUT, PATCH, DELETE, HEAD, OPTIONS");
        assertThat(nobody.post("/docs", "{}").status()).isEqualTo(405);
    }

    @Test
    void methods_are_told_to_who_asks() {
        var answer = workspace.leadHub().send("OPTIONS", "/api/v1/leads", null);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header("Allow")).isEqualTo("GET, POST, HEAD, OPTIONS");
        assertThat(nobody.send("OPTIONS", "/api/v1/health", null).status()).isEqualTo(204);
    }

    @Test
    void head_works_wherever_get_does() {
        var api = workspace.leadHub();
        for (var path : List.of(
                "/api/v1/leads", "/api/v1/tags", "/api/v1/me", "/api/v1/health", "/api/v1/openapi/lymbe.yaml")) {
            var whole = api.get(path);
            var head = api.send("HEAD", path, null);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.body()).isEmpty();
            assertThat(head.header("Content-Type")).isEqualTo(whole.header("Content-Type"));
            assertThat(head.header("Content-Length")).isEqualTo(whole.header("Content-Length"));
        }
        assertThat(api.send("HEAD", "/api/v1/leads/1", null).status()).isEqualTo(404);
        assertThat(api.send("HEAD", "/api/inbound/leads", null).status()).isEqualTo(405);
    }

    @Test
    void a_slash_at_the_end_does_not_count() {
        var api = workspace.leadHub();
        assertThat(api.get("/api/v1/leads/").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/health/").status()).isEqualTo(200);
        var made = api.post("/api/v1/leads/", "{\"first_name\": \"x\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(api.get("/api/v1/leads/" + made.text("data.id") + "/").status())
                .isEqualTo(200);
        assertThat(workspace.lymbe().get("/api/v1/leads/?limit=1").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "-1", "abc", "1.5", "99999999999999999999", "%2F", "1%00", "%20", "+1", "%D9%A1", "1%2F2"})
    void an_id_that_is_none_is_not_found(String id) {
        var answer = workspace.leadHub().get("/api/v1/leads/" + id);
        // The container refuses U+0000 in a path before anybody sees it.
        assertThat(answer.status()).isEqualTo(id.contains("%00") ? 400 : 404);
    }

    /** It looks like the API, and is not. */
    @Test
    void a_way_out_of_the_api_is_not_found() throws IOException {
        for (var path : List.of("/api/../nothing", "/api/%2e%2e/nothing", "/api/v1/../../docs/nothing")) {
            try (var client = RawConnection.to(server.origin())) {
                var answer = client.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                        .answer();
                assertNotFound(answer);
                Contract.load().check(false, "GET", path, 404, answer.headers(), answer.body());
            }
        }
    }

    private static void assertNotFound(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.text("status")).isEqualTo("error");
        assertThat(answer.text("code")).isEqualTo("NOT_FOUND");
        assertThat(answer.json().propertyNames()).containsExactly("status", "message", "code");
    }
}
