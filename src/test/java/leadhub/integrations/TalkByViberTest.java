package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import leadhub.base.Json;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** People write to a bot of Viber, and the team answers them. A double plays Viber, and answers as its documents say. */
class TalkByViberTest {
    /** That of the test in Viber's own library. */
    private static final String TOKEN = "44dafb7e0f40021e-61a47a1e6778d187-f2c5a676a07050b3";

    private static final String SIGNATURE = "X-Viber-Content-Signature";
    private static final String SEND = "/pa/send_message";
    private static final String SET = "/pa/set_webhook";
    private static final String ACCOUNT = "/pa/get_account_info";
    private static final String ANN = "01234567890A=";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ProviderDouble viber = new ProviderDouble();
    private final Connected hook = Connected.create(api, config());
    /** Beyond what a double holds. */
    private long tokens = 4912661846655238145L;

    @AfterEach
    void hangUp() {
        viber.close();
    }

    private String config() {
        return """
                {"type": "viber", "config": {"auth_token": "%s", "sender_name": "Roofs Ltd", "api_base_url": "%s"}}""".formatted(TOKEN, viber.url());
    }

    private String message(String message) {
        return event(
                "message",
                "\"sender\": {\"id\": \"%s\", \"name\": \"Zoé van Dyk\", \"country\": \"NL\", \"language\": \"nl\", \"api_version\": 10}, \"message\": %s"
                        .formatted(ANN, message));
    }

    private static String text(String text) {
        return "{\"type\": \"text\", \"text\": " + Json.write(text) + "}";
    }

    private String event(String event, String members) {
        return "{\"event\": \"%s\", \"timestamp\": %d, \"chat_hostname\": \"SN-CHAT-01\", \"message_token\": %d, %s}"
                .formatted(event, server.clock().instant().toEpochMilli(), tokens++, members);
    }

    private ApiAnswer post(String event) {
        return hook.post(event, Map.of(SIGNATURE, Connected.signed(TOKEN, event)));
    }

    private JsonNode conversation(long messages) {
        Await.until(() -> api.get("/api/v1/conversations?channel=viber").number("data.0.messages_count") >= messages);
        return api.get("/api/v1/conversations?channel=viber").at("data.0");
    }

    private static String path(JsonNode conversation) {
        return "/api/v1/conversations/" + conversation.get("id").asString();
    }

    private ApiAnswer reply(JsonNode conversation, String text) {
        return api.post(path(conversation) + "/messages", "{\"content\": " + Json.write(text) + "}");
    }

    private String fate(JsonNode conversation) {
        var delivery = api.get(path(conversation) + "/messages")
                .at("data")
                .valueStream()
                .reduce((one, other) -> other)
                .orElseThrow()
                .get("delivery");
        return delivery.get("status").asString() + " " + delivery.get("error").asString("-");
    }

    private void later(Callable<Boolean> condition) {
        Await.until(() -> {
            server.clock().pass(Duration.ofSeconds(5));
            return condition.call();
        });
    }

