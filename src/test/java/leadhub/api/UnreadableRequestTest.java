package leadhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import leadhub.testing.ApiAnswer;
import leadhub.testing.Contract;
import leadhub.testing.RawConnection;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no proper client sends: refused in the documented shape too, though it never gets to our own code. */
class UnreadableRequestTest {
    private final TestServer server = TestServer.get();
    private final String key = server.newWorkspace().secret(TestServer.allBut(), 100_000, null);

    private ApiAnswer answer(String request) throws IOException {
        try (var client = RawConnection.to(server.origin())) {
            return client.send(request.replace("KEY", key)).answer();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "\u0016\u0003\u0001\u0000\u0005hello\r\n\r\n",
                "GET /api/v1/me HTTP/3.0\r\nHost: x\r\n\r\n",
                "GET /api/v1/me HTTP/1.1\r\n\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost: a b\r\n\r\n",
                "GET /api/v1/leads/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/leads/%00 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/leads/%ff HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/leads/\u00e4 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/leads?search=\u00e4 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET \\api\\v1 HTTP/1.1\r\nHost: x\r\n\r\n",
                "G(T /api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n",
                "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nBad Header: x\r\n\r\n",
                "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n",
                "GET http://other/api/v1/me HTTP/1.1\r\nHost: x\r\n\r\n",
                "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n{}",
                "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n{}",
                "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\n{}",
                "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n{}",
                "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nExpect: magic\r\nContent-Length: 2\r\n\r\n{}",
                "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer KEY\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
            })
    void is_a_bad_request(String request) throws IOException {
        var answer = answer(request);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("BAD_REQUEST");
        Contract.load().check(false, "GET", "/api/v1/me", 400, answer.headers(), answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/leads/%zz HTTP/1.1\r\nHost: x\r\nX-API-Key: KEY\r\n\r\n",
                "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nX-API-Key: KEY\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n",
            })
    void is_worded_for_lymbe_where_its_header_was_read(String request) throws IOException {
        var answer = answer(request);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text("error.code")).isEqualTo("VALIDATION_ERROR");
        Contract.load().check(true, "GET", "/api/v1/leads", 400, answer.headers(), answer.body());
    }

    @Test
    void has_a_bounded_head() throws IOException {
        var far = "a".repeat(20_000);
        for (var request : new String[] {
            "GET /api/v1/leads?search=" + far + " HTTP/1.1\r\nHost: x\r\n\r\n",
            "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX: " + far + "\r\n\r\n",
            "GET /api/v1/me HTTP/1.1\r\nHost: x\r\n" + "X: a\r\n".repeat(200) + "\r\n"
        }) {
            assertThat(answer(request).text("code")).isEqualTo("BAD_REQUEST");
        }
    }

    @Test
    void is_not_echoed() throws IOException {
        var answer = answer("TRACE /api/v1/leads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer KEY\r\n\r\n");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.text("code")).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(answer.header("Allow")).isNotEmpty();
        assertThat(answer.body()).doesNotContain(key);
    }

    @Test
    void of_two_keys_the_first_counts() throws IOException {
        var good = "Authorization: Bearer KEY\r\n";
        var bad = "Authorization: Bearer lh_wrong\r\n";
        var begin = "GET /api/v1/me HTTP/1.1\r\nHost: x\r\n";
        assertThat(answer(begin + good + bad + "\r\n").status()).isEqualTo(200);
        assertThat(answer(begin + bad + good + "\r\n").status()).isEqualTo(401);
        assertThat(answer(begin + good + "X-API-Key: x\r\n\r\n").text("error.code"))
                .isEqualTo("UNAUTHORIZED");
        assertThat(answer(begin + good + "X-API-Key:\r\n\r\n").text("error.code"))
                .isEqualTo("UNAUTHORIZED");
    }

    @Test
    void of_old_times_is_served() throws IOException {
        assertThat(answer("GET /api/v1/me HTTP/1.0\r\nAuthorization: Bearer KEY\r\n\r\n")
                        .status())
                .isEqualTo(200);
        assertThat(answer("GET http://x/api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer KEY\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    /** Who asks before sending must not be told to go on with what is refused anyway. */
    @Test
    void a_client_that_asks_first_is_told_at_once() throws IOException {
        var begin = "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 1048577\r\n";
        assertThat(answer(begin + "\r\n").status()).isEqualTo(401);
        assertThat(answer(begin + "Authorization: Bearer KEY\r\n\r\n").status()).isEqualTo(413);
    }

    @Test
    void what_follows_a_refused_body_is_the_next_request() throws IOException {
        var refused = "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nContent-Length: 60\r\n\r\n";
        var body = "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: x\r\n\r\n";
        try (var client = RawConnection.to(server.origin())) {
            client.send(refused).send(body + " ".repeat(60 - body.length()));
            assertThat(client.answer().status()).isEqualTo(401);
            client.send("GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer KEY\r\n\r\n".replace("KEY", key));
            assertThat(client.answer().status()).isEqualTo(200);
        }
    }
}
