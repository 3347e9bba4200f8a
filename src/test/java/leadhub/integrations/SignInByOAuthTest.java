package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import leadhub.base.database.Sql;
import leadhub.emails.EmailDraft;
import leadhub.emails.sending.LeadEmails;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Certificates;
import leadhub.testing.ImapMailbox;
import leadhub.testing.ImapWire;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.TlsMailServer;
import leadhub.testing.TlsMailServer.Manner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mail servers that take no passwords let us in by access tokens, which a provider hands out for a refresh token. */
class SignInByOAuthTest {
    private static final String REFRESH_TOKEN = "first-refresh-token-of-a-test";
    private static final String CLIENT_SECRET = "client-secret-of-a-test";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ImapMailbox mailbox = ImapMailbox.open();
    private final ImapWire wire = ImapWire.to(mailbox);
    private final ProviderDouble provider = new ProviderDouble();
    private final String ann = "ann." + workspace.id() + "@example.org";

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        wire.close();
        mailbox.close();
        provider.close();
    }

    /** What the provider answers; of several each once, the last for ever. */
    private void handsOut(String... accessTokens) {
        provider.on(
                "/token",
                200,
                List.of(accessTokens).stream()
                        .map("{\"access_token\": \"%s\", \"expires_in\": 3600, \"token_type\": \"Bearer\"}"::formatted)
                        .toArray(String[]::new));
    }

    private String oauth() {
        return """
                "auth": "oauth2", "oauth_token_url": "%s/token", "oauth_client_id": "client",
                "oauth_client_secret": "%s", "oauth_refresh_token": "%s", "oauth_scope": "mail offline"
                """.formatted(provider.url(), CLIENT_SECRET, REFRESH_TOKEN);
    }

    private String connect(String type, int port, String more) {
        var made = api.post("/api/v1/integrations", """
                {"type": "%s", "config": {"host": "127.0.0.1", "port": %d, "security": "none", %s, %s}}
                """.formatted(type, port, more, oauth()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.body()).doesNotContain(CLIENT_SECRET).doesNotContain(REFRESH_TOKEN);
        return "/api/v1/integrations/" + made.text("data.id");
    }

    /** Of a mail server that is read each minute only. */
    private int port() {
        wire.hideIdle();
        return wire.port();
    }

    private String connectMailbox(int port) {
        return connect("email_imap", port, "\"user\": \"team\"");
    }

    private void receive(String id) {
        mailbox.receive("""
                From: %s
                To: team@example.com
                Subject: Prices
                Message-ID: <%s>
                Date: Fri, 27 Nov 2026 10:00:00 +0000
                Content-Type: text/plain; charset=utf-8

                Hello
                """.formatted(ann, id));
    }

    private void awaitEmails(String path, int count) {
        awaitRead();
        server.clock().pass(Duration.ofMinutes(1));
        Await.until(() -> api.get(path + "/events").number("meta.total") == count);
        awaitRead();
    }

    /** It was read, and nobody is at it. */
    private void awaitRead() {
        Await.until(() -> server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getBoolean(1),
                        "select bool_and(uid_validity is not null and leased_until is null) from mailboxes"
                                + " where workspace_id = ?",
                        workspace.id()));
    }

    private List<String> checks(String path) {
        return api.post(path + "/test", "{}")
                .at("data.checks")
                .valueStream()
                .map(check -> check.get("name").asString()
                        + (check.get("ok").asBoolean()
                                ? ""
                                : ": " + check.get("message").asString().replaceFirst(".*\\((.*)\\)$", "$1")))
                .toList();
    }

    @Test
    void a_mailbox_is_read_with_one_token_until_it_ends_and_the_newest_refresh_token_is_kept() {
        provider.on(
                "/token",
                200,
                "{\"access_token\": \"secret\", \"expires_in\": 3600, \"refresh_token\": \"second-refresh-token\"}");
        var path = connectMailbox(port());
        awaitRead();
        assertThat(provider.asked("/token")).isEqualTo(1);
        assertThat(provider.last("/token").body())
                .contains("grant_type=refresh_token")
                .contains("refresh_token=" + REFRESH_TOKEN)
                .contains("client_id=client")
                .contains("client_secret=" + CLIENT_SECRET)
                .contains("scope=mail+offline");
        assertThat(checks(path))
                .containsExactly("active", "mapping", "resolve", "token", "connect", "sign_in", "folder");
        receive("1@x");
        awaitEmails(path, 1);
        assertThat(provider.asked("/token")).isEqualTo(1);
        server.clock().pass(Duration.ofMinutes(59));
        receive("2@x");
        awaitEmails(path, 2);
        assertThat(provider.asked("/token")).isEqualTo(2);
        assertThat(provider.last("/token").body()).contains("refresh_token=second-refresh-token");
        assertThat(api.get(path).text("data.status")).isEqualTo("active");
    }

    @Test
    void a_token_that_ends_before_its_time_is_fetched_again_once() {
        handsOut("secret", "newer");
        var path = connectMailbox(port());
        awaitRead();
        assertThat(provider.asked("/token")).isEqualTo(1);
        mailbox.changePassword("newer");
        receive("1@x");
        awaitEmails(path, 1);
        assertThat(provider.asked("/token")).isEqualTo(2);
        mailbox.changePassword("another");
        assertThat(checks(path)).contains("sign_in: user, password or access token refused");
        assertThat(provider.asked("/token")).isEqualTo(3);
    }

    @Test
    void a_provider_that_refuses_and_one_that_is_away_are_told_apart() {
        provider.on(
                "/token", 400, "{\"error\": \"invalid_grant\", \"error_description\": \"of somebody@example.com\"}");
        var path = connectMailbox(port());
        Await.until(() -> api.get(path).text("data.status").equals("needs_attention"));
        assertThat(api.get(path).text("data.last_error.message"))
                .contains("hands out no access token any more: HTTP 400, code invalid_grant")
                .doesNotContain("somebody");
        assertThat(checks(path)).contains("token: HTTP 400, code invalid_grant").doesNotContain("connect");
        provider.on("/token", 503, "{}");
        api.patch(path, "{\"name\": \"Again\"}");
        Await.until(() -> api.get(path).body().contains("could not be asked: HTTP 503"));
        handsOut("secret");
        api.patch(path, "{\"name\": \"Once more\"}");
        Await.until(() -> api.get(path).text("data.status").equals("active") && provider.asked("/token") >= 3);
        // What is there before it is read for the first time is left alone.
        awaitRead();
        receive("1@x");
        awaitEmails(path, 1);
    }

    @Test
    void a_refresh_token_that_another_process_has_used_up_is_read_again() {
        provider.on("/token", 200, "{\"access_token\": \"secret\", \"expires_in\": 3600}");
        var path = connectMailbox(port());
        awaitRead();
        provider.on("/token", 400, "{\"error\": \"invalid_grant\"}", "{\"error\": \"invalid_grant\"}");
        // Another process keeps its new one while ours asks with the old one.
        provider.meanwhile(
                "/token",
                () -> server.bean(IntegrationSecrets.class)
                        .replace(
                                workspace.id(),
                                Long.parseLong(path.replaceFirst(".*/", "")),
                                "oauth_refresh_token",
                                REFRESH_TOKEN,
                                "of-another-process"));
        server.clock().pass(Duration.ofMinutes(59));
        assertThat(checks(path)).contains("token: HTTP 400, code invalid_grant");
        assertThat(provider.heard().stream()
                        .filter(request -> request.line().contains("/token"))
                        .map(request -> request.body().replaceFirst(".*&refresh_token=([^&]*).*", "$1"))
                        .skip(1)
                        .limit(2))
                .containsExactly(REFRESH_TOKEN, "of-another-process");
        handsOut("secret");
        assertThat(checks(path)).contains("token", "sign_in");
        assertThat(provider.last("/token").body()).contains("refresh_token=of-another-process");
    }

    @Test
    void a_provider_that_is_unavailable_for_a_while_is_not_one_that_refuses() {
        provider.on("/token", 400, "{\"error\": \"temporarily_unavailable\"}");
        var path = connectMailbox(port());
        Await.until(() -> api.get(path).body().contains("could not be asked: HTTP 400, code temporarily_unavailable"));
        assertThat(api.get(path).body()).doesNotContain("hands out no access token any more");
    }

    @Test
    void a_token_url_without_tls_is_refused_outside_the_operators_networks() {
        for (var url : List.of("http://example.com/token", "http://93.184.215.14/token")) {
            var refused = api.post("/api/v1/integrations", """
                    {"type": "smtp", "config": {"host": "smtp.example.com", "user": "team", "from": "sales@example.com",
                        "auth": "oauth2", "oauth_token_url": "%s", "oauth_client_id": "client",
                        "oauth_refresh_token": "token"}}""".formatted(url));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.at("errors").propertyNames()).containsExactly("config.oauth_token_url");
        }
    }

    @Test
    void a_challenge_of_the_mail_server_is_answered_with_an_empty_line() {
        handsOut("wrong");
        wire.challenge();
        var path = connectMailbox(port());
        assertThat(checks(path)).contains("sign_in: user, password or access token refused");
        assertThat(wire.answers()).isNotEmpty().containsOnly("");
        Await.until(() -> api.get(path).text("data.status").equals("needs_attention"));
    }

    @Test
    void emails_go_out_with_a_token_and_no_password_is_said() {
        handsOut("first", "second");
        try (var mails =
                TlsMailServer.open(Manner.CLEAR, Certificates.in(folder).selfSignedForHost("localhost"))) {
            mails.know("first");
            var path = connect("smtp", mails.port(), "\"user\": \"login\", \"from\": \"sales@example.com\"");
            assertThat(checks(path)).contains("token", "smtp_sign_in").doesNotContain("resolve");
            send();
            Await.until(() -> mails.mails().size() == 1);
            assertThat(provider.asked("/token")).isEqualTo(1);
            mails.know("second");
            send();
            Await.until(() -> mails.mails().size() == 2);
            assertThat(provider.asked("/token")).isEqualTo(2);
            assertThat(mails.heard()).contains("").noneMatch(line -> line.contains("AUTH PLAIN"));
            provider.on("/token", 401, "{\"error\": \"invalid_client\"}");
            mails.know("third");
            send();
            Await.until(() -> api.get(path).text("data.status").equals("needs_attention"));
            assertThat(checks(path)).contains("token: HTTP 401, code invalid_client");
        }
    }

    private void send() {
        var found = api.get("/api/v1/leads?email=" + ann);
        var lead = found.number("meta.total") > 0
                ? found.number("data.0.id")
                : api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"email\": \"%s\"}".formatted(ann))
                        .number("data.id");
        server.bean(LeadEmails.class).send(workspace.caller(), lead, new EmailDraft("Hello", "Hello", "en"));
    }

    @Test
    void what_each_way_to_sign_in_needs_is_told() {
        assertThat(conditions("smtp"))
                .containsExactly(
                        "password: auth=password",
                        "oauth_token_url: auth=oauth2, required",
                        "oauth_client_id: auth=oauth2, required",
                        "oauth_client_secret: auth=oauth2",
                        "oauth_refresh_token: auth=oauth2, required",
                        "oauth_scope: auth=oauth2");
        assertThat(conditions("email_imap"))
                .hasSize(6)
                .contains("password: auth=password, required", "oauth_scope: auth=oauth2");
        assertThat(conditions("webhook")).isEmpty();
    }

    private List<String> conditions(String type) {
        return api.get("/api/v1/integrations/types?per_page=100")
                .at("data")
                .valueStream()
                .filter(one -> one.get("type").asString().equals(type))
                .flatMap(one -> one.get("fields").valueStream())
                .filter(field -> !field.get("only_if").isNull())
                .peek(field -> assertThat(field.get("required").asBoolean()).isFalse())
                .map(field -> "%s: %s=%s%s"
                        .formatted(
                                field.get("key").asString(),
                                field.at("/only_if/field").asString(),
                                field.at("/only_if/value").asString(),
                                field.at("/only_if/required").asBoolean() ? ", required" : ""))
                .toList();
    }

    @Test
    void what_is_missing_is_refused_at_its_field_and_tokens_go_nowhere_else() {
        var missing = api.post("/api/v1/integrations", """
                {"type": "email_imap", "config": {"host": "imap.example.com", "user": "team", "auth": "oauth2",
                    "oauth_token_url": "ftp://example.com"}}""");
        assertThat(missing.at("errors").propertyNames())
                .containsExactlyInAnyOrder(
                        "config.oauth_token_url", "config.oauth_client_id", "config.oauth_refresh_token");
        var password = api.post("/api/v1/integrations", """
                {"type": "email_imap", "config": {"host": "imap.example.com", "user": "team"}}""");
        assertThat(password.at("errors").propertyNames()).containsExactly("config.password");
        handsOut("secret");
        var path = connectMailbox(Mailbox.freePort());
        assertThat(api.patch(path, "{\"config\": {\"password\": null}}").status())
                .as("there is no need of one")
                .isEqualTo(200);
        var moved = api.patch(path, "{\"config\": {\"oauth_token_url\": \"https://evil.example.com/token\"}}");
        assertThat(moved.status()).isEqualTo(422);
        assertThat(moved.at("errors").propertyNames()).containsExactly("config.oauth_refresh_token");
    }
}
