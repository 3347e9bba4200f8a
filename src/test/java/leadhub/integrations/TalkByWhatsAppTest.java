package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People write by WhatsApp, and the team answers them. A double plays Meta, and answers as its documents say. */
class TalkByWhatsAppTest {
    private static final String SECRET = "a secret for signatures";
    private static final String TOKEN = "EAAB-of-a-system-user-4711";
    private static final String SEND = "/v26.0/1055/messages";
    private static final String TAKEN =
            "{\"messaging_product\": \"whatsapp\", \"contacts\": [{\"input\": \"x\", \"wa_id\": \"x\"}], \"messages\": [{\"id\": \"%s\"}]}";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ProviderDouble meta = new ProviderDouble();
    private final Connected hook = connect("1055");

    @AfterEach
    void hangUp() {
        meta.close();
    }

    private Connected connect(String number) {
        return Connected.create(api, """
                {"type": "whatsapp", "config": {"phone_number_id": "%s", "app_secret": "%s", "access_token": "%s",
                 "verify_token": "to verify", "waba_id": "77", "api_base_url": "%s"}}""".formatted(number, SECRET, TOKEN, meta.url()));
    }

    private String value(String number, String members) {
        return """
                {"object": "whatsapp_business_account", "entry": [{"id": "77", "changes": [{"field": "messages", "value":
                  {"messaging_product": "whatsapp", "metadata": {"display_phone_number": "15550001", "phone_number_id": "%s"}, %s}}]}]}""".formatted(number, members);
    }

    private String text(String id, String from, String body) {
        return """
                {"from": "%s", "id": "%s", "timestamp": "%d", "type": "text", "text": {"body": %s}}""".formatted(from, id, server.clock().instant().getEpochSecond(), Json.write(body));
    }

    private String said(String... messages) {
        return value(
                "1055",
                "\"contacts\": [{\"profile\": {\"name\": \"Zoé van Dyk\"}, \"wa_id\": \"491701234567\"}], \"messages\": ["
                        + String.join(", ", messages) + "]");
    }

    private ApiAnswer post(String body) {
        return hook.post(body, Map.of("X-Hub-Signature-256", "sha256=" + Connected.signed(SECRET, body)));
    }

    private void report(String id, String status) {
        post(value("1055", """
                "statuses": [{"id": "%s", "status": "%s", "timestamp": "1", "recipient_id": "491701234567",
                  "errors": [{"code": 131026, "title": "x", "message": "x"}]}]""".formatted(id, status)));
    }

    /** The only conversation, once it has as many messages. */
    private JsonNode conversation(long messages) {
        Await.until(
                () -> api.get("/api/v1/conversations?channel=whatsapp").number("data.0.messages_count") >= messages);
        return api.get("/api/v1/conversations?channel=whatsapp").at("data.0");
    }

    private String path(JsonNode conversation) {
        return "/api/v1/conversations/" + conversation.get("id").asString();
    }

    private ApiAnswer reply(JsonNode conversation, String body) {
        return api.post(path(conversation) + "/messages", body);
    }

