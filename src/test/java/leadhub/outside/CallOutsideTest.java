package leadhub.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import leadhub.base.settings.AddressRange;
import leadhub.testing.Certificates;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.http.client.InetAddressFilter;

/** We call an address that somebody typed, and the other side does what it likes. */
class CallOutsideTest {
    private static final int MOST_BYTES = 64 * 1024;
    private static final OutsideRequest.Most MOST = new OutsideRequest.Most(MOST_BYTES);
    private static final AllowedAddresses LOOPBACK = new AllowedAddresses(List.of(AddressRange.parse("127.0.0.0/8")));

    private static OutsideHttp http(InetAddressFilter allowed, long deadline) {
        var limits = new OutsideHttp.Limits(Duration.ofMillis(deadline), Duration.ofMillis(deadline), 2, 3);
        return new OutsideHttp(allowed, SSLContexts.createSystemDefault(), limits);
    }

    private static OutsideRequest get(String url) {
        return new OutsideRequest("GET", URI.create(url), Map.of(), new byte[0], MOST);
    }

    private static String at(OtherSide other) {
        return "http://127.0.0.1:" + other.port() + "/";
    }

    private static OutsideOutcome call(OutsideHttp http, OtherSide other) throws IOException {
        try (http;
                other) {
            return http.send(get(at(other)));
        }
    }

    /** What comes of a call that may take its time. */
    private static OutsideOutcome call(OtherSide other) throws IOException {
        return call(http(LOOPBACK, 60_000), other);
    }

    /** What comes of a call that would go on for ever. */
    private static OutsideOutcome callInAHurry(OtherSide other) throws IOException {
        return call(http(LOOPBACK, 300), other);
    }

    private static OutsideFailure failure(OutsideOutcome outcome) {
        assertThat(outcome).isInstanceOf(OutsideOutcome.Failed.class);
        return ((OutsideOutcome.Failed) outcome).failure();
    }

    @Test
    void what_is_sent_arrives_and_the_answer_comes_back() throws Exception {
        var body = "{\"name\": \"Jürgen\"}".getBytes(StandardCharsets.UTF_8);
        try (var http = http(LOOPBACK, 60_000);
                var other = OtherSide.answering("HTTP/1.1 418 No\r\nX-Word: one\r\nx-word: two\r\n\r\nhello")) {
            var outcome = http.send(new OutsideRequest(
                    "POST",
                    URI.create(at(other) + "hook?a=b"),
                    Map.of("Content-Type", "application/json", "X-LeadHub-Event", "lead.created"),
                    body,
                    MOST));
            assertThat(outcome).isInstanceOfSatisfying(OutsideOutcome.Answered.class, answer -> {
                assertThat(answer.status()).isEqualTo(418);
                assertThat(answer.isSuccess()).isFalse();
                assertThat(answer.headers().get("x-word")).containsExactly("one", "two");
                assertThat(answer.body()).asString().isEqualTo("hello");
            });
            assertThat(other.heard().getFirst())
                    .startsWith("POST /hook?a=b HTTP/1.1\r\n")
                    .contains("Host: 127.0.0.1:" + other.port())
                    .contains("Content-Type: application/json\r\n")
                    .contains("X-LeadHub-Event: lead.created\r\n")
                    .contains("Content-Length: " + body.length)
                    .contains("User-Agent: LeadHub\r\n");
        }
    }

