package leadhub.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import leadhub.base.Json;
import leadhub.base.database.Sql;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;

/**
 * A form that is sent a thousand times a second by 200 visitors: how many are taken, how long each waits for its answer, how soon
 * they are leads, whether one is lost, and what another workspace notices of it.
 */
final class FormBench {
    private static final int VISITORS = 200;
    private static final int A_SECOND = 1_000;
    private static final int CALLS = 300;
    private static final double MOST_TIMES = 1.2;

    private final ServerChild server;
    private final Site busy;
    private final Site neighbour;
    private final Sql sql;
    private final int seconds;

    private FormBench(ServerChild server, Site busy, Site neighbour, Sql sql, int seconds) {
        this.server = server;
        this.busy = busy;
        this.neighbour = neighbour;
        this.sql = sql;
        this.seconds = seconds;
    }

    /** @param seconds for which visitors send */
    static String run(Path data, int seconds) throws Exception {
        Progress.say("Starting the server on " + data);
        var server = ServerChild.start(data);
        try (server;
                var database =
                        Database.open(Settings.of(Map.of("--data", data.toString()), Map.of()), Database.Mode.COMMAND);
                var verbs = new Verbs(database)) {
            var sites = new Sites(verbs, () -> "http://127.0.0.1:" + server.port());
            var bench = new FormBench(
                    server,
                    sites.site("forms-busy", 1_000),
                    sites.site("forms-next", 10_000),
                    verbs.get(Sql.class),
                    seconds);
            return bench.measure();
        }
    }

    /** What visitors met. @param milliseconds from when each was to be sent to its answer, ascending */
    private record Sent(double[] milliseconds, long refused, double took) {
        double at(double quantile) {
            return milliseconds.length == 0
                    ? 0
                    : milliseconds[(int) Math.min(milliseconds.length - 1, milliseconds.length * quantile)];
        }
    }

