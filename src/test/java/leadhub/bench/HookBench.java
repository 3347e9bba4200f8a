package leadhub.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;
import leadhub.testing.ApiClient;

/** How soon a provider that posts leads is answered, while nothing else happens and while another workspace keeps the database busy. */
final class HookBench {
    private static final int CALLS = 1_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ServerChild server;
    private final Sites sites;
    private final Path data;
    private final StringBuilder table = new StringBuilder("| hooks | measured | target | met |\n|---|---|---|---|\n");
    private int sent;

    private HookBench(ServerChild server, Sites sites, Path data) {
        this.server = server;
        this.sites = sites;
        this.data = data;
    }

    /** @param leads that the other workspace imports, and changes */
    static String run(Path data, int leads) throws Exception {
        Progress.say("Starting the server on " + data);
        var server = ServerChild.start(data);
        try (server;
                var database =
                        Database.open(Settings.of(Map.of("--data", data.toString()), Map.of()), Database.Mode.COMMAND);
                var verbs = new Verbs(database)) {
            var bench = new HookBench(server, new Sites(verbs, () -> "http://127.0.0.1:" + server.port()), data);
            bench.measure(leads);
            return bench.table.toString();
        }
    }

    /** What the busy times take is told as a multiple of the idle one of the same run. */
    private void measure(int leads) throws Exception {
        var busy = sites.site("hooks-busy", leads);
        var path = path(sites.site("hooks-next", 1_000));
        Progress.say("Warming up");
        posts(path, 4 * CALLS);
        Progress.say("Posting leads while nothing else happens");
        var idle = posts(path, CALLS);
        row("a hook's answer, idle", idle, idle);
        Progress.say("The same while a neighbour imports");
        var run = new ImportRun(server.port(), busy);
        var id = run.upload(data, leads);
        run.start(id);
        row(
                String.format(Locale.ROOT, "the same while another workspace imports %,d leads", leads),
                posts(path, CALLS),
                idle);
        var wasImporting = run.isRunning(id);
        while (run.isRunning(id)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        Progress.say("The same while a neighbour changes all leads");
        change(busy);
        row(
                String.format(Locale.ROOT, "the same while another workspace changes %,d leads", leads),
                posts(path, CALLS),
                idle);
        Progress.say("The import " + (wasImporting ? "outlasted" : "was over before the end of") + " its round");
    }

    private String path(Site site) {
        var made = ApiClient.leadHub("http://127.0.0.1:" + server.port(), site.leadHubKey())
                .post("/api/v1/integrations", "{\"type\": \"webhook\", \"config\": {\"dedupe_path\": \"id\"}}");
        if (made.status() != 201) {
            throw new IllegalStateException(made.body());
        }
        return made.text("data.webhook_url").replaceFirst("https?://[^/]*", "");
    }

    private void change(Site site) {
        var panel = sites.panel(site);
        panel.get("/leads");
        var changes = panel.post("/bulk", Map.of("status", "lost", "all", "1", "query", ""));
        if (changes.status() >= 400) {
            throw new IllegalStateException(changes.body());
        }
    }

    /** How long each took, in milliseconds, in order of that. */
    private double[] posts(String path, int count) throws IOException {
        var took = new double[count];
        try (var connection = server.connect()) {
            for (var i = 0; i < count; i++) {
                sent++;
                var request = request(path, sent);
                var begun = System.nanoTime();
                var status = connection.send(request);
                took[i] = (System.nanoTime() - begun) / 1e6;
                if (status != 200) {
                    throw new IOException("A hook was answered " + status + " " + connection.body());
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
        Arrays.sort(took);
        return took;
    }

    private static byte[] request(String path, int number) {
        var body = "{\"id\": %d, \"email\": \"hook%d@example.com\", \"first_name\": \"Ann\", \"message\": \"Call me\"}"
                .formatted(number, number);
        return ("POST %s HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s")
                .formatted(path, body.length(), body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private void row(String what, double[] times, double[] idle) {
        var p99 = p99(times);
        var measured = String.format(
                Locale.ROOT,
                "p50 %.1f ms, p99 %.1f ms (%.1f and %.1f times the idle ones)",
                times[times.length / 2],
                p99,
                times[times.length / 2] / idle[idle.length / 2],
                p99 / p99(idle));
        Progress.say(what + ": " + measured);
        table.append("| %s | %s | p99 < 50 ms | %s |%n".formatted(what, measured, p99 < 50 ? "✓" : "✗"));
    }

    private static double p99(double[] sorted) {
        return sorted[sorted.length * 99 / 100];
    }
}