    /** The first is a vector of Viber's library, the second was worked out by another program. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"event":"webhook","timestamp":4977069964384421269,"message_token":1478683725125}|d21b343448c8aee33b8e93768ef6ceb64a6ba6163099973a2b8bd028fea510ef
            {"event":"message","timestamp":1764200000000,"message_token":4912661846655238145,"sender":{"id":"01234567890A=","name":"Zoé van Dyk","country":"NL"},"message":{"type":"text","text":"Möin 👋"}}|6ab7262066bfefaa89c4f055a61c6d2ab32e50b52e8e5b6e30fb595fe07ec0ed
            """)
    void only_what_viber_has_signed_is_heard(String event, String signature) {
        assertThat(hook.post(event, Map.of(SIGNATURE, signature)).status()).isEqualTo(200);
        assertThat(hook.post(event, Map.of(SIGNATURE, "00" + signature.substring(2)))
                        .status())
                .isEqualTo(401);
        assertThat(hook.post(event + " ", Map.of(SIGNATURE, signature)).status())
                .isEqualTo(401);
        assertThat(hook.post(event).status()).isEqualTo(401);
    }

    @Test
    void text_alone_makes_no_lead_until_it_says_how_to_reach_somebody() {
        var first = message(text("Do you repair roofs?"));
        post(first);
        post(first);
        post(message(
                "{\"type\": \"picture\", \"media\": \"%s/1.jpg\", \"text\": \"Our roof\"}".formatted(viber.url())));
        var conversation = conversation(2);
        assertThat(conversation.get("messages_count").asLong()).isEqualTo(2);
        assertThat(conversation.get("lead_id").isNull()).isTrue();
        assertThat(conversation.at("/contact/id").asString()).isEqualTo(ANN);
        assertThat(conversation.at("/contact/name").asString()).isEqualTo("Zoé van Dyk");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
        assertThat(api.get(path(conversation) + "/messages").text("data.1.content"))
                .isEqualTo("[Photo] Our roof");
        post(message(text("Write to zoe@example.com")));
        Await.until(() -> api.get("/api/v1/leads?email=zoe@example.com").number("meta.total") == 1);
        var lead = api.get("/api/v1/leads?email=zoe@example.com");
        assertThat(lead.text("data.0.first_name")).isEqualTo("Zoé");
        assertThat(lead.text("data.0.last_name")).isEqualTo("van Dyk");
        assertThat(lead.text("data.0.country")).isEqualTo("NL");
        assertThat(lead.text("data.0.source")).isEqualTo("viber");
        assertThat(conversation(3).get("lead_id").asLong()).isEqualTo(lead.number("data.0.id"));
    }

    @Test
    void a_shared_contact_is_a_lead_and_that_of_somebody_else_one_of_its_own() {
        post(
                message(
                        "{\"type\": \"contact\", \"contact\": {\"name\": \"Zoé van Dyk\", \"phone_number\": \"14155552671\"}}"));
        Await.until(() -> api.get("/api/v1/leads").number("meta.total") == 1);
        assertThat(api.get("/api/v1/leads").text("data.0.phone")).isEqualTo("+14155552671");
        var own = conversation(1).get("lead_id").asLong();
        post(message("{\"type\": \"contact\", \"contact\": {\"name\": \"Bob\", \"phone_number\": \"14155552672\"}}"));
        Await.until(() -> api.get("/api/v1/leads").number("meta.total") == 2);
        var bob = api.get("/api/v1/leads?phone=%2B14155552672");
        assertThat(bob.text("data.0.first_name")).isEqualTo("Bob");
        assertThat(bob.at("data.0.country").isNull()).isTrue();
        assertThat(conversation(2).get("lead_id").asLong()).isEqualTo(own);
        assertThat(api.get("/api/v1/leads/" + own).text("data.first_name")).isEqualTo("Zoé");
    }

    @Test
    void a_reply_is_sent_and_what_becomes_of_it_is_told() {
        post(message(text("Hi")));
        var conversation = conversation(1);
        viber.on(SEND, 200, "{\"status\": 12, \"status_message\": \"tooManyRequests\"}");
        reply(conversation, "Hello");
        Await.until(() -> fate(conversation).equals("queued busy"));
        viber.on(SEND, 200, "{\"status\": 0, \"status_message\": \"ok\", \"message_token\": 5741311803571721087}");
        later(() -> fate(conversation).equals("sent -"));
        var sent = viber.last(SEND);
        assertThat(sent.header("X-Viber-Auth-Token")).isEqualTo(TOKEN);
        assertThat(sent.text("receiver")).isEqualTo(ANN);
        assertThat(sent.text("sender.name")).isEqualTo("Roofs Ltd");
        assertThat(sent.text("text")).isEqualTo("Hello");
        for (var told : new String[] {"seen", "delivered"}) {
            post(
                    "{\"event\": \"%s\", \"timestamp\": 1764200000000, \"message_token\": 5741311803571721087, \"user_id\": \"%s\"}"
                            .formatted(told, ANN));
        }
        Await.until(() -> fate(conversation).equals("read -"));
        assertThat(hook.now().body()).doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @CsvSource({"6, failed blocked", "5, failed unreachable", "3, failed refused", "2, queued token"})
    void what_viber_refuses_says_why(int status, String fate) {
        post(message(text("Hi")));
        var conversation = conversation(1);
        viber.on(SEND, 200, "{\"status\": %d, \"status_message\": \"no\"}".formatted(status));
        reply(conversation, "Hello");
        later(() -> fate(conversation).equals(fate));
        assertThat(hook.now().text("data.status")).isEqualTo(status == 2 ? "needs_attention" : "active");
    }

    @Test
    void what_viber_could_not_take_for_an_hour_arrives_in_its_order_and_once() {
        post(message(text("Hi")));
        var conversation = conversation(1);
        viber.on(SEND, 503, "{}");
        assertThat(reply(conversation, "One").status()).isEqualTo(201);
        assertThat(reply(conversation, "Two").status()).isEqualTo(201);
        Await.until(() -> fates(conversation).getFirst().equals("queued busy"));
        var back = server.clock().instant().plus(Duration.ofHours(1));
        // Tried again after 10 s, 1, 5, 15 and 30 minutes.
        for (var tries = 1; tries <= 5; tries++) {
            var before = tries;
            later(() -> viber.asked(SEND) > before);
            Await.until(() -> fates(conversation).getFirst().equals("queued busy"));
        }
        assertThat(server.clock().instant()).isAfter(back.minus(Duration.ofMinutes(15)));
        // What people write meanwhile is taken.
        post(message(text("Are you there?")));
        conversation(4);
        var tries = viber.asked(SEND);
        assertThat(viber.heard().stream()
                        .filter(request -> request.line().contains(SEND))
                        .map(request -> request.text("text")))
                .containsOnly("One");
        assertThat(hook.now().text("data.status")).isEqualTo("active");
        viber.on(SEND, 200, "{\"status\": 0, \"message_token\": 1}", "{\"status\": 0, \"message_token\": 2}");
        later(() -> fates(conversation).equals(List.of("sent -", "sent -")));
        assertThat(server.clock().instant()).isAfter(back);
        assertThat(viber.heard().stream()
                        .filter(request -> request.line().contains(SEND))
                        .skip(tries)
                        .map(request -> request.text("text")))
                .containsExactly("One", "Two");
    }

    /** What became of all that the team has said. */
    private List<String> fates(JsonNode conversation) {
        return api.get(path(conversation) + "/messages")
                .at("data")
                .valueStream()
                .map(message -> message.get("delivery"))
                .filter(delivery -> !delivery.isNull())
                .map(delivery -> delivery.get("status").asString() + " "
                        + delivery.get("error").asString("-"))
                .toList();
    }

