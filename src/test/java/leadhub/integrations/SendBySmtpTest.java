package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import leadhub.emails.EmailDraft;
import leadhub.emails.sending.LeadEmails;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Certificates;
import leadhub.testing.Mailbox;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.TlsMailServer;
import leadhub.testing.TlsMailServer.Manner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Emails to leads go by a mail server of the workspace's own, which is tried out step by step. */
class SendBySmtpTest {
    private static final String PASSWORD = "pass-word-of-a-test";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @TempDir
    private static Path folder;

    private static Certificates certificates;

    @BeforeAll
    static void makeCertificates() {
        certificates = Certificates.in(folder);
    }

    private String connect(String host, int port, String security, String more) {
        var made = api.post("/api/v1/integrations", """
                {"type": "smtp", "config": {"host": "%s", "port": %d, "security": "%s", "from": "sales@example.com"%s}}
                """.formatted(host, port, security, more));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.at("data").get("webhook_url").isNull()).isTrue();
        return "/api/v1/integrations/" + made.text("data.id");
    }

    /** The name of the first check that fails; {@code ""} if none does. */
    private String failed(String path) {
        var answer = api.post(path + "/test", "{}");
        assertThat(answer.body()).doesNotContain(PASSWORD);
        return answer.at("data.checks")
                .valueStream()
                .filter(check -> !check.get("ok").asBoolean())
                .map(check -> check.get("name").asString())
                .findFirst()
                .orElse("");
    }

    private void send() {
        var address = "ann." + workspace.id() + "@example.com";
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"email\": \"%s\"}".formatted(address))
                .number("data.id");
        server.bean(LeadEmails.class).send(workspace.caller(), lead, new EmailDraft("Hello", "Hello", "en"));
    }

    @Test
    void an_email_to_a_lead_comes_from_the_sender_of_the_integration() throws Exception {
        try (var usual = Mailbox.open();
                var own = Mailbox.open()) {
            workspace.mailServer(usual);
            own.know("login", PASSWORD);
            var path = connect(
                    "127.0.0.1", own.port(), "none", ", \"user\": \"login\", \"password\": \"" + PASSWORD + "\"");
            assertThat(failed(path)).isEmpty();
            send();
            own.await(1);
            assertThat(own.message(0).getFrom()[0].toString()).contains("<sales@example.com>");
            assertThat(usual.count()).isZero();
            api.patch(path, "{\"status\": \"paused\"}");
            send();
            usual.await(1);
            assertThat(api.get(path).body()).doesNotContain(PASSWORD).contains("\"set\":true");
        }
    }

    @Test
    void a_test_names_the_step_that_fails() {
        try (var mailbox = Mailbox.open()) {
            mailbox.know("login", PASSWORD);
            assertThat(failed(connect("mail.invalid", 25, "none", ""))).isEqualTo("smtp_resolve");
            assertThat(failed(connect("127.0.0.1", Mailbox.freePort(), "none", "")))
                    .isEqualTo("smtp_connect");
            assertThat(failed(connect("127.0.0.1", mailbox.port(), "starttls", "")))
                    .isEqualTo("smtp_tls");
            var wrong = ", \"user\": \"login\", \"password\": \"wrong " + PASSWORD + "\"";
            assertThat(failed(connect("127.0.0.1", mailbox.port(), "none", wrong)))
                    .isEqualTo("smtp_sign_in");
        }
        try (var strict = TlsMailServer.open(Manner.CLEAR, certificates.selfSignedForHost("localhost"))) {
            strict.refuse("MAIL FROM");
            assertThat(failed(connect("127.0.0.1", strict.port(), "none", ""))).isEqualTo("smtp_sender");
            assertThat(strict.mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TLS", "STARTTLS"})
    void a_certificate_that_nobody_vouches_for_is_refused_unless_it_is_known(Manner manner) throws Exception {
        var certificate = certificates.selfSignedForHost("another.example");
        var more = ", \"user\": \"login\", \"password\": \"" + PASSWORD + "\"";
        var security = manner == Manner.TLS ? "tls" : "starttls";
        try (var mails = TlsMailServer.open(manner, certificate)) {
            var path = connect("127.0.0.1", mails.port(), security, more);
            assertThat(failed(path)).isEqualTo("smtp_tls");
            var other = "0".repeat(64);
            assertThat(failed(connect(
                            "127.0.0.1", mails.port(), security, more + ", \"certificate\": \"" + other + "\"")))
                    .isEqualTo("smtp_tls");
            assertThat(mails.heard()).noneMatch(line -> line.contains("AUTH"));
            var known = more + ", \"certificate\": \"" + fingerprint(certificate) + "\"";
            assertThat(failed(connect("127.0.0.1", mails.port(), security, known)))
                    .isEmpty();
            send();
            Await.until(() -> mails.mails().size() == 1);
            assertThat(mails.heard()).filteredOn(line -> line.contains("AUTH")).allMatch(line -> line.startsWith("🔒"));
        }
    }

    @Test
    void what_can_not_be_is_refused_at_its_field() {
        var wrong = api.post("/api/v1/integrations", """
                {"type": "smtp", "config": {"host": "mail.example.com", "port": 70000, "user": "login", "from": "nobody",
                 "certificate": "abc"}}""");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.at("errors").propertyNames())
                .containsExactlyInAnyOrder("config.port", "config.from", "config.certificate", "config.password");
        var path = connect(
                "mail.example.com", 587, "starttls", ", \"user\": \"login\", \"password\": \"" + PASSWORD + "\"");
        assertThat(api.patch(path, "{\"config\": {\"host\": \"evil.example.com\"}}")
                        .status())
                .isEqualTo(422);
    }

    private static String fingerprint(SSLContext certificate) throws IOException, GeneralSecurityException {
        var trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Anybody()}, null);
        try (var asked = TlsMailServer.open(Manner.TLS, certificate);
                var socket = (SSLSocket) trusting.getSocketFactory().createSocket("127.0.0.1", asked.port())) {
            socket.startHandshake();
            var encoded = socket.getSession().getPeerCertificates()[0].getEncoded();
            return HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));
        }
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return List.<X509Certificate>of().toArray(X509Certificate[]::new);
        }
    }
}
