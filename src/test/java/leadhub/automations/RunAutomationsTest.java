package leadhub.automations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import leadhub.base.Role;
import leadhub.outside.Signatures;
import leadhub.testing.ApiClient;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Something happens to a lead, and an automation does what it was told. */
class RunAutomationsTest {
    private static final String CREATED = "{'type': 'lead_created'}";
    private static final String NOTE = "{'type': 'action', 'action': 'add_note', 'config': {'text': 'Hello'}}";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private long lead(String more) {
        return api.post("/api/v1/leads", Rule.json("{'first_name': 'Sarah'%s}".formatted(more)))
                .number("data.id");
    }

    private JsonNode get(long lead) {
        return api.get("/api/v1/leads/" + lead).at("data");
    }

    private static String tag(String name) {
        return "{'type': 'add_tag', 'config': {'tag': '%s'}}".formatted(name);
    }

    @Test
    void steps_are_taken_in_their_order_each_with_what_it_changed() {
        api.post("/api/v1/tags", Rule.json("{'name': 'fresh'}"));
        var rule =
                Rule.create(api, CREATED, tag("fresh"), NOTE, "{'type': 'change_status', 'config': {'status': 'won'}}");
        var lead = lead("");
        var run = rule.run("completed");
        assertThat(get(lead).at("/tags/0").asString()).isEqualTo("fresh");
        assertThat(get(lead).get("status").asString()).isEqualTo("converted");
        assertThat(run.get("steps").valueStream().map(step -> step.get("status").asString()))
                .containsExactly("completed", "completed", "completed");
        assertThat(run.at("/steps/0/outcome/changes/tags/to/0").asString()).isEqualTo("fresh");
        assertThat(run.at("/steps/2/outcome/changes/status/to").asString()).isEqualTo("converted");
        var event = api.get("/api/v1/leads/" + lead + "/timeline").at("data.0");
        assertThat(event.at("/caused_by/type").asString()).isEqualTo("automation");
        assertThat(event.at("/caused_by/run_id").asLong())
                .isEqualTo(run.get("id").asLong());
        assertThat(rule.get().number("data.runs_count")).isEqualTo(1);
    }

    @Test
    void a_condition_that_is_false_ends_the_run_and_says_what_was_there() {
        var rule = Rule.create(
                api,
                CREATED,
                "{'type': 'condition', 'config': {'conditions': [{'field': 'source', 'operator': 'equals', 'value': 'website'}]}}",
                NOTE);
        lead(", 'source': 'fair'");
        var run = rule.run("stopped");
        assertThat(run.get("reason").asString()).isEqualTo("condition_false");
        assertThat(run.at("/steps/0/outcome/condition/field").asString()).isEqualTo("source");
        assertThat(run.at("/steps/0/outcome/value").asString()).isEqualTo("fair");
    }

    @Test
    void a_branch_takes_one_path_and_goes_on_behind_it() {
        var rule = Rule.create(api, CREATED, """
                {'type': 'branch', 'config': {
                    'paths': [{'name': 'web', 'conditions': [{'field': 'source', 'operator': 'equals', 'value': 'website'}],
                               'steps': [{'type': 'add_note', 'config': {'text': 'From the web'}}]}],
                    'otherwise': {'steps': []}}}""", "{'type': 'add_note', 'config': {'text': 'Behind'}}");
        var web = lead(", 'source': 'website'");
        var fair = lead(", 'source': 'fair'");
        rule.await("completed", 2);
        assertThat(api.get("/api/v1/leads/" + web + "/notes").number("meta.total"))
                .isEqualTo(2);
        assertThat(api.get("/api/v1/leads/" + fair + "/notes").number("meta.total"))
                .isEqualTo(1);
        assertThat(rule.runs().get(0).at("/steps/0/outcome/path").asString()).isEqualTo("otherwise");
    }

    @Test
    void a_run_rests_for_as_long_as_it_was_told() {
        var rule = Rule.create(api, CREATED, "{'type': 'delay', 'config': {'amount': 3, 'unit': 'hours'}}", NOTE);
        lead("");
        var waiting = rule.run("waiting");
        assertThat(waiting.get("resumes_at").isNull()).isFalse();
        server.clock().pass(Duration.ofHours(2));
        assertThat(rule.count("waiting")).isEqualTo(1);
        server.clock().pass(Duration.ofMinutes(61));
        rule.run("completed");
    }

