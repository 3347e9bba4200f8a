package leadhub.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import leadhub.audit.AuditFilter;
import leadhub.audit.AuditLog;
import leadhub.base.Region;
import leadhub.base.Role;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import leadhub.users.Account;
import leadhub.users.Accounts;
import leadhub.users.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace sets its mail server, and e-mails with links go out. */
class SendMailTest {
    private static final String CHOSEN = "tree lamp river";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private final String email = "bob." + UUID.randomUUID() + "@example.com";
    private final Mailbox mailbox = Mailbox.open();
    private Panel panel = Panel.stranger(server.origin());

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
        panel = workspace.panel(alice);
        panel.get("/settings/mail");
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    private void set(Map<String, String> form) {
        assertThat(panel.post("/settings/mail", form).status()).isEqualTo(303);
        panel.get("/settings/mail");
    }

    private Panel.Answer invite() {
        return panel.post("/settings/team", Map.of("name", "Bob", "email", email, "role", "agent"));
    }

    @Test
    void an_invitation_arrives_and_leads_in() throws Exception {
        set(mailbox.form());
        var invited = invite();
        assertThat(invited.status()).isEqualTo(303);
        assertThat(panel.cookie("leadhub-toast")).contains("on+its+way");
        mailbox.await(1);
        var message = mailbox.message(0);
        assertThat(message.getSubject()).isEqualTo("You’ve been invited to Test " + workspace.slug());
        assertThat(message.getAllRecipients()[0]).hasToString(email);
        assertThat(message.getFrom()[0]).hasToString("leads@example.com");
        assertThat(mailbox.html(0)).contains("Hello Bob,", mailbox.path(0), "dir=\"ltr\"");
        var bob = Panel.stranger(server.origin());
        bob.get(mailbox.path(0));
        assertThat(bob.post(mailbox.path(0), Map.of("password", CHOSEN)).status())
                .isEqualTo(303);
        assertThat(bob.get("/leads").status()).isEqualTo(200);
    }

    @Test
    void an_invitation_by_the_api_is_mailed_too() {
        set(mailbox.form());
        workspace.leadHub().post("/api/v1/users", "{\"name\": \"Bob\", \"email\": \"" + email + "\"}");
        mailbox.await(1);
        assertThat(Panel.stranger(server.origin()).get(mailbox.path(0)).status())
                .isEqualTo(200);
    }

    @Test
    void it_is_written_in_the_receivers_language() throws Exception {
        set(mailbox.form());
        var bob = workspace.user(Role.AGENT);
        var caller = new leadhub.base.Caller(
                workspace.id(),
                Region.UNKNOWN,
                Role.AGENT,
                new leadhub.base.Actor(leadhub.base.Actor.Kind.USER, bob.id(), bob.name()),
                null,
                null);
        server.bean(Accounts.class).change(caller, new Account("Bob", "ar", "auto", null, null));
        panel.post("/settings/team/" + bob.id() + "/link", Map.of());
        mailbox.await(1);
        assertThat(mailbox.message(0).getSubject()).contains("كلمة مرور جديدة");
        assertThat(mailbox.html(0)).contains("dir=\"rtl\"");
        assertThat(mailbox.path(0)).startsWith("/reset/");
    }

    @Test
    void the_link_stands_nowhere_but_in_the_email() {
        set(mailbox.form());
        invite();
        mailbox.await(1);
        var token = mailbox.path(0).substring("/invitations/".length());
        assertThat(new WorkspaceTables(server).rows(workspace).toString()).doesNotContain(token);
        assertThat(panel.get("/settings/team").body()).doesNotContain(token);
    }

    @Test
    void without_a_mail_server_the_link_is_shown() {
        assertThat(invite().body()).contains("id=\"link\"");
        assertThat(panel.get("/settings/mail").body()).contains("No mail server is set");
    }

