package leadhub.automations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.automations.runs.Reconciliations;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A program outside posts to the URL of an automation. */
class StartByWebhookTest {
    private static final String NOTE = "{'type': 'add_note', 'config': {'text': 'Hello'}}";
    private static final String MAPPED =
            "{'type': 'webhook_received', 'config': {'mapping': [{'from': '$.who.mail', 'to': 'email'}, {'from': 'plan', 'to': 'tags', 'default': 'free'}]}}";
    private static final String RECEIVED = "{\"status\":\"received\"}";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private static HttpResponse<String> post(String url, String type, String body) {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> post(String url, String body) {
        return post(url, "application/json", Rule.json(body));
    }

    private static String url(Rule rule) {
        return rule.get().text("data.trigger.config.url");
    }

    private JsonNode rows(Rule rule) {
        return api.get("/api/v1/intake?source=webhook&source_id=" + rule.id()).at("data");
    }

    /** The newest, once it has been worked on. */
    private JsonNode row(Rule rule) {
        Await.until(
                () -> !rows(rule).path(0).path("status").asString("received").equals("received"));
        return rows(rule).get(0);
    }

    @Test
    void a_post_makes_a_lead_finds_it_again_and_starts_a_run_each_time() {
        var rule = Rule.create(api, MAPPED, NOTE);
        assertThat(url(rule))
                .startsWith(server.origin() + "/hooks/automations/")
                .hasSizeGreaterThan(40);
        var answer = post(url(rule), "{'who': {'mail': 'ann@example.com'}, 'plan': 'gold'}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(RECEIVED);
        var run = rule.run("completed");
        var lead = api.get("/api/v1/leads/" + run.get("lead_id").asLong());
        assertThat(lead.text("data.email")).isEqualTo("ann@example.com");
        assertThat(lead.text("data.source")).isEqualTo("webhook");
        assertThat(lead.text("data.tags.0")).isEqualTo("gold");
        assertThat(run.at("/caused_by/type").asString()).isEqualTo("inbound");
        assertThat(run.at("/caused_by/id").asLong()).isEqualTo(rule.id());
        assertThat(row(rule).get("source").asString()).isEqualTo("webhook");
        assertThat(api.get("/api/v1/intake?source=automation").status()).isEqualTo(422);
        assertThat(row(rule).get("lead_id").asLong())
                .isEqualTo(run.get("lead_id").asLong());
        // A form, whose mapped name is there as it is; the same person, whom two posts of one moment are about.
        post(url(rule), "{'who': {'mail': 'ANN@example.com'}}");
        post(url(rule), "{'who': {'mail': 'ann@example.com'}}");
        rule.await("completed", 3);
        assertThat(rule.runs()
                        .valueStream()
                        .map(one -> one.get("lead_id").asLong())
                        .distinct())
                .hasSize(1);
        assertThat(api.get("/api/v1/leads?search=ann@example.com").number("meta.total"))
                .isEqualTo(1);
    }

    @Test
    void without_a_mapping_the_usual_names_are_taken_from_forms_too() {
        var rule = Rule.create(api, "{'type': 'webhook_received'}", NOTE);
        post(url(rule), "application/x-www-form-urlencoded", "email=bo%40example.com&name=Bo");
        var lead =
                api.get("/api/v1/leads/" + rule.run("completed").get("lead_id").asLong());
        assertThat(lead.text("data.first_name")).isEqualTo("Bo");
        assertThat(rule.get().at("data.trigger.config.mapping").size()).isGreaterThan(5);
    }

    @Test
    void others_are_not_started_and_everything_is_accounted_for() {
        var begin = server.clock().instant();
        var condition = "'conditions': [{'field': 'tags', 'operator': 'equals', 'value': 'gold'}]";
        api.post("/api/v1/tags", "{\"name\": \"gold\"}");
        var rule = Rule.create(api, MAPPED.replace("'config': {", "'config': {" + condition + ", "), NOTE);
        var other = Rule.create(api, MAPPED, NOTE);
        post(url(rule), "{'who': {'mail': 'ann@example.com'}, 'plan': 'gold'}");
        post(url(rule), "{'who': {'mail': 'bo@example.com'}, 'plan': 'blue'}");
        rule.await("completed", 1);
        Await.until(() -> rows(rule)
                .valueStream()
                .allMatch(row -> row.get("status").asString().equals("processed")));
        var to = server.clock().instant().plusSeconds(60);
        var counted = server.bean(Reconciliations.class).of(workspace.caller(), rule.id(), begin, to);
        assertThat(counted.events()).isEqualTo(2);
        assertThat(counted.started()).isEqualTo(1);
        assertThat(counted.skippedInAll()).isEqualTo(1);
        assertThat(counted.difference()).isZero();
        assertThat(other.runs()).isEmpty();
        var lead = rule.runs().get(0).get("lead_id").asLong();
        var why = api.get("/api/v1/leads/" + lead + "/automations")
                .at("data.not_run")
                .valueStream()
                .filter(one -> one.get("automation_id").asLong() == other.id())
                .findFirst()
                .orElseThrow();
        assertThat(why.get("reason").asString()).isEqualTo("trigger");
    }

    @Test
    void what_comes_while_it_is_off_or_says_nobody_is_kept_and_replayed() {
        var rule = Rule.create(api, MAPPED, NOTE);
        rule.patch("{'is_active': false}");
        post(url(rule), "{'who': {'mail': 'ann@example.com'}}");
        var row = row(rule);
        assertThat(row.get("status").asString()).isEqualTo("ignored");
        assertThat(row.get("lead_id").isNull()).isTrue();
        rule.patch("{'is_active': true}");
        api.post("/api/v1/intake/" + row.get("id").asLong() + "/replay", "{}");
        rule.await("completed", 1);
        // Once is once: it is processed by now.
        api.post("/api/v1/intake/" + row.get("id").asLong() + "/replay", "{}");
        post(url(rule), "{'hello': 'world'}");
        assertThat(row(rule).get("status").asString()).isEqualTo("failed");
        assertThat(rule.runs()).hasSize(1);
    }

    @Test
    void an_automation_posts_to_no_url_that_could_start_it_again() {
        var rule = Rule.create(api, MAPPED, NOTE);
        var step = "{'type': 'send_webhook', 'config': {'url': '%s'}}".formatted(url(rule));
        var refused = rule.patch("{'steps': [%s]}".formatted(step));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("steps.0.config.url", "this installation itself");
        assertThat(Rule.create(api, MAPPED, step.replace("/hooks/automations/", "/other/"))
                        .id())
                .isPositive();
    }

    /** Such a step was saved when that was not refused yet. */
    @Test
    void a_run_says_in_words_that_a_step_would_have_posted_to_an_own_url() {
        var off = Rule.create(api, "{'type': 'manual'}", NOTE);
        off.patch("{'is_active': false}");
        var rule = Rule.create(
                api,
                "{'type': 'manual'}",
                "{'type': 'start_automation', 'config': {'automation_id': %d}}".formatted(off.id()));
        rule.start(api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").number("data.id"));
        var path = "/automations/" + rule.id() + "/runs/" + rule.run("failed").get("id");
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        "update automation_run_steps set error = 'loop' where workspace_id = ? and error is not null",
                        workspace.id());
        assertThat(workspace.panel(Role.ADMIN).get(path).body())
                .contains("one of LeadHub’s own")
                .doesNotContain(">loop<");
    }

    @Test
    void a_url_is_rotated_and_each_one_before_is_good_for_a_day() {
        var rule = Rule.create(api, MAPPED, NOTE);
        var first = url(rule);
        // It stays through changes.
        rule.patch("{'trigger': {'type': 'webhook_received'}}");
        assertThat(url(rule)).isEqualTo(first);
        var rotated = api.post(rule.path() + "/rotate", "{}");
        assertThat(rotated.status()).isEqualTo(200);
        var second = rotated.text("data.trigger.config.url");
        assertThat(second).isNotEqualTo(first).isEqualTo(url(rule));
        assertThat(rule.get().number("data.version")).isEqualTo(2);
        post(first, "{'email': 'ann@example.com'}");
        assertThat(rows(rule)).hasSize(1);
        server.clock().pass(Duration.ofHours(25));
        assertThat(post(first, "{'email': 'ann@example.com'}").body()).isEqualTo(RECEIVED);
        assertThat(rows(rule)).hasSize(1);
        post(second, "{'email': 'ann@example.com'}");
        assertThat(rows(rule)).hasSize(2);
        api.delete(rule.path());
        assertThat(post(second, "{}").body()).isEqualTo(RECEIVED);
        assertThat(rows(rule)).hasSize(2);
        var manual = Rule.create(api, "{'type': 'manual'}", NOTE);
        assertThat(api.post(manual.path() + "/rotate", "{}").status()).isEqualTo(409);
    }

    @Test
    void mappings_are_checked_and_the_types_tell_of_them() {
        var wrong = Rule.body(
                "{'type': 'webhook_received', 'config': {'mapping': [{'from': '$..x', 'to': 'email'}, {'from': 'a', 'to': 'id'}]}}",
                "",
                NOTE);
        var refused = api.post(Rule.ALL, wrong);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body()).contains("trigger.config.mapping.0.from", "trigger.config.mapping.1.to");
        var type = api.get(Rule.ALL + "/types")
                .at("data.triggers")
                .valueStream()
                .filter(one -> one.get("type").asString().equals("webhook_received"))
                .findFirst()
                .orElseThrow();
        assertThat(type.at("/fields/0/key").asString()).isEqualTo("mapping");
        assertThat(type.at("/fields/0/type").asString()).isEqualTo("mapping");
    }

    @Test
    void a_large_body_is_refused_and_the_url_is_in_no_audit_log_and_no_file() {
        var rule = Rule.create(api, MAPPED, NOTE);
        assertThat(post(url(rule), "x".repeat((1 << 20) + 1)).statusCode()).isEqualTo(413);
        api.post(rule.path() + "/rotate", "{}");
        var token = url(rule).replaceFirst(".*/", "");
        var panel = workspace.panel(Role.ADMIN);
        assertThat(panel.get("/settings/audit").body())
                .contains("gave an automation another URL")
                .doesNotContain(token);
        assertThat(panel.get("/automations/" + rule.id() + "/export").body())
                .contains("webhook_received")
                .doesNotContain(token);
    }

    @Test
    void in_the_builder_it_is_chosen_mapped_by_a_sample_and_its_url_copied() {
        var panel = workspace.panel(Role.MANAGER);
        var rule = Rule.create(api, "{'type': 'manual'}", NOTE);
        var form = BuilderForm.open(panel, rule.id()).with("trigger", "webhook_received");
        form.press("refresh");
        assertThat(form.get("t.mapping.from.1")).isEqualTo("email");
        form.with("t.mapping.from.1", "$.who.mail")
                .with("t.mapping.default.2", "none")
                .press("save");
        assertThat(panel.get("/automations/" + rule.id()).body()).contains("You get the URL when you publish this");
        form.press("publish");
        var token = panel.get("/automations/" + rule.id() + "/publish")
                .body()
                .replaceFirst("(?s).*name=\"token\" value=\"([^\"]*)\".*", "$1");
        panel.post("/automations/" + rule.id() + "/publish", Map.of("token", token));
        assertThat(rule.get().text("data.trigger.config.mapping.0.from")).isEqualTo("$.who.mail");
        var url = url(rule);
        post(url, "{'who': {'mail': 'ann@example.com'}}");
        rule.await("completed", 1);
        var page = panel.get("/automations/" + rule.id()).body();
        assertThat(page).contains(url, "What arrived last", "$.who.mail");
        panel.post("/automations/" + rule.id() + "/rotate", Map.of());
        assertThat(List.of(url)).doesNotContain(url(rule));
        assertThat(panel.get("/automations/" + rule.id()).body())
                .contains(url(rule))
                .doesNotContain(url);
    }
}