    @Test
    void a_run_waits_until_something_happens_and_not_longer() {
        var rule = Rule.create(api, CREATED, """
                {'type': 'wait_until', 'config': {'conditions': [{'field': 'status', 'operator': 'changed_to', 'value': 'contacted'}],
                                                  'timeout': {'amount': 2, 'unit': 'days'}, 'on_timeout': 'stop'}}""", NOTE);
        var heard = lead("");
        lead("");
        rule.await("waiting", 2);
        api.patch("/api/v1/leads/" + heard, Rule.json("{'status': 'contacted'}"));
        var run = rule.run("completed");
        assertThat(run.get("lead_id").asLong()).isEqualTo(heard);
        server.clock().pass(Duration.ofDays(3));
        assertThat(rule.run("stopped").get("reason").asString()).isEqualTo("timeout");
    }

    @Test
    void a_waiting_run_ends_when_its_lead_is_won_or_gone() {
        var rule = Rule.with(
                api,
                "'exit_when': {'match': 'any', 'conditions': [{'event': 'won'}]},",
                CREATED,
                "{'type': 'delay', 'config': {'amount': 1, 'unit': 'days'}}",
                NOTE);
        var won = lead("");
        var gone = lead("");
        rule.await("waiting", 2);
        api.patch("/api/v1/leads/" + won, Rule.json("{'status': 'won'}"));
        assertThat(rule.run("stopped").get("reason").asString()).isEqualTo("exit_when");
        api.delete("/api/v1/leads/" + gone);
        rule.await("stopped", 2);
        assertThat(rule.runs().get(0).get("reason").asString()).isEqualTo("lead_deleted");
        assertThat(rule.runs().get(0).at("/steps/0/status").asString()).isEqualTo("stopped");
    }

    @Test
    void a_webhook_is_signed_tried_again_under_one_id_and_retried_without_repeating_what_was_done() {
        try (var receiver = Receiver.answering(500)) {
            var rule = Rule.create(
                    api,
                    CREATED,
                    NOTE,
                    "{'id': 'post', 'type': 'send_webhook', 'config': {'url': '%s', 'secret': 'secret-enough'}}"
                            .formatted(receiver.url()));
            var lead = lead(", 'email': 'sarah@example.com'");
            for (var attempts = 1; attempts <= 4; attempts++) {
                receiver.await(attempts);
                rule.await(attempts < 4 ? "waiting" : "failed", 1);
                server.clock().pass(Duration.ofMinutes(40));
            }
            var run = rule.run("failed");
            assertThat(run.get("reason").asString()).isEqualTo("step_failed");
            assertThat(run.at("/steps/1/error").asString()).isEqualTo("status_500");
            assertThat(run.at("/steps/1/attempt").asLong()).isEqualTo(4);
            receiver.become(Receiver.status(204));
            assertThat(api.post(rule.path() + "/runs/" + run.get("id") + "/retry", "{}")
                            .status())
                    .isEqualTo(200);
            rule.run("completed");
            var requests = receiver.heard();
            assertThat(requests).hasSize(5);
            assertThat(requests)
                    .extracting(request -> request.header("webhook-id"))
                    .containsOnly("run_" + run.get("id") + "_post");
            var last = requests.getLast();
            assertThat(last.json().at("/lead/email").asString()).isEqualTo("sarah@example.com");
            assertThat(last.json().at("/automation/id").asLong()).isEqualTo(rule.id());
            var signature = "sha256="
                    + Signatures.hex(
                            "secret-enough".getBytes(StandardCharsets.UTF_8),
                            last.body().getBytes(StandardCharsets.UTF_8));
            assertThat(last.header("X-LeadHub-Signature")).isEqualTo(signature);
            assertThat(api.get("/api/v1/leads/" + lead + "/notes").number("meta.total"))
                    .isEqualTo(1);
        }
    }

    @Test
    void two_that_call_each_other_end_at_the_eighth_with_the_chain_shown() {
        api.post("/api/v1/tags", Rule.json("{'name': 'ping'}"));
        var on = Rule.create(
                api,
                "{'type': 'tag_added', 'config': {'tag': 'ping'}}",
                "{'type': 'remove_tag', 'config': {'tag': 'ping'}}");
        var off = Rule.create(api, "{'type': 'tag_removed', 'config': {'tag': 'ping'}}", tag("ping"));
        var lead = lead("");
        api.post("/api/v1/leads/" + lead + "/tags", Rule.json("{'tag': 'ping'}"));
        on.await("completed", 4);
        off.await("completed", 4);
        var third = Rule.create(api, "{'type': 'tag_added', 'config': {'tag': 'ping'}}", NOTE);
        var why = api.get("/api/v1/leads/" + lead + "/automations")
                .at("data.not_run")
                .get(0);
        assertThat(why.get("automation_id").asLong()).isEqualTo(third.id());
        assertThat(why.get("reason").asString()).isEqualTo("loop");
        assertThat(why.get("value").size()).isEqualTo(8);
    }

