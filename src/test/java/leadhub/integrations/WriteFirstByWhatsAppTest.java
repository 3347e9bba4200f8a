package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.conversations.ConversationOwners;
import leadhub.conversations.Conversations;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The team writes to a lead first by WhatsApp, with a template that Meta has approved. A double plays Meta. */
class WriteFirstByWhatsAppTest {
    private static final String SEND = "/1055/messages";
    private static final String TEMPLATES = "/77/message_templates";
    private static final String HELLO = """
            {"name": "hello", "language": "en_US", "status": "APPROVED", "category": "UTILITY",
             "components": [{"type": "HEADER", "format": "TEXT", "text": "Roofs Ltd"},
                {"type": "BODY", "text": "Hello {{1}}, your number is {{2}}."}, {"type": "FOOTER", "text": "Reply STOP to stop"},
                {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Yes"}]}]}""";
    private static final String NAMED = """
            {"name": "visit", "language": "de", "status": "APPROVED", "category": "MARKETING", "parameter_format": "NAMED",
             "components": [{"type": "BODY", "text": "Guten Tag {{name}}, wir kommen am {{day}}."}]}""";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ProviderDouble meta = new ProviderDouble();
    private Connected hook;

    @BeforeEach
    void connect() {
        templates(HELLO, NAMED);
        hook = Connected.create(api, """
                {"type": "whatsapp", "config": {"phone_number_id": "1055", "waba_id": "77", "app_secret": "sesame",
                    "access_token": "a token", "api_base_url": "%s"}}""".formatted(meta.url()));
        meta.on(SEND, 200, taken("491701234567"));
    }

    @AfterEach
    void hangUp() {
        meta.close();
    }

    private void templates(String... all) {
        meta.on(TEMPLATES, 200, "{\"data\": [" + String.join(",", all) + "]}");
    }

    private static String taken(String number) {
        return "{\"contacts\": [{\"input\": \"491701234567\", \"wa_id\": \"%s\"}], \"messages\": [{\"id\": \"wamid.out1\"}]}"
                .formatted(number);
    }

    private JsonNode known(int count) {
        Await.until(() -> api.get("/api/v1/conversations/templates").number("meta.total") == count);
        return api.get("/api/v1/conversations/templates").at("data");
    }

    private long lead(String phone) {
        return api.post("/api/v1/leads", "{\"first_name\": \"Zoé\", \"phone\": " + Json.write(phone) + "}")
                .number("data.id");
    }

    private ApiAnswer open(long lead, String more) {
        return api.post("/api/v1/conversations", """
                {"lead_id": %d, "integration_id": %d, "template": {"name": "hello", "language": "en_US", "parameters": ["Zoé", "4711"]}%s}""".formatted(lead, hook.id(), more));
    }

    private static String path(ApiAnswer opened) {
        return "/api/v1/conversations/" + opened.text("data.id");
    }

    private JsonNode last(String path) {
        return api.get(path + "/messages")
                .at("data")
                .valueStream()
                .reduce((one, other) -> other)
                .orElseThrow();
    }

    private String fate(String path) {
        return last(path).at("/delivery/status").asString() + " "
                + last(path).at("/delivery/error").asString("-");
    }

    private void later(Callable<Boolean> condition) {
        Await.until(() -> {
            server.clock().pass(Duration.ofSeconds(5));
            return condition.call();
        });
    }

