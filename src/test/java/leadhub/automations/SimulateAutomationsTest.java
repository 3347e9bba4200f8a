package leadhub.automations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Somebody asks what an automation would have done about what has happened. */
class SimulateAutomationsTest {
    private static final String NOTE = "{'type': 'add_note', 'config': {'text': 'Hello'}}";
    private static final String OFF =
            "{'name': 'Rule', 'trigger': {'type': 'lead_created'}, 'steps': [%s]}".formatted(NOTE);

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private long lead(String more) {
        return api.post("/api/v1/leads", Rule.json("{'first_name': 'Ann'%s}".formatted(more)))
                .number("data.id");
    }

    private Rule rule() {
        return Rule.of(api, api.post(Rule.ALL, Rule.json(OFF)));
    }

    private JsonNode simulated(Rule rule, String body) {
        var begun = api.post(rule.path() + "/simulate", Rule.json(body));
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        return over(rule);
    }

    private JsonNode over(Rule rule) {
        Await.until(
                () -> !api.get(rule.path() + "/simulate").text("data.status").equals("running"));
        return api.get(rule.path() + "/simulate").at("data");
    }

    @Test
    void it_says_what_would_have_been_done_and_does_nothing() {
        var rule = rule();
        assertThat(api.get(rule.path() + "/simulate").status()).isEqualTo(404);
        var early = lead(", 'source': 'website'");
        server.clock().pass(Duration.ofDays(40));
        var mailed = lead(", 'source': 'website', 'email': 'ann@example.com'");
        lead(", 'source': 'website'");
        var gone = lead(", 'source': 'website'");
        lead("");
        api.delete("/api/v1/leads/" + gone);
        var wanted = """
                {'trigger': {'type': 'lead_created', 'config': {'conditions': [
                     {'field': 'source', 'operator': 'equals', 'value': 'website'}]}},
                 'steps': [%s, {'type': 'send_email', 'config': {'to': 'lead', 'subject': 'Hello', 'body': 'Hello'}},
                            {'type': 'start_automation', 'config': {'automation_id': %d}}]}
                """.formatted(NOTE, rule.id());
        var done = simulated(rule, wanted);
        assertThat(done.get("status").asString()).isEqualTo("completed");
        assertThat(done.get("is_whole").asBoolean()).isTrue();
        assertThat(done.get("percent").asInt()).isEqualTo(100);
        assertThat(done.get("would_run").asInt()).isEqualTo(2);
        assertThat(done.get("skipped"))
                .isEqualTo(Rule.node(
                        "[{'reason': 'condition_false', 'events': 1}, {'reason': 'lead_deleted', 'events': 1}]"));
        // One has no address, and the automation to be started is off.
        assertThat(done.get("runs")).isEqualTo(Rule.node("[{'status': 'failed', 'runs': 2}]"));
        assertThat(done.get("actions"))
                .isEqualTo(
                        Rule.node(
                                "[{'action': 'add_note', 'done': 2, 'failed': 0, 'skipped': 0}, {'action': 'send_email', 'done': 1, 'failed': 0, 'skipped': 1}, {'action': 'start_automation', 'done': 0, 'failed': 2, 'skipped': 0}]"));
        assertThat(done.at("/failures/0/error").asString()).isNotEmpty();
        assertThat(done.at("/failures/0/lead_id").asLong()).isEqualTo(mailed);
        for (var id : new long[] {early, mailed}) {
            assertThat(api.get("/api/v1/leads/" + id + "/notes").number("meta.total"))
                    .isZero();
        }
        assertThat(rule.runs()).isEmpty();
        assertThat(simulated(rule, "{'days': 60}").get("would_run").asInt()).isEqualTo(4);
    }

    @Test
    void what_runs_once_or_gathers_changes_does_so_here_too() {
        var rule = rule();
        var lead = lead("");
        for (var company : new String[] {"One", "Two", "Three"}) {
            api.patch("/api/v1/leads/" + lead, "{\"company\": \"" + company + "\"}");
        }
        server.clock().pass(Duration.ofHours(2));
        api.patch("/api/v1/leads/" + lead, "{\"company\": \"Four\"}");
        var trigger = "'trigger': {'type': 'lead_updated', 'config': {'debounce_seconds': 60}}";
        assertThat(simulated(rule, "{%s}".formatted(trigger)).get("would_run").asInt())
                .isEqualTo(2);
        var once = simulated(rule, "{%s, 're_entry': 'once'}".formatted(trigger));
        assertThat(once.get("would_run").asInt()).isEqualTo(1);
        assertThat(once.get("skipped"))
                .isEqualTo(Rule.node("[{'reason': 'gathered', 'events': 2}, {'reason': 're_entry', 'events': 1}]"));
        var delay = "'steps': [{'type': 'delay', 'config': {'amount': %d, 'unit': 'hours'}}]";
        var busy = "{'trigger': {'type': 'lead_updated'}, 're_entry': 'once_at_a_time', %s}";
        assertThat(simulated(rule, busy.formatted(delay.formatted(1)))
                        .get("would_run")
                        .asInt())
                .isEqualTo(2);
        assertThat(simulated(rule, busy.formatted(delay.formatted(3)))
                        .get("would_run")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void what_cant_be_simulated_is_refused() {
        var rule = rule();
        for (var type : new String[] {"manual", "no_activity"}) {
            var refused = api.post(
                    rule.path() + "/simulate",
                    Rule.json("{'trigger': {'type': '%s', 'config': {'amount': 1, 'unit': 'days'}}}".formatted(type)));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.at("errors").has("trigger.type")).isTrue();
        }
        assertThat(api.post(rule.path() + "/simulate", "{\"days\": 91}").status())
                .isEqualTo(422);
        assertThat(api.post(rule.path() + "/simulate", "{\"steps\": []}").status())
                .isEqualTo(422);
    }

    @Test
    void the_builder_tries_the_draft() {
        var rule = rule();
        lead("");
        lead("");
        var panel = workspace.panel(Role.MANAGER);
        var page = "/automations/" + rule.id() + "/simulation";
        assertThat(panel.get(page).body()).contains("No simulation yet");
        var form = BuilderForm.open(panel, rule.id());
        var step = form.add("", "add_note");
        assertThat(panel.post(page, Map.of()).header("location")).endsWith("?check=1");
        form.with("s." + step + ".text", "Welcome");
        form.press("save");
        panel.post(page, Map.of());
        over(rule);
        assertThat(panel.get(page).body()).contains("Would have run 2 times", "Add note");
        assertThat(panel.get(page + "/state").body())
                .contains("Would have run 2 times")
                .doesNotContain("<html");
        panel.post(page + "/stop", Map.of());
        assertThat(over(rule).get("status").asString()).isEqualTo("completed");
    }
}
