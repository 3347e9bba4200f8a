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
 * team. Visitors are at one server and the team at another, each in a process of its own on the same database: how long a message takes
 * to the other side, whether one is lost, and what memory each server takes.
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
    private static final String LIMITS = "-Dleadhub.event-streams-per-address=2000"
            + " -Dleadhub.chat.conversations-per-address=10000 -Dleadhub.chat.messages-per-address=10000000"
            + " -Dleadhub.chat.flood=1000000";

    private static final Pattern NUMBER = Pattern.compile("\"content\":\"bench ([0-9]+)\"");

    private final ServerChild visitors;
    private final ServerChild team;
    private final Site site;
    private final int seconds;
    private final AtomicLongArray heard;
    private final LongAdder refused = new LongAdder();

    private ChatBench(ServerChild visitors, ServerChild team, Site site, int seconds) {
        this.visitors = visitors;
        this.team = team;
        this.site = site;
        this.seconds = seconds;
        this.heard = new AtomicLongArray((WARM_UP + seconds) * A_SECOND);
    }

    /** @param seconds for which people talk */
    static String run(Path data, int seconds) throws Exception {
        Progress.say("Starting two servers on " + data);
        var visitors = ServerChild.startWith(data, LIMITS);
        try (visitors;
                var database =
                        Database.open(Settings.of(Map.of("--data", data.toString()), Map.of()), Database.Mode.COMMAND);
                var verbs = new Verbs(database);
                var team = ServerChild.startBeside(database.owner(), data.resolve("team"), "-Xmx512m")) {
            var sites = new Sites(verbs, () -> "http://127.0.0.1:" + visitors.port());
            return new ChatBench(visitors, team, sites.site("chats", 1_000), seconds).measure();
        }
    }

    /** A conversation, and by what its visitor is known. */
    private record Talk(String id, String token) {}

    private String measure() throws Exception {
        var bot = text(post("/api/v1/bots", site.leadHubKey(), "{\"name\": \"Bench\"}"), "/data/id");
        Progress.say("Beginning " + CONVERSATIONS + " conversations");
        var talks = new ArrayList<Talk>();
        try (var connection = visitors.connect()) {
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
            var idle = List.of(memory(visitors, "VmRSS"), memory(team, "VmRSS"));
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
            var socket = new Socket(InetAddress.getLoopbackAddress(), visitors.port());
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
                if (line.startsWith("data:") && found.find() && !isVisitors(Integer.parseInt(found.group(1)))) {
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
                    try (var there = visitors.connect();
                            var here = team.connect()) {
                        for (var n = sender; n < due.length; n += SENDERS) {
                            LockSupport.parkNanos(Math.max(1, due[n] - System.nanoTime()));
                            say(there, here, talks.get(n * 7 % talks.size()), n);
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

    private static boolean isVisitors(int n) {
        return n / SENDERS % 2 == 0;
    }

    /** Where the team looks at a conversation itself, what the visitor has said is heard once the team's server shows it. */
    private void say(HttpConnection there, HttpConnection here, Talk talk, int n) throws IOException {
        var content = "{\"client_id\": \"" + n + "\", \"content\": \"bench " + n + "\"}";
        var path = "/api/v1/conversations/" + talk.id() + "/messages";
        var status = isVisitors(n)
                ? there.send(request("/c/conversations/" + talk.id() + "/messages", talk.token(), content))
                : here.send(request(path, site.leadHubKey(), content));
        if (status != 201) {
            refused.increment();
        } else if (isVisitors(n)) {
            look(here, path + "?per_page=100", n);
        }
    }

    private void look(HttpConnection here, String path, int n) throws IOException {
        var end = System.nanoTime() + PATIENCE;
        while (heard.get(n) == 0 && System.nanoTime() < end) {
            if (here.send(site.leadHub("GET", path, "")) == 200 && here.body().contains("\"bench " + n + "\"")) {
                heard.set(n, System.nanoTime());
            }
        }
    }

    private long count() {
        var count = 0L;
        for (var n = 0; n < heard.length(); n++) {
            count += heard.get(n) == 0 ? 0 : 1;
        }
        return count;
    }

    private String table(long[] due, List<String> idle) throws IOException {
        var toTeam = times(due, true);
        var toVisitors = times(due, false);
        return String.format(
                Locale.ROOT,
                """
                | chats on two processes: %,d open, %,d messages a second for %d s | measured | target | met |
                |---|---|---|---|
                | from when the team says it at one to the visitor's page at the other, p50 and p99 | %.1f ms, %.1f ms | %.0f ms | %s |
                | from when a visitor says it at one to the team's look at the other, p50 and p99 | %.1f ms, %.1f ms | %.0f ms | %s |
                | said, refused, and lost | %,d, %,d, %,d | nothing refused or lost | %s |
                | memory of the visitors' server with all streams open, and at most | %s, %s | 400 MiB | – |
                | memory of the team's server then, and at most | %s, %s | 400 MiB | – |
                """,
                CONVERSATIONS,
                A_SECOND,
                seconds,
                p50(toVisitors),
                p99(toVisitors),
                MOST_MILLISECONDS,
                word(p99(toVisitors) <= MOST_MILLISECONDS),
                p50(toTeam),
                p99(toTeam),
                MOST_MILLISECONDS,
                word(p99(toTeam) <= MOST_MILLISECONDS),
                due.length,
                refused.sum(),
                due.length - refused.sum() - count(),
                word(count() == due.length),
                idle.get(0),
                memory(visitors, "VmHWM"),
                idle.get(1),
                memory(team, "VmHWM"));
    }

    /** In milliseconds, the shortest first. @param isVisitors whether of those that visitors have said */
    private double[] times(long[] due, boolean isVisitors) {
        return IntStream.range(WARM_UP * A_SECOND, due.length)
                .filter(n -> heard.get(n) != 0 && isVisitors(n) == isVisitors)
                .mapToDouble(n -> (heard.get(n) - due[n]) / 1e6)
                .sorted()
                .toArray();
    }

    private static double p50(double[] times) {
        return times.length == 0 ? Double.NaN : times[times.length / 2];
    }

    private static double p99(double[] times) {
        return times.length == 0 ? Double.NaN : times[times.length * 99 / 100];
    }

    private static String word(boolean isMet) {
        return isMet ? "yes" : "**no**";
    }

    private String post(String path, String key, String body) throws IOException {
        try (var connection = team.connect()) {
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
    private static String memory(ServerChild server, String kind) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith(kind))
                .findFirst()
                .map(line -> line.replaceAll("\\s+", " ").replace(kind + ": ", ""))
                .orElse("unknown");
    }
}
