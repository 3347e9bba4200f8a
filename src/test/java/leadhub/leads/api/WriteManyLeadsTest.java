package leadhub.leads.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leadhub.api.Scope;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** Programs that write many leads in one call. */
class WriteManyLeadsTest {
    private static final String BULK = "/api/v1/leads/bulk";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Test
    void each_row_is_told_of_in_its_order_with_the_errors_of_a_single_call() {
        var answer = bulk("create", "", """
                {"first_name": "Ann", "tags": ["a", "B"], "custom_fields": {"x": 1}},
                {"last_name": "Nameless", "email": "no address", "pipeline_stage_id": 99999999},
                "no object",
                {"first_name": "Bob", "deal_value": -1},
                {"first_name": "Cleo", "external_id": "c-1"},
                {"first_name": "Cleo", "external_id": "c-1"}""");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(statuses(answer)).containsExactly("created", "error", "error", "error", "created", "error");
        assertThat(answer.json().get("meta").toString())
                .isEqualTo("{\"created\":2,\"updated\":0,\"skipped\":0,\"failed\":4}");
        var single = api.post(
                "/api/v1/leads",
                "{\"last_name\": \"Nameless\", \"email\": \"no address\", \"pipeline_stage_id\": 99999999}");
        assertThat(answer.at("data.1.errors")).isEqualTo(single.at("errors"));
        assertThat(answer.at("data.0.errors").isNull()).isTrue();
        assertThat(answer.at("data.1.id").isNull()).isTrue();
        assertThat(answer.at("data.3.errors").propertyNames()).containsExactly("deal_value");
        assertThat(answer.text("data.5.errors.external_id.0")).isEqualTo("The external id has already been taken.");
        var ann = api.get("/api/v1/leads/" + answer.number("data.0.id"));
        assertThat(ann.at("data.tags").toString()).isEqualTo("[\"a\",\"B\"]");
        assertThat(ann.text("data.source")).isEqualTo("api");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(2);
    }

    @Test
    void a_day_stays_that_day_when_it_is_made_and_when_it_changes() {
        var made = bulk("create", "", """
                {"first_name": "Ann", "expected_close_on": "1999-12-31"},
                {"first_name": "Bob"}""");
        var ann = made.number("data.0.id");
        var bob = made.number("data.1.id");
        assertThat(closesOn(ann)).isEqualTo("1999-12-31");
        assertThat(closesOn(bob)).isEmpty();
        bulk("update", "", """
                {"id": %d, "expected_close_on": null},
                {"id": %d, "expected_close_on": "2028-02-29"}""".formatted(ann, bob));
        assertThat(closesOn(ann)).isEmpty();
        assertThat(closesOn(bob)).isEqualTo("2028-02-29");
    }

    private String closesOn(long id) {
        return api.get("/api/v1/leads/" + id).text("data.expected_close_on");
    }

    @Test
    void a_lead_is_found_by_the_first_mark_that_matches() {
        var byPhone = add("{\"first_name\": \"Phone\", \"phone\": \"+1 415 555 1234\"}");
        var byEmail = add("{\"first_name\": \"Email\", \"email\": \"Ann@Example.com\"}");
        add("{\"first_name\": \"Younger\", \"email\": \"ann@example.com\"}");
        var byId = add("{\"first_name\": \"Id\", \"external_id\": \"x\"}");
        var rows = """
                {"id": %d, "email": "new@example.com", "company": "by id"},
                {"external_id": "x", "company": "by external id"},
                {"email": "ann@example.com", "phone": "+14155551234", "company": "by email"},
                {"phone": "(415) 555-1234", "company": "by phone"},
                {"id": 99999999, "company": "nobody"},
                {"email": "nobody@example.com"},
                {"first_name": "", "phone": "+14155551234"}""".formatted(byId);
        var updated = bulk("update", "", rows);
        assertThat(statuses(updated))
                .containsExactly("updated", "updated", "updated", "updated", "error", "error", "error");
        assertThat(ids(updated).subList(0, 4)).containsExactly(byId, byId, byEmail, byPhone);
        assertThat(updated.text("data.4.errors.id.0")).isEqualTo("The selected id is invalid.");
        assertThat(updated.text("data.6.errors.first_name.0")).isEqualTo("The first name field is required.");
        assertThat(api.get("/api/v1/leads/" + byId).text("data.company")).isEqualTo("by external id");
        var again = bulk(
                "update",
                "\"match_on\": [\"phone\"],",
                "{\"id\": %d, \"phone\": \"+14155551234\", \"company\": \"by phone\"}".formatted(byId));
        assertThat(statuses(again)).containsExactly("updated");
        assertThat(ids(again)).containsExactly(byPhone);
        assertThat(statuses(bulk("update", "", "{\"id\": %d, \"company\": \"by phone\"}".formatted(byPhone))))
                .containsExactly("skipped");
    }

