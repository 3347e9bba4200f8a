package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.OtherProcess;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ApplicationContext;

/**
 * Processes that take deliveries are killed between the answer and the lead, and while they work: each delivery that was answered
 * becomes a lead in another process, once.
 */
@Timeout(600)
class KillReceivingServersTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    /** Answers, and never comes to work on it. */
    public static class Answering implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var port = context.getEnvironment().getProperty("local.server.port");
            var url = "http://127.0.0.1:" + port + arguments.getFirst();
            for (var number = new AtomicInteger(); ; number.incrementAndGet()) {
                var email = arguments.get(1) + number.get() + "@example.com";
                Connected.send("POST", url, "{\"id\": \"%s\", \"email\": \"%s\"}".formatted(email, email), Map.of());
            }
        }
    }

    /** Works on it too, until it is killed. */
    public static final class Working extends Answering {
        @Override
        public boolean worksOnIntake() {
            return true;
        }
    }

    @Test
    void what_was_answered_becomes_a_lead_once_in_another_process() throws Exception {
        var hook = Connected.create(api, "{\"type\": \"webhook\", \"config\": {\"dedupe_path\": \"id\"}}");
        var path = hook.url().substring(server.origin().length());
        server.pauseJobs();
        for (var work : List.of(Answering.class, Working.class)) {
            var before = hook.now().number("data.events_count");
            var other = server.inAnotherProcess(
                    work, List.of(path, work.getSimpleName().toLowerCase(Locale.ROOT)));
            Await.until(() -> hook.now().number("data.events_count") > before + 20);
            other.destroyForcibly().waitFor();
            if (work == Answering.class) {
                assertThat(api.get("/api/v1/intake?status=received").number("meta.total"))
                        .isGreaterThan(20);
            }
        }
        var events = hook.now().number("data.events_count");
        server.resumeJobs();
        server.clock().pass(Duration.ofSeconds(30));
        Await.until(() -> api.get("/api/v1/intake?status=received").number("meta.total") == 0);
        assertThat(api.get("/api/v1/intake?status=processed").number("meta.total"))
                .isEqualTo(events);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(events);
        assertThat(hook.now().number("data.leads_count")).isEqualTo(events);
    }
}
