package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import leadhub.api.Scope;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.forms.files.FileCleaner;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What people send by messengers beside words is fetched from the provider, kept with its message, and goes with it. */
class FetchMessengerFilesTest {
    private static final String GIF = "GIF89a a roof";
    private static final String PDF = "%PDF-1.4 a plan";
    private static final String APP_SECRET = "a secret for signatures";
    private static final String WHATSAPP_TOKEN = "EAAB-of-a-system-user-4711";
    private static final String BOT_TOKEN = "123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11";
    private static final String BOT_SECRET = "a_secret-of-ours";
    private static final String VIBER_TOKEN = "44dafb7e0f40021e-61a47a1e6778d187-f2c5a676a07050b3";

    private static final String VIBER = """
            {"type": "viber", "config": {"auth_token": "%s", "sender_name": "Roofs Ltd", "api_base_url": "%s"}}""";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ProviderDouble provider = new ProviderDouble();
    private int messages = 1;

    @AfterEach
    void hangUp() {
        provider.close();
    }

    private Connected whatsApp() {
        return Connected.create(api, """
                {"type": "whatsapp", "config": {"phone_number_id": "1055", "app_secret": "%s", "access_token": "%s",
                 "verify_token": "to verify", "api_base_url": "%s"}}""".formatted(APP_SECRET, WHATSAPP_TOKEN, provider.url()));
    }

    private void byWhatsApp(Connected hook, String members) {
        var body = """
                {"object": "whatsapp_business_account", "entry": [{"id": "77", "changes": [{"field": "messages", "value":
                  {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "1055"},
                   "contacts": [{"profile": {"name": "Zoé van Dyk"}, "wa_id": "491701234567"}],
                   "messages": [{"from": "491701234567", "id": "wamid.%d", "timestamp": "%d", %s}]}}]}]}""".formatted(messages++, server.clock().instant().getEpochSecond(), members);
        hook.post(body, Map.of("X-Hub-Signature-256", "sha256=" + Connected.signed(APP_SECRET, body)));
    }

    private Connected telegram() {
        return Connected.create(api, """
                {"type": "telegram", "config": {"bot_token": "%s", "secret_token": "%s", "api_base_url": "%s"}}""".formatted(BOT_TOKEN, BOT_SECRET, provider.url()));
    }

    private void byTelegram(Connected hook, String members) {
        var id = messages++;
        hook.post(
                """
                {"update_id": %d, "message": {"message_id": %d, "date": %d, "chat": {"id": 42, "type": "private"},
                  "from": {"id": 42, "is_bot": false, "first_name": "Zoé"}, %s}}""".formatted(id, id, server.clock().instant().getEpochSecond(), members),
                Map.of("X-Telegram-Bot-Api-Secret-Token", BOT_SECRET));
    }

    private Connected byViber(String message) {
        var hook = Connected.create(api, VIBER.formatted(VIBER_TOKEN, provider.url()));
        sayByViber(hook, message);
        return hook;
    }

    private void sayByViber(Connected hook, String message) {
        var event = """
                {"event": "message", "timestamp": %d, "message_token": %d,
                 "sender": {"id": "01234567890A=", "name": "Zoé"}, "message": %s}""".formatted(server.clock().instant().toEpochMilli(), 4912661846655238145L + messages++, message);
        hook.post(event, Map.of("X-Viber-Content-Signature", Connected.signed(VIBER_TOKEN, event)));
    }

    private JsonNode conversation() {
        Await.until(() -> api.get("/api/v1/conversations").number("data.0.messages_count") >= 1);
        return api.get("/api/v1/conversations").at("data.0");
    }

    private String id() {
        return conversation().get("id").asString();
    }

    private String messages() {
        return "/api/v1/conversations/" + id() + "/messages";
    }

    private JsonNode attachment() {
        return api.get(messages()).at("data.0.attachment");
    }

    /** How far the file of the first message has come, and why no further. */
    private String fate() {
        var attachment = attachment();
        return attachment.get("status").asString() + " "
                + attachment.get("error").asString("-");
    }

    private void becomes(String fate) {
        Await.until(() -> fate().equals(fate));
    }

    /** Time passes until then. */
    private void later(Callable<Boolean> condition) {
        Await.passing(server.clock(), Duration.ofMinutes(10), condition);
    }

