package leadhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
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
    /** Two thirds of the pool, without what is left to jobs. */
    private final int atOnce = (((DatabasePool) server.bean(DataSource.class)).size() - 5) * 2 / 3;

    @Test
    void a_workspace_whose_requests_hang_leaves_connections_to_others() throws Exception {
        var lead = hanging.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").text("data.id");
        var api = other.leadHub();
        var panel = other.panel(Role.AGENT);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor();
                var lock = lock(lead)) {
            var answers = new ArrayList<Future<ApiAnswer>>();
            for (var i = 0; i < MANY; i++) {
                answers.add(clients.submit(patch(hanging, lead)));
            }
            awaitWaiting(atOnce);
            assertThat(api.get("/api/v1/leads").status()).isEqualTo(200);
            assertThat(api.post("/api/v1/leads", "{\"first_name\": \"Bea\"}").status())
                    .isEqualTo(201);
            assertThat(panel.get("/leads").status()).isEqualTo(200);
            assertThat(waiting()).isEqualTo(atOnce);

            lock.rollback();
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_request_that_waits_for_too_long_is_told_to_come_again() throws Exception {
        var lead = hanging.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").text("data.id");
        try (var hasty = server.startSecond(Map.of("leadhub.statement-timeout", "1s"));
                var lock = lock(lead)) {
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

    private static Callable<ApiAnswer> patch(ApiClient api, String lead) {
        return () -> api.patch("/api/v1/leads/" + lead, "{\"notes\": \"waits\"}");
    }

    /** Holds a lead, as a transaction does that doesn't come to its end. */
    private Connection lock(String lead) throws SQLException {
        var connection = server.database().application().connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select set_workspace('" + busy.id() + "')");
            statement.execute(
                    "select from leads where workspace_id = " + busy.id() + " and id = " + lead + " for update");
        }
        return connection;
    }

    private void awaitWaiting(int number) {
        Await.until(() -> waiting() >= number);
    }

    private long waiting() throws SQLException {
        try (var connection = server.database().application().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select count(*)
                        from pg_stat_activity
                        where datname = current_database() and wait_event_type = 'Lock'
                        """)) {
            row.next();
            return row.getLong(1);
        }
    }
}
