package leadhub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import leadhub.base.Json;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;

/**
 * 2,000 open conversations, each with its page listening, in which 200 messages a second are said, one half by visitors and one by the
 * team: how long each takes to the listening page, whether one is lost, and what memory the server takes.
 */
final class ChatBench {
    private static final int CONVERSATIONS = 2_000;
    private static final int A_SECOND = 200;
    private static final int SENDERS = 16;
    /** Seconds before those that count, as a server that has just been started is slow. */
    private static final int WARM_UP = 20;

    private static final double MOST_MILLISECONDS = 200;
    /** After the last one was said. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    /** All visitors of the bench come from one address, which is let in here. */
    private static final String LIMITS =
            "-Dleadhub.event-streams-per-address=2000"
                    + " -Dleadhub.chat.conversations-per-address=10000 -Dleadhub.chat.messages-per-address=10000000"
                    + " -Dleadhub.chat.flood=1000000";

    private static final Pattern NUMBER = Pattern.compile("\"content\":\"bench ([0-9]+)\"");

    private final ServerChild server;
    private final Site site;
    private final int seconds;
    private final AtomicLongArray heard;
    private final LongAdder refused = new LongAdder();

    private ChatBench(ServerChild server, Site site, int seconds) {
        this.server = server;
        this.site = site;
        this.seconds = seconds;
        this.heard = new AtomicLongArray((WARM_UP + seconds) * A_SECOND);
    }

    /** @param seconds for which people talk */
    static String run(Path data, int seconds) throws Exception {
        Progress.say("Starting the server on " + data);
        var server = ServerChild.startWith(data, LIMITS);
        try (server;
                var database =
                        Database.open(Settings.of(Map.of("--data", data.toString()), Map.of()), Database.Mode.COMMAND);
                var verbs = new Verbs(database)) {
            var sites = new Sites(verbs, () -> "http://127.0.0.1:" + server.port());
            return new ChatBench(server, sites.site("chats", 1_000), seconds).measure();
        }
    }

    /** A conversation, and by what its visitor is known. */
    private record Talk(String id, String token) {}

