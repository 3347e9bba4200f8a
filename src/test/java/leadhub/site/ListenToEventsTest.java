package leadhub.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import leadhub.base.Problem;
import leadhub.testing.Await;
import leadhub.testing.RawConnection;
import leadhub.web.ServerEvent;
import leadhub.web.intake.OpenStreams;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** A stranger's page listens: events come as they happen, so many at a time, and nobody keeps a stream that nobody reads. */
class ListenToEventsTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static SiteServer server;
    /** Fills each second of silence, and waits for nobody. */
    private static SiteServer hasty;

    @BeforeAll
    static void start() {
        // Eight connections may have a request open, were they not streams.
        server = new SiteServer(Map.of(
                "--max-connections",
                128,
                "--trusted-proxies",
                "127.0.0.1",
                "leadhub.event-streams",
                40,
                "leadhub.event-streams-per-address",
                3,
                // What ends there is noticed by other means.
                "leadhub.event-heartbeat",
                "1h"));
        hasty = new SiteServer(Map.of("leadhub.event-heartbeat", "0s", "leadhub.body-deadline", "1s"));
    }

    @AfterAll
    static void stop() {
        hasty.close();
        server.close();
    }

    @Test
    void events_come_as_they_happen() throws Exception {
        var source = SiteExamples.listening("live");
        var answer = listen("live", "192.0.2.1");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        try (var lines = lines(answer)) {
            assertThat(event(lines)).containsExactly("retry: 2000");
            source.happen(new ServerEvent("7", "message", "one\ntwo"));
            assertThat(event(lines)).containsExactly("id: 7", "event: message", "data: one", "data: two");
            source.happen(new ServerEvent(null, "end", ""));
            assertThat(event(lines)).containsExactly("event: end", "data: ");
            assertThat(lines.readLine()).isNull();
        }
        assertThat(source.closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void an_address_has_so_many_and_others_have_theirs() throws Exception {
        var open = new ArrayList<HttpResponse<InputStream>>();
        for (var i = 0; i < 3; i++) {
            open.add(listen("many-" + i, "192.0.2.2"));
        }
        var fourth = listen("many-3", "192.0.2.2");
        assertThat(fourth.statusCode()).isEqualTo(429);
        assertThat(fourth.headers().firstValue("Retry-After")).isPresent();
        assertThat(SiteExamples.listening("many-3").closed.await(30, TimeUnit.SECONDS))
                .isTrue();
        assertThat(listen("many-4", "2001:db8::1").statusCode()).isEqualTo(200);
        // When one ends there is room for one.
        end("many-0");
        open.getFirst().body().readAllBytes();
        assertThat(SiteExamples.listening("many-0").closed.await(30, TimeUnit.SECONDS))
                .isTrue();
        var next = listen("many-5", "192.0.2.2");
        while (next.statusCode() == 429) {
            next = listen("many-5", "192.0.2.2");
        }
        assertThat(next.statusCode()).isEqualTo(200);
        end("many-1", "many-2", "many-4", "many-5");
    }

    @Test
    void listeners_take_no_place_from_requests() throws Exception {
        var streams = server.context.getBean(OpenStreams.class);
        var names = new ArrayList<String>();
        // Those of other tests are on their way out.
        Await.until(() -> streams.count() == 0);
        for (var i = 0; i < 40; i++) {
            names.add("crowd-" + i);
            assertThat(listen("crowd-" + i, "198.51.100." + i).statusCode()).isEqualTo(200);
        }
        assertThat(listen("crowd-over", "203.0.113.1").statusCode()).isEqualTo(503);
        // More listen than requests may be open, and none of them waits.
        for (var i = 0; i < 50; i++) {
            assertThat(get("/example/one", "203.0.113.2").statusCode()).isEqualTo(200);
        }
        end(names.toArray(String[]::new));
    }

    @Test
    void a_stream_that_fails_gives_its_place_back() throws Exception {
        var source = SiteExamples.listening("failing");
        source.faultOfNext = new Problem.Unavailable(Duration.ofSeconds(5)).exception();
        source.faultOfClose = new IllegalStateException("A fault that a test wants.");
        for (var i = 0; i < 3; i++) {
            assertThat(listen("failing", "192.0.2.4").statusCode()).isEqualTo(200);
        }
        Await.until(() -> listen("failing", "192.0.2.4").statusCode() == 200);
        Await.until(() -> server.context.getBean(OpenStreams.class).count() == 0);
    }

    @Test
    void a_stream_that_an_error_strikes_ends() throws Exception {
        var source = SiteExamples.listening("broken");
        source.errorOfNext = new InternalError("An error that a test wants.");
        var answer = listen("broken", "192.0.2.9");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(source.closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("retry: 2000\n\n");
        Await.until(() -> server.context.getBean(OpenStreams.class).count() == 0);
    }

    @Test
    void others_are_looked_after_though_one_cannot_be() throws Exception {
        var source = SiteExamples.listening("unruly");
        try (var unruly = hastily("unruly");
                var lines = hastily("orderly")) {
            assertThat(event(unruly)).containsExactly("retry: 2000");
            assertThat(event(lines)).containsExactly("retry: 2000");
            source.faultOfDue = new IllegalStateException("A fault that a test wants.");
            // More than may be on their way already.
            for (var i = 0; i < 4; i++) {
                assertThat(event(lines)).containsExactly(":");
            }
            source.faultOfDue = null;
            end("unruly", "orderly");
        }
    }

    @Test
    void a_listener_who_has_left_frees_the_place_at_once() throws Exception {
        var source = SiteExamples.listening("left");
        try (var connection = RawConnection.to(server.origin)) {
            connection.send("GET /c/left/stream HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.3\r\n\r\n");
            assertThat(source.begun.await(30, TimeUnit.SECONDS)).isTrue();
        }
        // Nothing has to be sent to notice it.
        assertThat(source.closed.await(30, TimeUnit.SECONDS)).isTrue();
        Await.until(() -> server.context.getBean(OpenStreams.class).count() == 0);
    }

    @Test
    void what_a_listener_sends_is_ignored() throws Exception {
        var source = SiteExamples.listening("talking");
        try (var connection = RawConnection.to(server.origin)) {
            connection.send("GET /c/talking/stream HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.5\r\n"
                    + "Upgrade: mine\r\nConnection: Upgrade\r\n\r\nGET /c/other/stream HTTP/1.1\r\n\r\n");
            var answer = connection.answer();
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(answer.headers()).doesNotContainKeys("upgrade", "transfer-encoding", "content-length");
            connection.send("x".repeat(100_000));
            source.happen(new ServerEvent(null, "end", ""));
            assertThat(connection.rest()).isEqualTo("retry: 2000\n\nevent: end\ndata: \n\n");
        }
    }

    @Test
    void an_old_client_hears_events_too() throws Exception {
        var source = SiteExamples.listening("old");
        source.happen(new ServerEvent(null, "end", ""));
        try (var connection = RawConnection.to(server.origin)) {
            connection.send("GET /c/old/stream HTTP/1.0\r\nX-Forwarded-For: 192.0.2.6\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(200);
            assertThat(connection.rest()).isEqualTo("retry: 2000\n\nevent: end\ndata: \n\n");
        }
        assertThat(source.closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void silence_is_filled_with_heartbeats() throws Exception {
        var source = SiteExamples.listening("silent");
        try (var lines = hastily("silent")) {
            assertThat(event(lines)).containsExactly("retry: 2000");
            assertThat(event(lines)).containsExactly(":");
            source.happen(new ServerEvent("1", "status", "{}"));
            assertThat(afterSilence(lines)).containsExactly("id: 1", "event: status", "data: {}");
        }
    }

    @Test
    void listeners_stay_while_the_database_hangs() throws Exception {
        var answers = new CountDownLatch(1);
        var hung = new ArrayList<BufferedReader>();
        for (var i = 0; i < 8; i++) {
            var source = SiteExamples.listening("hung-" + i);
            source.seen = answers;
            source.happen(new ServerEvent(null, "end", ""));
            hung.add(hastily("hung-" + i));
            assertThat(source.looking.await(30, TimeUnit.SECONDS)).isTrue();
        }
        var source = SiteExamples.listening("patient");
        try (var lines = hastily("patient")) {
            assertThat(event(lines)).containsExactly("retry: 2000");
            assertThat(event(lines)).containsExactly(":");
            source.happen(new ServerEvent("1", "status", "{}"));
            for (var i = 0; i < 3; i++) {
                assertThat(event(lines)).containsExactly(":");
            }
            answers.countDown();
            assertThat(afterSilence(lines)).containsExactly("id: 1", "event: status", "data: {}");
        }
        for (var one : hung) {
            assertThat(afterSilence(one)).startsWith("event: end");
            one.close();
        }
    }

    @Test
    void listeners_stay_while_the_database_is_away() throws Exception {
        var source = SiteExamples.listening("away");
        source.faultOfLook = new DataAccessResourceFailureException(
                "It is away, as a test wants.", new SQLException("no connection", "08006"));
        source.happen(new ServerEvent("1", "status", "{}"));
        var begun = System.nanoTime();
        try (var lines = hastily("away")) {
            assertThat(event(lines)).containsExactly("retry: 2000");
            for (var i = 0; i < 5; i++) {
                assertThat(event(lines)).containsExactly(":");
            }
            // At first, and again every three seconds.
            assertThat(source.looks.get()).isPositive().isLessThanOrEqualTo(1 + secondsSince(begun) / 3);
            source.faultOfLook = null;
            assertThat(afterSilence(lines)).containsExactly("id: 1", "event: status", "data: {}");
        }
    }

    @Test
    void a_listener_who_never_stops_talking_is_hung_up_on() throws Exception {
        var source = SiteExamples.listening("chatty");
        try (var connection = RawConnection.to(server.origin)) {
            connection.send("GET /c/chatty/stream HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.7\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(200);
            var most = 1_000;
            var taken = 0;
            while (taken < most && connection.offer("x".repeat(64 << 10))) {
                taken++;
            }
            assertThat(taken).isLessThan(most);
        }
        assertThat(source.closed.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void an_error_between_a_request_and_its_stream_gives_the_place_back() throws Exception {
        var source = SiteExamples.listening("struck");
        source.errorOfBeginning = new InternalError("An error that a test wants.");
        try (var connection = RawConnection.to(server.origin)) {
            connection.send("GET /c/struck/stream HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 192.0.2.8\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(200);
            assertThat(connection.isHungUp()).isTrue();
        }
        assertThat(source.closed.await(30, TimeUnit.SECONDS)).isTrue();
        Await.until(() -> server.context.getBean(OpenStreams.class).count() == 0);
    }

    @Test
    void a_body_that_never_comes_keeps_no_stream_open() throws Exception {
        var source = SiteExamples.listening("bodied");
        for (var framing : List.of("Content-Length: 100\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n64\r\nhalf")) {
            try (var connection = RawConnection.to(hasty.origin)) {
                connection.send("GET /c/bodied/stream HTTP/1.1\r\nHost: x\r\n" + framing);
                assertThat(connection.answer().status()).isEqualTo(408);
                assertThat(connection.isHungUp()).isTrue();
            }
        }
        assertThat(source.closed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(source.begun.getCount()).isEqualTo(1);
    }

    @Test
    void a_body_that_comes_is_ignored() throws Exception {
        var source = SiteExamples.listening("ignored");
        source.happen(new ServerEvent(null, "end", ""));
        try (var connection = RawConnection.to(hasty.origin)) {
            connection.send("GET /c/ignored/stream HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
            assertThat(connection.answer().status()).isEqualTo(200);
            assertThat(connection.rest()).startsWith("retry: 2000\n\n").endsWith("event: end\ndata: \n\n");
        }
    }

    @Test
    void head_tells_that_there_is_a_stream() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.origin + "/c/head/stream"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HTTP.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
        assertThat(SiteExamples.listening("head").closed.await(30, TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void a_stopping_server_ends_them() throws Exception {
        var stopping = new SiteServer(Map.of());
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(stopping.origin + "/c/stopping/stream"))
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(SiteExamples.listening("stopping").begun.await(30, TimeUnit.SECONDS))
                .isTrue();
        var stopped = CompletableFuture.runAsync(stopping::close);
        // To its proper end, before the container would break it off.
        assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("retry: 2000\n\n");
        assertThat(SiteExamples.listening("stopping").closed.await(30, TimeUnit.SECONDS))
                .isTrue();
        stopped.get(30, TimeUnit.SECONDS);
    }

    private static int secondsSince(long nanos) {
        return (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }

    private static void end(String... names) {
        for (var name : names) {
            SiteExamples.listening(name).happen(new ServerEvent(null, "end", ""));
        }
    }

    private static HttpResponse<InputStream> listen(String name, String address) throws Exception {
        return get("/c/" + name + "/stream", address);
    }

    private static HttpResponse<InputStream> get(String path, String address) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(server.origin + path))
                        .header("X-Forwarded-For", address)
                        .build(),
                BodyHandlers.ofInputStream());
    }

    private static BufferedReader hastily(String name) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(hasty.origin + "/c/" + name + "/stream"))
                .build();
        return lines(HTTP.send(request, BodyHandlers.ofInputStream()));
    }

    /** The next event, without what fills silence before it. */
    private static List<String> afterSilence(BufferedReader lines) throws IOException {
        var event = event(lines);
        while (event.equals(List.of(":")) || event.equals(List.of("retry: 2000"))) {
            event = event(lines);
        }
        return event;
    }

    private static BufferedReader lines(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static List<String> event(BufferedReader lines) throws IOException {
        var event = new ArrayList<String>();
        for (var line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
            event.add(line);
        }
        return event;
    }
}
