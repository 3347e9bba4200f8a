package leadhub.leads.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs read a record again only if it is another one, and write only if nobody else did meanwhile. */
class WriteUnlessChangedTest {
    private static final String ANOTHER = "W/\"AAAAAAAAAAAAAAAAAAAAAA\"";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private String lead = "";

    @BeforeEach
    void a_lead() {
        var made = api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"tags\": [\"hot\"]}");
        lead = "/api/v1/leads/" + made.text("data.id");
        assertThat(made.header("ETag")).isEqualTo(tag(lead));
    }

    private String tag(String path) {
        return api.get(path).header("ETag");
    }

    @Test
    void a_record_that_is_known_is_not_sent_again() {
        for (var path : records()) {
            var tag = tag(path);
            var strong = tag.substring(2);
            for (var known : List.of(tag, strong, "*", ANOTHER + ", " + tag, "\"x\"," + strong)) {
                var answer = api.with("If-None-Match", known).get(path);
                assertThat(answer.status()).as(known).isEqualTo(304);
                assertThat(answer.body()).isEmpty();
                assertThat(answer.header("ETag")).isEqualTo(tag);
                assertThat(api.with("If-None-Match", known)
                                .send("HEAD", path, null)
                                .status())
                        .isEqualTo(304);
            }
            for (var other : List.of(ANOTHER, strong.replace("\"", ""), "\"\"", ",")) {
                var answer = api.with("If-None-Match", other).get(path);
                assertThat(answer.status()).as(other).isEqualTo(200);
                assertThat(answer.body()).isNotEmpty();
            }
        }
    }

    /** One of each kind. */
    private List<String> records() {
        var pipeline = "/api/v1/pipelines/" + api.get("/api/v1/pipelines").text("data.0.id");
        var user = api.post(
                "/api/v1/users", "{\"name\": \"U\", \"email\": \"u%s@example.com\"}".formatted(System.nanoTime()));
        return List.of(
                lead,
                pipeline,
                pipeline + "/stages/" + api.get(pipeline).text("data.stages.1.id"),
                "/api/v1/tags/" + api.get("/api/v1/tags").text("data.0.id"),
                "/api/v1/users/" + user.text("data.id"));
    }

    @Test
    void what_changes_without_an_update_changes_the_tag_too() {
        var tags = new ArrayList<String>(List.of(tag(lead)));
        api.patch("/api/v1/tags/" + api.get("/api/v1/tags").text("data.0.id"), "{\"name\": \"warm\"}");
        tags.add(tag(lead));
        api.patch(lead, "{\"email\": \"ann@example.com\"}");
        tags.add(tag(lead));
        api.post("/api/v1/leads", "{\"first_name\": \"Twin\", \"email\": \"ann@example.com\"}");
        tags.add(tag(lead));
        assertThat(tags).doesNotHaveDuplicates();
    }

    @Test
    void a_write_under_the_tag_that_is_there_is_done_and_under_an_older_one_is_not() {
        for (var path : records()) {
            var tag = tag(path);
            var name = path.equals(lead) ? "first_name" : "name";
            var first = api.with("If-Match", tag).patch(path, "{\"%s\": \"First\"}".formatted(name));
            assertThat(first.status()).as(first.body()).isEqualTo(200);
            assertThat(first.header("ETag")).isEqualTo(tag(path)).isNotEqualTo(tag);
            for (var method : List.of("PUT", "PATCH")) {
                var second = api.with("If-Match", tag).send(method, path, "{\"%s\": \"Second\"}".formatted(name));
                assertThat(second.status()).isEqualTo(412);
            }
            assertThat(api.get(path).text("data." + name)).isEqualTo("First");
            for (var good :
                    List.<UnaryOperator<String>>of(now -> "*", now -> ANOTHER + " ," + now, now -> now.substring(2))) {
                // Asked for each time, for even an empty change may be of a later second.
                var named = good.apply(tag(path));
                assertThat(api.with("If-Match", named).patch(path, "{}").status())
                        .as(named)
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void a_tag_that_is_none_never_overwrites() {
        for (var broken :
                List.of("abc", "\"\"", "W/", ",", tag(lead).replace("W/", "").replace("\"", ""))) {
            assertThat(api.with("If-Match", broken)
                            .patch(lead, "{\"notes\": \"x\"}")
                            .status())
                    .as(broken)
                    .isEqualTo(412);
        }
    }

    @Test
    void a_record_is_deleted_under_its_tag_only() {
        for (var path : records()) {
            if (path.matches(".*/pipelines/[0-9]+")) {
                continue;
            }
            var tag = tag(path);
            assertThat(api.with("If-Match", ANOTHER).delete(path).status()).isEqualTo(412);
            assertThat(api.get(path).status()).isEqualTo(200);
            assertThat(api.with("If-Match", tag).delete(path).status()).as(path).isEqualTo(204);
            assertThat(api.with("If-Match", tag).delete(path).status()).isEqualTo(404);
        }
    }

    @Test
    void the_tags_of_a_lead_go_by_the_leads() {
        var tag = tag(lead);
        var tagged = api.with("If-Match", tag).post(lead + "/tags", "{\"tag\": \"vip\"}");
        assertThat(tagged.status()).isEqualTo(200);
        assertThat(tagged.header("ETag")).isEqualTo(tag(lead));
        assertThat(api.with("If-Match", tag)
                        .post(lead + "/tags", "{\"tag\": \"late\"}")
                        .status())
                .isEqualTo(412);
        assertThat(api.with("If-Match", tag).delete(lead + "/tags/hot").status())
                .isEqualTo(412);
        assertThat(api.with("If-Match", tagged.header("ETag"))
                        .delete(lead + "/tags/hot")
                        .status())
                .isEqualTo(204);
        assertThat(api.get(lead).at("data.tags").toString()).isEqualTo("[\"vip\"]");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PATCH  | /api/v1/leads/999999999 | {}                     | 404
            PATCH  | LEAD                    | {"email": "no"}        | 422
            PATCH  | LEAD                    | {"pipeline_id": 99999999} | 422
            PATCH  | LEAD                    | {"notes": "fine"}      | 412
            PATCH  | LEAD                    | no json                | 400
            DELETE | LEAD/tags/none          |                        | 404
            DELETE | DEFAULT                 |                        | 412
            PATCH  | DEFAULT                 | {"is_default": false}  | 412
            """)
    void it_comes_after_404_and_422_and_before_409(String method, String path, String body, int status) {
        var standard = "/api/v1/pipelines/" + api.get("/api/v1/pipelines").text("data.0.id");
        var whole = path.replace("LEAD", lead).replace("DEFAULT", standard);
        var before = tag(lead);
        assertThat(api.with("If-Match", ANOTHER).send(method, whole, body).status())
                .isEqualTo(status);
        assertThat(tag(lead)).isEqualTo(before);
        if (path.equals("DEFAULT")) {
            assertThat(api.with("If-Match", tag(standard))
                            .send(method, standard, body)
                            .status())
                    .isEqualTo(409);
        }
    }

    @Test
    void an_answer_that_is_repeated_bears_the_tag_it_bore() {
        var once = api.with("Idempotency-Key", "k");
        var first = once.post("/api/v1/leads", "{\"first_name\": \"Bea\"}");
        var path = "/api/v1/leads/" + first.text("data.id");
        api.patch(path, "{\"notes\": \"other\"}");
        var second = once.post("/api/v1/leads", "{\"first_name\": \"Bea\"}");
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("ETag"))
                .isNotEmpty()
                .isEqualTo(first.header("ETag"))
                .isNotEqualTo(tag(path));
        // The same request again is not a new attempt at writing, so its condition was met back then.
        var under = once.with("If-Match", first.header("ETag"));
        assertThat(under.post("/api/v1/leads", "{\"first_name\": \"Bea\"}").status())
                .isEqualTo(201);
    }

    /** Ten writers in two processes know the same state; who comes first wins, and all others hear of it. */
    @RepeatedTest(2)
    void of_many_writers_with_one_tag_exactly_one_wins() {
        for (var path : records()) {
            var tag = tag(path);
            var name = path.equals(lead) ? "first_name" : "name";
            List<ApiAnswer> answers = Together.times(
                    10,
                    i -> workspace
                            .either(api.with("If-Match", tag), i)
                            .send(i % 3 == 0 ? "PUT" : "PATCH", path, "{\"%s\": \"Writer %d\"}".formatted(name, i)));
            assertThat(Together.count(answers, 200)).as(path).isEqualTo(1);
            assertThat(Together.count(answers, 412)).as(path).isEqualTo(9);
            var winner = answers.stream()
                    .filter(answer -> answer.status() == 200)
                    .findFirst()
                    .orElseThrow();
            assertThat(api.get(path).body()).isEqualTo(winner.body());
        }
    }

    /** Others that name no state don't get between the comparison and the write either. */
    @RepeatedTest(2)
    void a_write_without_a_condition_is_never_overwritten_by_one_that_knew_the_state_before() {
        var tag = tag(lead);
        var answers = Together.times(8, i -> {
            var client = workspace.either(i == 0 ? api.with("If-Match", tag) : api, i);
            return client.patch(lead, "{\"custom_fields\": {\"w%d\": true}}".formatted(i));
        });
        var fields = api.get(lead).at("data.custom_fields");
        for (var i = 1; i < 8; i++) {
            assertThat(fields.has("w" + i)).isTrue();
        }
        assertThat(fields.has("w0")).isEqualTo(answers.getFirst().status() == 200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/me", "/api/v1/leads", "/api/v1/pipelines", "/api/v1/health"})
    void what_is_no_record_has_no_tag(String path) {
        var answer = api.with("If-None-Match", "*").with("If-Match", ANOTHER).get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEmpty();
    }

    @Test
    void lymbe_has_none() {
        var lymbe = workspace.lymbe();
        var made = lymbe.with("If-Match", ANOTHER)
                .post("/api/v1/leads", "{\"name\": \"Max\", \"email\": \"m@example.com\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("ETag")).isEmpty();
        assertThat(lymbe.get("/api/v1/me").header("ETag")).isEmpty();
    }
}
