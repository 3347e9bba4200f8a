package leadhub.integrations.emailimap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.ImapMailbox;
import leadhub.testing.ImapWire;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mailbox is listened to: what comes is read in a moment, whatever its server does. */
class ListenToMailboxTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ImapMailbox mailbox = ImapMailbox.open();
    private final ImapWire wire = ImapWire.to(mailbox);
    private int sent;

    @AfterEach
    void close() {
        wire.close();
        mailbox.close();
    }

    private String connect() {
        var made = api.post("/api/v1/integrations", mailbox.body("INBOX", wire.port()));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        Await.until(this::isAtRest);
        return "/api/v1/integrations/" + made.text("data.id");
    }

    private void receive() {
        mailbox.receive("""
                From: someone.%d@example.org
                Subject: Prices
                Message-ID: <%d@x>

                Hello
                """.formatted(++sent, sent));
    }

    private void awaitRows(String path, int count) {
        Await.until(() -> api.get(path + "/events").number("meta.total") == count);
    }

    private boolean isListenedTo() {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getBoolean(1),
                        "select count(*) > 0 from mailboxes where workspace_id = ? and listened_until > ?",
                        workspace.id(),
                        server.clock().instant());
    }

    /** It was read, and the next time is to come. What is there when it is read first stays there. */
    private boolean isAtRest() {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getBoolean(1),
                        "select count(*) > 0 from mailboxes where workspace_id = ? and uid_validity is not null"
                                + " and leased_until is null and next_at > ?",
                        workspace.id(),
                        server.clock().instant());
    }

    /** Twice: whoever is at it when the time comes doesn't see what has come since. */
    private void letItBeAsked() {
        for (var i = 0; i < 2; i++) {
            server.clock().pass(Duration.ofMinutes(1));
            Await.until(this::isAtRest);
        }
    }

    @Test
    void what_comes_is_read_in_a_moment() {
        var path = connect();
        Await.until(() -> wire.idle() == 1);
        var before = server.clock().instant();
        receive();
        awaitRows(path, 1);
        receive();
        awaitRows(path, 2);
        assertThat(Duration.between(before, server.clock().instant())).isLessThan(Duration.ofMinutes(1));
        assertThat(mailbox.isAnySeen()).isFalse();
        assertThat(wire.idle()).isEqualTo(1);
    }

    @Test
    void listening_begins_anew_before_a_server_hangs_up_and_nobody_else_listens_meanwhile() {
        var path = connect();
        Await.until(() -> wire.idle() == 1 && isListenedTo());
        var begun = wire.idles();
        server.clock().pass(Duration.ofMinutes(10));
        Await.until(() -> wire.idles() > begun && wire.idle() == 1 && isListenedTo());
        assertThat(server.bean(ListeningClaims.class).take(workspace.id(), id(path)))
                .isEmpty();
        receive();
        awaitRows(path, 1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_server_that_hangs_up_is_listened_to_again_after_a_pause(boolean isPolite) {
        var path = connect();
        Await.until(() -> wire.idle() == 1);
        var begun = wire.idles();
        wire.hangUp(isPolite);
        Await.until(() -> !isListenedTo());
        server.clock().pass(Duration.ofMinutes(2));
        Await.until(() -> wire.idles() > begun && wire.idle() == 1);
        receive();
        awaitRows(path, 1);
        assertThat(api.get(path).text("data.status")).isEqualTo("active");
    }

    @Test
    void a_server_that_says_nothing_any_more_is_found_out_and_mail_comes_by_asking() {
        var path = connect();
        Await.until(() -> wire.idle() == 1 && isListenedTo());
        wire.fallSilent();
        receive();
        letItBeAsked();
        awaitRows(path, 1);
        server.clock().pass(Duration.ofMinutes(10));
        Await.until(() -> wire.ends() == 1);
        var begun = wire.idles();
        wire.speak();
        server.clock().pass(Duration.ofMinutes(2));
        Await.until(() -> wire.idles() > begun && wire.idle() == 1 && isListenedTo());
        receive();
        awaitRows(path, 2);
    }

    @Test
    void a_server_that_cannot_tell_is_asked_each_minute() {
        wire.hideIdle();
        var path = connect();
        receive();
        letItBeAsked();
        awaitRows(path, 1);
        assertThat(wire.idles()).isZero();
        assertThat(isListenedTo()).isFalse();
    }

    @Test
    void what_is_paused_or_stopped_is_left_alone_and_taken_up_again() {
        var path = connect();
        Await.until(() -> wire.idle() == 1 && isListenedTo());
        server.pauseJobs();
        try {
            assertThat(isListenedTo()).isFalse();
            Await.until(() -> wire.idle() == 0);
        } finally {
            server.resumeJobs();
        }
        server.clock().pass(Duration.ofMinutes(1));
        Await.until(() -> wire.idle() == 1);
        assertThat(api.patch(path, "{\"status\": \"paused\"}").status()).isEqualTo(200);
        server.clock().pass(Duration.ofMinutes(3));
        Await.until(() -> wire.idle() == 0);
        assertThat(isListenedTo()).isFalse();
    }

    private static long id(String path) {
        return Long.parseLong(path.substring(path.lastIndexOf('/') + 1));
    }
}
