package leadhub.automations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.emails.EmailDraft;
import leadhub.emails.sending.LeadEmails;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms start automations, links in emails end runs, and what automations name isn't deleted unseen. */
class StartAndEndByOtherFeaturesTest {
    private static final String NOTE = "{'type': 'add_note', 'config': {'text': 'Hello'}}";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private long form(String name) {
        return api.post("/api/v1/forms", Rule.json("{'name': '%s'}".formatted(name)))
                .number("data.id");
    }

    private long submit(long form, String name) {
        var sent = api.post(
                "/api/v1/forms/" + form + "/submissions",
                Rule.json("{'first_name': '%s', 'email': 'ann@example.com', 'phone': '+14155550123', 'message': 'Hi'}"
                        .formatted(name)));
        assertThat(sent.status()).as(sent.body()).isEqualTo(201);
        return sent.number("data.lead_id");
    }

    @Test
    void each_submission_of_a_form_starts_it_once_if_the_lead_is_as_asked_for() {
        var contact = form("Contact");
        var other = form("Other");
        var one = Rule.create(api, "{'type': 'form_submitted', 'config': {'form_id': %d}}".formatted(contact), NOTE);
        var any = Rule.create(
                api,
                "{'type': 'form_submitted', 'config': {'conditions': [{'field': 'email', 'operator': 'equals', 'value': 'ann@example.com'}]}}",
                NOTE);
        var none = Rule.create(
                api,
                "{'type': 'form_submitted', 'config': {'conditions': [{'field': 'email', 'operator': 'absent'}]}}",
                NOTE);
        var lead = submit(contact, "Ann");
        assertThat(submit(contact, "Ann")).isEqualTo(lead);
        submit(other, "Ann");
        one.await("completed", 2);
        any.await("completed", 3);
        assertThat(none.runs()).isEmpty();
        assertThat(one.runs().get(0).at("/lead_id").asLong()).isEqualTo(lead);
    }

    @Test
    void a_conversation_that_brings_a_lead_is_handed_to_a_person() {
        var user = workspace.user(Role.AGENT).id();
        var rule = Rule.create(
                api,
                "{'type': 'conversation_captured'}",
                "{'type': 'hand_over_conversation', 'config': {'user_id': %d}}".formatted(user));
        var handedOver = Rule.create(api, "{'type': 'conversation_handover'}", NOTE);
        var ended =
                Rule.create(api, "{'type': 'conversation_ended'}", "{'type': 'hand_over_conversation', 'config': {}}");
        var bot = api.post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
        var conversation = "/api/v1/conversations/" + workspace.chat(bot, "Write to ann@example.com");
        rule.await("completed", 1);
        handedOver.await("completed", 1);
        assertThat(api.get(conversation).number("data.owner.user_id")).isEqualTo(user);
        api.post(conversation + "/resolve", "{}");
        // None is open any more.
        ended.await("failed", 1);
        assertThat(api.get(conversation).text("data.status")).isEqualTo("completed");
    }

    @Test
    void a_waiting_run_ends_when_its_lead_wants_no_more_emails() throws Exception {
        var rule = Rule.with(
                api,
                "'exit_when': {'match': 'any', 'conditions': [{'event': 'unsubscribed'}]},",
                "{'type': 'lead_created'}",
                "{'type': 'delay', 'config': {'amount': 1, 'unit': 'weeks'}}",
                NOTE);
        workspace.mailServer();
        var lead = api.post("/api/v1/leads", Rule.json("{'first_name': 'Ann', 'email': 'ann@example.com'}"))
                .number("data.id");
        rule.await("waiting", 1);
        server.bean(LeadEmails.class).send(workspace.caller(), lead, new EmailDraft("Hello", "Hello", "en"));
        var token = server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getString(1),
                        "select unsubscribe_token from lead_emails where workspace_id = ?",
                        workspace.id());
        try (var http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(URI.create(server.origin() + "/unsubscribe/" + token))
                            .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click"))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
        }
        assertThat(rule.run("stopped").get("reason").asString()).isEqualTo("exit_when");
    }

    @ParameterizedTest
    @ValueSource(strings = {"forms", "email-templates"})
    void what_an_active_automation_names_is_deleted_only_by_force_and_then_needs_repair(String kind) {
        var template = "{'name': 'Welcome', 'subject': 'Hello', 'body': 'Hello'}";
        var id = kind.equals("forms")
                ? form("Contact")
                : api.post("/api/v1/email-templates", Rule.json(template)).number("data.id");
        var rule = kind.equals("forms")
                ? Rule.create(api, "{'type': 'form_submitted', 'config': {'form_id': %d}}".formatted(id), NOTE)
                : Rule.create(
                        api,
                        "{'type': 'lead_created'}",
                        "{'type': 'send_email', 'config': {'to': 'lead', 'template_id': %d}}".formatted(id));
        var path = "/api/v1/" + kind + "/" + id;
        var refused = api.delete(path);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("Rule");
        assertThat(rule.get().at("data.needs_repair").booleanValue()).isFalse();
        assertThat(api.delete(path + "?force=true").status()).isEqualTo(204);
        assertThat(rule.get().at("data.needs_repair").booleanValue()).isTrue();
        assertThat(rule.get().text("data.problems.0.path"))
                .isEqualTo(kind.equals("forms") ? "trigger.config.form_id" : "steps.0.config.template_id");
    }
}
