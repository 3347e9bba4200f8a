package leadhub;

import static leadhub.StatementCosts.usual;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.LongStream;
import leadhub.api.BareEndpoint;
import leadhub.api.Dialect;
import leadhub.api.Route;
import leadhub.api.Router;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.conditions.Comparison;
import leadhub.fields.FieldKind;
import leadhub.testing.ApiClient;
import leadhub.testing.RouteExamples;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How many SQL statements a request that reads costs; all in one workspace, for none changes it. Key, limit and list
 * together take at most one more than the list itself; in fact none, because keys and calls are known beforehand.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CountStatementsTest {
    /** Every route that reads in a workspace: dialect, path, query, statements of the endpoint alone, of the request. */
    private static final String READING = """
            leadhub | /api/v1/leads                                |                                  | 2 | 2
            leadhub | /api/v1/leads                                | per_page=100&page=2              | 2 | 2
            leadhub | /api/v1/leads                                | status=new&source=api&starred=0  | 2 | 2
            leadhub | /api/v1/leads                                | search=word&sort=email           | 2 | 2
            leadhub | /api/v1/leads                                | tag=WORD&created_after=2020-01-01| 2 | 2
            leadhub | /api/v1/leads                                | pipeline_id=PIPELINE             | 2 | 2
            leadhub | /api/v1/leads                                | stage_id=STAGE                   | 2 | 2
            leadhub | /api/v1/leads                                | assigned_user_id=USER            | 2 | 2
            leadhub | /api/v1/leads/{id}                           |                                  | 1 | 1
            leadhub | /api/v1/leads/{id}/files                     |                                  | 3 | 3
            leadhub | /api/v1/leads/{id}/files/{file_id}           |                                  | 2 | 2
            leadhub | /api/v1/leads/{id}/notes                     |                                  | 4 | 4
            leadhub | /api/v1/leads/{id}/notes/{note_id}/files     |                                  | 4 | 4
            leadhub | /api/v1/leads/{id}/tasks                     |                                  | 3 | 3
            leadhub | /api/v1/leads/{id}/timeline                  |                                  | 4 | 4
            leadhub | /api/v1/companies                            |                                  | 3 | 3
            leadhub | /api/v1/companies                            | search=WORD&per_page=2           | 3 | 3
            leadhub | /api/v1/companies/{key}                      |                                  | 4 | 4
            leadhub | /api/v1/companies/{key}/leads                |                                  | 4 | 4
            leadhub | /api/v1/dashboards                           |                                  | 1 | 1
            leadhub | /api/v1/dashboards/{id}                      |                                  | 1 | 1
            leadhub | /api/v1/duplicates                           |                                  | 6 | 6
            leadhub | /api/v1/tasks                                |                                  | 2 | 2
            leadhub | /api/v1/tasks                                | kind=call&done=0                 | 2 | 2
            leadhub | /api/v1/tasks                                | user_id=USER&done=0&due_after=2020-01-01 | 2 | 2
            leadhub | /api/v1/custom-fields                        |                                  | 1 | 1
            leadhub | /api/v1/custom-fields/{id}                   |                                  | 1 | 1
            leadhub | /api/v1/lost-reasons                         |                                  | 1 | 1
            leadhub | /api/v1/suppressed-emails                    |                                  | 2 | 2
            leadhub | /api/v1/suppressed-emails/{id}               |                                  | 1 | 1
            leadhub | /api/v1/suppressed-phones                    |                                  | 2 | 2
            leadhub | /api/v1/suppressed-phones/{id}               |                                  | 1 | 1
            leadhub | /api/v1/leads/{id}/sms                       |                                  | 4 | 4
            leadhub | /api/v1/leads/{id}/sms/{sms_id}              |                                  | 2 | 2
            leadhub | /api/v1/leads/{id}/sms/{sms_id}/attachments/{number} |                          | 3 | 3
            leadhub | /api/v1/leads/{id}/emails                    |                                  | 4 | 4
            leadhub | /api/v1/leads/{id}/emails/{email_id}         |                                  | 2 | 2
            leadhub | /api/v1/leads/{id}/emails/{email_id}/attachments/{attachment_id} |                | 2 | 2
            leadhub | /api/v1/lost-reasons/{id}                    |                                  | 1 | 1
            leadhub | /api/v1/reports/{report}                     |                                  | 2 | 2
            leadhub | /api/v1/reports/{report}                     | group_by=week&status=new         | 2 | 2
            leadhub | /api/v1/email-templates                      |                                  | 3 | 3
            leadhub | /api/v1/email-templates/{id}                 |                                  | 1 | 1
            leadhub | /api/v1/events                               |                                  | 4 | 4
            leadhub | /api/v1/events                               | after=EVENT&per_page=2           | 5 | 5
            leadhub | /api/v1/pipelines                            |                                  | 5 | 5
            leadhub | /api/v1/pipelines/{id}                       |                                  | 4 | 4
            leadhub | /api/v1/pipelines/{pipeline}/stages          |                                  | 4 | 4
            leadhub | /api/v1/pipelines/{pipeline}/stages/{id}     |                                  | 2 | 2
            leadhub | /api/v1/tags                                 |                                  | 3 | 3
            leadhub | /api/v1/tags/{id}                            |                                  | 2 | 2
            leadhub | /api/v1/users                                |                                  | 2 | 2
            leadhub | /api/v1/users/{id}                           |                                  | 1 | 1
            leadhub | /api/v1/leads/export                         |                                  | 6 | 6
            leadhub | /api/v1/leads/bulk-changes                   |                                  | 2 | 2
            leadhub | /api/v1/leads/bulk-changes/{id}              |                                  | 1 | 1
            leadhub | /api/v1/leads/{id}/automations               |                                  | 4 | 4
            leadhub | /api/v1/automations                          |                                  | 2 | 2
            leadhub | /api/v1/automations/types                    |                                  | 0 | 0
            leadhub | /api/v1/automations/{id}                     |                                  | 1 | 1
            leadhub | /api/v1/automations/{id}/simulate            |                                  | 2 | 2
            leadhub | /api/v1/automations/{id}/runs                |                                  | 4 | 4
            leadhub | /api/v1/automations/{id}/runs/{run}          |                                  | 3 | 3
            leadhub | /api/v1/bots                                 |                                  | 3 | 3
            leadhub | /api/v1/bots/{uuid}                          |                                  | 2 | 2
            leadhub | /api/v1/bots/{uuid}/flow                     |                                  | 2 | 2
            leadhub | /api/v1/bots/{uuid}/knowledge                |                                  | 2 | 2
            leadhub | /api/v1/bots/{uuid}/questions                |                                  | 2 | 2
            leadhub | /api/v1/bots/{uuid}/stats                    |                                  | 4 | 4
            leadhub | /api/v1/conversations                        |                                  | 2 | 2
            leadhub | /api/v1/conversations/templates              |                                  | 1 | 1
            leadhub | /api/v1/conversations/{conversation}         |                                  | 1 | 1
            leadhub | /api/v1/conversations/{conversation}/messages |                                 | 3 | 3
            leadhub | /api/v1/conversations/{conversation}/messages/{number}/attachment |               | 2 | 2
            leadhub | /api/v1/conversations/{conversation}/notes   |                                  | 4 | 4
            leadhub | /api/v1/forms                                |                                  | 2 | 2
            leadhub | /api/v1/forms/{id}                           |                                  | 1 | 1
            leadhub | /api/v1/forms/{id}/stats                     |                                  | 1 | 1
            leadhub | /api/v1/forms/{id}/submissions               |                                  | 4 | 4
            leadhub | /api/v1/forms/{id}/submissions/{submission}  |                                  | 2 | 2
            leadhub | /api/v1/forms/{id}/submissions/{submission}/files/{key} |                       | 2 | 2
            leadhub | /api/v1/exports                              |                                  | 2 | 2
            leadhub | /api/v1/exports/{id}                         |                                  | 1 | 1
            leadhub | /api/v1/exports/{id}/files                   |                                  | 4 | 4
            leadhub | /api/v1/exports/{id}/files/{file}            |                                  | 3 | 3
            leadhub | /api/v1/imports                              |                                  | 3 | 3
            leadhub | /api/v1/imports/{id}                         |                                  | 2 | 2
            leadhub | /api/v1/imports/{id}/errors                  |                                  | 2 | 2
            leadhub | /api/v1/intake                               | status=failed                    | 2 | 2
            leadhub | /api/v1/intake/{id}                          |                                  | 1 | 1
            leadhub | /api/v1/integrations/types                   |                                  | 0 | 0
            leadhub | /api/v1/integrations                         |                                  | 3 | 3
            leadhub | /api/v1/integrations/{id}                    |                                  | 2 | 2
            leadhub | /api/v1/integrations/{id}/events             |                                  | 3 | 3
            leadhub | /api/v1/webhooks                             |                                  | 2 | 2
            leadhub | /api/v1/webhooks/samples                     | event=lead.created               | 0 | 0
            leadhub | /api/v1/webhooks/{id}                        |                                  | 1 | 1
            leadhub | /api/v1/webhooks/{id}/deliveries             |                                  | 3 | 3
            leadhub | /api/v1/webhooks/{id}/deliveries/{delivery}  |                                  | 3 | 4
            lymbe   | /api/v1/leads                                |                                  | 2 | 2
            lymbe   | /api/v1/leads                                | limit=100&offset=1&search=word   | 2 | 2
            lymbe   | /api/v1/leads                                | from=2020-01-01&to=2999-01-01    | 2 | 2
            lymbe   | /api/v1/bots                                 |                                  | 4 | 4
            lymbe   | /api/v1/bots/{uuid}                          |                                  | 3 | 3
            lymbe   | /api/v1/conversations                        | status=active&sort=asc           | 2 | 2
            lymbe   | /api/v1/conversations/{conversation}/messages | limit=1                         | 3 | 3
            """;

    private final TestServer server = TestServer.get();
    private final Sql sql = server.bean(Sql.class);
    private final TestWorkspace workspace = server.newWorkspace();
    private final RouteExamples examples = RouteExamples.in(workspace);
    private final ApiClient leadHub = workspace.leadHub();
    private final ApiClient lymbe = workspace.lymbe();

    /** Defined fields and rules are known beforehand too, and nobody else runs statements meanwhile. */
    @BeforeAll
    void a_field_and_a_rule() {
        workspace.field("Budget", FieldKind.NUMBER);
        workspace.rule("tags", Comparison.EQUALS, "WORD", 10);
        server.pauseJobs();
    }

    /** The fewer calls are left to a key, the more often it is asked how many. */
    @BeforeEach
    void a_key_has_all_its_calls() {
        server.clock().pass(Duration.ofHours(1));
    }

    @AfterAll
    void jobs_go_on() {
        server.resumeJobs();
    }

    @ParameterizedTest
    @CsvSource(textBlock = READING, delimiter = '|', emptyValue = "")
    void reading_costs_what_is_stated(String dialect, String template, @Nullable String asked, long alone, long inAll) {
        var route = route(dialect, template);
        var path = examples.path(route);
        var query = asked == null ? "" : filled(asked);
        var endpoint = new BareEndpoint(route);
        var bare = counts(() -> endpoint.get(workspace.caller(), path, query));
        var whole = counts(() ->
                assertThat(client(dialect).get(path + "?" + query).status()).isEqualTo(200));
        assertThat(usual(bare)).as("the endpoint alone").isEqualTo(alone);
        assertThat(usual(whole)).as("the request").isEqualTo(inAll).isLessThanOrEqualTo(alone + 1);
        // Now and then a key is looked up anew or calls are borrowed; never so often that it adds up.
        assertThat(LongStream.of(whole).sum())
                .as("all requests")
                .isLessThanOrEqualTo((alone + 1) * StatementCosts.TRIES);
    }

    @Test
    void no_route_that_reads_is_missing_from_the_table() {
        var stated = new TreeSet<String>();
        READING.lines()
                .map(line -> line.split("\\|"))
                .forEach(parts -> stated.add(parts[0].strip() + " " + parts[1].strip()));
        var there = new TreeSet<String>();
        for (var dialect : server.beans(Dialect.class)) {
            server.bean(Router.class).all(dialect).stream()
                    .filter(route -> route.method().equals("GET") && route.scope() != null)
                    .forEach(route -> there.add(dialect.name() + " " + route.template()));
        }
        assertThat(stated).isEqualTo(there);
    }

    @Test
    void asking_for_oneself_or_for_health_costs_nothing() {
        for (var path :
                List.of("/api/v1/me", "/api/v1/health", "/api/v1/openapi/leadhub.yaml", "/api/v1/openapi/lymbe.yaml")) {
            assertThat(usual(counts(() -> leadHub.get(path)))).as(path).isZero();
        }
    }

    /** Session, lead, timeline, notes in it, tasks, other leads like it: what stands below the fold comes later. */
    @Test
    void a_leads_page_costs_few_statements_until_one_looks_further_down() {
        var lead = leadHub.get("/api/v1/leads").number("data.0.id");
        workspace.note(lead, "Called.");
        var panel = workspace.panel(Role.ADMIN);
        var page = "/leads/" + lead;
        var whole = counts(() -> assertThat(panel.get(page).status()).isEqualTo(200));
        assertThat(usual(whole)).as("the page").isLessThanOrEqualTo(6);
        var late = counts(() -> assertThat(panel.get(page + "/late").status()).isEqualTo(200));
        assertThat(usual(late)).as("what comes later").isLessThanOrEqualTo(6);
        panel.get("/leads?sort=email");
        var around = counts(() ->
                assertThat(panel.get(page + "/around?sort=email").status()).isEqualTo(200));
        assertThat(usual(around)).as("the leads before and after it").isLessThanOrEqualTo(4);
    }

    /** Session, eight figures in ten statements, tasks, leads to take; how far leads get and what needs somebody comes later. */
    @Test
    void the_home_page_costs_few_statements_until_one_looks_further_down() {
        var panel = workspace.panel(Role.MANAGER);
        var page = counts(() -> assertThat(panel.get("/home").status()).isEqualTo(200));
        assertThat(usual(page)).as("the page").isLessThanOrEqualTo(13);
        var late = counts(() -> assertThat(panel.get("/home/late").status()).isEqualTo(200));
        assertThat(usual(late)).as("what comes later").isLessThanOrEqualTo(6);
    }

    private ApiClient client(String dialect) {
        return dialect.equals("lymbe") ? lymbe : leadHub;
    }

    private Route route(String dialect, String template) {
        var words = server.beans(Dialect.class).stream()
                .filter(one -> one.name().equals(dialect))
                .findFirst()
                .orElseThrow();
        return server.bean(Router.class).all(words).stream()
                .filter(route ->
                        route.method().equals("GET") && route.template().equals(template))
                .findFirst()
                .orElseThrow();
    }

    private String filled(String query) {
        var lead = leadHub.get("/api/v1/leads").at("data.0");
        return query.replace("WORD", examples.word())
                .replace("EVENT", leadHub.get("/api/v1/events?per_page=1").text("data.0.id"))
                .replace("PIPELINE", lead.at("/pipeline_id").toString())
                .replace("STAGE", lead.at("/pipeline_stage_id").toString())
                .replace("USER", lead.at("/assigned_user_id").toString());
    }

    private long[] counts(Runnable request) {
        return StatementCosts.of(sql::statementCount, request);
    }
}