    private JsonNode last(JsonNode conversation) {
        return api.get(path(conversation) + "/messages")
                .at("data")
                .valueStream()
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private String fate(JsonNode conversation) {
        var delivery = last(conversation).get("delivery");
        return delivery.get("status").asString() + " " + delivery.get("error").asString("-");
    }

    private void later(Callable<Boolean> condition) {
        Await.until(() -> {
            server.clock().pass(Duration.ofSeconds(5));
            return condition.call();
        });
    }

    @Test
    void the_url_is_confirmed_to_whoever_knows_the_verify_token() {
        var asked = "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=";
        var good = Connected.send("GET", hook.url() + asked + "to+verify", "", Map.of());
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.body()).isEqualTo("1158201444");
        assertThat(Connected.send("GET", hook.url() + asked + "else", "", Map.of())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_signature_is_that_of_the_bytes_as_they_came() {
        var body = "{\"object\":\"whatsapp_business_account\",\"entry\":[]}";
        // By openssl dgst -sha256 -hmac.
        var signature = "sha256=e676ba2025c3043b77f6a3e999edab633816e2bcb1633786dd41f3a83f08b4dd";
        assertThat(hook.post(body, Map.of("X-Hub-Signature-256", signature)).status())
                .isEqualTo(200);
        assertThat(hook.post(body + " ", Map.of("X-Hub-Signature-256", signature))
                        .status())
                .isEqualTo(401);
        assertThat(hook.post(body).status()).isEqualTo(401);
    }

    @Test
    void what_somebody_writes_is_a_conversation_and_a_lead_and_nothing_comes_twice() {
        var both = said(text("wamid.1", "491701234567", "Hallo 👋"), text("wamid.2", "491701234567", "Noch da?"));
        assertThat(post(both).status()).isEqualTo(200);
        assertThat(post(both).status()).isEqualTo(200);
        post(said(text("wamid.3", "491701234567", "zoe@example.com")));
        var conversation = conversation(3);
        assertThat(conversation.get("messages_count").asLong()).isEqualTo(3);
        assertThat(conversation.at("/owner/kind").asString()).isEqualTo("queue");
        assertThat(conversation.at("/contact/name").asString()).isEqualTo("Zoé van Dyk");
        assertThat(api.get(path(conversation) + "/messages")
                        .at("data")
                        .valueStream()
                        .map(message -> message.get("number").asString()
                                + message.get("content").asString()))
                .containsExactly("1Hallo 👋", "2Noch da?", "3zoe@example.com");
        Await.until(() -> api.get("/api/v1/intake?status=received").number("meta.total") == 0);
        var lead = api.get("/api/v1/leads/" + conversation.get("lead_id").asString());
        assertThat(lead.text("data.phone")).isEqualTo("+491701234567");
        assertThat(lead.text("data.first_name")).isEqualTo("Zoé");
        assertThat(lead.text("data.last_name")).isEqualTo("van Dyk");
        assertThat(lead.text("data.source")).isEqualTo("whatsapp");
        assertThat(api.get("/api/v1/leads?email=zoe@example.com").number("meta.total"))
                .isEqualTo(1);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        assertThat(hook.now().number("data.leads_count")).isEqualTo(1);
    }

    @Test
    void whoever_is_known_by_their_number_stays_one_lead() {
        var known = api.post("/api/v1/leads", "{\"first_name\": \"Zoe\", \"phone\": \"+49 170 1234567\"}");
        post(said(text("wamid.1", "491701234567", "Hi")));
        assertThat(conversation(1).get("lead_id").asLong()).isEqualTo(known.number("data.id"));
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
    }

    @Test
    void what_is_no_text_is_named() {
        var seconds = server.clock().instant().getEpochSecond();
        post(said("""
                {"from": "491701234567", "id": "wamid.1", "timestamp": "%d", "type": "image",
                 "image": {"id": "1", "mime_type": "image/jpeg", "caption": "My roof"}}""".formatted(seconds), """
                {"from": "491701234567", "id": "wamid.2", "timestamp": "%d", "type": "location",
                 "location": {"latitude": 52.5, "longitude": 13.4, "name": "Office"}}""".formatted(seconds), """
                {"from": "491701234567", "id": "wamid.3", "timestamp": "%d", "type": "order", "order": {}}""".formatted(seconds)));
        var conversation = conversation(3);
        assertThat(api.get(path(conversation) + "/messages")
                        .at("data")
                        .valueStream()
                        .map(message -> message.get("content").asString()))
                .containsExactly(
                        "[Photo] My roof", "[Location] 52.5, 13.4, Office", "[Message that can’t be shown here]");
    }

    @Test
    void a_reply_is_sent_in_order_and_what_became_of_it_is_shown() {
        post(said(text("wamid.1", "491701234567", "Hi")));
        var conversation = conversation(1);
        meta.on(SEND, 200, TAKEN.formatted("wamid.out1"), TAKEN.formatted("wamid.out2"));
        assertThat(reply(conversation, "{\"content\": \"One\", \"client_id\": \"1\"}")
                        .text("data.delivery.status"))
                .isEqualTo("queued");
        reply(conversation, "{\"content\": \"Two\", \"client_id\": \"2\"}");
        reply(conversation, "{\"content\": \"Two\", \"client_id\": \"2\"}");
        later(() -> fate(conversation).equals("sent -"));
        var sent =
                meta.heard().stream().filter(one -> one.line().contains(SEND)).toList();
        assertThat(sent.stream().map(one -> one.json().at("/text/body").asString()))
                .containsExactly("One", "Two");
        assertThat(sent.getFirst().json().get("to").asString()).isEqualTo("491701234567");
        assertThat(sent.getFirst().json().get("messaging_product").asString()).isEqualTo("whatsapp");
        assertThat(sent.getFirst().header("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(sent.getFirst().line()).doesNotContain(TOKEN);
        report("wamid.out2", "read");
        Await.until(() -> fate(conversation).equals("read -"));
        // It comes late, for nobody keeps them in order.
        report("wamid.out2", "delivered");
        report("wamid.of-another-program", "delivered");
        Await.until(() -> api.get(hook.path() + "/events").text("data.0.status").equals("ignored"));
        assertThat(fate(conversation)).isEqualTo("read -");
        var page = workspace.panel(Role.AGENT);
        assertThat(page.get("/inbox/" + conversation.get("id").asString()).body())
                .contains("Read", "WhatsApp");
        assertThat(page.get("/inbox?channel=whatsapp").body()).contains("Zoé van Dyk");
        assertThat(page.get("/inbox?channel=telegram").body()).doesNotContain("Zoé van Dyk");
    }

    @Test
    void what_cannot_be_brought_fails_with_the_reason_and_can_be_tried_again() {
        post(said(text("wamid.1", "491701234567", "Hi")));
        var conversation = conversation(1);
        meta.on(SEND, 400, "{\"error\": {\"message\": \"x\", \"code\": 131026}}");
        reply(conversation, "{\"content\": \"One\"}");
        later(() -> fate(conversation).equals("failed unreachable"));
        var retry = path(conversation) + "/retry";
        var number =
                "{\"number\": %s}".formatted(last(conversation).get("number").asString());
        var agent = workspace.panel(Role.AGENT);
        var inbox = "/inbox/" + conversation.get("id").asString();
        assertThat(agent.get(inbox).body()).contains("can’t be reached there", "Try again");
        meta.on(SEND, 200, TAKEN.formatted("wamid.out1"));
        assertThat(api.post(retry, number).status()).isEqualTo(200);
        later(() -> fate(conversation).equals("sent -"));
        assertThat(api.post(retry, number).status()).isEqualTo(409);
        assertThat(api.post(retry, "{\"number\": 1}").status()).isEqualTo(409);
        assertThat(api.post(retry, "{}").status()).isEqualTo(422);
        report("wamid.out1", "failed");
        Await.until(() -> fate(conversation).equals("failed unreachable"));
    }

    @Test
    void a_provider_that_is_away_for_an_hour_loses_nothing() {
        post(said(text("wamid.1", "491701234567", "Hi")));
        var conversation = conversation(1);
        meta.on(SEND, 503, "{}");
        reply(conversation, "{\"content\": \"One\"}");
        reply(conversation, "{\"content\": \"Two\"}");
        Await.until(() -> meta.asked(SEND) > 0);
        server.clock().pass(Duration.ofHours(1));
        assertThat(fate(conversation)).startsWith("queued");
        meta.on(SEND, 200, TAKEN.formatted("wamid.out1"), TAKEN.formatted("wamid.out2"));
        later(() -> fate(conversation).equals("sent -"));
        assertThat(meta.last(SEND).json().at("/text/body").asString()).isEqualTo("Two");
    }

    @Test
    void a_dead_token_keeps_messages_until_there_is_another_one() {
        post(said(text("wamid.1", "491701234567", "Hi")));
        var conversation = conversation(1);
        meta.on(SEND, 400, "{\"error\": {\"message\": \"x\", \"code\": 190}}");
        reply(conversation, "{\"content\": \"One\"}");
        later(() -> fate(conversation).equals("queued token"));
        assertThat(hook.now().text("data.status")).isEqualTo("needs_attention");
        assertThat(hook.now().body()).doesNotContain(TOKEN);
        meta.on(SEND, 200, TAKEN.formatted("wamid.out1"));
        api.patch(hook.path(), "{\"config\": {\"access_token\": \"another token\"}}");
        later(() -> fate(conversation).equals("sent -"));
        assertThat(meta.last(SEND).header("Authorization")).isEqualTo("Bearer another token");
    }

    @Test
    void a_day_after_somebody_wrote_only_an_approved_template_is_sent() {
        post(said(text("wamid.1", "491701234567", "Hi")));
        var conversation = conversation(1);
        meta.on(SEND, 200, TAKEN.formatted("wamid.out1"));
        server.clock().pass(Duration.ofHours(25));
        var refused = reply(conversation, "{\"content\": \"Too late\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("more than 24 hours ago");
        var agent = workspace.panel(Role.AGENT);
        var inbox = "/inbox/" + conversation.get("id").asString();
        assertThat(agent.get(inbox).body()).contains("only takes templates");
        assertThat(reply(conversation, "{\"template\": {\"name\": \"\", \"language\": \"de\"}}")
                        .status())
                .isEqualTo(422);
        assertThat(reply(conversation, """
                {"template": {"name": "order_ready", "language": "de", "parameters": ["Zoé", "4711"]}}""").status()).isEqualTo(201);
        later(() -> fate(conversation).equals("sent -"));
        var body = meta.last(SEND).json();
        assertThat(body.get("type").asString()).isEqualTo("template");
        assertThat(body.at("/template/language/code").asString()).isEqualTo("de");
        assertThat(body.at("/template/components/0/parameters/1/text").asString())
                .isEqualTo("4711");
        assertThat(last(conversation).get("content").asString()).isEqualTo("[order_ready] Zoé · 4711");
        var version = agent.get(inbox).body().replaceFirst("(?s).*name=\"version\" value=\"([0-9]+)\".*", "$1");
        var hello = Map.of("name", "hello", "language", "de", "parameters", "A\nB", "version", version);
        assertThat(agent.post(inbox + "/template", hello).status()).isEqualTo(303);
        assertThat(last(conversation).get("content").asString()).isEqualTo("[hello] A · B");
    }

    @Test
    void it_is_answered_on_the_page_of_its_lead_too() {
        post(said(text("wamid.1", "491701234567", "Hi")));
        var conversation = conversation(1);
        Await.until(() -> !api.get(path(conversation)).at("data.lead_id").isNull());
        meta.on(SEND, 200, TAKEN.formatted("wamid.out1"));
        var talks = "/leads/" + api.get(path(conversation)).text("data.lead_id") + "/conversations";
        var agent = workspace.panel(Role.AGENT);
        agent.get("/inbox");
        assertThat(agent.get(talks).body()).contains("WhatsApp", "name=\"content\"");
        var form = Map.of("conversation", conversation.get("id").asString(), "content", "One", "client_id", "1");
        assertThat(agent.post(talks, form).status()).isEqualTo(303);
        assertThat(agent.post(talks, form).status()).isEqualTo(303);
        later(() -> fate(conversation).equals("sent -"));
        assertThat(meta.asked(SEND)).isEqualTo(1);
        assertThat(agent.get(talks).body()).contains("One", "Sent");
        var reader = workspace.panel(Role.READ_ONLY);
        assertThat(reader.get(talks).body()).contains("One").doesNotContain("name=\"content\"");
        var other = api.post("/api/v1/leads", "{\"first_name\": \"Bob\"}").text("data.id");
        assertThat(agent.post("/leads/" + other + "/conversations", form).status())
                .isEqualTo(404);
        server.clock().pass(Duration.ofHours(25));
        assertThat(agent.get(talks).body()).contains("only takes templates").doesNotContain("name=\"content\"");
        var late = Map.of("conversation", conversation.get("id").asString(), "content", "Two", "client_id", "2");
        assertThat(agent.post(talks, late).status()).isEqualTo(409);
    }

    @Test
    void an_automation_writes_to_a_lead_and_leaves_the_answer_to_the_team() {
        var rule = api.post("/api/v1/automations", """
                {"name": "Thanks", "is_active": true, "trigger": {"type": "manual"},
                 "steps": [{"type": "send_message", "config": {"message": "Thanks, {{lead.first_name}}!"}}]}""");
        assertThat(rule.status()).as(rule.body()).isEqualTo(201);
        post(said(text("wamid.1", "491701234567", "Hi")));
        var conversation = conversation(1);
        meta.on(SEND, 200, TAKEN.formatted("wamid.out1"));
        var runs = "/api/v1/automations/" + rule.text("data.id") + "/runs";
        Await.until(() -> !api.get(path(conversation)).at("data.lead_id").isNull());
        var lead = api.get(path(conversation)).text("data.lead_id");
        api.post(runs, "{\"lead_id\": " + lead + "}");
        Await.until(() -> meta.asked(SEND) == 1);
        assertThat(meta.last(SEND).json().at("/text/body").asString()).isEqualTo("Thanks, Zoé!");
        later(() -> fate(conversation).equals("sent -"));
        assertThat(last(conversation).get("role").asString()).isEqualTo("assistant");
        assertThat(api.get(path(conversation)).text("data.owner.kind")).isEqualTo("queue");
        // Nobody who was never written with is written to.
        var stranger = api.post("/api/v1/leads", "{\"first_name\": \"Bob\"}").text("data.id");
        api.post(runs, "{\"lead_id\": " + stranger + "}");
        Await.until(() -> api.get(runs + "?status=completed").number("meta.total") == 2);
        assertThat(meta.asked(SEND)).isEqualTo(1);
    }

    @Test
    void what_is_too_long_for_it_is_refused() {
        post(said(text("wamid.1", "491701234567", "Hi")));
        var conversation = conversation(1);
        assertThat(reply(conversation, "{\"content\": \"%s\"}".formatted("x".repeat(4097)))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_number_has_its_own_integration_whichever_url_it_comes_by() {
        var other = connect("2066");
        post(value("2066", "\"messages\": [" + text("wamid.1", "491701234567", "Hi") + "]"));
        assertThat(conversation(1).at("/contact/integration_id").asLong()).isEqualTo(other.id());
        post(value("3077", "\"messages\": [" + text("wamid.2", "491701234567", "Hi") + "]"));
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        post(value("123456123", "\"messages\": [" + text("wamid.3", "16505551111", "Test") + "]"));
        assertThat(hook.last().get("status").asString()).isEqualTo("test");
        assertThat(api.get("/api/v1/conversations").number("meta.total")).isEqualTo(1);
    }

    @Test
    void after_its_end_a_conversation_goes_on_for_a_day_and_then_another_begins() {
        post(said(text("wamid.1", "491701234567", "Hi")));
        var first = conversation(1);
        api.post(path(first) + "/resolve", "{}");
        post(said(text("wamid.2", "491701234567", "One more thing")));
        conversation(2);
        api.post(path(first) + "/resolve", "{}");
        server.clock().pass(Duration.ofHours(25));
        post(said(text("wamid.3", "491701234567", "Something else")));
        Await.until(() -> api.get("/api/v1/conversations").number("meta.total") == 2);
        var all = api.get("/api/v1/conversations");
        assertThat(all.number("data.0.lead_id")).isEqualTo(all.number("data.1.lead_id"));
        assertThat(List.of(all.text("data.0.status"), all.text("data.1.status")))
                .containsExactlyInAnyOrder("handover", "completed");
        // The old one isn't taken up beside it.
        assertThat(reply(first, "{\"content\": \"Hello?\", \"template\": {\"name\": \"x\", \"language\": \"de\"}}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void the_test_button_says_what_is_wrong_at_metas_end() {
        meta.on("/v26.0/1055?", 200, "{\"id\": \"1055\", \"display_phone_number\": \"+1 555 0001\"}");
        meta.on("/v26.0/77/subscribed_apps", 200, "{\"data\": []}");
        var test = api.post(hook.path() + "/test", "{}");
        assertThat(test.at("data.checks")
                        .valueStream()
                        .map(check -> check.get("name").asString() + " "
                                + check.get("ok").asString()))
                .contains("number true", "subscribed false");
        meta.on("/v26.0/1055?", 400, "{\"error\": {\"message\": \"x\", \"code\": 190}}");
        assertThat(api.post(hook.path() + "/test", "{}").body())
                .contains("can't be used with this access token")
                .doesNotContain(TOKEN);
    }
}
