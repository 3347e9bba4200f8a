package leadhub.bench;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;

/** How long an import of many leads takes, in how much memory, and what another workspace notices of it. All effects are on. */
final class ImportBench {
    private static final int CALLS = 500;

    private final ServerChild server;
    private final Site importing;
    private final Site neighbour;

    private ImportBench(ServerChild server, Site importing, Site neighbour) {
        this.server = server;
        this.importing = importing;
        this.neighbour = neighbour;
    }

    /** @param rows of 12 columns */
    static String run(Path data, int rows) throws Exception {
        Progress.say("Starting the server on " + data);
        var server = ServerChild.start(data);
        try (server;
                var database =
                        Database.open(Settings.of(Map.of("--data", data.toString()), Map.of()), Database.Mode.COMMAND);
                var verbs = new Verbs(database)) {
            var sites = new Sites(verbs, () -> "http://127.0.0.1:" + server.port());
            var bench = new ImportBench(server, sites.site("import-busy", 1_000), sites.site("import-next", 10_000));
            return bench.measure(data, rows);
        }
    }

    private String measure(Path data, int rows) throws Exception {
        var run = new ImportRun(server.port(), importing);
        var alone = 0.0;
        for (var round = 0; round < 3; round++) {
            alone = p99();
        }
        Progress.say("Uploading " + rows + " rows");
        var begun = System.nanoTime();
        var id = run.upload(data, rows);
        var uploaded = seconds(begun);
        begun = System.nanoTime();
        run.start(id);
        var beside = new ArrayList<Double>();
        var one = run.get(id);
        while (one.at("/data/status").asString().equals("running")) {
            beside.add(p99());
            Progress.say(one.at("/data/rows/processed").asLong() + " rows");
            one = run.get(id);
        }
        var took = seconds(begun);
        Collections.sort(beside);
        return """
                | import of %,d rows | measured | target |
                |---|---|---|
                | upload and preview | %.1f s | – |
                | run | %.1f s, %.0f rows a second | 60 s for 1,000,000 |
                | %s |
                | memory of the server at most | %s | 400 MiB |
                | another workspace's page of leads, p99 alone and beside it | %.1f ms, %.1f ms | 1.2 times |
                """.formatted(
                        rows,
                        uploaded,
                        took,
                        rows / took,
                        one.at("/data/rows").toString().replace('|', ' '),
                        peak(),
                        alone,
                        beside.isEmpty() ? 0 : beside.get(beside.size() / 2));
    }

    /** Of a page of the other workspace's leads, in milliseconds. */
    private double p99() throws IOException {
        var next = new ImportRun(server.port(), neighbour);
        var times = new ArrayList<Double>();
        for (var call = 0; call < CALLS; call++) {
            var begun = System.nanoTime();
            next.call("GET", "/api/v1/leads?per_page=15", HttpRequest.BodyPublishers.noBody(), "application/json");
            times.add((System.nanoTime() - begun) / 1e6);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        Collections.sort(times);
        return times.get(times.size() * 99 / 100);
    }

    /** As the system says it, of the Java process alone. */
    private String peak() throws IOException {
        for (var line : List.copyOf(Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")))) {
            if (line.startsWith("VmHWM")) {
                return line.replaceAll("\\s+", " ").replace("VmHWM: ", "");
            }
        }
        return "unknown";
    }

    private static double seconds(long begun) {
        return (System.nanoTime() - begun) / 1e9;
    }
}