    @Test
    void the_password_is_told_to_its_server_and_to_nobody_else() {
        mailbox.know("login", "pass-word-7");
        var form = new HashMap<>(mailbox.form());
        form.putAll(Map.of("user", "login", "password", "pass-word-7"));
        set(form);
        assertThat(panel.get("/settings/mail").body())
                .contains("A password is stored")
                .doesNotContain("pass-word-7");
        assertThat(panel.get("/settings/audit").body()).doesNotContain("pass-word-7");
        // A bytea prints as hexadecimal digits.
        var hex = java.util.HexFormat.of().formatHex("pass-word-7".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(new WorkspaceTables(server).rows(workspace).toString())
                .doesNotContain("pass-word-7")
                .doesNotContain(hex);
        form.remove("password");
        panel.get("/settings/mail");
        set(form);
        assertThat(outcome()).isEqualTo("sent");
        form.put("host", "localhost");
        panel.get("/settings/mail");
        var elsewhere = panel.post("/settings/mail", form);
        assertThat(elsewhere.status()).isEqualTo(422);
        assertThat(elsewhere.body()).contains("Enter the password of this user");
        form.put("password", "pass-word-8");
        assertThat(panel.post("/settings/mail", form).status()).isEqualTo(303);
        assertThat(outcome()).isEqualTo("sign_in");
    }

    @Test
    void a_test_names_what_is_wrong() {
        set(Mailbox.form(Mailbox.freePort()));
        assertThat(outcome()).isEqualTo("unreachable");
        assertThat(panel.get("/settings/mail").body()).contains("can’t be reached");
        var form = new HashMap<>(mailbox.form());
        form.put("security", "starttls");
        set(form);
        assertThat(outcome()).isEqualTo("tls");
        try (var strange = Mailbox.openWithItsOwnCertificate()) {
            var tls = new HashMap<>(strange.form());
            tls.put("security", "tls");
            set(tls);
            assertThat(outcome()).isEqualTo("tls");
        }
        set(mailbox.form());
        assertThat(outcome()).isEqualTo("sent");
        assertThat(panel.get("/settings/mail/test").body()).contains("accepted the email to " + alice.email());
    }

    @Test
    void what_cant_be_a_mail_server_is_refused() {
        for (var wrong : Map.of("host", "a b", "port", "70000", "from", "nobody", "security", "rot13")
                .entrySet()) {
            var form = new HashMap<>(mailbox.form());
            form.put(wrong.getKey(), wrong.getValue());
            assertThat(panel.post("/settings/mail", form).status())
                    .as("%s", wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void a_mail_server_that_is_down_is_tried_again() {
        var port = Mailbox.freePort();
        set(Mailbox.form(port));
        invite();
        Await.until(() -> failures() == 1);
        try (var late = Mailbox.openAt(port)) {
            server.clock().pass(Duration.ofMinutes(1));
            late.await(1);
            assertThat(Panel.stranger(server.origin()).get(late.path(0)).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void it_is_given_up_after_a_day_and_said_so() {
        set(Mailbox.form(Mailbox.freePort()));
        invite();
        for (var failed = 1; failed < 10; failed++) {
            var now = failed;
            Await.until(() -> failures() == now);
            server.clock().pass(Duration.ofHours(8));
        }
        Await.until(() -> !server.bean(AuditLog.class)
                .list(workspace.caller(), new AuditFilter("mail.given_up", null, null, null), Long.MAX_VALUE, 1)
                .isEmpty());
        assertThat(failures()).isZero();
    }

    /** What came of an e-mail that tries the mail server out. */
    private String outcome() {
        panel.get("/settings/mail");
        assertThat(panel.post("/settings/mail/test", Map.of()).status()).isEqualTo(303);
        var tests = server.bean(MailTests.class);
        Await.until(() -> tests.last(workspace.caller()).orElseThrow().outcome() != null);
        return String.valueOf(tests.last(workspace.caller()).orElseThrow().outcome());
    }

    /** How often this workspace's job has failed. */
    private int failures() {
        return server.bean(SchedulerClient.class).<Object>getScheduledExecutionsForTask("mail-link").stream()
                .filter(job -> String.valueOf(job.getData()).contains("workspaceId=" + workspace.id() + ","))
                .mapToInt(job -> job.getConsecutiveFailures())
                .sum();
    }
}
