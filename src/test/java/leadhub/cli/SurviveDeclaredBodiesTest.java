package leadhub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import leadhub.testing.ApiClient;
import leadhub.testing.PreparedFolder;
import leadhub.testing.RawConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is declared costs nothing: 25 KB once ended the program. */
class SurviveDeclaredBodiesTest {
    private static final String SIGN_IN = "POST /sign-in HTTP/1.1\r\nHost: x\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 1048576\r\n\r\na";

    @TempDir
    Path folder;

    @Test
    void many_sign_ins_that_never_come_leave_the_server_alive() throws Exception {
        try (var server = LeadHubProcess.serveWith(
                List.of("-XX:+ExitOnOutOfMemoryError"), PreparedFolder.fill(folder.resolve("data")))) {
            var api = ApiClient.leadHub(server.origin(), server.printed("LeadHub key"));
            var connections = new ArrayList<RawConnection>();
            for (var i = 0; i < 260; i++) {
                var connection = RawConnection.to(server.origin());
                connection.offer(SIGN_IN);
                connections.add(connection);
            }
            assertThat(api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"}").status())
                    .isEqualTo(201);
            assertThat(server.isAlive()).isTrue();
            for (var connection : connections) {
                connection.close();
            }
        }
    }
}
