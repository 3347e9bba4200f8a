package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import leadhub.base.Json;
import leadhub.base.Role;
import leadhub.bots.retention.ChatRetention;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** People write to a bot of Telegram, and the team answers them. A double plays Telegram, and answers as its documents say. */
class TalkByTelegramTest {
    private static final String TOKEN = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";
    private static final String SECRET = "a_secret-of-ours";
    private static final String SEND = "/sendMessage";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ProviderDouble telegram = new ProviderDouble();
    private final Connected hook = Connected.create(api, config());
    private int updates = 7000;

    @AfterEach
    void hangUp() {
        telegram.close();
    }

    private String config() {
        return """
                {"type": "telegram", "config": {"bot_token": "%s", "secret_token": "%s", "api_base_url": "%s"}}""".formatted(TOKEN, SECRET, telegram.url());
    }

    /** A message of somebody in a chat of their own. */
    private String update(long chat, String members) {
        var id = updates++;
        return """
                {"update_id": %d, "message": {"message_id": %d, "date": %d, "chat": {"id": %d, "type": "private"},
                  "from": {"id": %d, "is_bot": false, "first_name": "Zoé", "last_name": "van Dyk", "language_code": "nl"}, %s}}""".formatted(id, id, server.clock().instant().getEpochSecond(), chat, chat, members);
    }

    private static String text(String text) {
        return "\"text\": " + Json.write(text);
    }

    private ApiAnswer post(String update) {
        return hook.post(update, Map.of("X-Telegram-Bot-Api-Secret-Token", SECRET));
    }

    private JsonNode conversation(long messages) {
        Await.until(
                () -> api.get("/api/v1/conversations?channel=telegram").number("data.0.messages_count") >= messages);
        return api.get("/api/v1/conversations?channel=telegram").at("data.0");
    }

