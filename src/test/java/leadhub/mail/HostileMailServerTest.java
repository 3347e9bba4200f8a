package leadhub.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import leadhub.base.settings.SmtpServer;
import leadhub.outside.AllowedAddresses;
import org.junit.jupiter.api.Test;
import org.springframework.boot.http.client.InetAddressFilter;

/** A mail server that is slow or means ill holds nobody and fills nothing. */
class HostileMailServerTest {
    private static final Mail MAIL = new Mail("bob@example.com", "Hello\r\nBcc: all@example.com", "Hello", "<p>Hello");

    /** What a mail server says to whoever connects. */
    @FunctionalInterface
    private interface Speech {
        void say(Socket peer) throws IOException;
    }

    private static MailFailure failure(Smtp.Limits limits, Speech speech) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (var peer = socket.accept()) {
                    speech.say(peer);
                } catch (IOException e) {
                    // It has hung up, as it should.
                }
            });
            var server = new SmtpServer(
                    "127.0.0.1", socket.getLocalPort(), SmtpServer.Security.NONE, null, null, "leads@example.com");
            var smtp = new Smtp(limits, Clock.systemUTC());
            return catchThrowableOfType(Unsent.class, () -> smtp.send(server, InetAddressFilter.all(), MAIL))
                    .failure();
        }
    }

    /** Whether the other side has said nothing for a while, and hasn't hung up. */
    private static boolean isSilent(Socket peer) throws IOException {
        try {
            return peer.getInputStream().read() >= 0;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private static Smtp.Limits limits(int answer, int all) {
        return new Smtp.Limits(Duration.ofSeconds(2), Duration.ofMillis(answer), Duration.ofMillis(all));
    }

    /** By its name too: what counts is the address that is dialled. */
    @Test
    void one_on_this_machine_is_not_called() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            socket.setSoTimeout(1);
            var smtp = new Smtp(Smtp.USUAL, Clock.systemUTC());
            for (var host : List.of("localhost", "127.0.0.1", "2130706433")) {
                var server = new SmtpServer(
                        host, socket.getLocalPort(), SmtpServer.Security.NONE, null, null, "leads@example.com");
                var unsent = catchThrowableOfType(
                        Unsent.class, () -> smtp.send(server, new AllowedAddresses(List.of()), MAIL));
                assertThat(unsent.failure()).as(host).isEqualTo(MailFailure.FORBIDDEN);
                assertThat(unsent.isFinal()).isTrue();
            }
            assertThatThrownBy(socket::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void silence_ends_at_the_deadline_of_an_answer() throws Exception {
        assertThat(failure(limits(200, 60_000), peer -> peer.getInputStream().read()))
                .isEqualTo(MailFailure.DEADLINE);
    }

    @Test
    void a_letter_now_and_then_ends_at_the_deadline_of_all() throws Exception {
        assertThat(failure(limits(60_000, 500), peer -> {
                    peer.setSoTimeout(20);
                    while (isSilent(peer)) {
                        peer.getOutputStream().write('2');
                    }
                }))
                .isEqualTo(MailFailure.DEADLINE);
    }

    @Test
    void a_line_without_an_end_is_cut_off() throws Exception {
        var flood = "2".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        assertThat(failure(limits(60_000, 60_000), peer -> {
                    while (true) {
                        peer.getOutputStream().write(flood);
                    }
                }))
                .isEqualTo(MailFailure.REFUSED);
    }

    @Test
    void a_subject_begins_no_other_header() {
        assertThat(MAIL.subject()).isEqualTo("Hello Bcc: all@example.com");
        assertThat(MAIL.toString()).doesNotContain("Hello");
    }
}
