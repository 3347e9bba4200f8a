package leadhub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;

/** How quickly many leads come out of a workspace and go in: exports, lists that are read on, and calls with a thousand rows. */
final class ExportBench {
    private static final int TRIES = 50;
    private static final int ROWS = 1_000;
    private static final int CALLS = 30;

    private final ServerChild server;
    private final Site site;
    private final ApiClient api;
    private final StringBuilder table =
            new StringBuilder("| leads out and in | measured | target | met |\n|---|---|---|---|\n");

    private ExportBench(ServerChild server, Site site) {
        this.server = server;
        this.site = site;
        this.api = ApiClient.leadHub("http://127.0.0.1:" + server.port(), site.leadHubKey());
    }

    static String run(Path data, int leads) throws Exception {
        Progress.say("Starting the server on " + data);
        var server = ServerChild.start(data);
        try (server;
                var database =
                        Database.open(Settings.of(Map.of("--data", data.toString()), Map.of()), Database.Mode.COMMAND);
                var verbs = new Verbs(database)) {
            var sites = new Sites(verbs, () -> "http://127.0.0.1:" + server.port());
            Progress.say("Seeding " + leads + " leads");
            var bench = new ExportBench(server, sites.site("exports", leads));
            bench.export("csv", leads);
            bench.export("csv", leads);
            bench.export("jsonl", leads);
            bench.readOn(leads);
            bench.bulk("create");
            bench.bulk("upsert");
            return bench.table.toString();
        }
    }

    private void export(String format, int leads) throws IOException, InterruptedException {
        Progress.say("Exporting as " + format);
        var before = memory();
        var begun = System.nanoTime();
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + server.port() + "/api/v1/leads/export?format=" + format))
                .header("Authorization", "Bearer " + site.leadHubKey())
                .build();
        long bytes;
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (var in = answer.body()) {
                bytes = in.transferTo(java.io.OutputStream.nullOutputStream());
            }
        }
        var seconds = (System.nanoTime() - begun) / 1e9;
        row(
                String.format(Locale.ROOT, "exporting %,d leads as %s, all members", leads, format),
                String.format(
                        Locale.ROOT,
                        "%.1f s (%,.0f leads a second, %,d MB; the server's memory grew by %,d MiB at most)",
                        seconds,
                        leads / seconds,
                        bytes / 1_000_000,
                        (memory() - before) / 1024),
                "30 s for 1,000,000",
                seconds < 30 * leads / 1e6);
    }

    /** The most that the server has had of the machine's memory so far; KiB. */
    private long memory() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(server.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private void readOn(int leads) {
        Progress.say("Reading a list on to its end");
        var first = "/api/v1/leads?per_page=25&cursor=";
        var beginning = page(first);
        var answer = api.get("/api/v1/leads?per_page=100&fields=id&cursor=");
        var cursor = answer.text("meta.next_cursor");
        for (var read = 100; read < leads - 200; read += 100) {
            answer = api.get("/api/v1/leads?per_page=100&fields=id&cursor=" + cursor);
            cursor = answer.text("meta.next_cursor");
        }
        var end = page(first + cursor);
        row(
                String.format(Locale.ROOT, "page %,d of 25 by a cursor, beside page 1 (p50)", leads / 25),
                String.format(Locale.ROOT, "%.2f ms, %.2f ms", end, beginning),
                "as quick",
                end < 1.5 * beginning);
    }

    private double page(String path) {
        return median(times(TRIES, i -> api.get(path)));
    }

    private void bulk(String operation) {
        Progress.say("Calls with a thousand rows: " + operation);
        times(3, i -> rows(operation, -1 - i));
        var times = times(CALLS, i -> rows(operation, i / 2));
        row(
                operation + " 1,000 leads in one call",
                String.format(
                        Locale.ROOT,
                        "p50 %,.0f ms, p99 %,.0f ms (%,.0f rows a second)",
                        median(times),
                        times[times.length - 1],
                        ROWS / median(times) * 1000),
                "stated",
                true);
    }

    /** Every second call sends the same people again. */
    private ApiAnswer rows(String operation, int number) {
        var rows = IntStream.range(0, ROWS)
                .mapToObj(i ->
                        "{\"first_name\": \"Ann\", \"email\": \"%s.%d.%d@example.com\", \"company\": \"Tech %d\", \"tags\": [\"many\"]}"
                                .formatted(operation, number, i, System.nanoTime() % 1000))
                .collect(Collectors.joining(","));
        var answer =
                api.post("/api/v1/leads/bulk", "{\"operation\": \"%s\", \"leads\": [%s]}".formatted(operation, rows));
        if (answer.status() != 200 || answer.number("meta.failed") > 0) {
            throw new IllegalStateException(answer.body());
        }
        return answer;
    }

    private interface Call {
        ApiAnswer of(int number);
    }

    private static double[] times(int calls, Call call) {
        var times = new double[calls];
        for (var i = 0; i < calls; i++) {
            var begun = System.nanoTime();
            call.of(i);
            times[i] = (System.nanoTime() - begun) / 1e6;
        }
        Arrays.sort(times);
        return times;
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    private void row(String what, String measured, String target, boolean isMet) {
        Progress.say(what + ": " + measured);
        table.append("| %s | %s | %s | %s |%n".formatted(what, measured, target, isMet ? "✓" : "✗"));
    }
}
