package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.PreparedFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopServerTest {
    private static final int CLIENTS = 8;
    private static final int ENOUGH = 300;

    @TempDir
    Path data;

    @Test
    void aKilledServerKeepsEveryAcknowledgedLead() throws Exception {
        var acknowledged = ConcurrentHashMap.<Long>newKeySet();
        String secret;
        try (var server = LeadHubProcess.serve(PreparedFolder.fill(data))) {
            var origin = server.origin();
            secret = unlimitedKey();
            try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
                for (var i = 0; i < CLIENTS; i++) {
                    clients.submit(() -> createUntilItDies(ApiClient.leadHub(origin, secret), acknowledged));
                }
                LeadHubProcess.await(() -> acknowledged.size() >= ENOUGH || !server.isAlive());
                server.kill();
            }
        }
        try (var server = LeadHubProcess.serve(data)) {
            var api = ApiClient.leadHub(server.origin(), secret);

            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ENOUGH);
            assertThat(acknowledged)
                    .allSatisfy(id ->
                            assertThat(api.get("/api/v1/leads/" + id).status()).isEqualTo(200));
        }
    }

    @Test
    void aStopLetsARequestThatHasBegunComeToItsEnd() throws Exception {
        try (var server = LeadHubProcess.serve(PreparedFolder.fill(data))) {
            var origin = URI.create(server.origin());
            var body = "{\"first_name\":\"Slow\"}";
            try (var socket = new Socket(origin.getHost(), origin.getPort())) {
                send(socket, """
                        POST /api/v1/leads HTTP/1.1\r
                        Host: leads\r
                        Authorization: Bearer %s\r
                        Content-Type: application/json\r
                        Content-Length: %d\r
                        \r
                        """.formatted(server.printed("LeadHub key"), body.length()) + body.substring(0, 5));
                // A call that comes after it is answered, so the first one has begun.
                ApiClient.withoutKey(server.origin()).get("/api/v1/health");
                server.terminate();
                LeadHubProcess.await(() -> refuses(origin));
                send(socket, body.substring(5));

                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 201")
                        .contains("\"first_name\":\"Slow\"");
            }
            assertThat(server.awaitEnd()).isEqualTo(143);
            assertThat(server.errors().lines()).allMatch(line -> line.contains("No mail server is set"));
            assertThat(data.resolve("postgresql/postmaster.pid")).doesNotExist();
        }
    }

    @Test
    void aStopWritesDownHowOftenKeysWereUsed() throws Exception {
        String email;
        String password;
        try (var server = LeadHubProcess.serve(PreparedFolder.fill(data))) {
            var api = ApiClient.leadHub(server.origin(), server.printed("LeadHub key"));
            for (var call = 0; call < 7; call++) {
                assertThat(api.get("/api/v1/me").status()).isEqualTo(200);
            }
            email = server.printed("Email");
            password = server.printed("Password");
            server.terminate();
            assertThat(server.awaitEnd()).isEqualTo(143);
        }
        try (var server = LeadHubProcess.serve(data)) {
            var panel = Panel.signedIn(server.origin(), email, password);
            assertThat(panel.get("/settings/keys").body()).contains("7 requests today");
        }
    }

    private String unlimitedKey() {
        var command = Command.run(
                "key",
                "create",
                "--workspace",
                "default",
                "--scopes",
                "all",
                "--rate-limit",
                "1000000",
                "--data",
                data.toString());
        assertThat(command.status()).as(command.errors()).isZero();
        return command.output().strip();
    }

    private static void createUntilItDies(ApiClient api, Set<Long> acknowledged) {
        try {
            while (true) {
                var answer = api.post("/api/v1/leads", "{\"first_name\":\"Ann\"}");
                if (answer.status() == 201) {
                    acknowledged.add(answer.number("data.id"));
                }
            }
        } catch (UncheckedIOException e) {
            // The server is gone.
        }
    }

    private static boolean refuses(URI origin) {
        try {
            new Socket(origin.getHost(), origin.getPort()).close();
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }
}
