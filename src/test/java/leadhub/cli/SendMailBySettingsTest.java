package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import leadhub.audit.AuditFilter;
import leadhub.audit.AuditLog;
import leadhub.base.Caller;
import leadhub.base.settings.Settings;
import leadhub.base.settings.SmtpServer.Security;
import leadhub.mail.MailServer;
import leadhub.mail.MailServers;
import leadhub.testing.ApiClient;
import leadhub.testing.Mailbox;
import leadhub.testing.PreparedFolder;
import leadhub.workspaces.Workspaces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail server among the settings serves every workspace, and the first start makes a secret key. */
class SendMailBySettingsTest {
    @TempDir
    Path data;

    @Test
    void anInvitationGoesOut() throws IOException {
        try (var mailbox = Mailbox.open();
                var server = Server.start(Settings.of(
                        Map.of(
                                "--data", PreparedFolder.fill(data).toString(),
                                "--port", "0",
                                "--management-port", "0",
                                "--smtp-host", "127.0.0.1",
                                "--smtp-port", Integer.toString(mailbox.port()),
                                "--smtp-security", "none",
                                "--smtp-from", "leads@example.com"),
                        Map.of()))) {
            var key = server.made().orElseThrow().leadHubKey();
            ApiClient.leadHub(server.url(), key)
                    .post("/api/v1/users", "{\"name\": \"Bob\", \"email\": \"bob@example.com\"}");
            mailbox.await(1);
            assertThat(mailbox.text(0)).contains(server.url() + "/invitations/");
            // The operator's mail server may be anywhere; a workspace's may not.
            var workspace = server.get(Workspaces.class).find("default").orElseThrow();
            var caller = Caller.system(workspace.id(), "test");
            var own = new MailServer("localhost", mailbox.port(), Security.NONE, null, false, "own@example.com");
            server.get(MailServers.class).set(caller, own, null);
            ApiClient.leadHub(server.url(), key)
                    .post("/api/v1/users", "{\"name\": \"Carl\", \"email\": \"carl@example.com\"}");
            var givenUp = new AuditFilter("mail.given_up", null, null, null);
            LeadHubProcess.await(() -> !server.get(AuditLog.class)
                    .list(caller, givenUp, Long.MAX_VALUE, 1)
                    .isEmpty());
            assertThat(mailbox.count()).isEqualTo(1);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("secret.key"))))
                    .isEqualTo("rw-------");
        }
    }
}
