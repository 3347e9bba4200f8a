package leadhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import leadhub.api.Dialect;
import leadhub.api.Route;
import leadhub.api.Router;
import leadhub.apikeys.ApiKeys;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.RouteExamples;
import leadhub.testing.TestServer;
import leadhub.testing.WorkspaceTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Walks every route that the running server has: nobody gets in without a key, further than the key's scopes, or into
 * another workspace. A route that is added is walked too.
 */
class IsolationTest {
    private final TestServer server = TestServer.get();
    private final WorkspaceTables tables = new WorkspaceTables(server);
    private final RouteExamples alices = RouteExamples.in(server.newWorkspace());
    private final RouteExamples charlies = RouteExamples.in(server.newWorkspace());

    /** One route in its dialect. */
    private record Way(Dialect dialect, Route route) {
        boolean isLymbe() {
            return switch (dialect.name()) {
                case "leadhub" -> false;
                case "lymbe" -> true;
                default -> throw new AssertionError("Say here how a key is sent in " + dialect.name());
            };
        }

        ApiClient client(String origin, String key) {
            return isLymbe() ? ApiClient.lymbe(origin, key) : ApiClient.leadHub(origin, key);
        }

        String code(ApiAnswer answer) {
            return answer.text(isLymbe() ? "error.code" : "code");
        }

        @Override
        public String toString() {
            return dialect.name() + " " + route.method() + " " + route.template();
        }
    }

    @BeforeEach
    void an_hour_without_calls_from_here() {
        server.clock().pass(Duration.ofHours(1));
        // What was begun would change rows meanwhile.
        server.pauseJobs();
    }

    @AfterEach
    void jobs_go_on() {
        server.resumeJobs();
    }

    private List<Way> ways() {
        var ways = new ArrayList<Way>();
        for (var dialect : server.beans(Dialect.class)) {
            server.bean(Router.class).all(dialect).forEach(route -> ways.add(new Way(dialect, route)));
        }
        assertThat(ways).hasSizeGreaterThan(30);
        return ways;
    }

    private List<Way> waysWithKey() {
        return ways().stream().filter(way -> !way.route().open()).toList();
    }

    private ApiAnswer send(ApiClient client, Way way, String path) {
        return send(client, way, path, alices.body(way.dialect().name(), way.route()));
    }

    private static ApiAnswer send(ApiClient client, Way way, String path, @Nullable String body) {
        return RouteExamples.saying(client, body).send(way.route().method(), path, body);
    }

    @Test
    void without_a_good_key_there_is_no_way_in() {
        var before = tables.rows(alices.workspace());
        var revoked = alices.workspace().make(TestServer.allBut(), 1000, null);
        var expired = alices.workspace().secret(TestServer.allBut(), 1000, Instant.EPOCH);
        server.bean(ApiKeys.class)
                .revoke(alices.workspace().caller(), revoked.key().id());
        for (var way : waysWithKey()) {
            var path = alices.path(way.route());
            for (var key : List.of(
                    "lh_wrong", revoked.secret(), expired, revoked.secret().toLowerCase(Locale.ROOT))) {
                var answer = send(way.client(server.origin(), key), way, path);
                assertThat(answer.status()).as("%s with key '%s'", way, key).isEqualTo(401);
                assertThat(way.code(answer)).as("%s", way).isEqualTo("UNAUTHORIZED");
                assertThat(answer.body()).doesNotContain(alices.word());
            }
        }
        // Of one address so many wrong calls an hour are heard, and there are more ways in by now than that.
        server.clock().pass(Duration.ofHours(1));
        for (var way : waysWithKey()) {
            var answer = send(ApiClient.withoutKey(server.origin()), way, alices.path(way.route()));
            assertThat(answer.status()).as("%s without any key", way).isEqualTo(401);
        }
        assertUnchanged(withoutKeys(before), withoutKeys(tables.rows(alices.workspace())));
    }

    @Test
    void a_key_without_the_scope_is_refused() {
        var before = tables.rows(alices.workspace());
        for (var way : waysWithKey()) {
            var scope = way.route().scope();
            if (scope == null) {
                continue;
            }
            var key = alices.workspace().secret(TestServer.allBut(scope), 1000, null);
            var answer = send(way.client(server.origin(), key), way, alices.path(way.route()));
            assertThat(answer.status()).as("%s without %s", way, scope).isEqualTo(403);
            assertThat(way.code(answer)).isEqualTo("FORBIDDEN");
            assertThat(answer.body()).doesNotContain(alices.word());
        }
        assertUnchanged(withoutKeys(before), withoutKeys(tables.rows(alices.workspace())));
    }

    @Test
    void another_workspaces_records_are_not_found() {
        var before = tables.rows(alices.workspace());
        var key = charlies.workspace().secret(TestServer.allBut(), 100_000, null);
        for (var way : waysWithKey()) {
            var client = way.client(server.origin(), key);
            for (var place = 0; place < RouteExamples.places(way.route()); place++) {
                var path = charlies.path(way.route(), alices, place);
                var answer = send(client, way, path);
                assertThat(answer.status()).as("%s at %s", way, path).isEqualTo(404);
                assertThat(way.code(answer)).isEqualTo("NOT_FOUND");
                // Whether the rest of the request is right is not told of a record that isn't there.
                assertThat(client.send(way.route().method(), path, "[]").status())
                        .as("%s at %s with a bad body", way, path)
                        .isEqualTo(404);
            }
        }
        assertUnchanged(before, tables.rows(alices.workspace()));
    }