    @Test
    void leads_come_to_people_strictly_in_turn_in_two_processes() {
        var users = List.of(workspace.user(Role.AGENT), workspace.user(Role.AGENT), workspace.user(Role.AGENT));
        var pool = users.stream().map(user -> Long.toString(user.id())).collect(Collectors.joining(", "));
        var rule = Rule.create(
                api, CREATED, "{'type': 'assign', 'config': {'mode': 'round_robin', 'users': [%s]}}".formatted(pool));
        Together.times(
                31, number -> workspace.either(api, number).post("/api/v1/leads", Rule.json("{'first_name': 'Ann'}")));
        rule.await("completed", 31);
        var counts = users.stream()
                .map(user ->
                        api.get("/api/v1/leads?assigned_user_id=" + user.id()).number("meta.total"))
                .toList();
        assertThat(counts.stream().mapToLong(count -> count).sum()).isEqualTo(31);
        assertThat(counts).allMatch(count -> count == 10 || count == 11);
    }

    @Test
    void whoever_has_the_fewest_open_leads_gets_the_next() {
        var busy = workspace.user(Role.AGENT);
        var idle = workspace.user(Role.AGENT);
        lead(", 'assigned_user_id': %d".formatted(busy.id()));
        var rule = Rule.create(api, CREATED, "{'type': 'assign', 'config': {'mode': 'least_busy'}}");
        var lead = lead("");
        rule.run("completed");
        assertThat(get(lead).get("assigned_user_id").asLong()).isEqualTo(idle.id());
    }

    @Test
    void how_often_it_may_run_for_a_lead_is_held_to() {
        var once = Rule.with(api, "'re_entry': 'once',", "{'type': 'lead_status_changed'}", NOTE);
        var atATime = Rule.with(
                api,
                "'re_entry': 'once_at_a_time',",
                "{'type': 'lead_status_changed'}",
                "{'type': 'delay', 'config': {'amount': 1, 'unit': 'hours'}}");
        var lead = lead("");
        for (var status : List.of("contacted", "qualified", "lost")) {
            api.patch("/api/v1/leads/" + lead, Rule.json("{'status': '%s'}".formatted(status)));
        }
        once.await("completed", 1);
        atATime.await("waiting", 1);
        assertThat(once.runs()).hasSize(1);
        assertThat(atATime.runs()).hasSize(1);
        assertThat(once.start(lead).status()).isEqualTo(409);
    }

    @Test
    void changes_that_come_close_together_are_one_run_that_sees_them_all() {
        var rule = Rule.create(
                api,
                "{'type': 'lead_updated', 'config': {'debounce_seconds': 60}}",
                "{'type': 'condition', 'config': {'conditions': [{'field': 'company', 'operator': 'changed'}, {'field': 'status', 'operator': 'changed_from', 'value': 'new'}]}}",
                NOTE);
        var lead = lead("");
        api.patch("/api/v1/leads/" + lead, Rule.json("{'status': 'contacted'}"));
        api.patch("/api/v1/leads/" + lead, Rule.json("{'company': 'Acme', 'status': 'qualified'}"));
        assertThat(rule.runs()).hasSize(1);
        server.clock().pass(Duration.ofSeconds(61));
        rule.run("completed");
    }

