package leadhub.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static final String LEAD = """
            {"id": 7, "first_name": "Sarah", "last_name": null, "email": null, "phone": null, "company": null,
             "job_title": null, "linkedin_url": null, "country": null, "industry": null, "company_size": null,
             "source": "api", "status": "new", "pipeline_id": 1, "pipeline_stage_id": 1, "assigned_user_id": null,
             "lead_score": 0, "deal_value": 12.5, "starred": false, "notes": null, "custom_fields": {"a": {"b": [1]}},
             "tags": ["x"], "possible_duplicate": false, "external_id": null, "merged_from": [], "deal_currency": null,
             "lost_reason": null, "expected_close_on": null,
             "created_at": "2026-03-28T09:15:00+00:00",
             "updated_at": "2026-03-28T09:15:00+00:00"}""";
    private static final String LYMBE_LEAD = """
            {"id": "lead_a1", "name": "Max", "email": "max@example.com", "phone": null, "company": null,
             "message": null, "botId": null, "conversationId": null, "source": "api", "status": "new", "tags": [],
             "createdAt": "2026-03-18T11:00:00Z", "updatedAt": "2026-03-18T11:00:00Z"}""";
    private static final String NOT_FOUND = """
            {"status": "error", "message": "Not found.", "code": "NOT_FOUND"}""";

    @Nested
    class Accepts {
        @Test
        void oneLead() {
            accepts(false, "GET", "/api/v1/leads/7", 200, headers(), data(LEAD));
            accepts(false, "GET", "/api/v1/leads/7/?x=y", 200, headers(), data(LEAD));
        }

        @Test
        void aListOfLeads() {
            accepts(false, "GET", "/api/v1/leads?per_page=1", 200, headers(), """
                    {"data": [%s],
                     "meta": {"current_page": 1, "last_page": 1, "per_page": 1, "total": 1, "from": 1, "to": 1},
                     "links": {"first": "http://localhost/api/v1/leads?per_page=1&page=1",
                       "last": "http://localhost/api/v1/leads?per_page=1&page=1", "prev": null, "next": null,
                       "self": "http://localhost/api/v1/leads?per_page=1&page=1"}}""".formatted(LEAD));
        }

        @Test
        void aNewLeadWithItsAddress() {
            accepts(
                    false,
                    "POST",
                    "/api/v1/leads",
                    201,
                    headers("location", "http://localhost/api/v1/leads/7"),
                    data(LEAD));
        }

        @Test
        void aDeletionWithoutABody() {
            accepts(false, "DELETE", "/api/v1/leads/7/tags/a%2Fb", 204, headers(), "");
        }

        @Test
        void lymbesLeads() {
            accepts(true, "POST", "/api/v1/leads", 201, headers(), "{\"lead\": " + LYMBE_LEAD + "}");
            accepts(true, "GET", "/api/v1/leads", 200, headers(), """
                    {"leads": [%s], "pagination": {"total": 1, "limit": 20, "offset": 0, "hasMore": false}}""".formatted(LYMBE_LEAD));
        }

        @Test
        void healthWhateverTheKey() {
            String health = """
                    {"status": "ok", "version": "1.0.0", "timestamp": "2026-03-28T09:15:00+00:00"}""";
            accepts(false, "GET", "/api/v1/health", 200, headers(), health);
            accepts(true, "GET", "/api/v1/health", 200, headers(), health);
        }

        @Test
        void whatAnyAddressMayAnswer() {
            accepts(false, "GET", "/api/v1/nothing", 404, headers(), NOT_FOUND);
            accepts(true, "GET", "/api/v1/tags", 404, headers(), """
                    {"error": {"code": "NOT_FOUND", "message": "Not found."}}""");
            accepts(false, "PUT", "/api/v1/leads", 405, headers("Allow", "GET, HEAD, POST, OPTIONS"), """
                    {"status": "error", "message": "No.", "code": "METHOD_NOT_ALLOWED"}""");
        }

        @Test
        void headAndOptionsWithoutABody() {
            accepts(false, "HEAD", "/api/v1/leads/7", 200, headers(), "");
            accepts(false, "OPTIONS", "/api/v1/leads", 204, headers("Allow", "GET, HEAD, POST, OPTIONS"), "");
        }

        @Test
        void pagesOutsideOfTheApi() {
            accepts(false, "GET", "/docs", 200, Map.of("Content-Type", List.of("text/html")), "<!doctype html>");
            accepts(false, "GET", "/api/v1/openapi/lymbe.yaml", 200, Map.of(), "openapi: 3.1.1");
        }
    }

    @Nested
    class Refuses {
        @Test
        void aMemberTooMany() {
            refuses(
                    "secret",
                    "GET",
                    "/api/v1/leads/7",
                    200,
                    headers(),
                    data(LEAD.replace("{\"id", "{\"secret\":1,\"id")));
        }

        @Test
        void aMemberTooFew() {
            refuses(
                    "lead_score",
                    "GET",
                    "/api/v1/leads/7",
                    200,
                    headers(),
                    data(LEAD.replace("\"lead_score\": 0,", "")));
        }

        @Test
        void aWrongType() {
            refuses(
                    "/data/id",
                    "GET",
                    "/api/v1/leads/7",
                    200,
                    headers(),
                    data(LEAD.replace("\"id\": 7", "\"id\": \"7\"")));
        }

        @Test
        void aTimeInAnotherForm() {
            String body = data(LEAD.replace("00+00:00\"}", "00Z\"}"));
            refuses("updated_at", "GET", "/api/v1/leads/7", 200, headers(), body);
        }

        @Test
        void aStatusThatIsNotDocumented() {
            refuses("knows only", "DELETE", "/api/v1/leads/7", 200, headers(), data(LEAD));
            refuses("knows only", "GET", "/api/v1/leads/7", 418, headers(), NOT_FOUND);
        }

        @Test
        void anUndocumentedRouteThatAnswers() {
            refuses("not in the file", "GET", "/api/v1/unicorns", 200, headers(), "{}");
        }

        @Test
        void aBodyWhereNoneBelongs() {
            refuses("none belongs", "DELETE", "/api/v1/leads/7", 204, headers(), "{}");
        }

        @Test
        void aBodyThatIsNoJson() {
            refuses("not JSON", "GET", "/api/v1/leads/7", 404, headers(), "<html>");
            refuses("text/html", "GET", "/api/v1/leads/7", 404, headers("Content-Type", "text/html"), NOT_FOUND);
        }

        @Test
        void aMissingHeader() {
            refuses(
                    "RateLimit-Policy is missing",
                    "GET",
                    "/api/v1/leads/7",
                    404,
                    without("RateLimit-Policy"),
                    NOT_FOUND);
            refuses("Location is missing", "POST", "/api/v1/leads", 201, headers(), data(LEAD));
            refuses("Retry-After is missing", "GET", "/api/v1/leads", 429, headers(), """
                    {"status": "error", "message": "Slow down.", "code": "RATE_LIMITED"}""");
            refuses("Allow is missing", "OPTIONS", "/api/v1/leads", 204, headers(), "");
        }

        @Test
        void aHeaderWithAWrongValue() {
            refuses(
                    "X-RateLimit-Limit",
                    "GET",
                    "/api/v1/leads/7",
                    404,
                    headers("X-RateLimit-Limit", "many"),
                    NOT_FOUND);
        }

        @Test
        void errorsOfTheOtherDialectOrStatus() {
            assertThatThrownBy(() -> Contract.load().check(true, "GET", "/api/v1/tags", 404, headers(), NOT_FOUND))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("lymbe.yaml");
            refuses("code", "GET", "/api/v1/nothing", 401, headers(), NOT_FOUND);
        }

        @Test
        void aRefusalThatNamesFieldsWhereNoneAreNamedOrNamesNone() {
            refuses("errors does not belong", "GET", "/api/v1/leads/7", 404, headers(), """
                    {"status": "error", "message": "No.", "code": "NOT_FOUND", "errors": {"id": ["No."]}}""");
            refuses("errors is missing", "GET", "/api/v1/leads", 422, headers(), """
                    {"status": "error", "message": "The given data was invalid.", "code": "VALIDATION_FAILED"}""");
        }

        @Test
        void aRecordWithoutATag() {
            refuses("ETag is missing", "GET", "/api/v1/leads/7", 200, without("ETag"), data(LEAD));
            refuses("none belongs", "GET", "/api/v1/leads/7", 304, headers(), data(LEAD));
        }
    }

    private static void accepts(
            boolean lymbe, String method, String path, int status, Map<String, List<String>> headers, String body) {
        assertThatCode(() -> Contract.load().check(lymbe, method, path, status, headers, body))
                .doesNotThrowAnyException();
    }

    private static void refuses(
            String why, String method, String path, int status, Map<String, List<String>> headers, String body) {
        assertThatThrownBy(() -> Contract.load().check(false, method, path, status, headers, body))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(why);
    }

    private static String data(String record) {
        return "{\"data\": " + record + "}";
    }

    private static Map<String, List<String>> headers() {
        var headers = new HashMap<String, List<String>>();
        headers.put("Content-Type", List.of("application/json"));
        headers.put("X-RateLimit-Limit", List.of("1000"));
        headers.put("X-RateLimit-Remaining", List.of("999"));
        headers.put("X-RateLimit-Reset", List.of("1774692900"));
        headers.put("RateLimit", List.of("\"default\";r=999;t=3600"));
        headers.put("RateLimit-Policy", List.of("\"default\";q=1000;w=3600"));
        headers.put("X-Request-Id", List.of("abc-1"));
        headers.put("ETag", List.of("W/\"Yr2QmcJ4l3wE0aZ6vJ8ksg\""));
        return headers;
    }

    private static Map<String, List<String>> headers(String name, String value) {
        var headers = headers();
        headers.put(name, List.of(value));
        return headers;
    }

    private static Map<String, List<String>> without(String name) {
        var headers = headers();
        headers.remove(name);
        return headers;
    }
}