    @Test
    void the_second_of_two_rows_of_one_person_sees_the_first() {
        var answer = bulk("upsert", "", """
                {"first_name": "Ann", "email": "ann@example.com"},
                {"email": "ANN@example.com", "company": "Tech", "tags": ["new"]},
                {"email": "ann@example.com", "phone": "+14155551234"},
                {"phone": "+1 (415) 555-1234", "job_title": "Boss"},
                {"email": "other@example.com"},
                {"email": "ann@example.com", "job_title": "Boss"}""");
        assertThat(statuses(answer)).containsExactly("created", "updated", "updated", "updated", "error", "skipped");
        assertThat(Set.copyOf(ids(answer).subList(0, 4))).hasSize(1);
        var lead = api.get("/api/v1/leads/" + answer.number("data.0.id")).at("data");
        assertThat(lead.at("/company").asString()).isEqualTo("Tech");
        assertThat(lead.at("/job_title").asString()).isEqualTo("Boss");
        assertThat(lead.at("/tags")).hasSize(1);
    }

    @Test
    void an_external_id_is_passed_on_within_a_call() {
        var two = add("{\"first_name\": \"Two\", \"external_id\": \"b\"}");
        var one = add("{\"first_name\": \"One\", \"external_id\": \"a\"}");
        var answer = bulk("upsert", "\"match_on\": [\"id\"],", """
                {"id": %d, "external_id": "c"},
                {"id": %d, "external_id": "a"},
                {"first_name": "New", "external_id": "b"}""".formatted(one, two));
        assertThat(statuses(answer)).containsExactly("updated", "updated", "created");
        assertThat(api.get("/api/v1/leads/" + one).text("data.external_id")).isEqualTo("c");
        assertThat(api.get("/api/v1/leads/" + two).text("data.external_id")).isEqualTo("a");
        assertThat(api.get("/api/v1/leads/" + answer.number("data.2.id")).text("data.external_id"))
                .isEqualTo("b");
    }

    @Test
    void a_merged_lead_is_found_by_what_it_had() {
        var survivor = add("{\"first_name\": \"Ann\", \"external_id\": \"new\", \"email\": \"ann@example.com\"}");
        var loser = add("{\"first_name\": \"Ann\", \"external_id\": \"old\", \"email\": \"old@example.com\"}");
        api.post("/api/v1/leads/" + survivor + "/merge", "{\"lead_id\": " + loser + "}");
        var answer = bulk("upsert", "", """
                {"first_name": "Ann", "external_id": "old", "company": "Tech"},
                {"first_name": "Ann", "email": "old@example.com", "job_title": "Boss"},
                {"id": %d, "external_id": "newest"},
                {"first_name": "Ann", "external_id": "old", "country": "Italy"},
                {"first_name": "Other", "external_id": "new"}""".formatted(survivor));
        assertThat(statuses(answer)).containsExactly("updated", "updated", "updated", "updated", "created");
        assertThat(Set.copyOf(ids(answer).subList(0, 4))).containsExactly(survivor);
        var lead = api.get("/api/v1/leads/" + survivor);
        assertThat(lead.text("data.company")).isEqualTo("Tech");
        assertThat(lead.text("data.external_id")).isEqualTo("newest");
    }

