package leadhub.integrations.emailimap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import leadhub.emails.received.IncomingEmail;
import leadhub.web.intake.UploadDisk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Emails as mail programs write them, and as nobody should. */
class ReadEmailTest {
    private static IncomingEmail read(String email) {
        return Objects.requireNonNull(readIfOne(email));
    }

    /** Null for what is no message. */
    private static @Nullable IncomingEmail readIfOne(String email) {
        var bytes = email.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        try (var files = new UploadDisk("", 16).files()) {
            var spooled = SpooledMail.of(new ByteArrayInputStream(bytes), ImapRead.MOST_OF_ONE, files.create());
            var mail = MailReader.read(spooled);
            return mail == null ? null : mail.email();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_plain_text_comes_before_html_and_files_are_named() {
        var email = read("""
                From: =?utf-8?q?J=C3=BCrgen_von_der_L?= <j@example.org>
                To: team@example.com
                Subject: =?iso-8859-1?q?Gr=FC=DFe?=
                 und mehr
                Message-ID: <a@example.org>
                In-Reply-To: <b@example.org>
                References: <c@example.org>
                 <b@example.org>
                Date: Fri, 27 Nov 2026 10:00:00 +0100
                Content-Type: multipart/mixed; boundary="m"

                --m
                Content-Type: multipart/alternative; boundary="a"

                --a
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable

                Sch=F6ne Gr=FC=DFe
                --a
                Content-Type: text/html

                <p>Anders</p>
                --a--
                --m
                Content-Type: application/pdf
                Content-Disposition: attachment; filename="=?utf-8?q?Plan=C3=A4.pdf?="
                Content-Transfer-Encoding: base64

                AAAA
                --m--
                """);
        assertThat(email.text()).isEqualTo("Schöne Grüße");
        assertThat(email.subject()).isEqualTo("Grüße und mehr");
        assertThat(email.sender().firstName()).isEqualTo("Jürgen");
        assertThat(email.sender().lastName()).isEqualTo("von der L");
        assertThat(email.references()).containsExactly("<c@example.org>", "<b@example.org>");
        assertThat(email.sentAt()).isEqualTo(Instant.parse("2026-11-27T09:00:00Z"));
        assertThat(email.attachments()).containsExactly(new IncomingEmail.Attachment("Planä.pdf", "application/pdf"));
        assertThat(email.automatic()).isNull();
        assertThat(email.isCut()).isFalse();
    }

    @Test
    void html_alone_is_read_as_people_see_it() {
        var email = read("""
                From: Website <no-reply@shop.example>
                Reply-To: Ann Lee <ann@example.org>
                Subject: Request
                Content-Type: text/html; charset=utf-8

                <html><head><title>x</title><style>p{color:red}</style></head><body>
                <script>alert(1)</script><table><tr><td>Name</td><td>Ann &amp; Bob</td></tr></table>
                <p>One<br>two</p><img src="https://tracker.example/x.gif"></body></html>
                """);
        assertThat(email.text()).isEqualTo("Name Ann & Bob\nOne\ntwo");
        assertThat(email.sender().email()).isEqualTo("ann@example.org");
        assertThat(email.sender().name()).isEqualTo("Ann Lee");
        assertThat(email.from()).isEqualTo("no-reply@shop.example");
        assertThat(email.messageId()).isNull();
        assertThat(email.key()).startsWith("sha256:");
    }

    @Test
    void a_report_says_which_email_came_back_and_why() {
        var email = read("""
                From: mailer-daemon@mx.example
                Content-Type: multipart/report; report-type=delivery-status; boundary="b"

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example

                Original-Recipient: rfc822;ann@example.org
                Final-Recipient: rfc822;ann@inside.example
                Action: failed
                Status: 5.1.1 (no such user)
                --b
                Content-Type: message/rfc822

                Message-ID: <ours@leadhub.example>
                Subject: Hello

                Text
                --b--
                """);
        assertThat(email.automatic()).isEqualTo(IncomingEmail.Automatic.REPORT);
        var bounce = Objects.requireNonNull(email.bounce());
        assertThat(bounce.messageId()).isEqualTo("<ours@leadhub.example>");
        assertThat(bounce.recipients())
                .containsExactly(new IncomingEmail.Recipient("ann@example.org", "failed", "5.1.1"));
    }

    @Test
    void nothing_hostile_takes_long_or_breaks_what_follows() {
        var deep = new StringBuilder("From: a@example.org\n");
        for (var i = 0; i < 200; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=\"b")
                    .append(i)
                    .append("\"\n\n--b")
                    .append(i)
                    .append('\n');
        }
        assertThat(read(deep.toString()).isCut()).isTrue();
        assertThat(read("From: a@example.org\nContent-Type: text/plain; charset=nonsense\n\nHello")
                        .text())
                .isEqualTo("Hello");
        assertThat(read("From: a@example.org\nContent-Type: text/plain\n\na\0b").text())
                .isEqualTo("ab");
        assertThat(read("From: <<>>,,;\nSubject: x\n\nHello").from()).isNotNull();
        assertThat(read("From: a@example.org\nContent-Type: text/html\n\n" + "<".repeat(200_000))
                        .text())
                .isNotNull();
        assertThat(read("From: a@example.org\nContent-Type: text/html\n\n" + "<script>".repeat(20_000))
                        .text())
                .isNotNull();
        assertThat(read("From: a@example.org\n\n" + "x".repeat(300_000)).text()).hasSize(64 * 1024);
        assertThat(readIfOne("")).isNull();
    }
}
