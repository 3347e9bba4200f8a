package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WaitingJobs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A receiver fails for days, and those who can mend it are told. */
class FailingWebhooksTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Receiver receiver = Receiver.answering(500);
    private final Mailbox mailbox = Mailbox.open();
    private final Hook hook = Hook.create(api, """
            {"name": "Accounting", "target_url": "%s", "events": ["lead.created"]}
            """.formatted(receiver.url()));

    @BeforeEach
    void administrators() {
        workspace.mailServer(mailbox);
        workspace.user(Role.AGENT);
    }

    @AfterEach
    void close() {
        receiver.close();
        mailbox.close();
    }

    /** Another event fails. */
    private void fail() {
        var before = receiver.heard().size();
        hook.lead();
        Await.until(() -> hook.last().number("data.attempts_count") > 0
                && receiver.heard().size() > before);
    }

    @Test
    void administrators_hear_of_it_on_the_first_day_and_when_it_is_switched_off() throws Exception {
        fail();
        assertThat(hook.status()).isEqualTo("failing");
        server.clock().pass(Duration.ofMinutes(6));
        fail();
        mailbox.await(1);
        assertThat(mailbox.message(0).getSubject()).contains("Accounting").contains("is failing");
        // Days that pass under a job look like the end of its server.
        Await.until(() -> Stream.of("mail-webhook-notice", "mail-webhook-notice-to-one")
                .allMatch(job -> WaitingJobs.count(server, workspace, job) == 0));
        server.clock().pass(Duration.ofDays(4));
        fail();
        assertThat(hook.status()).isEqualTo("failing");
        server.clock().pass(Duration.ofDays(1));
        // What is still to be tried fails too, perhaps first: then nothing is sent any more.
        hook.lead();
        Await.until(() -> hook.status().equals("disabled"));
        assertThat(hook.get().text("data.disabled_reason")).isEqualTo("failures");
        mailbox.await(2);
        assertThat(mailbox.message(1).getSubject()).contains("turned off");
        assertThat(mailbox.count()).isEqualTo(2);
        // What was still to be tried isn't any more.
        server.clock().pass(Duration.ofDays(1));
        Await.until(() -> hook.count("pending") == 0);
    }

    @Test
    void any_success_ends_the_streak() {
        fail();
        server.clock().pass(Duration.ofDays(4));
        receiver.become(Receiver.status(200));
        hook.lead();
        Await.until(() -> hook.status().equals("active"));
        receiver.become(Receiver.status(500));
        fail();
        server.clock().pass(Duration.ofDays(2));
        fail();
        assertThat(hook.status()).isEqualTo("failing");
    }
}
