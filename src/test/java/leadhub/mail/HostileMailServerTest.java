package leadhub.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import leadhub.base.SmtpServer;
import org.junit.jupiter.api.Test;

/** A mail server that is slow or means ill holds nobody and fills nothing. */
class HostileMailServerTest {
    private static final Mail MAIL = new Mail("bob@example.com", "Hello\r\nBcc: all@example.com", "Hello", "<p>Hello");

    /** What a mail server says to whoever connects. */
    @FunctionalInterface
    private interface Speech {
        void say(OutputStream out) throws IOException, InterruptedException;
    }

    private static MailFailure failure(Smtp.Limits limits, Speech speech) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            Thread.ofVirtual().start(() -> {
                try (var peer = socket.accept()) {
                    speech.say(peer.getOutputStream());
                } catch (IOException | InterruptedException e) {
                    // It has hung up, as it should.
                }
            });
            var server = new SmtpServer(
                    "127.0.0.1", socket.getLocalPort(), SmtpServer.Security.NONE, null, null, "leads@example.com");
            var smtp = new Smtp(limits, Clock.systemUTC());
            return catchThrowableOfType(Unsent.class, () -> smtp.send(server, MAIL))
                    .failure();
        }
    }

    private static Smtp.Limits limits(int answer, int all) {
        return new Smtp.Limits(Duration.ofSeconds(2), Duration.ofMillis(answer), Duration.ofMillis(all));
    }

    @Test
    void silence_ends_at_the_deadline_of_an_answer() throws Exception {
        assertThat(failure(limits(200, 60_000), out -> Thread.sleep(Duration.ofMinutes(1))))
                .isEqualTo(MailFailure.DEADLINE);
    }

    @Test
    void a_letter_now_and_then_ends_at_the_deadline_of_all() throws Exception {
        assertThat(failure(limits(60_000, 500), out -> {
                    while (true) {
                        out.write('2');
                        out.flush();
                        Thread.sleep(20);
                    }
                }))
                .isEqualTo(MailFailure.DEADLINE);
    }

    @Test
    void a_line_without_an_end_is_cut_off() throws Exception {
        var flood = "2".repeat(64 * 1024).getBytes(StandardCharsets.US_ASCII);
        assertThat(failure(limits(60_000, 60_000), out -> {
                    while (true) {
                        out.write(flood);
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
