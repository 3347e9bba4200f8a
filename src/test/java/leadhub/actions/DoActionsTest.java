package leadhub.actions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import leadhub.base.Json;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Refusal;
import leadhub.base.Role;
import leadhub.leads.Leads;
import leadhub.leads.record.Lead;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import leadhub.users.Users;
import leadhub.web.Words;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Does each thing that can be done to a lead by its key, as an automation will, without knowing what it is. */
class DoActionsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Actions actions = server.bean(Actions.class);
    private final User bob = workspace.user(Role.AGENT);
    private final long id = api.post("/api/v1/leads", "{\"first_name\": \"Sarah\", \"tags\": [\"old\"]}")
            .number("data.id");

    private Action check(String kind, String config) {
        return actions.find(kind).orElseThrow().check(request(config, false));
    }

    private ActionRequest request(String config, boolean createsTags) {
        return new ActionRequest(
                workspace.caller(),
                (ObjectNode) Json.MAPPER.readTree(config),
                key -> "steps.2.config." + key,
                createsTags);
    }

    private Lead apply(String kind, String config) {
        actions.find(kind)
                .orElseThrow()
                .apply(workspace.caller(), id, check(kind, config).config());
        return server.bean(Leads.class).get(workspace.caller(), id);
    }

    @Test
    void whoever_is_away_gets_no_leads_in_turn_until_the_day_after() {
        var ann = workspace.user(Role.AGENT);
        var panel = workspace.panel(bob);
        panel.get("/settings/account");
        var today = LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC);
        panel.post("/settings/account", Map.of("name", "Bob", "theme", "auto", "away_until", today.toString()));
        var pool = "{\"mode\": \"round_robin\", \"users\": [{\"id\": %d}, {\"id\": %d}]}".formatted(bob.id(), ann.id());
        for (var mode : List.of("{\"mode\": \"round_robin\"}", "{\"mode\": \"least_busy\"}", pool)) {
            assertThat(apply("assign", mode).assignedUserId()).isEqualTo(ann.id());
            assertThat(apply("assign", mode).assignedUserId()).isEqualTo(ann.id());
        }
        server.clock().pass(Duration.ofDays(1));
        assertThat(apply("assign", "{\"mode\": \"least_busy\", \"users\": [{\"id\": %d}]}".formatted(bob.id()))
                        .assignedUserId())
                .isEqualTo(bob.id());
    }

    @Test
    void each_is_done_to_one_lead() {
        var stage = api.get("/api/v1/pipelines").number("data.0.stages.1.id");
        assertThat(apply("change_status", "{\"status\": \"won\"}").status().word())
                .isEqualTo("converted");
        assertThat(apply("move_stage", "{\"pipeline_stage_id\": %d}".formatted(stage))
                        .stageId())
                .isEqualTo(stage);
        assertThat(apply("assign", "{\"mode\": \"user\", \"user_id\": %d}".formatted(bob.id()))
                        .assignedUserId())
                .isEqualTo(bob.id());
        assertThat(apply("assign", "{\"mode\": \"nobody\"}").assignedUserId()).isNull();
        assertThat(apply("assign", "{\"mode\": \"round_robin\"}").assignedUserId())
                .isEqualTo(bob.id());
        assertThat(apply("remove_tag", "{\"tag\": \"OLD\"}").tags()).isEmpty();
        assertThat(apply("remove_tag", "{\"tag\": \"old\"}").tags()).isEmpty();
        assertThat(apply("add_tag", "{\"tag\": \"old\"}").tags()).hasSize(1);
        assertThat(apply("set_field", "{\"field\": \"company\", \"value\": \"Tech Corp\"}")
                        .company())
                .isEqualTo("Tech Corp");
        assertThat(apply("set_field", "{\"field\": \"company\", \"value\": null}")
                        .company())
                .isNull();
        assertThat(apply("set_field", "{\"field\": \"custom_fields.size\", \"value\": \"L\"}")
                        .customFields())
                .contains("\"L\"");
        apply("change_score", "{\"points\": 30}");
        assertThat(apply("change_score", "{\"points\": -10}").scoreAdjustment()).isEqualTo(20);
        apply("add_note", "{\"text\": \"Called\"}");
        apply("create_task", """
                {"title": "Call back", "due": {"amount": 2, "unit": "weeks"}, "assignee": true}
                """);
        var page = workspace.panel(Role.ADMIN).get("/leads/" + id).body();
        assertThat(page).contains("Called", "Call back", bob.name());
        actions.find("delete")
                .orElseThrow()
                .apply(workspace.caller(), id, check("delete", "{}").config());
        assertThat(api.get("/api/v1/leads/" + id).status()).isEqualTo(404);
    }

    private JsonNode task(String config) {
        apply("create_task", config);
        return api.get("/api/v1/leads/" + id + "/tasks")
                .at("data")
                .valueStream()
                .max(Comparator.comparingLong(task -> task.path("id").asLong()))
                .orElseThrow();
    }

    @Test
    void a_task_is_a_call_at_a_time_with_a_reminder_or_in_some_hours() {
        var now = server.clock().instant();
        var inDays = task("""
                {"title": "Ring", "kind": "call", "due": {"amount": 2, "unit": "days"}, "time": "14:30", "reminder_minutes": 15}
                """);
        var day = LocalDate.ofInstant(now, ZoneOffset.UTC).plusDays(2);
        assertThat(inDays.path("kind").asString()).isEqualTo("call");
        assertThat(Instant.parse(inDays.path("due_at").asString()))
                .isEqualTo(day.atTime(14, 30).toInstant(ZoneOffset.UTC));
        assertThat(inDays.path("all_day").asBoolean(true)).isFalse();
        assertThat(inDays.path("reminder_minutes").asInt()).isEqualTo(15);
        var inHours = task("{\"title\": \"Mail\", \"kind\": \"email\", \"due\": {\"amount\": 3, \"unit\": \"hours\"}}");
        assertThat(inHours.path("kind").asString()).isEqualTo("email");
        assertThat(Instant.parse(inHours.path("due_at").asString()))
                .isBetween(
                        now.plus(Duration.ofHours(3)).minusSeconds(1),
                        now.plus(Duration.ofHours(3).plusMinutes(5)));
        assertThat(inHours.path("all_day").asBoolean(true)).isFalse();
        var plain = task("{\"title\": \"Think\", \"due\": {\"amount\": 1, \"unit\": \"days\"}}");
        assertThat(plain.path("kind").asString()).isEqualTo("todo");
        assertThat(plain.path("all_day").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            change_status | {}                                             | status
            change_status | {"status": "nonsense"}                         | status
            move_stage    | {"pipeline_stage_id": 999999999}               | pipeline_stage_id
            move_stage    | {"pipeline_stage_id": "x"}                     | pipeline_stage_id
            assign        | {"mode": "lottery"}                            | mode
            assign        | {"mode": "user"}                               | user_id
            assign        | {"mode": "user", "user_id": 999999999}         | user_id
            add_tag       | {"tag": "unknown"}                             | tag
            add_tag       | {"tag": "a\\u0000"}                            | tag
            remove_tag    | {"tag": 7}                                     | tag
            set_field     | {"field": "assigned_user_id", "value": 1}      | field
            set_field     | {"field": "email", "value": "nonsense"}        | value
            set_field     | {"field": "company"}                           | value
            set_field     | {"field": "first_name", "value": null}         | value
            set_field     | {"field": "first_name", "value": " "}          | value
            change_score  | {"points": 1001}                               | points
            add_note      | {"text": ""}                                   | text
            send_email    | {"subject": "x", "body": "x"}                  | to
            send_email    | {"to": "everybody", "subject": "x", "body": "x"} | to
            send_email    | {"to": [], "subject": "x", "body": "x"}        | to
            send_email    | {"to": [999999999], "subject": "x", "body": "x"} | to.0
            send_email    | {"to": "lead", "body": "x"}                    | subject
            send_email    | {"to": "lead", "subject": "{{x}}", "body": "x"} | subject
            send_email    | {"to": "lead", "subject": "x", "body": "{{#lead.name}}"} | body
            send_email    | {"to": "lead", "template_id": 999999999}       | template_id
            send_sms      | {}                                             | message
            send_sms      | {"message": "{{x}}"}                           | message
            send_sms      | {"message": "x", "integration_id": 999999999}  | integration_id
            hand_over_conversation | {"user_id": 999999999}                | user_id
            send_message  | {}                                             | message
            send_message  | {"message": "{{x}}"}                           | message
            send_message  | {"template": "x"}                              | language
            send_message  | {"message": "x", "integration_id": 999999999}   | integration_id
            create_task   | {"title": "x", "due": {"amount": 0}}           | due.amount
            create_task   | {"title": "x", "due": {"amount": 1, "unit": "years"}} | due.unit
            create_task   | {"title": "x", "kind": "party"}                | kind
            create_task   | {"title": "x", "time": "09:00"}                | due
            create_task   | {"title": "x", "reminder_minutes": 5}          | due
            create_task   | {"title": "x", "due": {"amount": 1, "unit": "days"}, "time": "25:00"} | time
            create_task   | {"title": "x", "due": {"amount": 1, "unit": "hours"}, "time": "09:00"} | time
            create_task   | {"title": "x", "due": {"amount": 1, "unit": "days"}, "reminder_minutes": 0} | reminder_minutes
            create_task   | {"title": "x", "due": {"amount": 1, "unit": "days"}, "reminder_minutes": 40321} | reminder_minutes
            """)
    void what_is_wrong_is_named_by_its_path(String kind, String config, String field) {
        assertThatThrownBy(() -> check(kind, config))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .asInstanceOf(type(Problem.Invalid.class))
                .extracting(problem -> List.copyOf(problem.errors().keySet()))
                .isEqualTo(List.of("steps.2.config." + field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            change_status | {"status": "won"}
            assign        | {"mode": "nobody"}
            assign        | {"mode": "round_robin"}
            add_tag       | {"tag": "old"}
            remove_tag    | {"tag": "old"}
            set_field     | {"field": "company", "value": "Tech Corp"}
            change_score  | {"points": 1}
            delete        | {}
            """)
    void nothing_is_done_to_a_lead_that_is_gone(String kind, String config) {
        api.delete("/api/v1/leads/" + id);
        assertThatThrownBy(() -> apply(kind, config))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isEqualTo(new Problem.NotFound(Refusal.of("lead.not_found")));
    }

    @Test
    void nobody_is_given_a_lead_in_turn_where_there_is_no_active_agent() {
        server.bean(Users.class).delete(workspace.caller(), bob.id());
        assertThatThrownBy(() -> apply("assign", "{\"mode\": \"round_robin\"}"))
                .asInstanceOf(type(ProblemException.class))
                .extracting(ProblemException::problem)
                .isEqualTo(new Problem.Conflict(Refusal.of("user.no_active_agent")));
    }

    @Test
    void a_tag_that_is_not_there_yet_is_made_where_somebody_wants_that() {
        var made = new TransactionTemplate(server.bean(PlatformTransactionManager.class))
                .execute(transaction ->
                        actions.find("add_tag").orElseThrow().check(request("{\"tag\": \"hot\"}", true)));
        assertThat(made.subject()).isEqualTo("hot");
        assertThat(check("add_tag", "{\"tag\": \"HOT\"}").config()).isEqualTo(made.config());
    }

    @Test
    void each_has_words_in_every_language() {
        for (var language : Words.LANGUAGES) {
            var words = Words.in(language).texts();
            for (var kind : actions.all()) {
                assertThat(words).as(language).containsKey(kind.label());
                kind.fields().forEach(field -> assertThat(words).as(language).containsKey(field.label()));
            }
        }
    }
}