    @Test
    void an_atomic_call_writes_all_or_nothing() {
        var refused = bulk(
                "upsert",
                "\"atomic\": true,",
                "{\"first_name\": \"Ann\"}, {\"email\": \"x\"}, {\"first_name\": \"Bob\", \"status\": \"odd\"}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("errors").propertyNames())
                .containsExactlyInAnyOrder("leads.1.email", "leads.1.first_name", "leads.2.status");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
        assertThat(statuses(bulk("upsert", "\"atomic\": true,", "{\"first_name\": \"Ann\"}")))
                .containsExactly("created");
    }

    @Test
    void what_is_wrong_with_the_call_is_refused_as_a_whole() {
        for (var body : List.of(
                "{}",
                "{\"operation\": \"merge\", \"leads\": [{}]}",
                "{\"operation\": \"create\", \"leads\": []}",
                "{\"operation\": \"create\", \"leads\": {}}",
                "{\"operation\": \"create\", \"leads\": [{}], \"match_on\": [\"name\"]}",
                "{\"operation\": \"create\", \"leads\": [{}], \"atomic\": \"maybe\"}",
                "{\"operation\": \"create\", \"leads\": [{}], \"effects\": {\"webhooks\": 5}}",
                "[]")) {
            assertThat(api.post(BULK, body).status()).as(body).isEqualTo(422);
        }
        var tooMany = IntStream.rangeClosed(0, 1_000).mapToObj(i -> "{}").collect(Collectors.joining(","));
        assertThat(bulk("create", "", tooMany).text("errors.leads.0"))
                .isEqualTo("The leads field must not have more than 1000 items.");
        assertThat(workspace.leadHub(Set.of(Scope.READ_LEADS)).post(BULK, "{}").status())
                .isEqualTo(403);
        assertThat(workspace
                        .leadHub(Set.of(Scope.WRITE_LEADS))
                        .post(BULK + "-delete", "{}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_body_may_be_one_long_text() {
        var long3MiB = "x".repeat(3 << 20);
        var answer = api.post(
                BULK,
                "{\"x\": \"%s\", \"operation\": \"create\", \"leads\": [{\"first_name\": \"Ann\"}]}"
                        .formatted(long3MiB));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void many_are_deleted_at_once() {
        var one = add("{\"first_name\": \"One\"}");
        var two = add("{\"first_name\": \"Two\"}");
        var foreign = server.newWorkspace()
                .leadHub()
                .post("/api/v1/leads", "{\"first_name\": \"F\"}")
                .number("data.id");
        var answer = api.post(
                BULK + "-delete", "{\"ids\": [%d, \"%d\", %d, %d, \"x\", null]}".formatted(one, two, one, foreign));
        assertThat(statuses(answer)).containsExactly("deleted", "deleted", "error", "error", "error", "error");
        assertThat(ids(answer).subList(0, 2)).containsExactly(one, two);
        assertThat(answer.text("data.2.errors.id.0")).isEqualTo("The selected id is invalid.");
        assertThat(answer.number("meta.deleted")).isEqualTo(2);
        assertThat(answer.number("meta.failed")).isEqualTo(4);
        assertThat(api.get("/api/v1/leads/" + one).status()).isEqualTo(404);
    }

    @Test
    void a_call_counts_as_one_for_each_hundred_rows_and_a_refused_or_replayed_one_as_one() {
        var rows = IntStream.range(0, 250)
                .mapToObj(i -> "{\"first_name\": \"Lead %d\"}".formatted(i))
                .collect(Collectors.joining(","));
        var before = left(api.get("/api/v1/me"));
        var first = api.with("Idempotency-Key", "k").post(BULK, body("create", "", rows));
        assertThat(first.number("meta.created")).isEqualTo(250);
        assertThat(left(first)).isEqualTo(before - 3);
        var replay = api.with("Idempotency-Key", "k").post(BULK, body("create", "", rows));
        assertThat(replay.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(replay.body()).isEqualTo(first.body());
        assertThat(left(replay)).isEqualTo(before - 4);
        bulk("create", "\"atomic\": true,", rows + ",{}");
        assertThat(left(api.get("/api/v1/me"))).isEqualTo(before - 6);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(250);
    }

    @Test
    void a_call_that_costs_more_than_is_left_does_nothing() {
        var rows = IntStream.range(0, 400)
                .mapToObj(i -> "{\"first_name\": \"Lead %d\"}".formatted(i))
                .collect(Collectors.joining(","));
        var three = ApiClient.leadHub(server.origin(), workspace.secret(EnumSet.allOf(Scope.class), 3, null));
        var refused = three.post(BULK, body("create", "", rows));
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNotEmpty();
        var after = three.get("/api/v1/leads");
        assertThat(after.number("meta.total")).isZero();
        assertThat(left(after)).isEqualTo(1);
        var four = ApiClient.leadHub(server.origin(), workspace.secret(EnumSet.allOf(Scope.class), 4, null));
        assertThat(left(four.post(BULK, body("create", "", rows)))).isZero();
    }

    @Test
    void a_refused_call_with_an_idempotency_key_gives_no_calls_away() {
        var rows = IntStream.range(0, 500)
                .mapToObj(i -> "{\"first_name\": \"Lead %d\"}".formatted(i))
                .collect(Collectors.joining(","));
        var ten = ApiClient.leadHub(server.origin(), workspace.secret(EnumSet.allOf(Scope.class), 10, null));
        var refused = ten.with("Idempotency-Key", "k").post(BULK, body("create", "\"atomic\": true,", rows + ",{}"));
        assertThat(refused.status()).isEqualTo(422);
        for (var i = 0; i < 3; i++) {
            assertThat(ten.get("/api/v1/me").status()).isEqualTo(200);
        }
        assertThat(ten.with("Idempotency-Key", "k")
                        .post(BULK, body("create", "", rows))
                        .status())
                .isEqualTo(200);
        // Five calls' worth of rows can be asked for again, though only one call is left.
        assertThat(ten.with("Idempotency-Key", "k")
                        .post(BULK, body("create", "", rows))
                        .header("Idempotent-Replayed"))
                .isEqualTo("true");
        assertThat(ten.get("/api/v1/me").status()).isEqualTo(429);
    }

    @Test
    void a_large_body_is_taken_up_to_four_mebibytes() {
        var note = "x".repeat(60_000);
        var rows = IntStream.range(0, 60)
                .mapToObj(i -> "{\"first_name\": \"L\", \"notes\": \"%s\"}".formatted(note))
                .collect(Collectors.joining(","));
        assertThat(bulk("create", "", rows).number("meta.created")).isEqualTo(60);
        assertThat(bulk("create", "", rows + "," + rows).status()).isEqualTo(413);
        assertThat(api.post("/api/v1/leads", "{\"first_name\": \"" + "x".repeat(1 << 20) + "\"}")
                        .status())
                .isEqualTo(413);
    }

    private ApiAnswer bulk(String operation, String more, String rows) {
        return api.post(BULK, body(operation, more, rows));
    }

    private static String body(String operation, String more, String rows) {
        return "{\"operation\": \"%s\", %s \"leads\": [%s]}".formatted(operation, more, rows);
    }

    private long add(String body) {
        return api.post("/api/v1/leads", body).number("data.id");
    }

    private static long left(ApiAnswer answer) {
        return Long.parseLong(answer.header("X-RateLimit-Remaining"));
    }

    private static List<String> statuses(ApiAnswer answer) {
        return answer.at("data")
                .valueStream()
                .map(row -> row.at("/status").asString())
                .toList();
    }

    private static List<Long> ids(ApiAnswer answer) {
        return answer.at("data")
                .valueStream()
                .map(row -> row.at("/id").asLong())
                .toList();
    }
}