    @Test
    void a_redirect_is_an_answer() throws Exception {
        try (var inside = OtherSide.answering("HTTP/1.1 200 OK\r\n\r\nsecret")) {
            var outcome = call(OtherSide.answering("HTTP/1.1 307 Go\r\nLocation: " + at(inside) + "\r\n\r\n"));
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            OutsideOutcome.Answered.class,
                            answer -> assertThat(answer.status()).isEqualTo(307));
            assertThat(inside.connections()).isZero();
        }
    }

    @Test
    void nothing_of_one_call_is_left_for_the_next() throws Exception {
        var answer = "HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK\r\n\r\nforged";
        try (var http = http(LOOPBACK, 60_000);
                var other = OtherSide.answering(answer)) {
            http.send(get(at(other)));
            var second = (OutsideOutcome.Answered) http.send(get(at(other)));
            assertThat(second.body()).asString().isEqualTo("ok");
            assertThat(other.connections()).isEqualTo(2);
            assertThat(other.heard().getLast()).doesNotContainIgnoringCase("cookie");
        }
    }

    @Nested
    class WhereTo {
        @ParameterizedTest
        @ValueSource(strings = {"127.0.0.1", "2130706433", "localhost", "[::1]", "[::ffff:127.0.0.1]"})
        void this_machine_is_not_called(String host) throws Exception {
            try (var other = OtherSide.answering("HTTP/1.1 200 OK\r\n\r\n");
                    var http = http(new AllowedAddresses(List.of()), 60_000)) {
                var outcome = http.send(get("http://" + host + ":" + other.port() + "/"));
                // Name services differ in what they take for an address.
                assertThat(failure(outcome)).isIn(OutsideFailure.ADDRESS_NOT_ALLOWED, OutsideFailure.UNKNOWN_HOST);
                assertThat(other.connections()).isZero();
            }
        }

        @Test
        void the_networks_around_are_not_called() throws Exception {
            try (var http = http(new AllowedAddresses(List.of()), 60_000)) {
                for (var host : List.of("10.0.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "[fd00::1]")) {
                    assertThat(failure(http.send(get("http://" + host + "/"))))
                            .as(host)
                            .isEqualTo(OutsideFailure.ADDRESS_NOT_ALLOWED);
                }
            }
        }

        /** A name that leads to an allowed address when it is checked, and to this machine when it is dialled. */
        @Test
        void only_addresses_that_were_checked_are_dialled() throws Exception {
            var outside = InetAddress.ofLiteral("93.184.216.34");
            var names = new DnsResolver() {
                @Override
                public InetAddress[] resolve(String host) {
                    return new InetAddress[] {InetAddress.getLoopbackAddress(), outside};
                }

                @Override
                public String resolveCanonicalHostname(String host) {
                    return host;
                }
            };
            var allowed = new AllowedNames(new AllowedAddresses(List.of()), names);
            assertThat(allowed.resolve("rebinding.example")).containsExactly(outside);
        }

        @Test
        void a_name_that_nobody_has_is_called_so() throws Exception {
            try (var http = http(LOOPBACK, 60_000)) {
                assertThat(failure(http.send(get("http://nowhere.invalid/")))).isEqualTo(OutsideFailure.UNKNOWN_HOST);
            }
        }

        @Test
        void a_closed_port_is_unreachable() throws Exception {
            try (var taken = new Socket();
                    var http = http(LOOPBACK, 60_000)) {
                // Nobody else gets the port meanwhile, and nobody listens there.
                taken.bind(new InetSocketAddress("127.0.0.1", 0));
                assertThat(failure(http.send(get("http://127.0.0.1:" + taken.getLocalPort() + "/"))))
                        .isEqualTo(OutsideFailure.UNREACHABLE);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "https://Example.com,https://example.com/",
            "http://example.com:8080/a?b=c#d,http://example.com:8080/a?b=c",
            "https://bücher.example/ä,https://xn--bcher-kva.example/%C3%A4",
            "http://[::1]:80/,http://[::1]:80/",
            "https://example.com?x=1,https://example.com/?x=1"
        })
        void an_address_is_read_as_it_is_called(String typed, String called) {
            assertThat(OutsideUrl.parse(typed)).contains(URI.create(called));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "example.com",
                    "ftp://example.com/",
                    "file:///etc/passwd",
                    "https://",
                    "https:///x",
                    "https://user:secret@example.com/",
                    "https://example.com:0/",
                    "https://example.com:99999/",
                    "https://exa mple.com/",
                    "http://0x7f.1/",
                    "https://bücher.example:0/",
                    "https://bücher.example:99999/",
                    "https://bücher.1/",
                    "javascript:alert(1)",
                    "http://example.com/\r\nX: y"
                })
        void anything_else_is_no_address(String typed) {
            assertThat(OutsideUrl.parse(typed)).isEmpty();
        }

        @Test
        void an_address_is_as_long_as_it_is_called() {
            assertThat(OutsideUrl.parse("https://example.com/" + "ü".repeat(330)))
                    .isPresent();
            assertThat(OutsideUrl.parse("https://example.com/" + "ü".repeat(700)))
                    .isEmpty();
        }
    }

    @Nested
    class InTime {
        @Test
        void silence_ends_at_the_deadline() throws Exception {
            assertThat(failure(callInAHurry(
                            OtherSide.speaking(peer -> peer.getInputStream().read()))))
                    .isEqualTo(OutsideFailure.DEADLINE);
        }

        @Test
        void a_letter_now_and_then_ends_at_the_deadline() throws Exception {
            for (var begin : List.of("HTTP/1.1 200 O", "HTTP/1.1 200 OK\r\nX: ", "HTTP/1.1 200 OK\r\n\r\n")) {
                assertThat(failure(callInAHurry(OtherSide.speaking(peer -> {
                            peer.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
                            peer.setSoTimeout(20);
                            while (isSilent(peer)) {
                                peer.getOutputStream().write('x');
                            }
                        }))))
                        .as(begin)
                        .isEqualTo(OutsideFailure.DEADLINE);
            }
        }

        @Test
        void preliminary_answers_without_end_end_at_the_deadline() throws Exception {
            var early = "HTTP/1.1 103 Early Hints\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            assertThat(failure(callInAHurry(OtherSide.speaking(peer -> {
                        while (true) {
                            peer.getOutputStream().write(early);
                        }
                    }))))
                    .isEqualTo(OutsideFailure.DEADLINE);
        }

        @Test
        void a_body_that_nobody_takes_ends_at_the_deadline() throws Exception {
            try (var http = http(LOOPBACK, 300);
                    var other = OtherSide.speaking(peer -> new CountDownLatch(1).await())) {
                var large = new OutsideRequest("POST", URI.create(at(other)), Map.of(), new byte[50_000_000], MOST);
                assertThat(failure(http.send(large))).isEqualTo(OutsideFailure.DEADLINE);
            }
        }

        @Test
        void a_host_that_takes_long_keeps_no_other_waiting() throws Exception {
            var held = new CountDownLatch(2);
            try (var http = http(LOOPBACK, 60_000);
                    var threads = Executors.newVirtualThreadPerTaskExecutor();
                    var slow = OtherSide.speaking(peer -> {
                        held.countDown();
                        peer.getInputStream().read();
                    });
                    var quick = OtherSide.answering("HTTP/1.1 200 OK\r\n\r\n")) {
                for (var i = 0; i < 2; i++) {
                    threads.submit(() -> http.send(get(at(slow))));
                }
                held.await();
                assertThat(failure(http.send(get(at(slow))))).isEqualTo(OutsideFailure.BUSY);
                assertThat(http.send(get(at(quick)))).isInstanceOf(OutsideOutcome.Answered.class);
                slow.close();
            }
        }

        private static boolean isSilent(java.net.Socket peer) throws IOException {
            try {
                return peer.getInputStream().read() >= 0;
            } catch (SocketTimeoutException e) {
                return true;
            }
        }
    }

    @Nested
    class InBounds {
        @Test
        void an_answer_without_end_is_too_large() throws Exception {
            for (var head : List.of("", "Content-Length: 1000000000\r\n")) {
                assertThat(failure(call(OtherSide.speaking(peer -> {
                            peer.getOutputStream()
                                    .write(("HTTP/1.1 200 OK\r\n" + head + "\r\n").getBytes(StandardCharsets.US_ASCII));
                            while (true) {
                                peer.getOutputStream().write(new byte[64 * 1024]);
                            }
                        }))))
                        .isEqualTo(OutsideFailure.TOO_LARGE);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"Content-Length: 1000000000", "Transfer-Encoding: chunked"})
        void what_is_too_large_is_not_read_to_its_end(String header) throws Exception {
            var sent = new AtomicLong();
            var outcome = call(OtherSide.speaking(peer -> {
                peer.getOutputStream()
                        .write(("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                for (var i = 0; i < 900; i++) {
                    peer.getOutputStream().write(mebibyte(header));
                    sent.incrementAndGet();
                }
            }));
            assertThat(failure(outcome)).isEqualTo(OutsideFailure.TOO_LARGE);
            // Some of it is on its way before we say that we don't want it.
            assertThat(sent).hasValueLessThan(100);
        }

        private static byte[] mebibyte(String header) {
            var bytes = new byte[1 << 20];
            return header.endsWith("chunked")
                    ? ("100000\r\n" + new String(bytes, StandardCharsets.US_ASCII) + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII)
                    : bytes;
        }

        @Test
        void an_answer_that_unpacks_to_much_is_too_large() throws Exception {
            assertThat(failure(call(OtherSide.speaking(peer -> {
                        peer.getOutputStream().write(packedHead());
                        try (var packed = new GZIPOutputStream(peer.getOutputStream())) {
                            for (var i = 0; i < 1_000; i++) {
                                packed.write(new byte[1 << 20]);
                            }
                        }
                    }))))
                    .isEqualTo(OutsideFailure.TOO_LARGE);
        }

        @Test
        void a_packed_answer_is_unpacked() throws Exception {
            var bytes = new ByteArrayOutputStream();
            bytes.write(packedHead());
            try (var packed = new GZIPOutputStream(bytes)) {
                packed.write("hello".getBytes(StandardCharsets.US_ASCII));
            }
            var outcome = call(OtherSide.speaking(peer -> bytes.writeTo(peer.getOutputStream())));
            assertThat(((OutsideOutcome.Answered) outcome).body()).asString().isEqualTo("hello");
        }

        @Test
        void a_head_without_end_is_broken() throws Exception {
            for (var part : List.of("x".repeat(1024), "X: y\r\n".repeat(100))) {
                assertThat(failure(call(OtherSide.speaking(peer -> {
                            peer.getOutputStream().write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
                            while (true) {
                                peer.getOutputStream().write(part.getBytes(StandardCharsets.US_ASCII));
                            }
                        }))))
                        .isEqualTo(OutsideFailure.BROKEN);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "SSH-2.0-OpenSSH_9.2\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nplain",
                    ""
                })
        void what_is_no_whole_answer_is_broken(String answer) throws Exception {
            assertThat(failure(call(OtherSide.answering(answer)))).isEqualTo(OutsideFailure.BROKEN);
        }

        private static byte[] packedHead() {
            return "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
        }

        @Test
        void a_header_can_begin_no_other() {
            for (var value : List.of("a\r\nHost: b", "a\nb", "a\u0000b", "日本", "x".repeat(9_000))) {
                assertThat(OutsideRequest.mayBear("X-Own", value)).as(value).isFalse();
            }
            for (var name : List.of("Host", "content-length", "Transfer-Encoding", "A B", "", "X:Y", "Connection")) {
                assertThat(OutsideRequest.mayBear(name, "x")).as(name).isFalse();
            }
            assertThat(OutsideRequest.mayBear("X-Own", "ä and a\ttab")).isTrue();
            assertThatThrownBy(() -> new OutsideRequest(
                            "GET", URI.create("http://example.com/"), Map.of("X", "a\r\nY: b"), new byte[0], MOST))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class OverTls {
        @TempDir
        static Path folder;

        private static OutsideOutcome call(SSLContext theirs, SSLContext ours) throws IOException {
            var listening = theirs.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
            var limits = new OutsideHttp.Limits(Duration.ofMinutes(1), Duration.ofMinutes(1), 2, 3);
            try (var http = new OutsideHttp(LOOPBACK, ours, limits);
                    var other = OtherSide.speaking(
                            (ServerSocket) listening,
                            peer -> peer.getOutputStream()
                                    .write("HTTP/1.1 200 OK\r\n\r\nok".getBytes(StandardCharsets.US_ASCII)))) {
                return http.send(get("https://localhost:" + other.port() + "/"));
            }
        }

        @Test
        void only_a_certificate_that_is_good_for_the_host_will_do() throws Exception {
            var certificates = Certificates.in(folder);
            var trusting = certificates.trustingContext();
            assertThat(call(certificates.forHost("localhost"), trusting)).isInstanceOf(OutsideOutcome.Answered.class);
            assertThat(failure(call(certificates.forHost("other.example"), trusting)))
                    .isEqualTo(OutsideFailure.TLS);
            assertThat(failure(call(certificates.expiredForHost("localhost"), trusting)))
                    .isEqualTo(OutsideFailure.TLS);
            assertThat(failure(call(certificates.selfSignedForHost("localhost"), trusting)))
                    .isEqualTo(OutsideFailure.TLS);
        }

        @Test
        void who_speaks_no_tls_is_refused() throws Exception {
            try (var http = http(LOOPBACK, 60_000);
                    var other = OtherSide.blurting("HTTP/1.1 400 No\r\n\r\n")) {
                assertThat(failure(http.send(get("https://127.0.0.1:" + other.port() + "/"))))
                        .isEqualTo(OutsideFailure.TLS);
            }
        }

        @Test
        void a_handshake_that_never_ends_ends_at_the_deadline() throws Exception {
            try (var http = http(LOOPBACK, 300);
                    var other = OtherSide.speaking(peer -> peer.getInputStream().read())) {
                assertThat(failure(http.send(get("https://127.0.0.1:" + other.port() + "/"))))
                        .isEqualTo(OutsideFailure.DEADLINE);
            }
        }
    }

    @Nested
    class Signed {
        /** The example of Standard Webhooks' own libraries. */
        @Test
        void as_standard_webhooks_says() {
            var key = java.util.Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
            assertThat(Signatures.standard(
                            key,
                            "msg_p5jXN8AQM9LWM0D4loKWxJek",
                            java.time.Instant.ofEpochSecond(1614265330),
                            "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        }

        /** RFC 4231, test case 2. */
        @Test
        void in_hexadecimal() {
            assertThat(Signatures.hex(
                            "Jefe".getBytes(StandardCharsets.US_ASCII),
                            "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII)))
                    .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
            assertThat(Signatures.isSame("abc", "abc")).isTrue();
            assertThat(Signatures.isSame("abc", "abd")).isFalse();
        }
    }
}