    @Test
    void a_dry_run_tells_what_would_be_done_and_does_nothing() {
        var rule = Rule.create(
                api,
                "{'type': 'manual'}",
                "{'type': 'change_status', 'config': {'status': 'lost'}}",
                "{'type': 'condition', 'config': {'conditions': [{'field': 'status', 'operator': 'equals', 'value': 'lost'}]}}",
                "{'type': 'delay', 'config': {'amount': 1, 'unit': 'weeks'}}",
                "{'type': 'send_webhook', 'config': {'url': 'http://127.0.0.1:9/'}}");
        rule.patch("{'is_active': false}");
        var lead = lead("");
        var dry = api.post(rule.path() + "/runs", Rule.json("{'lead_id': %d, 'dry_run': true}".formatted(lead)));
        assertThat(dry.status()).isEqualTo(200);
        assertThat(dry.at("data.id").isNull()).isTrue();
        assertThat(dry.text("data.status")).isEqualTo("completed");
        assertThat(dry.text("data.steps.0.outcome.changes.status.to")).isEqualTo("lost");
        assertThat(dry.at("data.steps")).hasSize(4);
        assertThat(get(lead).get("status").asString()).isEqualTo("new");
        assertThat(rule.runs()).isEmpty();
        assertThat(rule.start(lead).status()).isEqualTo(409);
    }

    @Test
    void a_run_is_cancelled_once_and_again() {
        var rule = Rule.create(
                api, "{'type': 'manual'}", "{'type': 'delay', 'config': {'amount': 1, 'unit': 'days'}}", NOTE);
        assertThat(rule.start(lead("")).status()).isEqualTo(202);
        var run = rule.path() + "/runs/" + rule.run("waiting").get("id");
        assertThat(api.post(run + "/cancel", "{}").text("data.status")).isEqualTo("cancelled");
        assertThat(api.post(run + "/cancel", "{}").text("data.steps.0.status")).isEqualTo("cancelled");
        assertThat(api.post(run + "/retry", "{}").status()).isEqualTo(409);
    }

    @Test
    void one_starts_another() {
        var other = Rule.create(api, "{'type': 'manual'}", NOTE);
        var rule = Rule.create(
                api, CREATED, "{'type': 'start_automation', 'config': {'automation_id': %d}}".formatted(other.id()));
        var lead = lead("");
        var run = other.run("completed");
        assertThat(run.at("/caused_by/type").asString()).isEqualTo("automation");
        assertThat(run.at("/caused_by/run_id").asLong())
                .isEqualTo(rule.run("completed").get("id").asLong());
        assertThat(api.get("/api/v1/leads/" + lead + "/notes").number("meta.total"))
                .isEqualTo(1);
    }

    @Test
    void waiting_runs_move_to_the_step_that_is_left_or_stay() {
        var delay = "{'id': 'd', 'type': 'delay', 'config': {'amount': 1, 'unit': 'days'}}";
        var rule = Rule.create(api, CREATED, delay, NOTE);
        lead("");
        rule.await("waiting", 1);
        var steps = "[{'id': 'e', 'type': 'delay', 'config': {'amount': 2, 'unit': 'days'}}, %s]".formatted(delay);
        rule.patch("{'steps': %s}".formatted(steps));
        assertThat(rule.run("waiting").get("version").asLong()).isEqualTo(1);
        var preview = api.post(
                rule.path() + "/preview",
                Rule.json("{'steps': [{'id': 'n', 'type': 'add_note', 'config': {'text': 'a'}}]}"));
        assertThat(preview.text("data.waiting.0.step_id")).isEqualTo("d");
        assertThat(preview.at("data.waiting.0.moves_to").isNull()).isTrue();
        var moved =
                api.patch(rule.path() + "?waiting_runs=move", Rule.json("{'steps': [%s, %s]}".formatted(NOTE, delay)));
        assertThat(moved.number("data.version")).isEqualTo(3);
        assertThat(rule.run("waiting").get("version").asLong()).isEqualTo(3);
        api.patch(rule.path() + "?waiting_runs=move", Rule.json("{'steps': [%s]}".formatted(NOTE)));
        assertThat(rule.run("stopped").get("reason").asString()).isEqualTo("automation_changed");
    }

    @Test
    void whoever_asks_why_nothing_happened_is_told() {
        Rule.create(
                api,
                "{'type': 'lead_created', 'config': {'conditions': [{'field': 'lead_score', 'operator': 'greater', 'value': 50}]}}",
                NOTE);
        Rule.create(api, "{'type': 'lead_assigned'}", NOTE);
        Rule.create(api, "{'type': 'lead_created', 'config': {'sources': ['website']}}", NOTE);
        var why = api.get("/api/v1/leads/" + lead("") + "/automations").at("data.not_run");
        assertThat(why.valueStream().map(one -> one.get("reason").asString()))
                .containsExactly("condition_false", "no_event", "trigger");
        assertThat(why.at("/0/value").asLong()).isZero();
        assertThat(why.at("/0/condition/field").asString()).isEqualTo("lead_score");
    }
}
