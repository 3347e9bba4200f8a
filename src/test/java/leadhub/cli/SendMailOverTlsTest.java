package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import leadhub.testing.Certificates;
import leadhub.testing.Panel;
import leadhub.testing.PreparedFolder;
import leadhub.testing.TlsMailServer;
import leadhub.testing.TlsMailServer.Manner;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program, told to believe a company's own authority, hands passwords to the right mail server and to no other. */
class SendMailOverTlsTest {
    private static final String PASSWORD = "pass-word-7";
    private static final String SIGN_IN =
            Base64.getEncoder().encodeToString(("\0leads\0" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    private static final String UNTRUSTED = "The connection can’t be encrypted";
    private static final Pattern OUTCOME = Pattern.compile("alert-(success|danger)\" id=\"mail-test\"[^>]*>([^<]*)<");

    @TempDir
    static Path folder;

    private static Certificates certificates;
    private static LeadHubProcess server;
    private static Panel panel;

    @BeforeAll
    static void start() throws Exception {
        certificates = Certificates.in(folder);
        server = LeadHubProcess.serveWith(
                certificates.trusting(),
                PreparedFolder.fill(folder.resolve("data")),
                "--allowed-networks",
                "127.0.0.0/8,::1");
        panel = Panel.signedIn(server.origin(), server.printed("Email"), server.printed("Password"));
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    /** What the page says after a test e-mail to a mail server at {@code localhost}. */
    private static String outcome(TlsMailServer mailServer, String security) {
        panel.get("/settings/mail");
        var form = Map.of(
                "host",
                "localhost",
                "port",
                Integer.toString(mailServer.port()),
                "security",
                security,
                "user",
                "leads",
                "password",
                PASSWORD,
                "from",
                "leads@example.com");
        assertThat(panel.post("/settings/mail", form).status()).isEqualTo(303);
        panel.get("/settings/mail");
        assertThat(panel.post("/settings/mail/test", Map.of()).status()).isEqualTo(303);
        LeadHubProcess.await(
                () -> OUTCOME.matcher(panel.get("/settings/mail/test").body()).find());
        var said = OUTCOME.matcher(panel.get("/settings/mail/test").body());
        assertThat(said.find()).isTrue();
        return said.group(2);
    }

    private static void arrives(Manner manner, String security) {
        try (var mailServer = TlsMailServer.open(manner, certificates.forHost("localhost"))) {
            assertThat(outcome(mailServer, security)).contains("The mail server accepted the email");
            assertThat(mailServer.mails())
                    .singleElement()
                    .asString()
                    .contains("Subject: Test email from LeadHub", "Your mail server works");
            assertThat(mailServer.heard()).anyMatch(line -> line.startsWith("🔒 AUTH"));
            assertThat(mailServer.heard())
                    .filteredOn(line -> !line.startsWith("🔒"))
                    .allMatch(line -> line.matches("EHLO example.com|STARTTLS"));
        }
    }

    /** It is said by name why, and neither password nor e-mail were told. */
    private static void isRefused(Manner manner, String security, SSLContext certificate) {
        try (var mailServer = TlsMailServer.open(manner, certificate)) {
            assertThat(outcome(mailServer, security)).contains(UNTRUSTED);
            assertThat(mailServer.mails()).isEmpty();
            assertThat(mailServer.heard()).noneMatch(line -> line.contains("AUTH") || line.contains("MAIL"));
            assertThat(mailServer.heard().toString()).doesNotContain(PASSWORD).doesNotContain(SIGN_IN);
        }
    }

    @Test
    void anEmailArrivesOverTls() {
        arrives(Manner.TLS, "tls");
    }

    @Test
    void anEmailArrivesOverStartTls() {
        arrives(Manner.STARTTLS, "starttls");
    }

    @Test
    void aCertificateOfAnotherHostIsRefused() {
        var other = certificates.forHost("mail.example.com");
        isRefused(Manner.TLS, "tls", other);
        isRefused(Manner.STARTTLS, "starttls", other);
    }

    @Test
    void aCertificateThatIsOverIsRefused() {
        var expired = certificates.expiredForHost("localhost");
        isRefused(Manner.TLS, "tls", expired);
        isRefused(Manner.STARTTLS, "starttls", expired);
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() {
        var selfSigned = certificates.selfSignedForHost("localhost");
        isRefused(Manner.TLS, "tls", selfSigned);
        isRefused(Manner.STARTTLS, "starttls", selfSigned);
    }

    @Test
    void aServerThatDoesntEncryptAsDemandedIsRefused() {
        var good = certificates.forHost("localhost");
        isRefused(Manner.CLEAR, "starttls", good);
        isRefused(Manner.BROKEN_STARTTLS, "starttls", good);
        isRefused(Manner.CLEAR, "tls", good);
    }
}