    private void hear(String number, String text) {
        var body = """
                {"object": "whatsapp_business_account", "entry": [{"id": "77", "changes": [{"field": "messages", "value": {
                  "messaging_product": "whatsapp", "metadata": {"phone_number_id": "1055"},
                  "contacts": [{"profile": {"name": "Zoé van Dyk"}, "wa_id": "%s"}],
                  "messages": [{"from": "%s", "id": "wamid.%s", "timestamp": "%d", "type": "text", "text": {"body": %s}}]}}]}]}""".formatted(
                number, number, text.hashCode(), server.clock().instant().getEpochSecond(), Json.write(text));
        assertThat(hook.post(body, Map.of("X-Hub-Signature-256", "sha256=" + Connected.signed("sesame", body)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void approved_templates_that_text_alone_fills_are_listed() {
        var known = known(2);
        assertThat(known.at("/0/name").asString()).isEqualTo("hello");
        assertThat(known.at("/0/category").asString()).isEqualTo("utility");
        assertThat(known.at("/0/header").asString()).isEqualTo("Roofs Ltd");
        assertThat(known.at("/0/parameters").toString()).isEqualTo("[\"1\",\"2\"]");
        assertThat(known.at("/1/parameters").toString()).isEqualTo("[\"name\",\"day\"]");
        assertThat(meta.last(TEMPLATES).header("Authorization")).isEqualTo("Bearer a token");
        templates(
                HELLO.replace("APPROVED", "REJECTED"),
                HELLO.replace("\"TEXT\"", "\"IMAGE\""),
                HELLO.replace("Roofs Ltd", "Roofs {{1}}"),
                HELLO.replace("UTILITY", "AUTHENTICATION"),
                HELLO.replace("\"QUICK_REPLY\"", "\"URL\", \"url\": \"https://example.com/{{1}}\""),
                HELLO.replace("\"QUICK_REPLY\"", "\"FLOW\""),
                HELLO.replace("\"hello\"", "\"other\""));
        var asked = meta.asked(TEMPLATES);
        api.get("/api/v1/conversations/templates");
        server.clock().pass(Duration.ofMinutes(61));
        known(1);
        assertThat(meta.asked(TEMPLATES)).isEqualTo(asked + 1);
        assertThat(api.get("/api/v1/conversations/templates").text("data.0.name"))
                .isEqualTo("other");
        assertThat(api.get("/api/v1/conversations/templates?integration_id=" + (hook.id() + 1))
                        .number("meta.total"))
                .isZero();
    }

    @Test
    void a_lead_is_written_to_once_and_answers_in_the_same_conversation() {
        known(2);
        var lead = lead("+49 170 1234567");
        var opened = open(lead, ", \"client_id\": \"1\"");
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        assertThat(opened.number("data.lead_id")).isEqualTo(lead);
        assertThat(opened.text("data.contact.id")).isEqualTo("491701234567");
        assertThat(opened.at("data.contact.wrote_at").isNull()).isTrue();
        assertThat(open(lead, ", \"client_id\": \"1\"").status()).isEqualTo(200);
        later(() -> fate(path(opened)).equals("sent -"));
        assertThat(last(path(opened)).get("content").asString())
                .isEqualTo("Roofs Ltd\n\nHello Zoé, your number is 4711.\n\nReply STOP to stop");
        var sent = meta.last(SEND).json();
        assertThat(sent.get("to").asString()).isEqualTo("491701234567");
        assertThat(sent.at("/template/name").asString()).isEqualTo("hello");
        assertThat(sent.at("/template/components/0/parameters").toString())
                .isEqualTo("[{\"type\":\"text\",\"text\":\"Zoé\"},{\"type\":\"text\",\"text\":\"4711\"}]");
        assertThat(api.post(path(opened) + "/messages", "{\"content\": \"And now?\"}")
                        .status())
                .isEqualTo(409);
        hear("491701234567", "Yes, thanks");
        Await.until(() -> last(path(opened)).get("role").asString().equals("user"));
        assertThat(api.get("/api/v1/conversations").number("meta.total")).isEqualTo(1);
        assertThat(api.post(path(opened) + "/messages", "{\"content\": \"And now?\"}")
                        .status())
                .isEqualTo(201);
        later(() -> fate(path(opened)).equals("sent -"));
        assertThat(meta.asked(SEND)).isEqualTo(2);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
    }

    @Test
    void somebody_whom_whatsapp_knows_by_another_number_answers_there_too() {
        meta.on(SEND, 200, taken("5215512345678"));
        var opened = open(lead("+525512345678"), "");
        later(() -> fate(path(opened)).equals("sent -"));
        hear("5215512345678", "Hola");
        Await.until(() -> last(path(opened)).get("role").asString().equals("user"));
        assertThat(api.get("/api/v1/conversations").number("meta.total")).isEqualTo(1);
    }

    @Test
    void placeholders_with_names_are_sent_by_their_names() {
        known(2);
        var lead = lead("+49 170 1234567");
        var body = """
                {"lead_id": %d, "integration_id": %d, "template": {"name": "visit", "language": "de", "parameters": ["Zoé"%s]}}""";
        assertThat(api.post("/api/v1/conversations", body.formatted(lead, hook.id(), ""))
                        .body())
                .contains("template.parameters");
        var opened = api.post("/api/v1/conversations", body.formatted(lead, hook.id(), ", \"1. Mai\""));
        later(() -> fate(path(opened)).equals("sent -"));
        assertThat(meta.last(SEND)
                        .json()
                        .at("/template/components/0/parameters/1")
                        .toString())
                .isEqualTo("{\"type\":\"text\",\"parameter_name\":\"day\",\"text\":\"1. Mai\"}");
        assertThat(last(path(opened)).get("content").asString()).isEqualTo("Guten Tag Zoé, wir kommen am 1. Mai.");
    }

    @Test
    void whoever_cannot_or_wants_not_to_be_written_to_is_not() {
        assertThat(open(lead("call me"), "").status()).isEqualTo(409);
        assertThat(open(999_999_999, "").status()).isEqualTo(404);
        var lead = lead("+49 170 1234567");
        var other = Connected.create(api, "{\"type\": \"webhook\"}");
        assertThat(api.post("/api/v1/conversations", """
                        {"lead_id": %d, "integration_id": %d, "template": {"name": "hello", "language": "en_US"}}""".formatted(lead, other.id()))
                        .status())
                .isEqualTo(422);
        var manager = workspace.panel(Role.MANAGER);
        // Asked at the moment of sending, for it may have come meanwhile.
        meta.on(SEND, 503, "{}");
        var opened = open(lead, "");
        Await.until(() -> fate(path(opened)).equals("queued busy"));
        manager.get("/settings/suppressed-numbers");
        manager.post("/settings/suppressed-numbers", Map.of("phone", "+49 170 1234567"));
        meta.on(SEND, 200, taken("491701234567"));
        var asked = meta.asked(SEND);
        later(() -> fate(path(opened)).equals("failed stopped"));
        assertThat(meta.asked(SEND)).isEqualTo(asked);
        var refused = open(lead, "");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("suppression list");
    }

    @Test
    void who_says_stop_ends_automations_and_gets_nothing_until_start() {
        var lead = lead("+49 170 1234567");
        var rule = api.post("/api/v1/automations", """
                {"name": "Reminders", "is_active": true, "trigger": {"type": "manual"},
                 "exit_when": {"match": "any", "conditions": [{"event": "unsubscribed"}]},
                 "steps": [{"type": "send_message", "config": {"integration_id": %d, "template": "hello", "language": "en_US",
                     "parameters": ["{{lead.first_name}}", "1"]}},
                   {"type": "delay", "config": {"amount": 1, "unit": "hours"}},
                   {"type": "send_message", "config": {"template": "hello", "language": "en_US", "parameters": ["a", "b"]}}]}""".formatted(hook.id()));
        assertThat(rule.status()).as(rule.body()).isEqualTo(201);
        var runs = "/api/v1/automations/" + rule.text("data.id") + "/runs";
        api.post(runs, "{\"lead_id\": " + lead + "}");
        later(() -> meta.asked(SEND) == 1);
        assertThat(meta.last(SEND)
                        .json()
                        .at("/template/components/0/parameters/0/text")
                        .asString())
                .isEqualTo("Zoé");
        Await.until(() -> api.get(runs).text("data.0.status").equals("waiting"));
        hear("491701234567", "Stop.");
        Await.until(() -> api.get(runs).text("data.0.status").equals("stopped"));
        assertThat(api.get("/api/v1/leads/" + lead + "/timeline").body()).contains("lead.messages_stopped");
        var conversation =
                "/api/v1/conversations/" + api.get("/api/v1/conversations").text("data.0.id");
        assertThat(api.get(conversation).text("data.owner.kind")).isEqualTo("queue");
        assertThat(api.post(conversation + "/messages", "{\"content\": \"Sorry\"}")
                        .status())
                .isEqualTo(409);
        assertThat(open(lead, "").status()).isEqualTo(409);
        api.post(runs, "{\"lead_id\": " + lead + "}");
        Await.until(() -> api.get(runs + "?status=waiting").number("meta.total") == 1);
        assertThat(meta.asked(SEND)).isEqualTo(1);
        server.clock().pass(Duration.ofSeconds(2));
        hear("491701234567", "START");
        Await.until(() -> api.get(conversation).at("data.contact.stopped_at").isNull());
        assertThat(open(lead, "").status()).isEqualTo(201);
    }

    @Test
    void somebody_of_the_team_chooses_a_template_on_the_leads_page() {
        known(2);
        var lead = lead("+49 170 1234567");
        var agent = workspace.panel(Role.AGENT);
        assertThat(agent.get("/leads/" + lead + "/conversations").body())
                .contains("/leads/" + lead + "/messenger", "Start a WhatsApp conversation");
        var page = agent.get("/leads/" + lead + "/messenger").body();
        assertThat(page).contains("hello", "Hello {{1}}, your number is {{2}}.", "Text for", "visit");
        var form = Map.of(
                "integration", Long.toString(hook.id()),
                "name", "hello",
                "language", "en_US",
                "parameter_1", "{{lead.first_name}}",
                "parameter_2", "{{lead.company}}",
                "client_id", "1");
        var empty = agent.post("/leads/" + lead + "/messenger", form);
        assertThat(empty.status()).isEqualTo(422);
        api.patch("/api/v1/leads/" + lead, "{\"company\": \"Acme\"}");
        var sent = agent.post("/leads/" + lead + "/messenger", form);
        assertThat(sent.status()).isEqualTo(303);
        assertThat(agent.get("/leads/" + lead + "/conversations").body()).contains("Hello Zoé, your number is Acme.");
        var inbox = "/inbox/" + api.get("/api/v1/conversations").text("data.0.id");
        assertThat(agent.get(inbox).body()).contains("Hello Zoé, your number is Acme.", "parameter_1", "visit");
        assertThat(agent.get("/leads/" + lead("none") + "/conversations").body())
                .doesNotContain("/messenger");
    }

    /** Somebody whom WhatsApp knows by another number, who wrote STOP; the conversation is over. */
    private String stopped(String phone, String known) {
        known(2);
        meta.on(SEND, 200, taken(known));
        var opened = open(lead(phone), "");
        later(() -> fate(path(opened)).equals("sent -"));
        hear(known, "STOP");
        Await.until(() -> api.get(path(opened)).at("data.contact.stopped_at").isString());
        return opened.text("data.id");
    }

    @Test
    void stop_holds_by_whichever_number_somebody_is_known_and_when_that_talk_is_over() {
        var id = stopped("+525512345678", "5215512345678");
        var conversations = server.bean(Conversations.class);
        var caller = workspace.caller();
        server.bean(ConversationOwners.class)
                .resolve(caller, id, conversations.get(caller, id).owner().version());
        var lead = api.get("/api/v1/leads").number("data.0.id");
        assertThat(open(lead, ", \"client_id\": \"2\"").status()).isEqualTo(409);
    }

    @Test
    void stop_outlives_the_erasure_of_what_was_said() {
        var id = stopped("+49 170 1234567", "491701234567");
        assertThat(api.delete("/api/v1/conversations/" + id).status()).isEqualTo(204);
        assertThat(open(lead("+49 170 1234567"), "").status()).isEqualTo(409);
    }
}
