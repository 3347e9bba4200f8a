package leadhub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import leadhub.base.database.Sql;
import leadhub.conditions.Comparison;
import leadhub.fields.FieldKind;
import leadhub.testing.ApiClient;
import leadhub.testing.RouteExamples;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many SQL statements a request that writes costs, and how often they travel to the database. */
class CountStatementsOfWritesTest {
    /**
     * Writing leads: dialect, request, body, statements of the request, round trips in which they travel with the commit;
     * # is a number never used before. A word that becomes a tag costs one more, by which all processes hear of it.
     */
    private static final String WRITING = """
            leadhub | POST /api/v1/leads                  | {"first_name": "Ann"}                                              | 6  | 4
            leadhub | POST /api/v1/leads                  | {"first_name": "Ann", "tags": ["WORD", "other WORD"]}              | 8  | 5
            leadhub | POST /api/v1/leads                  | {"first_name": "Ann", "tags": ["new #"]}                           | 11 | 7
            leadhub | POST /api/v1/leads                  | {"first_name": "Ann", "email": "a#@example.com", "phone": "+1415555#"} | 6  | 4
            leadhub | POST /api/v1/leads                  | {"first_name": "Ann", "pipeline_stage_id": STAGE, "assigned_user_id": USER} | 9  | 6
            lymbe   | POST /api/v1/leads                  | {"name": "Ann", "email": "a#@example.com"}                         | 6  | 4
            leadhub | PATCH /api/v1/leads/LEAD            | {}                                                                 | 2  | 2
            leadhub | PATCH /api/v1/leads/LEAD            | {"notes": "#"}                                                     | 5  | 3
            leadhub | PATCH /api/v1/leads/LEAD            | {"custom_fields": {"budget": "#"}}                                 | 5  | 3
            leadhub | PATCH /api/v1/leads/LEAD            | {"first_name": "Ann #"}                                            | 6  | 3
            leadhub | PATCH /api/v1/leads/LEAD            | {"notes": "#", "status": "lost", "tags": ["WORD"]}                 | 6  | 4
            leadhub | POST /api/v1/leads/LEAD/tags        | {"tag": "WORD"}                                                    | 3  | 3
            leadhub | POST /api/v1/leads/LEAD/tags        | {"tag": "more #"}                                                  | 11 | 7
            leadhub | POST /api/inbound/leads?tenant=SLUG | {"email": "new#@example.com"}                                      | 10 | 5
            leadhub | POST /api/inbound/leads?tenant=SLUG | {"email": "new#@example.com", "phone": "+1415556#", "tags": ["WORD"]} | 13 | 6
            leadhub | POST /api/inbound/leads?tenant=SLUG | {"email": "known@example.com"}                                     | 8  | 5
            leadhub | POST /api/inbound/leads?tenant=SLUG | {"email": "known@example.com", "tags": ["late #"]}                 | 16 | 8
            """;

    private static final int COMMIT = 1;

    private final TestServer server = TestServer.get();
    private final Sql sql = server.bean(Sql.class);
    private final TestWorkspace workspace = server.newWorkspace();
    private final RouteExamples examples = RouteExamples.in(workspace);
    private final ApiClient leadHub = workspace.leadHub();
    private final ApiClient lymbe = workspace.lymbe();

    /** Defined fields and rules are known beforehand too. */
    @BeforeEach
    void a_field_and_a_rule() {
        workspace.field("Budget", FieldKind.NUMBER);
        workspace.rule("tags", Comparison.EQUALS, "WORD", 10);
    }

    /** Nobody else runs statements meanwhile. */
    @BeforeEach
    void jobs_wait() {
        server.pauseJobs();
    }

    @AfterEach
    void jobs_go_on() {
        server.resumeJobs();
    }

    /** Whose the secret in its path is, the integration, the row, and the mark that has it worked on. */
    @Test
    void a_post_of_a_provider_finds_its_owner_once_and_is_written_down() {
        var config = "{\"type\": \"webhook\", \"config\": {\"dedupe_path\": \"id\"}}";
        var url = leadHub.post("/api/v1/integrations", config).text("data.webhook_url");
        var path = url.substring(server.origin().length());
        var number = new AtomicInteger();
        Runnable post = () -> {
            var body = "{\"id\": %d, \"email\": \"x@example.com\"}".formatted(number.incrementAndGet());
            assertThat(leadHub.post(path, body).status()).isEqualTo(200);
        };
        assertThat(usual(sql::statementCount, post)).as("statements").isEqualTo(4);
        assertThat(usual(sql::roundTripCount, post) + COMMIT).as("round trips").isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(textBlock = WRITING, delimiter = '|')
    void writing_costs_what_is_stated(String dialect, String request, String body, long statements, long roundTrips) {
        var newest = leadHub.get("/api/v1/leads").at("data.0");
        var known = body.replace("WORD", examples.word())
                .replace("STAGE", newest.at("/pipeline_stage_id").toString())
                .replace("USER", newest.at("/assigned_user_id").toString());
        var lead = newest.get("id").asString();
        var method = request.substring(0, request.indexOf(' '));
        var path = request.substring(method.length() + 1).replace("LEAD", lead).replace("SLUG", workspace.slug());
        var number = new AtomicInteger(1_000);
        Runnable write = () -> {
            var sent = known.replace("#", Integer.toString(number.incrementAndGet()));
            assertThat(client(dialect).send(method, path, sent).status())
                    .as(sent)
                    .isBetween(200, 201);
        };
        assertThat(usual(sql::statementCount, write)).as("statements").isEqualTo(statements);
        assertThat(usual(sql::roundTripCount, write) + COMMIT).as("round trips").isEqualTo(roundTrips);
    }

    private ApiClient client(String dialect) {
        return dialect.equals("lymbe") ? lymbe : leadHub;
    }

    private static long usual(LongSupplier counter, Runnable request) {
        return StatementCosts.usual(StatementCosts.of(counter, request));
    }
}