    private String page() {
        return workspace.panel(Role.AGENT).get("/inbox/" + id()).body();
    }

    @Test
    void a_picture_by_whatsapp_is_saved_from_the_inbox_and_from_the_lead() {
        provider.on("/v26.0/555", 200, "{\"url\": \"%s/lookaside/555\", \"file_size\": 13}".formatted(provider.url()))
                .file("/lookaside/555", GIF);
        byWhatsApp(
                whatsApp(),
                "\"type\": \"image\", \"image\": {\"id\": \"555\", \"mime_type\": \"image/gif\", \"caption\": \"My roof\"}");
        becomes("kept -");
        assertThat(attachment().get("name").asString()).isEqualTo("image.gif");
        assertThat(attachment().get("type").asString()).isEqualTo("image/gif");
        assertThat(attachment().get("size").asLong()).isEqualTo(13);
        assertThat(provider.last("/lookaside/555").header("Authorization")).isEqualTo("Bearer " + WHATSAPP_TOKEN);
        var link = "/inbox/" + id() + "/files/1";
        assertThat(page()).contains("[Photo] My roof", link, "image.gif");
        var lead = conversation().get("lead_id").asLong();
        assertThat(workspace
                        .panel(Role.READ_ONLY)
                        .get("/leads/" + lead + "/conversations")
                        .body())
                .contains(link);
        var saved = workspace.panel(Role.READ_ONLY).get(link);
        assertThat(saved.body()).isEqualTo(GIF);
        assertThat(saved.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(saved.header("Content-Disposition")).isEqualTo("attachment; filename=\"image.gif\"");
        assertThat(saved.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(server.newWorkspace().panel(Role.ADMIN).get(link).status()).isEqualTo(404);
        assertThat(api.get(messages() + "/1/attachment").body()).isEqualTo(GIF);
        assertThat(api.get(messages() + "/2/attachment").status()).isEqualTo(404);
    }

    @Test
    void files_by_telegram_are_fetched_by_their_paths() {
        provider.on("/getFile", 200, "{\"ok\": true, \"result\": {\"file_path\": \"documents/file_7.pdf\"}}")
                .file("/file/bot" + BOT_TOKEN + "/documents/file_7.pdf", PDF);
        byTelegram(telegram(), "\"document\": {\"file_id\": \"BQAC\", \"file_name\": \"Plan.pdf\", \"file_size\": 15}");
        becomes("kept -");
        assertThat(provider.last("/getFile").text("file_id")).isEqualTo("BQAC");
        assertThat(attachment().get("name").asString()).isEqualTo("Plan.pdf");
        assertThat(api.get(messages() + "/1/attachment").body()).isEqualTo(PDF);
        assertThat(api.get(messages()).body()).doesNotContain(BOT_TOKEN);
    }

    @Test
    void of_a_picture_by_telegram_the_largest_is_fetched() {
        provider.on("/getFile", 200, "{\"ok\": true, \"result\": {\"file_path\": \"photos/file_8.jpg\"}}")
                .file("/photos/file_8.jpg", GIF);
        byTelegram(
                telegram(), "\"photo\": [{\"file_id\": \"small\"}, {\"file_id\": \"large\"}], \"caption\": \"Roof\"");
        becomes("kept -");
        assertThat(provider.last("/getFile").text("file_id")).isEqualTo("large");
        assertThat(attachment().get("name").asString()).isEqualTo("photo.gif");
    }

    @Test
    void a_file_by_viber_is_fetched_from_its_address_without_a_token() {
        provider.file("/media/plan", PDF);
        byViber("{\"type\": \"file\", \"media\": \"%s/media/plan\", \"file_name\": \"Plan.pdf\", \"size\": 15}"
                .formatted(provider.url()));
        becomes("kept -");
        assertThat(api.get(messages() + "/1/attachment").body()).isEqualTo(PDF);
        assertThat(provider.last("/media/plan").headers().toString()).doesNotContain(VIBER_TOKEN);
    }

    @Test
    void an_address_by_viber_that_is_over_says_nothing_of_the_token() {
        provider.on("/media/plan", 401, "{}");
        var hook =
                byViber("{\"type\": \"file\", \"media\": \"%s/media/plan\", \"file_name\": \"Plan.pdf\", \"size\": 15}"
                        .formatted(provider.url()));
        later(() -> fate().equals("failed gone"));
        assertThat(hook.now().text("data.status")).isEqualTo("active");
    }

    @Test
    void what_cannot_be_fetched_now_says_why_and_is_fetched_later() {
        provider.on("/v26.0/555", 500, "{}");
        var hook = whatsApp();
        byWhatsApp(hook, "\"type\": \"audio\", \"audio\": {\"id\": \"555\", \"voice\": true}");
        becomes("waiting busy");
        assertThat(page()).contains("not there yet, the messenger can’t be reached");
        assertThat(api.get(messages() + "/1/attachment").status()).isEqualTo(404);
        provider.on("/v26.0/555", 401, "{\"error\": {\"code\": 190}}");
        later(() -> fate().equals("waiting token"));
        assertThat(hook.now().text("data.status")).isEqualTo("needs_attention");
        provider.on("/v26.0/555", 200, "{\"url\": \"%s/lookaside/555\"}".formatted(provider.url()))
                .file("/lookaside/555", "OggS\0\2and so on");
        api.patch(hook.path(), "{\"config\": {\"access_token\": \"another token\"}}");
        later(() -> fate().equals("kept -"));
        assertThat(attachment().get("name").asString()).startsWith("audio.");
    }

    @Test
    void a_host_that_hangs_keeps_nothing_else_waiting() {
        provider.silent("/hangs/").file("/media/plan", PDF);
        var other = server.newWorkspace().leadHub();
        var hook = Connected.create(api, VIBER.formatted(VIBER_TOKEN, provider.url()));
        for (var i = 0; i < 8; i++) {
            sayByViber(hook, "{\"type\": \"picture\", \"media\": \"%s/hangs/%d\"}".formatted(provider.url(), i));
        }
        Await.until(() -> api.get("/api/v1/conversations").number("data.0.messages_count") == 8);
        Await.until(() -> provider.mostAtOnce("/hangs/") == 2);
        sayByViber(
                Connected.create(other, VIBER.formatted(VIBER_TOKEN, provider.url())),
                "{\"type\": \"file\", \"media\": \"%s/media/plan\", \"file_name\": \"Plan.pdf\", \"size\": 15}"
                        .formatted(provider.url()));
        Await.until(() -> provider.asked("/media/plan") == 1);
        assertThat(provider.mostAtOnce("/hangs/")).isEqualTo(2);
    }

    @Test
    void what_is_not_there_for_a_day_is_given_up() {
        var hook = whatsApp();
        provider.on("/v26.0/555", 401, "{\"error\": {\"code\": 190}}");
        byWhatsApp(hook, "\"type\": \"image\", \"image\": {\"id\": \"555\"}");
        becomes("waiting token");
        Await.passing(server.clock(), Duration.ofHours(2), () -> fate().equals("failed token"));
        assertThat(page()).contains("not fetched, the integration needed a new access token");
        var again = "/inbox/" + id() + "/files/1/fetch";
        assertThat(page()).contains(again);
        assertThat(workspace.panel(Role.READ_ONLY).get("/inbox/" + id()).body()).doesNotContain(again);
        provider.on("/v26.0/555", 200, "{\"url\": \"%s/lookaside/555\"}".formatted(provider.url()))
                .file("/lookaside/555", GIF);
        api.patch(hook.path(), "{\"config\": {\"access_token\": \"another token\"}}");
        var panel = workspace.panel(Role.AGENT);
        panel.get("/inbox/" + id());
        assertThat(panel.post(again, Map.of()).status()).isEqualTo(303);
        becomes("kept -");
        assertThat(page()).doesNotContain(again).contains("image.gif");
        assertThat(panel.post(again, Map.of()).status()).isEqualTo(409);
    }

    @Test
    void a_program_has_what_failed_fetched_again() {
        var hook = whatsApp();
        provider.on("/v26.0/555", 401, "{\"error\": {\"code\": 190}}");
        byWhatsApp(hook, "\"type\": \"image\", \"image\": {\"id\": \"555\"}");
        becomes("waiting token");
        var again = messages() + "/1/attachment/fetch";
        assertThat(api.post(again, "{}").status()).as("on its way").isEqualTo(409);
        Await.passing(server.clock(), Duration.ofHours(2), () -> fate().equals("failed token"));
        assertThat(server.newWorkspace().leadHub().post(again, "{}").status()).isEqualTo(404);
        assertThat(workspace
                        .leadHub(Set.of(Scope.READ_LEADS, Scope.READ_INTEGRATIONS))
                        .post(again, "{}")
                        .status())
                .isEqualTo(403);
        provider.on("/v26.0/555", 200, "{\"url\": \"%s/lookaside/555\"}".formatted(provider.url()))
                .file("/lookaside/555", GIF);
        api.patch(hook.path(), "{\"config\": {\"access_token\": \"another token\"}}");
        var wanted = api.post(again, "{}");
        assertThat(wanted.status()).isEqualTo(200);
        assertThat(wanted.number("data.number")).isEqualTo(1);
        assertThat(wanted.text("data.attachment.status")).isEqualTo("waiting");
        becomes("kept -");
        assertThat(api.get(messages() + "/1/attachment").body()).isEqualTo(GIF);
        assertThat(api.post(again, "{}").status()).as("it is there").isEqualTo(409);
        assertThat(api.post(messages() + "/2/attachment/fetch", "{}").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"url": "URL/lookaside/555"}                        | run.exe  | a program | failed forbidden
            {"url": "URL/lookaside/555"}                        | plan.pdf | no plan   | failed forbidden
            {"url": "URL/lookaside/555", "file_size": 10000001} | plan.pdf | %PDF-1.4  | failed too_large
            {"url": "URL/elsewhere"}                            | plan.pdf | %PDF-1.4  | failed gone
            {"url": "file:///etc/passwd"}                       | plan.pdf | %PDF-1.4  | failed refused
            {}                                                  | plan.pdf | %PDF-1.4  | failed refused
            """)
    void what_is_not_kept_says_why(String told, String name, String content, String fate) {
        provider.on("/v26.0/555", 200, told.replace("URL", provider.url())).file("/lookaside/555", content);
        byWhatsApp(
                whatsApp(),
                "\"type\": \"document\", \"document\": {\"id\": \"555\", \"filename\": \"%s\"}".formatted(name));
        later(() -> fate().equals(fate));
        assertThat(page()).contains("[File] " + name).doesNotContain("/files/1");
        assertThat(page()).doesNotContain("Fetch again");
    }

    @Test
    void larger_files_are_not_read_to_their_end() {
        provider.on(
                "/getFile",
                400,
                "{\"ok\": false, \"error_code\": 400, \"description\": \"Bad Request: file is too big\"}");
        byTelegram(telegram(), "\"video\": {\"file_id\": \"1\"}");
        becomes("failed too_large");
        byViber("{\"type\": \"video\", \"media\": \"%s/media/1\", \"size\": 10000001}".formatted(provider.url()));
        Await.until(() -> api.get("/api/v1/conversations?channel=viber").number("data.0.messages_count") == 1);
        assertThat(provider.asked("/media/1")).isZero();
        assertThat(api.get(messages()).text("data.0.attachment.error")).isEqualTo("too_large");
    }

    @Test
    void it_goes_with_its_conversation() throws IOException {
        provider.on("/v26.0/555", 200, "{\"url\": \"%s/lookaside/555\"}".formatted(provider.url()))
                .file("/lookaside/555", GIF);
        byWhatsApp(whatsApp(), "\"type\": \"sticker\", \"sticker\": {\"id\": \"555\"}");
        becomes("kept -");
        var path = "/api/v1/conversations/" + id();
        // Younger than the clean-up looks at, then older: it is kept as long as its conversation is.
        server.clock().pass(Duration.ofHours(2));
        server.bean(FileCleaner.class).clean(workspace.id());
        assertThat(onDisk()).isEqualTo(1);
        assertThat(api.get(path + "/messages/1/attachment").status()).isEqualTo(200);
        assertThat(api.delete(path).status()).isEqualTo(204);
        server.bean(FileCleaner.class).clean(workspace.id());
        assertThat(onDisk()).isZero();
        assertThat(rows()).isZero();
        assertThat(api.get(path + "/messages/1/attachment").status()).isEqualTo(404);
    }

    private long rows() {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select count(*) from message_files where workspace_id = ?",
                        workspace.id());
    }

    private long onDisk() throws IOException {
        try (var all = Files.walk(TestServer.files().resolve(Long.toString(workspace.id())))) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