    @Test
    void who_unsubscribes_gets_nothing_until_they_write_again() {
        post(message(text("Hi")));
        var conversation = conversation(1);
        viber.on(SEND, 200, "{\"status\": 12}");
        reply(conversation, "On its way");
        Await.until(() -> fate(conversation).equals("queued busy"));
        server.clock().pass(Duration.ofSeconds(2));
        post(event("unsubscribed", "\"user_id\": \"" + ANN + "\""));
        Await.until(
                () -> !api.get(path(conversation)).at("data.contact.stopped_at").isNull());
        var refused = reply(conversation, "More");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("no more messages");
        viber.on(SEND, 200, "{\"status\": 0, \"message_token\": 1}");
        later(() -> fate(conversation).equals("failed stopped"));
        assertThat(viber.asked(SEND)).isEqualTo(1);
        server.clock().pass(Duration.ofSeconds(2));
        post(message(text("Still there?")));
        conversation(3);
        assertThat(reply(conversation, "Yes").status()).isEqualTo(201);
        later(() -> fate(conversation).equals("sent -"));
        assertThat(api.get(path(conversation)).at("data.contact.stopped_at").isNull())
                .isFalse();
        server.clock().pass(Duration.ofSeconds(2));
        post(event("subscribed", "\"user\": {\"id\": \"" + ANN + "\", \"name\": \"Zoé van Dyk\"}"));
        Await.until(
                () -> api.get(path(conversation)).at("data.contact.stopped_at").isNull());
    }

    @Test
    void viber_is_told_the_url_and_told_nothing_is_wanted_once_it_is_paused_or_deleted() {
        server.pauseJobs();
        try (var named = server.startSecond(Map.of("--base-url", "https://leads.example.com"))) {
            viber.on(SET, 200, "{\"status\": 0, \"status_message\": \"ok\"}");
            api.patch(hook.path(), "{\"name\": \"Bot\"}");
            Await.until(() -> viber.asked(SET) == 1);
            var url = viber.last(SET).text("url");
            assertThat(url).startsWith("https://leads.example.com/hooks/viber/");
            assertThat(viber.last(SET).json().get("event_types").toString()).contains("seen", "failed");
            is(url);
            var test = api.at(TestServer.origin(named)).post(hook.path() + "/test", "{}");
            assertThat(test.at("data.checks")
                            .valueStream()
                            .map(check -> check.get("name").asString() + " "
                                    + check.get("ok").asString()))
                    .contains("bot true", "bot_webhook true");
            api.patch(hook.path(), "{\"status\": \"paused\"}");
            Await.until(() -> viber.asked(SET) == 2);
            assertThat(viber.last(SET).text("url")).isEmpty();
            api.patch(hook.path(), "{\"status\": \"active\"}");
            Await.until(() -> viber.asked(SET) == 3);
            assertThat(viber.last(SET).text("url")).isEqualTo(url);
            viber.on(SET, 503, "{}");
            assertThat(api.delete(hook.path()).status()).isEqualTo(204);
            Await.until(() -> viber.asked(SET) == 4);
            viber.on(SET, 200, "{\"status\": 0}");
            Await.until(() -> {
                server.clock().pass(Duration.ofMinutes(1));
                return viber.asked(SET) == 5;
            });
            assertThat(viber.last(SET).text("url")).isEmpty();
            assertThat(viber.last(SET).header("X-Viber-Auth-Token")).isEqualTo(TOKEN);
            // A bot that another program has by now is left to it.
            var second = Connected.create(api, config());
            Await.until(() -> viber.asked(SET) == 6);
            is("https://elsewhere.example.com/bot");
            var asked = viber.asked(ACCOUNT);
            api.delete(second.path());
            Await.until(() -> viber.asked(ACCOUNT) == asked + 1);
            assertThat(viber.asked(SET)).isEqualTo(6);
        } finally {
            server.resumeJobs();
        }
    }

    /** What Viber says of where it posts. */
    private void is(String url) {
        viber.on(ACCOUNT, 200, "{\"status\": 0, \"name\": \"Roofs\", \"webhook\": \"" + url + "\"}");
    }

    @Test
    void what_cannot_be_a_bot_is_refused() {
        assertThat(api.post("/api/v1/integrations", config().replace(TOKEN, "no token"))
                        .status())
                .isEqualTo(422);
        assertThat(api.post("/api/v1/integrations", config().replace("Roofs Ltd", "R".repeat(29)))
                        .body())
                .contains("config.sender_name");
    }
}