    private String measure() throws Exception {
        var bot = text(post("/api/v1/bots", site.leadHubKey(), "{\"name\": \"Bench\"}"), "/data/id");
        Progress.say("Beginning " + CONVERSATIONS + " conversations");
        var talks = new ArrayList<Talk>();
        try (var connection = server.connect()) {
            for (var i = 0; i < CONVERSATIONS; i++) {
                var begun = post(connection, "/c/" + bot + "/conversations", "", "{}");
                var talk = new Talk(text(begun, "/conversation/id"), text(begun, "/token"));
                post(connection, "/c/conversations/" + talk.id() + "/handover", talk.token(), "{}");
                talks.add(talk);
            }
        }
        var sockets = new ArrayList<Socket>();
        try (var listeners =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            listen(talks, sockets, listeners);
            var idle = memory("VmRSS");
            Progress.say(A_SECOND + " messages a second for " + seconds + " s");
            var said = say(talks);
            var end = System.nanoTime() + PATIENCE;
            while (count() < said.length - refused.sum() && System.nanoTime() < end) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            }
            for (var socket : sockets) {
                socket.close();
            }
            return table(said, idle);
        }
    }

    private void listen(List<Talk> talks, List<Socket> sockets, ExecutorService listeners) throws Exception {
        var isOpen = new CountDownLatch(talks.size());
        for (var talk : talks) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            sockets.add(socket);
            socket.getOutputStream()
                    .write(("GET /c/conversations/" + talk.id() + "/stream HTTP/1.1\r\nHost: x\r\n"
                                    + "Accept: text/event-stream\r\nAuthorization: Bearer " + talk.token() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            listeners.submit(() -> {
                hear(socket, isOpen);
                return "";
            });
        }
        if (!isOpen.await(2, TimeUnit.MINUTES)) {
            throw new IOException(isOpen.getCount() + " streams weren't opened.");
        }
    }

    private void hear(Socket socket, CountDownLatch isOpen) {
        try (var lines =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8), 1024)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("HTTP/1.1 200")) {
                    isOpen.countDown();
                }
                var found = NUMBER.matcher(line);
                if (line.startsWith("data:") && found.find()) {
                    heard.compareAndSet(Integer.parseInt(found.group(1)), 0, System.nanoTime());
                }
            }
        } catch (IOException e) {
            // The bench is over, or the message counts as lost.
            Progress.say("A stream ended");
        }
    }

    /** Each is said at its time, whether or not the answers keep up. @return when each was due */
    private long[] say(List<Talk> talks) throws InterruptedException {
        var due = new long[heard.length()];
        var begun = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        for (var n = 0; n < due.length; n++) {
            due[n] = begun + n * 1_000_000_000L / A_SECOND;
        }
        try (var senders = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            for (var i = 0; i < SENDERS; i++) {
                var sender = i;
                senders.submit(() -> {
                    try (var connection = server.connect()) {
                        for (var n = sender; n < due.length; n += SENDERS) {
                            LockSupport.parkNanos(Math.max(1, due[n] - System.nanoTime()));
                            say(connection, talks.get(n * 7 % talks.size()), n);
                        }
                    } catch (IOException e) {
                        refused.increment();
                        Progress.say("A sender failed: " + e.getMessage());
                    }
                    return "";
                });
            }
        }
        return due;
    }

    private void say(HttpConnection connection, Talk talk, int n) throws IOException {
        var content = "{\"client_id\": \"" + n + "\", \"content\": \"bench " + n + "\"}";
        var isVisitors = n / SENDERS % 2 == 0;
        var path = (isVisitors ? "/c/conversations/" : "/api/v1/conversations/") + talk.id() + "/messages";
        if (connection.send(request(path, isVisitors ? talk.token() : site.leadHubKey(), content)) != 201) {
            refused.increment();
        }
    }

    private long count() {
        var count = 0L;
        for (var n = 0; n < heard.length(); n++) {
            count += heard.get(n) == 0 ? 0 : 1;
        }
        return count;
    }

    private String table(long[] due, String idle) throws IOException {
        var times = IntStream.range(WARM_UP * A_SECOND, due.length)
                .filter(n -> heard.get(n) != 0)
                .mapToDouble(n -> (heard.get(n) - due[n]) / 1e6)
                .sorted()
                .toArray();
        var p99 = times.length == 0 ? Double.NaN : times[times.length * 99 / 100];
        return String.format(
                Locale.ROOT,
                """
                | chats: %,d open, %,d messages a second for %d s | measured | target | met |
                |---|---|---|---|
                | from when it is said to the page that listens, p50 and p99 | %.1f ms, %.1f ms | %.0f ms | %s |
                | said, refused, and lost | %,d, %,d, %,d | nothing refused or lost | %s |
                | memory of the server with all streams open, and at most | %s, %s | 400 MiB | – |
                """,
                CONVERSATIONS,
                A_SECOND,
                seconds,
                times.length == 0 ? Double.NaN : times[times.length / 2],
                p99,
                MOST_MILLISECONDS,
                p99 <= MOST_MILLISECONDS ? "yes" : "**no**",
                due.length,
                refused.sum(),
                due.length - refused.sum() - count(),
                count() == due.length ? "yes" : "**no**",
                idle,
                memory("VmHWM"));
    }

    private String post(String path, String key, String body) throws IOException {
        try (var connection = server.connect()) {
            return post(connection, path, key, body);
        }
    }

    private static String post(HttpConnection connection, String path, String key, String body) throws IOException {
        var status = connection.send(request(path, key, body));
        if (status != 201 && status != 200) {
            throw new IOException(status + " " + connection.body());
        }
        return connection.body();
    }

    private static byte[] request(String path, String key, String body) {
        return ("POST " + path + " HTTP/1.1\r\nHost: x\r\n"
                        + (key.isEmpty() ? "" : "Authorization: Bearer " + key + "\r\n")
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(String json, String path) {
        return Json.MAPPER.readTree(json).at(path).asString();
    }

    /** As the system says it, of the Java process alone. */
    private String memory(String kind) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith(kind))
                .findFirst()
                .map(line -> line.replaceAll("\\s+", " ").replace(kind + ": ", ""))
                .orElse("unknown");
    }
}
