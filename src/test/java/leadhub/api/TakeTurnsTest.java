package leadhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import leadhub.base.Role;
import leadhub.base.database.DatabasePool;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.LockHolder;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** One workspace's requests hang, all at once: others don't notice. */
class TakeTurnsTest {
    private static final int MANY = 40;
    private final TestServer server = TestServer.get();
    private final TestWorkspace busy = server.newWorkspace();
    private final TestWorkspace other = server.newWorkspace();
    private final ApiClient hanging = busy.leadHub();

    @Test
    void a_workspace_whose_requests_hang_leaves_connections_to_others() throws Exception {
        var lead = hanging.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").number("data.id");
        // However long a busy machine takes until all of them hang.
        try (var patient = server.startSecond(Map.of(
                        "leadhub.statement-timeout", "5m",
                        "leadhub.answer-patience", "5m",
                        "leadhub.database.network-timeout", "6m"));
                var clients = Executors.newVirtualThreadPerTaskExecutor();
                var lock = LockHolder.of(server, busy, lead)) {
            var origin = TestServer.origin(patient);
            // Two thirds of the pool, without what is left to jobs.
            var atOnce = (((DatabasePool) patient.getBean(DataSource.class)).size() - 5) * 2 / 3;
            var api = other.leadHub().at(origin);
            var panel = Panel.signedIn(origin, other.user(Role.AGENT).email(), TestWorkspace.PASSWORD);
            var answers = new ArrayList<Future<ApiAnswer>>();
            for (var i = 0; i < MANY; i++) {
                answers.add(clients.submit(patch(hanging.at(origin), lead)));
            }
            Await.until(() -> lock.blocked() >= atOnce);
            assertThat(api.get("/api/v1/leads").status()).isEqualTo(200);
            assertThat(api.post("/api/v1/leads", "{\"first_name\": \"Bea\"}").status())
                    .isEqualTo(201);
            assertThat(panel.get("/leads").status()).isEqualTo(200);
            assertThat(lock.blocked()).isEqualTo(atOnce);

            lock.rollback();
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_request_that_waits_for_too_long_is_told_to_come_again() throws Exception {
        var lead = hanging.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").number("data.id");
        try (var hasty = server.startSecond(Map.of("leadhub.statement-timeout", "1s"));
                var lock = LockHolder.of(server, busy, lead)) {
            var api = hanging.at(TestServer.origin(hasty));
            assertThat(api.get("/api/v1/leads/" + lead).status()).isEqualTo(200);
            var answer = api.patch("/api/v1/leads/" + lead, "{\"first_name\": \"Bea\"}");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text("code")).isEqualTo("UNAVAILABLE");
            assertThat(answer.header("Retry-After")).isEqualTo("10");
            lock.rollback();
            assertThat(api.patch("/api/v1/leads/" + lead, "{\"first_name\": \"Bea\"}")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static Callable<ApiAnswer> patch(ApiClient api, long lead) {
        return () -> api.patch("/api/v1/leads/" + lead, "{\"notes\": \"waits\"}");
    }
}
