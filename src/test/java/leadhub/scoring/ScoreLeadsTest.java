package leadhub.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import leadhub.base.Role;
import leadhub.conditions.Comparison;
import leadhub.fields.FieldKind;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreLeadsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private ApiAnswer create(String members) {
        var answer = api.post("/api/v1/leads", "{\"first_name\": \"Ann\"" + members + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private static String path(ApiAnswer lead) {
        return "/api/v1/leads/" + lead.text("data.id");
    }

    private long score(String path) {
        return api.get(path).number("data.lead_score");
    }

    private Panel open(Role role) {
        // Tries to sign in are counted by the hour, and all tests come from one address.
        server.clock().pass(Duration.ofHours(1));
        var opened = workspace.panel(role);
        opened.get("/leads");
        return opened;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            country      | equals     | chile      | , "country": "CHILE"                          | true
            country      | equals     | osterreich | , "country": "Österreich"                     | true
            country      | equals     | Chile      | , "country": "Chile South"                    | false
            country      | equals     | Chile      |                                               | false
            country      | not_equals | Chile      | , "country": "Peru"                           | true
            country      | not_equals | Chile      | , "country": "chile"                          | false
            country      | not_equals | Chile      |                                               | true
            job_title    | contains   | chef       | , "job_title": "Souschef"                     | true
            job_title    | contains   | chef       | , "job_title": "Cook"                         | false
            email        | contains   | @EXAMPLE.  | , "email": "ann@example.com"                  | true
            phone        | present    |            | , "phone": "12"                               | true
            phone        | present    |            |                                               | false
            linkedin_url | absent     |            |                                               | true
            linkedin_url | absent     |            | , "linkedin_url": "x"                         | false
            company_size | greater    | 50         | , "company_size": "200"                       | true
            company_size | greater    | 50         | , "company_size": "50"                        | false
            company_size | greater    | 50         | , "company_size": "many"                      | false
            company_size | less       | 50         | , "company_size": "9"                         | true
            company_size | equals     | 50         | , "company_size": "50.0"                      | true
            deal_value   | greater    | 99.5       | , "deal_value": 100                           | true
            deal_value   | less       | 99.5       | , "deal_value": 100                           | false
            deal_value   | less       | 99.5       |                                               | false
            deal_value   | equals     | 100        | , "deal_value": 100.00                        | true
            status       | equals     | qualified  | , "status": "qualified"                       | true
            source       | equals     | api        |                                               | true
            starred      | equals     | true       | , "starred": true                             | true
            starred      | equals     | true       |                                               | false
            tags         | equals     | hot        | , "tags": ["cold", "HOT"]                     | true
            tags         | equals     | hot        | , "tags": ["hot-ish"]                         | false
            tags         | not_equals | hot        | , "tags": ["cold"]                            | true
            tags         | contains   | hot        | , "tags": ["hot-ish"]                         | true
            tags         | present    |            |                                               | false
            tags         | absent     |            |                                               | true
            """)
    void a_lead_meets_a_rule(
            String field, String operator, @Nullable String value, @Nullable String members, boolean meets) {
        workspace.rule(field, Comparison.ofWord(operator).orElseThrow(), value, 7);
        assertThat(create(members == null ? "" : members).number("data.lead_score"))
                .isEqualTo(meets ? 7 : 0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            budget     | greater  | 500        | 1000         | true
            budget     | less     | 500        | "70"         | true
            budget     | equals   | 500        | 500.0        | true
            birthday   | less     | 2000-01-01 | "1999-12-31" | true
            birthday   | greater  | 2000-01-01 | "1999-12-31" | false
            size       | equals   | Large      | "large"      | true
            size       | absent   |            | ""           | true
            interests  | equals   | Forms      | ["Chat","Forms"] | true
            interests  | contains | orm        | ["Chat","Forms"] | true
            newsletter | equals   | true       | true         | true
            newsletter | equals   | false      | true         | false
            website    | contains | .example   | "https://a.example" | true
            """)
    void custom_fields_count_by_their_kind(
            String key, String operator, @Nullable String value, String sent, boolean meets) {
        workspace.field("Budget", FieldKind.NUMBER);
        workspace.field("Birthday", FieldKind.DATE);
        workspace.field("Size", FieldKind.DROPDOWN, "Small", "Large");
        workspace.field("Interests", FieldKind.MULTI_SELECT, "Chat", "Forms");
        workspace.field("Newsletter", FieldKind.CHECKBOX);
        workspace.field("Website", FieldKind.URL);
        workspace.rule("custom_fields." + key, Comparison.ofWord(operator).orElseThrow(), value, -7);
        var lead = create(", \"custom_fields\": {\"%s\": %s}".formatted(key, sent));
        assertThat(lead.number("data.lead_score")).isEqualTo(meets ? -7 : 0);
    }

    @Test
    void points_add_up_and_follow_every_change() {
        workspace.rule("country", Comparison.EQUALS, "Chile", 10);
        workspace.rule("tags", Comparison.EQUALS, "hot", 20);
        workspace.rule("status", Comparison.EQUALS, "converted", 40);
        var lead = create(", \"country\": \"Chile\"");
        var path = path(lead);
        var pipeline = api.get("/api/v1/pipelines/" + lead.text("data.pipeline_id"));
        assertThat(lead.number("data.lead_score")).isEqualTo(10);
        workspace.rule("pipeline_stage_id", Comparison.EQUALS, pipeline.text("data.stages.3.id"), 80);
        assertThat(api.post(path + "/tags", "{\"tag\": \"Hot\"}").number("data.lead_score"))
                .isEqualTo(30);
        var won = api.patch(path, "{\"pipeline_stage_id\": " + pipeline.text("data.stages.3.id") + "}");
        assertThat(won.number("data.lead_score")).isEqualTo(150);
        assertThat(api.patch(path, "{\"country\": null}").number("data.lead_score"))
                .isEqualTo(140);
        api.delete(path + "/tags/hot");
        assertThat(score(path)).isEqualTo(120);
        assertThat(api.patch(path, "{\"lead_score\": 5}").number("data.lead_score"))
                .isEqualTo(120);
    }

    @Test
    void leads_that_come_in_are_scored() {
        workspace.field("Utm", FieldKind.TEXT);
        workspace.rule("country", Comparison.EQUALS, "Chile", 10);
        workspace.rule("custom_fields.utm", Comparison.PRESENT, null, 40);
        var inbound = "/api/inbound/leads?tenant=" + workspace.slug();
        var made = api.post(inbound, "{\"email\": \"ann@example.com\", \"country\": \"Chile\"}");
        var path = "/api/v1/leads/" + made.text("lead_id");
        assertThat(score(path)).isEqualTo(10);
        api.post(inbound, "{\"email\": \"ann@example.com\", \"custom_fields\": {\"utm\": \"spring\"}}");
        assertThat(score(path)).isEqualTo(50);
        var lymbe = workspace.lymbe().post("/api/v1/leads", "{\"name\": \"Bob\", \"email\": \"bob@example.com\"}");
        assertThat(lymbe.status()).isEqualTo(201);
    }

    @Test
    void a_rule_that_is_off_gives_nothing() {
        var rule = workspace.rule("country", Comparison.EQUALS, "Chile", 10);
        server.bean(ScoringRules.class).turn(workspace.caller(), rule.id(), false);
        assertThat(create(", \"country\": \"Chile\"").number("data.lead_score")).isZero();
    }

    @Test
    void managers_give_points_by_hand_and_the_page_says_why() {
        workspace.rule("country", Comparison.EQUALS, "Chile", 10);
        var lead = create(", \"country\": \"Chile\"");
        var page = "/leads/" + lead.text("data.id");
        var manager = open(Role.MANAGER);
        assertThat(manager.post(page + "/score", Map.of("score_adjustment", "-25"))
                        .status())
                .isEqualTo(303);
        assertThat(score(path(lead))).isEqualTo(-15);
        assertThat(manager.get(page).body())
                .contains("country equals Chile", "+10", "Manual adjustment", "-25")
                .doesNotContain("being recalculated");
        assertThat(api.patch(path(lead), "{\"country\": \"Peru\"}").number("data.lead_score"))
                .isEqualTo(-25);
        for (var nonsense : new String[] {"1e9", "x", "100001", "-9999999999999"}) {
            assertThat(manager.post(page + "/score", Map.of("score_adjustment", nonsense))
                            .status())
                    .as(nonsense)
                    .isEqualTo(422);
        }
        manager.post(page + "/score", Map.of("score_adjustment", ""));
        assertThat(score(path(lead))).isZero();
        var agent = open(Role.AGENT);
        assertThat(agent.post(page + "/score", Map.of("score_adjustment", "5")).status())
                .isEqualTo(403);
        assertThat(agent.get(page).body()).contains("No rule matches this lead");
    }

    @Test
    void another_process_scores_by_the_rules_that_were_made_here() {
        var other = api.at(server.otherProcess());
        var body = "{\"first_name\": \"Ann\", \"country\": \"Chile\"}";
        assertThat(other.post("/api/v1/leads", body).number("data.lead_score")).isZero();
        workspace.rule("country", Comparison.EQUALS, "Chile", 10);
        // A signal is on its way for a moment.
        Await.until(() -> other.post("/api/v1/leads", body).number("data.lead_score") == 10);
    }
}
