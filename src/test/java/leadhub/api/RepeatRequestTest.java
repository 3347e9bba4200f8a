package leadhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import leadhub.base.database.Sql;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepeatRequestTest {
    private static final String LEADS = "/api/v1/leads";
    private static final String SARAH = "{\"first_name\": \"Sarah\", \"tags\": [\"a\"]}";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @Test
    void the_first_answer_comes_back_and_nothing_happens_twice() {
        var first = api.with("Idempotency-Key", "k 1").post(LEADS, SARAH);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        var again = api.with("Idempotency-Key", "k 1").post(LEADS, SARAH);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location")).isNotEmpty();
        assertThat(again.header("Content-Type")).isEqualTo(first.header("Content-Type"));
        assertThat(again.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
        assertThat(Long.parseLong(again.header("X-RateLimit-Remaining")))
                .isEqualTo(Long.parseLong(first.header("X-RateLimit-Remaining")) - 1);
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void it_works_for_every_post_there_is() {
        var id = api.post(LEADS, SARAH).number("data.id");
        var pipeline = api.get("/api/v1/pipelines").number("data.0.id");
        for (var request : new String[][] {
            {LEADS + "/" + id + "/tags", "{\"tag\": \"b\"}"},
            {"/api/v1/pipelines", "{\"name\": \"P\"}"},
            {"/api/v1/pipelines/" + pipeline + "/stages", "{\"name\": \"S\"}"},
            {"/api/v1/tags", "{\"name\": \"new\"}"},
            {"/api/v1/users", "{\"name\": \"U\", \"email\": \"u@example.com\"}"},
            {"/api/inbound/leads?tenant=" + workspace.slug(), "{\"email\": \"in@example.com\"}"}
        }) {
            var first = api.with("Idempotency-Key", "every").post(request[0], request[1]);
            var again = api.with("Idempotency-Key", "every").post(request[0], request[1]);
            assertThat(first.status()).as(first.body()).isIn(200, 201);
            assertThat(again.header("Idempotent-Replayed")).as(request[0]).isEqualTo("true");
            assertThat(again.status()).isEqualTo(first.status());
            assertThat(again.body()).isEqualTo(first.body());
        }
    }

    @Test
    void it_works_in_the_lymbe_dialect() {
        var lymbe = workspace.lymbe();
        var body = "{\"name\": \"Max\", \"email\": \"max@example.com\"}";
        var first = lymbe.with("Idempotency-Key", "k").post(LEADS, body);
        var again = lymbe.with("Idempotency-Key", "k").post(LEADS, body);
        assertThat(first.status()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.header("Location")).isEmpty();
        var other = lymbe.with("Idempotency-Key", "k").post(LEADS, body + " ");
        assertThat(other.status()).isEqualTo(400);
        assertThat(other.text("error.code")).isEqualTo("VALIDATION_ERROR");
        assertThat(other.text("error.details.0.path")).isEqualTo("idempotency_key");
    }

    @Test
    void another_body_under_the_same_key_is_refused() {
        api.with("Idempotency-Key", "k").post(LEADS, SARAH);
        var other = api.with("Idempotency-Key", "k").post(LEADS, SARAH + "\n");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.at("errors.idempotency_key")).hasSize(1);
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void another_api_key_path_or_query_is_another_request() {
        api.with("Idempotency-Key", "k").post(LEADS, SARAH);
        for (var other : Set.of(
                workspace.leadHub().with("Idempotency-Key", "k").post(LEADS, SARAH),
                api.with("Idempotency-Key", "k").post(LEADS + "?x=1", SARAH),
                api.with("Idempotency-Key", "k").post(LEADS + "/", SARAH),
                api.with("Idempotency-Key", "K").post(LEADS, SARAH),
                server.newWorkspace().leadHub().with("Idempotency-Key", "k").post(LEADS, SARAH))) {
            assertThat(other.status()).isEqualTo(201);
            assertThat(other.header("Idempotent-Replayed")).isEmpty();
        }
        assertThat(total()).isEqualTo(5);
    }

    @Test
    void a_refused_request_may_come_again_mended_under_its_key() {
        var refused = api.with("Idempotency-Key", "k").post(LEADS, "{\"tags\": [\"lost\"]}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(api.get("/api/v1/tags").number("meta.total")).isZero();
        var mended = api.with("Idempotency-Key", "k").post(LEADS, SARAH);
        assertThat(mended.status()).isEqualTo(201);
        assertThat(mended.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void a_tag_that_is_taken_by_then_is_refused_and_the_key_is_free() {
        api.post("/api/v1/tags", "{\"name\": \"vip\"}");
        assertThat(api.with("Idempotency-Key", "k")
                        .post("/api/v1/tags", "{\"name\": \"VIP\"}")
                        .status())
                .isEqualTo(422);
        assertThat(api.with("Idempotency-Key", "k")
                        .post("/api/v1/tags", "{\"name\": \"other\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void what_fails_half_way_leaves_neither_effect_nor_answer() throws Exception {
        // Nobody can break the database from outside; a constraint that refuses one source stands for any fault.
        try (var owner = server.database().owner().connect();
                var statement = owner.createStatement()) {
            statement.execute("alter table idempotent_answers add constraint broken check (workspace_id <> "
                    + workspace.id() + ") not valid");
            try {
                assertThat(api.with("Idempotency-Key", "k").post(LEADS, SARAH).status())
                        .isEqualTo(500);
            } finally {
                statement.execute("alter table idempotent_answers drop constraint broken");
            }
        }
        assertThat(total()).isZero();
        assertThat(api.get("/api/v1/tags").number("meta.total")).isZero();
        var again = api.with("Idempotency-Key", "k").post(LEADS, SARAH);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void after_a_day_the_key_is_new_again_and_the_answer_is_gone() {
        api.with("Idempotency-Key", "k").post(LEADS, SARAH);
        server.clock().pass(Duration.ofHours(24).minusMinutes(1));
        assertThat(api.with("Idempotency-Key", "k").post(LEADS, SARAH).header("Idempotent-Replayed"))
                .isEqualTo("true");
        server.bean(Idempotency.class).prune(workspace.id());
        assertThat(kept()).isEqualTo(1);
        server.clock().pass(Duration.ofMinutes(2));
        var new_one = api.with("Idempotency-Key", "k").post(LEADS, "{\"first_name\": \"Other\"}");
        assertThat(new_one.status()).isEqualTo(201);
        assertThat(new_one.header("Idempotent-Replayed")).isEmpty();
        server.clock().pass(Duration.ofHours(25));
        server.bean(Idempotency.class).prune(workspace.id());
        assertThat(kept()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tab\there", "long"})
    void a_key_that_cannot_be_one_is_refused(String key) {
        var sent = key.equals("long") ? "x".repeat(256) : key;
        var answer = api.with("Idempotency-Key", sent).post(LEADS, SARAH);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.at("errors.idempotency_key")).hasSize(1);
        assertThat(api.with("Idempotency-Key", "x".repeat(255))
                        .post(LEADS, SARAH)
                        .status())
                .isEqualTo(201);
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void it_means_nothing_where_repeating_is_harmless_anyway() {
        var id = api.post(LEADS, SARAH).number("data.id");
        var client = api.with("Idempotency-Key", "k");
        assertThat(client.get(LEADS + "/" + id).header("Idempotent-Replayed")).isEmpty();
        client.patch(LEADS + "/" + id, "{\"first_name\": \"A\"}");
        assertThat(client.patch(LEADS + "/" + id, "{\"first_name\": \"B\"}").text("data.first_name"))
                .isEqualTo("B");
    }

    @Test
    void fifty_at_once_in_two_processes_make_one_lead() {
        server.otherProcess();
        var answers = Together.times(
                50,
                i -> workspace.either(api.with("Idempotency-Key", "once"), i).post(LEADS, SARAH));
        var bodies = new HashSet<String>();
        for (ApiAnswer answer : answers) {
            assertThat(answer.status()).as(answer.body()).isIn(201, 409);
            if (answer.status() == 201) {
                bodies.add(answer.body());
            }
        }
        assertThat(bodies).hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 201
                                && answer.header("Idempotent-Replayed").isEmpty()))
                .hasSize(1);
        assertThat(total()).isEqualTo(1);
    }

    @Test
    void a_key_without_the_scope_learns_nothing_from_an_answer_that_was_kept() {
        var weak = workspace.leadHub(EnumSet.of(Scope.READ_LEADS));
        assertThat(weak.with("Idempotency-Key", "k").post(LEADS, SARAH).status())
                .isEqualTo(403);
    }

    private long total() {
        return api.get(LEADS).number("meta.total");
    }

    private int kept() {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getInt(1),
                        "select count(*) from idempotent_answers where workspace_id = ?",
                        workspace.id());
    }
}
