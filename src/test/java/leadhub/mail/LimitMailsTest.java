package leadhub.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import leadhub.base.Role;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.users.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace floods nobody with e-mails; what is too much waits for the next day, and is said to wait. */
class LimitMailsTest {
    private final TestServer server = TestServer.get();
    private final MailQuota quota = server.bean(MailQuota.class);
    private final WaitingMails waiting = server.bean(WaitingMails.class);
    private final TestWorkspace workspace = server.newWorkspace();
    private final User alice = workspace.user(Role.ADMIN);
    private final User bob = workspace.user(Role.AGENT);
    private final Mailbox mailbox = Mailbox.open();
    private Panel panel = Panel.stranger(server.origin());

    @BeforeEach
    void a_workspace_with_a_mail_server() {
        server.clock().pass(Duration.ofHours(1));
        panel = workspace.panel(alice);
        panel.get("/settings/mail");
        assertThat(panel.post("/settings/mail", mailbox.form()).status()).isEqualTo(303);
        panel.get("/settings/mail");
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    @Test
    void one_person_gets_ten_a_day_and_one_more_the_day_after() {
        for (var sent = 1; sent <= MailQuota.MOST_TO_ONE; sent++) {
            sendLink();
            mailbox.await(sent);
        }
        assertThat(panel.get("/settings/team").body()).doesNotContain("Email waiting");
        for (var more = 0; more < 3; more++) {
            sendLink();
        }
        Await.until(() -> jobs() == 1 && !waiting.list(workspace.caller()).isEmpty());
        assertThat(panel.cookie("leadhub-toast")).contains("is+waiting");
        assertThat(panel.get("/settings/team").body())
                .contains("Email waiting", "1 email is waiting: each address gets at most 10 emails a day");
        assertThat(panel.get("/settings/mail").body())
                .contains("1 email is waiting: each address gets at most 10 emails a day");
        assertThat(mailbox.count()).isEqualTo(MailQuota.MOST_TO_ONE);
        // The last one that arrived is still good.
        assertThat(Panel.stranger(server.origin())
                        .get(mailbox.path(MailQuota.MOST_TO_ONE - 1))
                        .status())
                .isEqualTo(200);
        server.clock().pass(Duration.ofHours(24));
        mailbox.await(MailQuota.MOST_TO_ONE + 1);
        Await.until(() -> waiting.list(workspace.caller()).isEmpty());
        assertThat(mailbox.count()).isEqualTo(MailQuota.MOST_TO_ONE + 1);
    }

    @Test
    void a_workspace_sends_500_invitations_a_day_and_the_others_later() {
        for (var sent = 0; sent < MailQuota.MOST_INVITATIONS; sent++) {
            quota.take(workspace.id(), "somebody" + sent + "@example.com", MailQuota.Kind.INVITATION);
        }
        var email = UUID.randomUUID() + "@example.com";
        assertThat(workspace
                        .leadHub()
                        .post("/api/v1/users", "{\"name\": \"Carl\", \"email\": \"" + email + "\"}")
                        .status())
                .isEqualTo(201);
        Await.until(() -> !waiting.list(workspace.caller()).isEmpty());
        assertThat(panel.get("/settings/team").body()).contains("1 email is waiting");
        // Links to new passwords are no invitations.
        sendLink();
        mailbox.await(1);
        server.clock().pass(Duration.ofHours(24));
        mailbox.await(2);
        assertThat(mailbox.path(1)).startsWith("/invitations/");
    }

    @Test
    void a_test_to_an_address_that_got_ten_is_refused_by_name() {
        for (var sent = 0; sent < MailQuota.MOST_TO_ONE; sent++) {
            quota.take(workspace.id(), alice.email(), MailQuota.Kind.OTHER);
        }
        assertThat(panel.post("/settings/mail/test", Map.of()).status()).isEqualTo(303);
        var tests = server.bean(MailTests.class);
        Await.until(() -> tests.last(workspace.caller()).orElseThrow().outcome() != null);
        assertThat(panel.get("/settings/mail").body()).contains("This address got 10 emails within a day");
        assertThat(mailbox.count()).isZero();
    }

    @Test
    void what_is_not_sent_does_not_count() {
        mailbox.close();
        for (var sent = 1; sent < MailQuota.MOST_TO_ONE; sent++) {
            quota.take(workspace.id(), alice.email(), MailQuota.Kind.OTHER);
        }
        panel.post("/settings/mail/test", Map.of());
        var tests = server.bean(MailTests.class);
        Await.until(() -> tests.last(workspace.caller()).orElseThrow().outcome() != null);
        assertThat(quota.next(workspace.id(), alice.email(), MailQuota.Kind.OTHER))
                .isEmpty();
    }

    @Test
    void an_invitation_that_waits_is_dropped_with_its_user() {
        for (var sent = 0; sent < MailQuota.MOST_TO_ONE; sent++) {
            quota.take(workspace.id(), bob.email(), MailQuota.Kind.OTHER);
        }
        sendLink();
        Await.until(() -> !waiting.list(workspace.caller()).isEmpty());
        panel.get("/settings/team");
        panel.post("/settings/team/" + bob.id() + "/remove", Map.of());
        server.clock().pass(Duration.ofHours(24));
        Await.until(() -> waiting.list(workspace.caller()).isEmpty());
        assertThat(mailbox.count()).isZero();
    }

    @Test
    void several_servers_count_together_and_each_workspace_for_itself() {
        var to = UUID.randomUUID() + "@example.com";
        try (var second = server.startSecond()) {
            var other = second.getBean(MailQuota.class);
            var taken = Together.times(20, number -> take(number % 2 == 0 ? quota : other, to));
            assertThat(taken.stream().filter(Boolean::booleanValue)).hasSize(MailQuota.MOST_TO_ONE);
        }
        assertThatThrownBy(() -> quota.take(workspace.id(), to, MailQuota.Kind.INVITATION))
                .isInstanceOf(MailQuotaExceeded.class);
        quota.take(server.newWorkspace().id(), to, MailQuota.Kind.INVITATION);
        // Nobody keeps a notice about an account's safety back by asking for other e-mails.
        quota.take(workspace.id(), to, MailQuota.Kind.SECURITY);
    }

    private boolean take(MailQuota quotas, String to) {
        try {
            quotas.take(workspace.id(), to, MailQuota.Kind.OTHER);
            return true;
        } catch (MailQuotaExceeded e) {
            return false;
        }
    }

    /** How many e-mails of this workspace are to be sent. */
    private long jobs() {
        return server.bean(SchedulerClient.class).<Object>getScheduledExecutionsForTask("mail-link").stream()
                .filter(job -> String.valueOf(job.getData()).contains("workspaceId=" + workspace.id() + ","))
                .count();
    }

    private void sendLink() {
        panel.get("/settings/team");
        assertThat(panel.post("/settings/team/" + bob.id() + "/link", Map.of()).status())
                .isEqualTo(303);
    }
}
