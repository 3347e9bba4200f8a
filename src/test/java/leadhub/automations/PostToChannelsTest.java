package leadhub.automations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A team reads in its chat program what happens to leads. */
class PostToChannelsTest {
    private static final String CREATED = "{'type': 'lead_created'}";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Receiver program = Receiver.answering(200);

    @AfterEach
    void close() {
        program.close();
    }

    private ApiAnswer connect(String type) {
        var made = api.post(
                "/api/v1/integrations",
                Rule.json("{'type': '%s', 'name': 'Sales', 'config': {'webhook_url': '%s'}}"
                        .formatted(type, program.url())));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private Rule rule(ApiAnswer channel, String message) {
        return Rule.create(
                api,
                CREATED,
                "{'type': 'notify_channel', 'config': {'integration_id': %s, 'message': '%s'}}"
                        .formatted(channel.text("data.id"), message));
    }

    private void lead(String name) {
        var made = api.post(
                "/api/v1/leads", Rule.json("{'first_name': '%s', 'email': 'ann@example.com'}".formatted(name)));
        assertThat(made.status()).isEqualTo(201);
    }

    private JsonNode posted(int count) {
        return program.await(count).getLast().json();
    }

    @Test
    void in_slack_it_is_plain_text_however_a_lead_calls_itself() {
        rule(connect("slack"), "New: {{lead.first_name}} & co");
        lead("<!channel> Ann");
        var body = posted(1);
        assertThat(body.get("text").asString()).isEqualTo("New: &lt;!channel&gt; Ann &amp; co");
        assertThat(body.at("/blocks/0/text/type").asString()).isEqualTo("plain_text");
        assertThat(body.at("/blocks/0/text/text").asString()).isEqualTo("New: <!channel> Ann & co");
        assertThat(body.at("/blocks/1/text/text").asString()).isEqualTo("<!channel> Ann");
        assertThat(body.at("/blocks/1/text/type").asString()).isEqualTo("plain_text");
        assertThat(body.at("/blocks/1/fields/0/text").asString()).isEqualTo("Email: ann@example.com");
    }

    @Test
    void in_teams_it_is_a_card() {
        rule(connect("teams"), "New lead");
        lead("[Ann](https://evil.example)");
        var body = posted(1);
        assertThat(body.get("type").asString()).isEqualTo("message");
        assertThat(body.at("/attachments/0/contentType").asString())
                .isEqualTo("application/vnd.microsoft.card.adaptive");
        var card = body.at("/attachments/0/content");
        assertThat(card.get("version").asString()).isEqualTo("1.4");
        assertThat(card.at("/body/0/text").asString()).isEqualTo("New lead");
        assertThat(card.at("/body/1/text").asString()).isEqualTo("\\[Ann\\](https://evil.example)");
        assertThat(card.at("/body/2/facts/0/value").asString()).isEqualTo("ann@example.com");
    }

    @Test
    void in_discord_nobody_is_called_by_it() {
        rule(connect("discord"), "New lead");
        lead("@everyone *Ann*");
        var body = posted(1);
        assertThat(program.heard().getFirst().line()).contains("?wait=true ");
        assertThat(body.at("/allowed_mentions/parse").isEmpty()).isTrue();
        assertThat(body.at("/allowed_mentions/parse").isArray()).isTrue();
        assertThat(body.at("/embeds/0/description").asString()).isEqualTo("New lead");
        assertThat(body.at("/embeds/0/title").asString()).isEqualTo("@everyone \\*Ann\\*");
    }

    @Test
    void a_channel_that_is_gone_is_left_alone_until_it_has_another_url() {
        var channel = connect("slack");
        var path = "/api/v1/integrations/" + channel.text("data.id");
        var rule = rule(channel, "New lead");
        program.become(Receiver.status(404));
        lead("Ann");
        assertThat(rule.run("failed").at("/steps/0/error").asString()).isEqualTo("channel_gone");
        assertThat(api.get(path).text("data.status")).isEqualTo("needs_attention");
        assertThat(api.get(path).text("data.last_error.message")).contains("does not exist any more");
        lead("Bob");
        rule.await("failed", 2);
        assertThat(program.count()).isEqualTo(1);
        program.become(Receiver.status(200));
        assertThat(api.patch(path, Rule.json("{'config': {'webhook_url': '%s?new'}}".formatted(program.url())))
                        .text("data.status"))
                .isEqualTo("active");
        var run = rule.runs().get(0).get("id");
        assertThat(api.post(rule.path() + "/runs/" + run + "/retry", "{}").status())
                .isEqualTo(200);
        rule.run("completed");
        assertThat(program.count()).isEqualTo(2);
    }

    @Test
    void a_program_that_wants_a_pause_gets_it() {
        program.become(Receiver.status(429, "Retry-After: 3600"));
        var rule = rule(connect("discord"), "New lead");
        lead("Ann");
        assertThat(rule.run("waiting").at("/steps/0/error").asString()).isEqualTo("channel_busy");
        program.become(Receiver.status(204));
        server.clock().pass(Duration.ofMinutes(50));
        assertThat(program.count()).isEqualTo(1);
        server.clock().pass(Duration.ofMinutes(20));
        assertThat(rule.run("completed").at("/steps/0/outcome/channel").asString())
                .isEqualTo("Sales");
    }

    @Test
    void one_that_is_paused_is_passed_by() {
        var channel = connect("slack");
        api.patch("/api/v1/integrations/" + channel.text("data.id"), Rule.json("{'status': 'paused'}"));
        var rule = rule(channel, "New lead");
        lead("Ann");
        assertThat(rule.run("completed").at("/steps/0/status").asString()).isEqualTo("skipped");
        assertThat(program.count()).isZero();
    }

    @Test
    void it_only_sends_and_its_url_is_a_secret() {
        var channel = connect("slack");
        var path = "/api/v1/integrations/" + channel.text("data.id");
        assertThat(channel.at("data.webhook_url").isNull()).isTrue();
        assertThat(channel.body()).doesNotContain(program.url());
        assertThat(channel.at("data.config.webhook_url.set").asBoolean()).isTrue();
        assertThat(api.post(path + "/rotate", "").status()).isEqualTo(409);
        assertThat(api.post(path + "/backfill", Rule.json("{'since': '2026-01-01T00:00:00Z'}"))
                        .status())
                .isEqualTo(409);
        var test = api.post(path + "/test", "");
        assertThat(test.at("data.ok").asBoolean()).as(test.body()).isTrue();
        assertThat(posted(1).get("text").asString()).isEqualTo("LeadHub can post to this channel.");
        program.become(Receiver.status(410));
        assertThat(api.post(path + "/test", "").at("data.ok").asBoolean()).isFalse();
        var wrong = api.post("/api/v1/integrations", Rule.json("{'type': 'slack', 'config': {'webhook_url': 'no'}}"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("config.webhook_url");
    }

    @Test
    void what_an_automation_posts_to_isnt_deleted_unasked() {
        var channel = connect("teams");
        var path = "/api/v1/integrations/" + channel.text("data.id");
        var rule = rule(channel, "New lead");
        var refused = api.delete(path);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Rule");
        var admin = workspace.user(Role.ADMIN);
        var panel = workspace.panel(admin);
        var page = "/settings/integrations/" + channel.text("data.id");
        panel.get(page);
        assertThat(panel.post(page + "/delete", Map.of()).status()).isEqualTo(409);
        assertThat(panel.post(page + "/delete", Map.of("force", "yes")).status())
                .isEqualTo(303);
        assertThat(rule.get().at("data.needs_repair").asBoolean()).isTrue();
    }

    @Test
    void a_message_names_what_there_is() {
        var source = api.post("/api/v1/integrations", Rule.json("{'type': 'webhook'}"));
        var step = "{'type': 'notify_channel', 'config': {'integration_id': %s, 'message': '%s'}}";
        var notAChannel = api.post(Rule.ALL, Rule.body(CREATED, "", step.formatted(source.text("data.id"), "Hello")));
        assertThat(notAChannel.status()).isEqualTo(422);
        assertThat(notAChannel.body()).contains("steps.0.config.integration_id");
        var unknown = api.post(
                Rule.ALL, Rule.body(CREATED, "", step.formatted(connect("slack").text("data.id"), "{{lead.shoe}}")));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.body()).contains("steps.0.config.message");
    }
}
