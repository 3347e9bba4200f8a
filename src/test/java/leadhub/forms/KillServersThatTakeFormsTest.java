package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.OtherProcess;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ApplicationContext;

/** A process that takes forms is killed while visitors send them: whoever was answered is a lead in another process, once. */
@Timeout(600)
class KillServersThatTakeFormsTest {
    private static final String ANSWERED = "answered ";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    @AfterEach
    void resume() {
        server.resumeJobs();
    }

    /** Eight visitors at once, each of whom says who was answered, until it is killed; it works on what was kept, too. */
    public static final class Taking implements OtherProcess.Work {
        private static final HttpClient HTTP = HttpClient.newHttpClient();

        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var url = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")
                    + arguments.getFirst();
            Together.times(8, visitor -> {
                for (var number = 0; ; number++) {
                    send(url, "visitor." + visitor + "." + number + "@example.com");
                }
            });
        }

        private static void send(String url, String email) {
            try {
                var request = HttpRequest.newBuilder(URI.create(url))
                        .header("Accept", "application/json")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"email\": \"" + email + "\"}"))
                        .build();
                if (HTTP.send(request, BodyHandlers.ofString()).statusCode() == 201) {
                    System.out.println(ANSWERED + email);
                }
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public boolean worksOnIntake() {
            return true;
        }
    }

    private List<String> texts(String statement) {
        return server.bean(Sql.class).query(workspace.id(), row -> row.getString(1), statement, workspace.id());
    }

    @Test
    void whoever_was_answered_is_one_lead_in_another_process() throws Exception {
        var form = api.post("/api/v1/forms", "{\"name\": \"Contact\", \"settings\": {\"spam\": {\"min_seconds\": 0}}}");
        server.pauseJobs();
        var other = server.inAnotherProcess(Taking.class, List.of("/f/" + form.text("data.public_id")));
        var answered = new TreeSet<String>();
        try (var said = other.inputReader(StandardCharsets.UTF_8)) {
            read(said, answered, 60);
            // SIGKILL: it has no time to end anything. What it had said by then can still be read.
            other.toHandle().destroyForcibly();
            other.waitFor();
            read(said, answered, Integer.MAX_VALUE);
        }
        assertThat(api.get("/api/v1/intake?source=form").number("meta.total")).isGreaterThanOrEqualTo(answered.size());
        server.resumeJobs();
        server.clock().pass(Duration.ofSeconds(30));
        Await.until(() -> api.get("/api/v1/intake?status=received").number("meta.total") == 0);
        assertThat(texts("select email from leads where workspace_id = ?"))
                .doesNotHaveDuplicates()
                .containsAll(answered);
        // Whoever wasn't answered may be there, wholly, or not at all.
        assertThat(
                        texts(
                                "select field_values ->> 'email' from form_submissions where workspace_id = ? and lead_id is not null"))
                .containsExactlyInAnyOrderElementsOf(texts("select email from leads where workspace_id = ?"));
        assertThat(
                        texts(
                                "select field_values ->> 'email' from form_submissions where workspace_id = ? and lead_id is null"))
                .isEmpty();
        assertThat(api.get("/api/v1/forms/" + form.text("data.id")).number("data.submissions_count"))
                .isEqualTo(api.get("/api/v1/leads").number("meta.total"));
    }

    private static void read(BufferedReader said, Set<String> answered, int most) {
        said.lines()
                .filter(line -> line.startsWith(ANSWERED))
                .limit(most)
                .forEach(line -> answered.add(line.substring(ANSWERED.length())));
    }
}
