package leadhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import leadhub.testing.RawConnection;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Where people come by HTTPS, browsers are told to come no other way, on every answer. */
class ComeByHttpsTest {
    private static final String[] REQUESTS = {
        "GET /sign-in HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /leads HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /docs/index.html HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /nothing HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/v1/leads HTTP/1.1\r\nHost: x\r\n\r\n",
        "OPTIONS /api/v1/leads HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /api/v1/leads/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
    };

    private final TestServer server = TestServer.get();

    @Test
    void behind_https() throws IOException {
        try (var https = server.startSecond(Map.of("--base-url", "https://leads.example.com"))) {
            for (var request : REQUESTS) {
                try (var client = RawConnection.to(TestServer.origin(https))) {
                    assertThat(client.send(request).answer().header("Strict-Transport-Security"))
                            .as(request)
                            .isEqualTo("max-age=31536000");
                }
            }
        }
    }

    @Test
    void and_not_elsewhere() throws IOException {
        try (var client = RawConnection.to(server.origin())) {
            assertThat(client.send(REQUESTS[0]).answer().header("Strict-Transport-Security"))
                    .isEmpty();
        }
    }
}