    @Test
    void lists_and_new_records_stay_in_the_keys_own_workspace() {
        var before = tables.rows(alices.workspace());
        var key = charlies.workspace().secret(TestServer.allBut(), 100_000, null);
        for (var way : ways()) {
            if (RouteExamples.places(way.route()) == 0) {
                var body = charlies.body(way.dialect().name(), way.route());
                var answer = send(way.client(server.origin(), key), way, charlies.path(way.route()), body);
                assertThat(answer.status()).as("%s", way).isBetween(200, 299);
                assertThat(answer.body()).as("%s", way).doesNotContain(alices.word());
            }
        }
        assertUnchanged(before, tables.rows(alices.workspace()));
    }

    /** Without this, a wrong id in the examples would pass for a wall. A conflict is about a record that was found. */
    @Test
    void the_same_requests_reach_the_workspaces_own_records() {
        var key = alices.workspace().secret(TestServer.allBut(), 100_000, null);
        var deepestFirst = waysWithKey().stream()
                .sorted(Comparator.comparing((Way way) -> way.route().method().equals("DELETE"))
                        .thenComparing(way -> -way.route().template().length()))
                .toList();
        for (var way : deepestFirst) {
            var answer = send(way.client(server.origin(), key), way, alices.path(way.route()));
            assertThat(answer.status()).as("%s", way).isIn(200, 201, 202, 204, 409);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipeline_id", "pipeline_stage_id", "assigned_user_id"})
    void another_workspaces_record_in_a_body_is_refused(String field) {
        var id = foreign(field);
        var before = tables.rows(alices.workspace());
        var api = charlies.workspace().leadHub();
        var lead = api.get("/api/v1/leads").text("data.0.id");
        var inbound = "/api/inbound/leads?tenant=" + charlies.workspace().slug();
        var body = "{\"first_name\": \"x\", \"email\": \"x@example.com\", \"%s\": %s}".formatted(field, id);
        for (var answer : List.of(
                api.post("/api/v1/leads", body),
                api.put("/api/v1/leads/" + lead, body),
                api.patch("/api/v1/leads/" + lead, body),
                api.post(inbound, body))) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.text("errors." + field + ".0"))
                    .isEqualTo("The selected " + field.replace('_', ' ') + " is invalid.");
        }
        assertUnchanged(before, tables.rows(alices.workspace()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pipeline_id", "stage_id", "assigned_user_id"})
    void another_workspaces_record_in_a_filter_is_refused(String filter) {
        var id = foreign(filter.equals("stage_id") ? "pipeline_stage_id" : filter);
        var answer = charlies.workspace().leadHub().get("/api/v1/leads?" + filter + "=" + id);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("errors." + filter + ".0"))
                .isEqualTo("The selected " + filter.replace('_', ' ') + " is invalid.");
    }

    @Test
    void leads_are_not_moved_to_another_workspaces_stage() {
        var api = charlies.workspace().leadHub();
        var lead = api.get("/api/v1/leads");
        var stage = "/api/v1/pipelines/%s/stages/%s"
                .formatted(lead.text("data.0.pipeline_id"), lead.text("data.0.pipeline_stage_id"));
        var answer = api.delete(stage + "?move_to=" + foreign("pipeline_stage_id"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("errors.move_to.0")).isEqualTo("The selected move to is invalid.");
        assertThat(api.get(stage).number("data.leads_count")).isEqualTo(1);
    }

    @Test
    void another_workspaces_tag_finds_nothing() {
        var answer = charlies.workspace().leadHub().get("/api/v1/leads?tag=" + alices.word());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.number("meta.total")).isZero();
    }

    @Test
    void another_workspaces_slug_is_refused_like_one_that_is_not_there() {
        var api = charlies.workspace().leadHub();
        var body = "{\"email\": \"x@example.com\"}";
        var foreign = api.post("/api/inbound/leads?tenant=" + alices.workspace().slug(), body);
        var unknown = api.post("/api/inbound/leads?tenant=nobody", body);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(foreign.body()).isEqualTo(unknown.body());
    }

    @Test
    void an_idempotency_key_replays_nothing_of_another_workspace() {
        var body = "{\"first_name\": \"x\"}";
        var first = alices.workspace().leadHub().with("Idempotency-Key", "same").post("/api/v1/leads", body);
        var second =
                charlies.workspace().leadHub().with("Idempotency-Key", "same").post("/api/v1/leads", body);
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.text("data.id")).isNotEqualTo(first.text("data.id"));
    }

    private String foreign(String field) {
        return alices.workspace().leadHub().get("/api/v1/leads").text("data.0." + field);
    }

    private static void assertUnchanged(Map<String, List<String>> before, Map<String, List<String>> after) {
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((table, rows) ->
                assertThat(rows).as(table).containsExactlyElementsOf(before.getOrDefault(table, List.of())));
    }

    /** Making a key is told of in the record; the walk makes some. */
    private static Map<String, List<String>> withoutKeys(Map<String, List<String>> rows) {
        var others = new TreeMap<>(rows);
        others.remove("api_keys");
        others.remove("api_key_hours");
        others.put(
                "audit_entries",
                rows.getOrDefault("audit_entries", List.of()).stream()
                        .filter(entry -> !entry.contains("api_key."))
                        .toList());
        return others;
    }
}