    private String measure() throws Exception {
        var form = form();
        Progress.say("Warming up");
        send(form, "warm", 5);
        p99();
        var alone = new ArrayList<Double>();
        watch(alone, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
        var before = submissions();
        Progress.say(A_SECOND + " submissions a second for " + seconds + " s");
        var isOver = new AtomicBoolean();
        var beside = new ArrayList<Double>();
        var watching = Thread.ofPlatform().start(() -> {
            while (!isOver.get()) {
                watch(beside, 0);
            }
        });
        var begun = System.nanoTime();
        var sent = send(form, "bench", seconds);
        isOver.set(true);
        watching.join();
        var wanted = before + sent.milliseconds().length;
        while (leads() < wanted && System.nanoTime() - begun < TimeUnit.MINUTES.toNanos(10)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        var done = (System.nanoTime() - begun) / 1e9;
        // Once more, so that what else the machine does counts on both sides.
        watch(alone, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
        return table(sent, submissions() - before, leads() - before, done, median(alone), median(beside));
    }

    private String table(Sent sent, long kept, long leads, double done, double alone, double beside)
            throws IOException {
        var taken = sent.milliseconds().length;
        return String.format(
                Locale.ROOT,
                """
                | forms: %,d a second for %d s from %d visitors | measured | target | met |
                |---|---|---|---|
                | submissions answered a second | %,.0f | 1,000 | %s |
                | made leads a second, until the last one | %,.0f | – | – |
                | answered, kept and leads | %,d, %,d, %,d | all the same | %s |
                | refused or failed | %,d | 0 | %s |
                | from when a visitor sends to the answer, p50 and p99 | %.1f ms, %.1f ms | 250 ms | %s |
                | another workspace's page of leads, p99 alone and beside it | %.1f ms, %.1f ms (%.2f times) | 1.2 times | %s |
                | memory of the server at most | %s | 400 MiB | – |
                """,
                A_SECOND,
                seconds,
                VISITORS,
                taken / sent.took(),
                met(taken / sent.took() >= 0.99 * A_SECOND),
                leads / done,
                taken,
                kept,
                leads,
                met(taken == kept && kept == leads),
                sent.refused(),
                met(sent.refused() == 0),
                sent.at(0.5),
                sent.at(0.99),
                met(sent.at(0.99) <= 250),
                alone,
                beside,
                beside / alone,
                met(beside <= MOST_TIMES * alone),
                peak());
    }

    private static String met(boolean isMet) {
        return isMet ? "yes" : "**no**";
    }

    /** A form without traps: what is measured is taking it. */
    private String form() throws IOException {
        var body = """
                {"name": "Bench", "settings": {"spam": {"min_seconds": 0}}}""";
        try (var connection = server.connect()) {
            var status = connection.send(("POST /api/v1/forms HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                            + busy.leadHubKey() + "\r\nContent-Type: application/json\r\nContent-Length: "
                            + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            if (status != 201) {
                throw new IOException(status + " " + connection.body());
            }
            return Json.MAPPER.readTree(connection.body()).at("/data/public_id").asString();
        }
    }

    /** Each visitor sends at their times, whether or not the answers keep up: waiting counts. */
    private Sent send(String form, String word, int seconds) throws Exception {
        var all = A_SECOND * seconds;
        var times = new double[all];
        var count = new AtomicInteger();
        var refused = new LongAdder();
        var begun = System.nanoTime();
        try (var visitors =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            for (var i = 0; i < VISITORS; i++) {
                var visitor = i;
                visitors.submit(() -> {
                    try (var connection = server.connect()) {
                        for (var n = visitor; n < all; n += VISITORS) {
                            var due = begun + n * 1_000_000_000L / A_SECOND;
                            LockSupport.parkNanos(Math.max(1, due - System.nanoTime()));
                            var status = connection.send(submission(form, word, n));
                            if (status == 201) {
                                times[count.getAndIncrement()] = (System.nanoTime() - due) / 1e6;
                            } else {
                                refused.increment();
                            }
                        }
                    } catch (IOException e) {
                        refused.increment();
                        Progress.say("A visitor failed: " + e.getMessage());
                    }
                    return "";
                });
            }
        }
        var took = (System.nanoTime() - begun) / 1e9;
        var measured = Arrays.copyOf(times, count.get());
        Arrays.sort(measured);
        return new Sent(measured, refused.sum(), took);
    }

    private static byte[] submission(String form, String word, int number) {
        var body = "{\"first_name\": \"Ann\", \"email\": \"" + word + "." + number
                + "@example.com\", \"message\": \"Please call me back.\", \"utm_source\": \"bench\"}";
        return ("POST /f/" + form + " HTTP/1.1\r\nHost: x\r\nAccept: application/json\r\n"
                        + "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private long submissions() {
        return count("select count(*) from form_submissions where workspace_id = ? and status = 'accepted'");
    }

    private long leads() {
        return count("select count(distinct lead_id) from form_submissions where workspace_id = ?");
    }

    private long count(String statement) {
        var workspaceId = busy.caller().workspaceId();
        return sql.get(workspaceId, row -> row.getLong(1), statement, workspaceId);
    }

    /** Rounds until a moment, one at least. */
    private void watch(List<Double> rounds, long end) {
        do {
            try {
                rounds.add(p99());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        } while (System.nanoTime() < end);
    }

    /** Of rounds, so that one at an edge says nothing. */
    private static double median(List<Double> rounds) {
        return rounds.stream().sorted().toList().get(rounds.size() / 2);
    }

    /** Of a page of the other workspace's leads, in milliseconds. */
    private double p99() throws IOException {
        var request = ("GET /api/v1/leads?per_page=15 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                        + neighbour.leadHubKey() + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        var times = new double[CALLS];
        try (var connection = server.connect()) {
            for (var call = 0; call < CALLS; call++) {
                var begun = System.nanoTime();
                if (connection.send(request) != 200) {
                    throw new IOException(connection.body());
                }
                times[call] = (System.nanoTime() - begun) / 1e6;
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
        Arrays.sort(times);
        return times[CALLS * 99 / 100];
    }

    /** As the system says it, of the Java process alone. */
    private String peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .map(line -> line.replaceAll("\\s+", " ").replace("VmHWM: ", ""))
                .orElse("unknown");
    }
}
