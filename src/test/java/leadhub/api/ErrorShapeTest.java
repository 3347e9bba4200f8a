package leadhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** What every refusal looks like, and what every answer bears. */
class ErrorShapeTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient leadHub = workspace.leadHub();
    private final ApiClient lymbe = workspace.lymbe();
    private final ApiClient nobody = ApiClient.withoutKey(server.origin());

    @Test
    void no_answer_is_a_page_that_a_browser_runs_or_frames() {
        for (var answer : List.of(
                leadHub.get("/api/v1/leads"),
                lymbe.get("/api/v1/leads"),
                nobody.get("/api/v1/leads"),
                nobody.get("/api/v1/health"),
                leadHub.get("/api/v1/leads?search=%ff"),
                leadHub.get("/api/v1/nothing"))) {
            assertThat(answer.header("Content-Security-Policy"))
                    .isEqualTo("default-src 'none'; frame-ancestors 'none'");
        }
    }

    @Test
    void leadhub_says_status_message_and_code() {
        assertLeadHub(nobody.get("/api/v1/leads"), 401, "UNAUTHORIZED");
        assertLeadHub(workspace.leadHub(TestServer.allBut(Scope.READ_LEADS)).get("/api/v1/leads"), 403, "FORBIDDEN");
        assertLeadHub(leadHub.get("/api/v1/leads/1"), 404, "NOT_FOUND");
        assertLeadHub(leadHub.put("/api/v1/leads", "{}"), 405, "METHOD_NOT_ALLOWED");
        assertLeadHub(
                leadHub.delete(
                        "/api/v1/pipelines/" + leadHub.get("/api/v1/pipelines").text("data.0.id")),
                409,
                "CONFLICT");
        assertLeadHub(
                leadHub.post("/api/v1/leads", "{\"notes\": \"" + "x".repeat(1 << 20) + "\"}"),
                413,
                "PAYLOAD_TOO_LARGE");
        assertLeadHub(
                leadHub.with("Content-Type", "text/plain").post("/api/v1/leads", "{}"), 415, "UNSUPPORTED_MEDIA_TYPE");
        assertLeadHub(leadHub.post("/api/v1/leads", "{"), 400, "BAD_REQUEST");
    }

    @Test
    void only_a_validation_error_of_leadhub_has_errors() {
        var answer = leadHub.post("/api/v1/leads", "{}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().propertyNames()).containsExactly("status", "message", "code", "errors");
        assertThat(answer.text("message")).isEqualTo("The given data was invalid.");
        assertThat(answer.text("code")).isEqualTo("VALIDATION_FAILED");
        assertThat(leadHub.post("/api/v1/leads", "[]").text("errors.body.0")).isNotEmpty();
    }

    @Test
    void lymbe_says_error_with_code_and_message() {
        assertLymbe(ApiClient.lymbe(server.origin(), "no").get("/api/v1/leads"), 401, "UNAUTHORIZED");
        var reader =
                ApiClient.lymbe(server.origin(), workspace.secret(TestServer.allBut(Scope.WRITE_LEADS), 1000, null));
        assertLymbe(reader.post("/api/v1/leads", "{}"), 403, "FORBIDDEN");
        assertLymbe(lymbe.get("/api/v1/nothing"), 404, "NOT_FOUND");
        assertLymbe(lymbe.put("/api/v1/leads", "{}"), 405, "METHOD_NOT_ALLOWED");
        assertLymbe(
                lymbe.post("/api/v1/leads", "{\"notes\": \"" + "x".repeat(1 << 20) + "\"}"), 413, "PAYLOAD_TOO_LARGE");
        assertLymbe(
                lymbe.with("Content-Type", "text/plain").post("/api/v1/leads", "{}"), 415, "UNSUPPORTED_MEDIA_TYPE");
        for (var body : List.of("{", "[]", "{}", "{\"name\": 1, \"email\": \"x@example.com\"}")) {
            var answer = lymbe.post("/api/v1/leads", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.text("error.code")).isEqualTo("VALIDATION_ERROR");
            assertThat(answer.at("error.details").size()).isPositive();
            assertThat(answer.at("error.details.0.path").isString()).isTrue();
            assertThat(answer.at("error.details.0.message").isString()).isTrue();
        }
    }

    @Test
    void the_first_thing_wrong_is_told() {
        var wrongBody = "{";
        var path = "/api/v1/leads/999999999";
        var noScope = workspace.leadHub(TestServer.allBut(Scope.WRITE_LEADS));
        assertThat(nobody.put("/api/v1/nothing", wrongBody).status()).isEqualTo(401);
        assertThat(noScope.put("/api/v1/nothing", wrongBody).status()).isEqualTo(404);
        assertThat(noScope.post(path, wrongBody).status()).isEqualTo(405);
        assertThat(noScope.put(path, "x".repeat((1 << 20) + 1)).status()).isEqualTo(403);
        var plain = leadHub.with("Content-Type", "text/plain");
        assertThat(plain.put(path, "x".repeat((1 << 20) + 1)).status()).isEqualTo(413);
        assertThat(plain.put(path, wrongBody).status()).isEqualTo(415);
        assertThat(leadHub.put(path, wrongBody).status()).isEqualTo(400);
        assertThat(leadHub.put(path, "[]").status()).isEqualTo(404);
        assertThat(leadHub.put(path, "{\"starred\": 5}").status()).isEqualTo(404);
    }

    @Test
    void every_answer_has_a_request_id_the_callers_own_if_it_is_a_decent_one() {
        for (var path : List.of("/api/v1/leads", "/api/v1/health", "/api/v1/nothing", "/nothing", "/docs")) {
            assertThat(leadHub.with("X-Request-Id", "My.id_1-2").get(path).header("X-Request-Id"))
                    .as(path)
                    .isEqualTo("My.id_1-2");
            var longest = "x".repeat(128);
            assertThat(leadHub.with("X-Request-Id", longest).get(path).header("X-Request-Id"))
                    .isEqualTo(longest);
            for (var bad : List.of(longest + "x", "a b", "<script>", "a/b", "a,b", "'")) {
                assertThat(leadHub.with("X-Request-Id", bad).get(path).header("X-Request-Id"))
                        .as("%s with %s", path, bad)
                        .matches("[0-9a-f]{24}");
            }
            assertThat(leadHub.get(path).header("X-Request-Id"))
                    .matches("[0-9a-f]{24}")
                    .isNotEqualTo(leadHub.get(path).header("X-Request-Id"));
        }
    }

    @Test
    void pages_and_files_bear_the_limits_headers_and_are_not_counted() {
        for (var path : List.of("/docs", "/docs/index.html", "/docs/nothing", "/nothing")) {
            var answer = nobody.get(path);
            assertThat(answer.header("X-RateLimit-Limit")).as(path).isEqualTo("1000");
            assertThat(answer.header("X-RateLimit-Reset")).matches("\\d{10}");
            assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"default\";q=1000;w=3600");
            assertThat(answer.header("RateLimit")).matches("\"default\";r=\\d+;t=\\d+");
            assertThat(nobody.get(path).header("X-RateLimit-Remaining"))
                    .isEqualTo(answer.header("X-RateLimit-Remaining"));
        }
    }

    @Test
    void answers_are_json_whatever_is_accepted() {
        for (var accepted : List.of("text/html", "application/xml", "image/*;q=0.1", "nonsense", "*/*")) {
            assertThat(leadHub.with("Accept", accepted).get("/api/v1/leads").header("Content-Type"))
                    .isEqualTo("application/json");
            assertThat(leadHub.with("Accept", accepted).get("/api/v1/leads/0").header("Content-Type"))
                    .isEqualTo("application/json");
        }
    }

    private static void assertLeadHub(ApiAnswer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().propertyNames()).containsExactly("status", "message", "code");
        assertThat(answer.text("status")).isEqualTo("error");
        assertThat(answer.text("code")).isEqualTo(code);
    }

    private static void assertLymbe(ApiAnswer answer, int status, String code) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().propertyNames()).containsExactly("error");
        assertThat(answer.text("error.code")).isEqualTo(code);
        assertThat(answer.text("error.message")).isNotEmpty();
    }
}