    private static String path(JsonNode conversation) {
        return "/api/v1/conversations/" + conversation.get("id").asString();
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

    @Test
    void only_who_knows_the_secret_is_heard() {
        var update = update(9007199254740993L, text("Hi"));
        assertThat(hook.post(update).status()).isEqualTo(401);
        assertThat(hook.post(update, Map.of("X-Telegram-Bot-Api-Secret-Token", "else"))
                        .status())
                .isEqualTo(401);
        assertThat(post(update).status()).isEqualTo(200);
        assertThat(conversation(1).at("/contact/id").asString()).isEqualTo("9007199254740993");
        assertThat(hook.now().body()).doesNotContain(TOKEN, SECRET);
        assertThat(api.post("/api/v1/integrations", config().replace(TOKEN, "no token"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void text_alone_makes_no_lead_until_it_says_how_to_reach_somebody() {
        var first = update(42, text("Do you repair roofs?"));
        post(first);
        post(first);
        post(update(42, "\"voice\": {\"file_id\": \"x\", \"duration\": 3}"));
        var conversation = conversation(2);
        assertThat(conversation.get("messages_count").asLong()).isEqualTo(2);
        assertThat(conversation.get("lead_id").isNull()).isTrue();
        assertThat(conversation.at("/contact/name").asString()).isEqualTo("Zoé van Dyk");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isZero();
        post(update(42, text("Write to zoe@example.com")));
        Await.until(() -> api.get("/api/v1/leads?email=zoe@example.com").number("meta.total") == 1);
        var lead = api.get("/api/v1/leads?email=zoe@example.com");
        assertThat(lead.text("data.0.first_name")).isEqualTo("Zoé");
        assertThat(lead.text("data.0.source")).isEqualTo("telegram");
        assertThat(conversation(3).get("lead_id").asLong()).isEqualTo(lead.number("data.0.id"));
        post(update(42, text("or call +1 415 555 2671")));
        Await.until(() -> api.get("/api/v1/leads?email=zoe@example.com")
                .text("data.0.phone")
                .contains("2671"));
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        assertThat(api.get(path(conversation) + "/messages").text("data.1.content"))
                .isEqualTo("[Voice message]");
    }

    @Test
    void a_shared_contact_is_a_lead_and_that_of_somebody_else_one_of_its_own() {
        post(update(42, "\"contact\": {\"phone_number\": \"14155552671\", \"first_name\": \"Zoé\", \"user_id\": 42}"));
        Await.until(() -> api.get("/api/v1/leads").number("meta.total") == 1);
        assertThat(api.get("/api/v1/leads").text("data.0.phone")).isEqualTo("+14155552671");
        var own = conversation(1).get("lead_id").asLong();
        post(update(42, "\"contact\": {\"phone_number\": \"14155552672\", \"first_name\": \"Bob\", \"user_id\": 43}"));
        Await.until(() -> api.get("/api/v1/leads").number("meta.total") == 2);
        assertThat(conversation(2).get("lead_id").asLong()).isEqualTo(own);
        assertThat(api.get("/api/v1/leads/" + own).text("data.first_name")).isEqualTo("Zoé");
    }

    @Test
    void groups_and_bots_are_ignored() {
        post(update(42, text("Hi")).replace("\"private\"", "\"supergroup\""));
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        post(update(42, text("Hi")).replace("\"is_bot\": false", "\"is_bot\": true"));
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        post("{\"update_id\": 1, \"my_chat_member\": {}}");
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        assertThat(api.get("/api/v1/conversations").number("meta.total")).isZero();
    }

    @Test
    void a_reply_is_sent_and_a_pause_that_telegram_wants_is_kept() {
        post(update(42, text("Hi")));
        var conversation = conversation(1);
        telegram.on(
                SEND,
                429,
                "{\"ok\": false, \"error_code\": 429, \"description\": \"Too Many Requests: retry after 3000\", \"parameters\": {\"retry_after\": 3000}}");
        api.post(path(conversation) + "/messages", "{\"content\": \"Hello <b>\"}");
        Await.until(() -> fate(conversation).equals("queued busy"));
        server.clock().pass(Duration.ofMinutes(45));
        assertThat(telegram.asked(SEND)).isEqualTo(1);
        telegram.on(SEND, 200, "{\"ok\": true, \"result\": {\"message_id\": 99}}");
        later(() -> fate(conversation).equals("sent -"));
        var sent = telegram.last(SEND);
        assertThat(sent.json().get("chat_id").asLong()).isEqualTo(42);
        assertThat(sent.json().get("text").asString()).isEqualTo("Hello <b>");
        assertThat(sent.json().has("parse_mode")).isFalse();
        assertThat(api.post(path(conversation) + "/messages", "{\"template\": {\"name\": \"x\", \"language\": \"de\"}}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void whoever_has_blocked_the_bot_gets_nothing_and_the_team_is_told() {
        post(update(42, text("Hi")));
        var conversation = conversation(1);
        telegram.on(
                SEND,
                403,
                "{\"ok\": false, \"error_code\": 403, \"description\": \"Forbidden: bot was blocked by the user\"}");
        api.post(path(conversation) + "/messages", "{\"content\": \"Hello\"}");
        later(() -> fate(conversation).equals("failed blocked"));
        telegram.on(SEND, 401, "{\"ok\": false, \"error_code\": 401, \"description\": \"Unauthorized\"}");
        api.post(path(conversation) + "/messages", "{\"content\": \"Hello\"}");
        later(() -> fate(conversation).equals("queued token"));
        assertThat(hook.now().text("data.status")).isEqualTo("needs_attention");
        assertThat(hook.now().body()).doesNotContain(TOKEN);
    }

    @Test
    void telegram_is_told_the_url_when_it_is_saved_and_by_the_test_button() {
        telegram.on(
                "/getMe",
                200,
                "{\"ok\": true, \"result\": {\"id\": 123456, \"is_bot\": true, \"username\": \"zoe_bot\"}}");
        telegram.on("/getWebhookInfo", 200, "{\"ok\": true, \"result\": {\"url\": \"\", \"pending_update_count\": 0}}");
        telegram.on("/setWebhook", 200, "{\"ok\": true, \"result\": true}");
        assertThat(api.post(hook.path() + "/test", "{}").body())
                .contains("--base-url")
                .doesNotContain(TOKEN);
        assertThat(telegram.asked("/setWebhook")).isZero();
        server.pauseJobs();
        try (var named = server.startSecond(Map.of("--base-url", "https://leads.example.com"))) {
            api.patch(hook.path(), "{\"name\": \"Bot\"}");
            Await.until(() -> telegram.asked("/setWebhook") == 1);
            var told = telegram.last("/setWebhook").json();
            assertThat(told.get("url").asString()).startsWith("https://leads.example.com/hooks/telegram/");
            assertThat(told.get("secret_token").asString()).isEqualTo(SECRET);
            assertThat(told.get("allowed_updates").toString()).contains("message");
            telegram.on(
                    "/getWebhookInfo",
                    200,
                    "{\"ok\": true, \"result\": {\"url\": \"" + told.get("url").asString() + "\"}}");
            var test = api.at(TestServer.origin(named)).post(hook.path() + "/test", "{}");
            assertThat(test.at("data.checks")
                            .valueStream()
                            .map(check -> check.get("name").asString() + " "
                                    + check.get("ok").asString()))
                    .contains("bot true", "bot_webhook true");
            assertThat(telegram.asked("/setWebhook")).isEqualTo(1);
            api.post(hook.path() + "/rotate", "{}");
            Await.until(() -> telegram.asked("/setWebhook") == 2);
            assertThat(telegram.last("/setWebhook").json().get("url").asString())
                    .isNotEqualTo(told.get("url").asString());
        } finally {
            server.resumeJobs();
        }
    }

    @Test
    void what_was_said_is_erased_after_as_many_days_as_the_inbox_says() {
        post(update(42, text("Do you repair roofs?")));
        var old = conversation(1);
        var admin = workspace.panel(Role.ADMIN);
        admin.get("/settings/inbox");
        var fields = Map.of("assignment", "nobody", "messengers_kept_days", "30");
        assertThat(admin.post("/settings/inbox", Map.of("assignment", "nobody", "messengers_kept_days", "0"))
                        .status())
                .isEqualTo(422);
        assertThat(admin.post("/settings/inbox", fields).status()).isEqualTo(303);
        server.clock().pass(Duration.ofDays(29));
        server.bean(ChatRetention.class).look(workspace.id());
        assertThat(api.get(path(old)).status()).isEqualTo(200);
        server.clock().pass(Duration.ofDays(2));
        post(update(43, text("And chimneys?")));
        Await.until(() -> api.get("/api/v1/conversations?channel=telegram").number("meta.total") == 2);
        server.bean(ChatRetention.class).look(workspace.id());
        assertThat(api.get(path(old)).status()).isEqualTo(404);
        assertThat(api.get("/api/v1/conversations?channel=telegram").number("meta.total"))
                .isEqualTo(1);
    }
}
