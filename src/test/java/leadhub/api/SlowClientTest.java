package leadhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.RawConnection;
import leadhub.testing.TestServer;
import leadhub.testing.Visitor;
import leadhub.web.intake.OpenStreams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.context.ConfigurableApplicationContext;

/** Clients that send slowly, or half, or don't read: they are told or cut off in time, and hold nobody else up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientTest {
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    /** What a busy machine may add. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TestServer server = TestServer.get();
    private final String key = server.newWorkspace().secret(TestServer.allBut(), 1_000_000, null);
    private ConfigurableApplicationContext hasty;
    private String origin;

    @BeforeAll
    void start() {
        hasty = server.startSecond(Map.of("leadhub.body-deadline", DEADLINE));
        origin = TestServer.origin(hasty);
    }

    @AfterAll
    void stop() {
        hasty.close();
    }

    private String head(String more) {
        return "POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\n" + more + "\r\n";
    }

    @Test
    void half_a_body_and_then_silence_is_answered_in_time() throws IOException {
        for (var framing : List.of("Content-Length: 100\r\n", "Transfer-Encoding: chunked\r\n")) {
            var begun = System.nanoTime();
            try (var client = RawConnection.to(origin)) {
                client.send(head(framing)).send(framing.startsWith("T") ? "64\r\n{\"first" : "{\"first");
                var answer = client.answer();
                assertThat(answer.status()).as(answer.body()).isEqualTo(408);
                assertThat(answer.text("code")).isEqualTo("REQUEST_TIMEOUT");
                assertThat(answer.header("Connection")).isEqualTo("close");
                assertThat(answer.header("X-RateLimit-Remaining")).isNotEmpty();
                assertThat(client.isHungUp()).isTrue();
            }
            assertThat(since(begun))
                    .isBetween(
                            DEADLINE.minusMillis(100), DEADLINE.multipliedBy(2).plus(PATIENCE));
        }
    }

    @Test
    void who_listens_to_a_conversation_and_reads_nothing_is_dropped() throws IOException {
        var workspace = server.newWorkspace();
        var bot =
                workspace.leadHub().post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
        var begun = Visitor.at(server.origin()).post("/c/" + bot + "/conversations", "{}");
        var id = begun.text("conversation.id");
        // More than the buffers of both sides take.
        var sql = server.bean(Sql.class);
        sql.update(workspace.id(), """
                insert into conversation_messages (workspace_id, conversation_id, number, role, content, created_at)
                select c.workspace_id, c.id, c.last_number + n, 'agent', repeat('字', 5000), now()
                from conversations c, generate_series(1, 1500) n
                where c.workspace_id = ?
                  and c.public_id = ?
                """, workspace.id(), id);
        var streams = hasty.getBean(OpenStreams.class);
        assertThat(streams.count()).isZero();
        try (var client = RawConnection.to(origin)) {
            client.send("GET /c/conversations/" + id + "/stream HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                    + begun.text("token") + "\r\n\r\n");
            Await.until(() -> streams.count() == 1);
            Await.until(() -> streams.count() == 0);
        }
    }

    @Test
    void lymbe_is_told_in_its_own_words() throws IOException {
        try (var client = RawConnection.to(origin)) {
            client.send("POST /api/v1/leads HTTP/1.1\r\nHost: x\r\nX-API-Key: " + key
                    + "\r\nContent-Length: 100\r\n\r\n{\"name");
            var answer = client.answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.text("error.code")).isEqualTo("REQUEST_TIMEOUT");
        }
    }

    @Test
    void a_body_that_trickles_is_cut_off() throws IOException {
        var begun = System.nanoTime();
        try (var client = RawConnection.to(origin).send(head("Content-Length: 100000\r\n"));
                var drops = dripping(client, " ")) {
            var answer = client.answer();
            assertThat(answer.status()).as(answer.body()).isEqualTo(408);
            assertThat(client.isHungUp()).isTrue();
        }
        assertThat(since(begun)).isLessThan(DEADLINE.multipliedBy(2).plus(PATIENCE));
    }

    /** Answered at once, for the key is bad, and still not read for ever. */
    @Test
    void a_body_that_nobody_reads_may_not_trickle_either() throws IOException {
        var head =
                " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n";
        for (var line : List.of("POST /api/v1/leads", "PUT /api/v1/leads/1", "GET /api/v1/leads", "POST /docs")) {
            var begun = System.nanoTime();
            try (var client = RawConnection.to(origin).send(line + head);
                    var drops = dripping(client, " ")) {
                assertThat(client.answer().status()).as(line).isIn(401, 405);
                assertThat(client.isHungUp()).as(line).isTrue();
            }
            assertThat(since(begun))
                    .as(line)
                    .isLessThan(DEADLINE.multipliedBy(2).plus(PATIENCE));
        }
    }

    @Test
    void half_a_head_and_then_silence_is_cut_off() throws IOException {
        for (var begin : List.of("", "GET /api", "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthoriz")) {
            var begun = System.nanoTime();
            try (var client = RawConnection.to(origin)) {
                client.send(begin);
                assertThat(client.isHungUp()).as("after '%s'", begin).isTrue();
            }
            assertThat(since(begun)).isLessThan(DEADLINE.multipliedBy(2).plus(PATIENCE));
        }
    }

    @Test
    void a_head_that_trickles_is_cut_off() throws IOException {
        for (var begin : List.of("GET /api/v1/", "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nX-Long: ")) {
            var begun = System.nanoTime();
            try (var client = RawConnection.to(origin).send(begin);
                    var drops = dripping(client, "x")) {
                assertThat(client.isHungUp()).as("after '%s'", begin).isTrue();
            }
            assertThat(since(begun))
                    .isBetween(
                            DEADLINE.minusMillis(100), DEADLINE.multipliedBy(2).plus(PATIENCE));
        }
    }

    @Test
    void a_connection_that_is_kept_is_not_cut_off() throws IOException {
        var request = "GET /api/v1/me HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\n\r\n";
        try (var client = RawConnection.to(origin)) {
            var end = System.nanoTime() + DEADLINE.multipliedBy(3).toNanos();
            while (System.nanoTime() < end) {
                assertThat(client.send(request).answer().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void a_body_that_breaks_off_is_no_body() throws IOException {
        var before = leads();
        try (var client = RawConnection.to(origin)) {
            client.send(head("Content-Length: 100\r\n")).send("{\"first_name\": \"x\"}");
            client.endOutput();
            client.isHungUp();
        }
        assertThat(leads()).isEqualTo(before);
    }

    @Test
    void a_client_that_does_not_read_holds_nobody_up() throws IOException, SQLException {
        var api = ApiClient.leadHub(origin, key);
        var notes = "n".repeat(60_000);
        for (var i = 0; i < 20; i++) {
            api.post("/api/v1/leads", "{\"first_name\": \"x\", \"notes\": \"" + notes + "\"}");
        }
        var request = "GET /api/v1/leads?per_page=100 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + key + "\r\n\r\n";
        var silent = new ArrayList<RawConnection>();
        try {
            for (var i = 0; i < 40; i++) {
                silent.add(RawConnection.to(origin).send(request.repeat(20)));
            }
            for (var i = 0; i < 20; i++) {
                assertThat(api.get("/api/v1/me").status()).isEqualTo(200);
                assertThat(api.get("/api/v1/leads?per_page=1").status()).isEqualTo(200);
            }
            waitForFreeConnections();
        } finally {
            for (var one : silent) {
                one.close();
            }
        }
    }

    @Test
    void many_slow_bodies_hold_no_database_connection() throws IOException, SQLException {
        var api = ApiClient.leadHub(origin, key);
        api.get("/api/v1/me");
        var slow = new ArrayList<RawConnection>();
        try {
            // More than there are connections.
            for (var i = 0; i < 64; i++) {
                slow.add(RawConnection.to(origin)
                        .send(head("Content-Length: 100\r\nIdempotency-Key: slow" + i + "\r\n"))
                        .send("{\"first"));
            }
            waitForFreeConnections();
            assertThat(api.post("/api/v1/leads", "{\"first_name\": \"quick\"}").status())
                    .isEqualTo(201);
            for (var one : slow) {
                assertThat(one.answer().status()).isEqualTo(408);
            }
        } finally {
            for (var one : slow) {
                one.close();
            }
        }
    }

    /** One listens for signals all the time, and jobs look for work now and then. */
    private void waitForFreeConnections() throws SQLException {
        var pool =
                hasty.getBean(DataSource.class).unwrap(HikariDataSource.class).getHikariPoolMXBean();
        Await.until(() -> pool.getActiveConnections() <= 2 && pool.getThreadsAwaitingConnection() == 0);
    }

    private long leads() {
        return ApiClient.leadHub(origin, key).get("/api/v1/leads").number("meta.total");
    }

    /** Sends a drop every tenth of a second until the server hangs up. */
    private static AutoCloseableQuietly dripping(RawConnection client, String drop) {
        var drops = Executors.newSingleThreadScheduledExecutor();
        drops.scheduleAtFixedRate(
                () -> {
                    if (!client.offer(drop)) {
                        drops.shutdown();
                    }
                },
                100,
                100,
                TimeUnit.MILLISECONDS);
        return drops::shutdownNow;
    }

    /** Closes without complaint. */
    private interface AutoCloseableQuietly extends AutoCloseable {
        @Override
        void close();
    }

    private static Duration since(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }
}
