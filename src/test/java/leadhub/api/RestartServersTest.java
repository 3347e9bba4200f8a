package leadhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.HoppingClient;
import leadhub.testing.RawConnection;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Two servers on one database, one restarted after the other while clients go on. */
class RestartServersTest {
    private static final int ENOUGH = 50;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final String key = workspace.secret(EnumSet.allOf(Scope.class), 1_000_000, null);

    @Test
    void a_rolling_restart_fails_no_call_on_connections_that_are_kept() throws Exception {
        // A client of a busy machine notices in time.
        var first = start(Map.of("leadhub.drain", "5s"));
        var port = Integer.parseInt(first.getEnvironment().getRequiredProperty("local.server.port"));
        var client = new HoppingClient(List.of(TestServer.origin(first), server.origin()), key);
        try (client) {
            client.begin();
            more(client);
            first.close();
            more(client);
            first = start(Map.of("leadhub.drain", "5s", "server.port", port));
            more(client);
        } finally {
            first.close();
        }
        assertThat(client.failures()).isEmpty();
    }

    @Test
    void a_server_that_stops_says_so_first_and_serves_meanwhile() throws Exception {
        var stopping = start(Map.of("leadhub.drain", "10s"));
        var origin = TestServer.origin(stopping);
        var readiness = URI.create("http://127.0.0.1:"
                + stopping.getEnvironment().getProperty("local.management.port") + "/actuator/health/readiness");
        var head = "GET /api/v1/me HTTP/1.1\r\nHost: leads\r\nAuthorization: Bearer " + key + "\r\n\r\n";
        try (var kept = RawConnection.to(origin);
                var idle = RawConnection.to(origin);
                var http = HttpClient.newHttpClient()) {
            assertThat(kept.send(head).answer().headers()).doesNotContainKey("connection");
            assertThat(idle.send(head).answer().status()).isEqualTo(200);
            var stop = CompletableFuture.runAsync(stopping::close);
            var request = HttpRequest.newBuilder(readiness).build();
            Await.until(() ->
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 503);

            var last = kept.send(head).answer();
            assertThat(last.status()).isEqualTo(200);
            assertThat(last.headers().get("connection")).contains("close");
            assertThat(kept.isHungUp()).isTrue();
            assertThat(ApiClient.leadHub(origin, key).get("/api/v1/me").status())
                    .isEqualTo(200);
            assertThat(idle.isHungUp()).isTrue();
            stop.join();
        }
    }

    /** Jobs of one that is gone are known by its name. */
    @Test
    void no_two_servers_have_one_name() {
        var names = new HashSet<String>();
        try (var second = start(Map.of())) {
            for (var customizer :
                    List.of(server.bean(DbSchedulerCustomizer.class), second.getBean(DbSchedulerCustomizer.class))) {
                names.add(customizer.schedulerName().orElseThrow().getName());
            }
        }
        assertThat(names).hasSize(2);
    }

    /** It gave its last sign of life longer ago than six of them take, and looking for such ones takes two more. */
    @Test
    void the_jobs_of_a_dead_server_are_taken_over() throws Exception {
        var silence = Duration.ofSeconds(13);
        var settings = server.bean(Environment.class);
        assertThat(settings.getRequiredProperty("db-scheduler.heartbeat-interval", Duration.class)
                        .multipliedBy(2)
                        .plus(silence))
                .isLessThan(Duration.ofSeconds(20));
        try (var owner = server.database().owner().connect();
                var statement = owner.createStatement()) {
            statement.executeUpdate("update scheduled_tasks set picked = true, picked_by = 'dead', last_heartbeat = '"
                    + server.clock().instant().minus(silence) + "', version = version + 1 "
                    + "where task_name = 'prune-rate-windows'");
            Await.until(() -> {
                try (var row = statement.executeQuery(
                        "select not exists (select from scheduled_tasks where picked_by = 'dead')")) {
                    row.next();
                    return row.getBoolean(1);
                }
            });
        }
    }

    private ConfigurableApplicationContext start(Map<String, Object> properties) {
        return server.startSecond(properties);
    }

    private static void more(HoppingClient client) {
        var before = client.answered();
        Await.until(
                () -> client.answered() >= before + ENOUGH || !client.failures().isEmpty());
    }
}
