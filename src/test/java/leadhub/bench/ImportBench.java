package leadhub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import leadhub.base.Json;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;
import tools.jackson.databind.JsonNode;

/** How long an import of many leads takes, in how much memory, and what another workspace notices of it. All effects are on. */
final class ImportBench {
    private static final int CALLS = 500;
    private static final String BOUNDARY = "----bench";

    private final ServerChild server;
    private final Site importing;
    private final Site neighbour;
    private final HttpClient http = HttpClient.newHttpClient();

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
        var body = file(data, rows);
        var alone = 0.0;
        for (var round = 0; round < 3; round++) {
            alone = p99();
        }
        Progress.say("Uploading " + rows + " rows");
        var begun = System.nanoTime();
        var id = send(
                        "POST",
                        "/api/v1/imports",
                        HttpRequest.BodyPublishers.ofFile(body),
                        "multipart/form-data; boundary=" + BOUNDARY)
                .at("/data/id")
                .asLong();
        var uploaded = seconds(begun);
        begun = System.nanoTime();
        send("POST", "/api/v1/imports/" + id + "/start", HttpRequest.BodyPublishers.noBody(), "application/json");
        var beside = new ArrayList<Double>();
        var one = get(id);
        while (one.at("/data/status").asString().equals("running")) {
            beside.add(p99());
            Progress.say(one.at("/data/rows/processed").asLong() + " rows");
            one = get(id);
        }
        var took = seconds(begun);
        Files.delete(body);
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

    /** The body of the upload. Every tenth row is a person of an earlier one. */
    private static Path file(Path data, int rows) throws IOException {
        var file = Files.createTempFile(data.getParent(), "import", ".body");
        try (var out = Files.newBufferedWriter(file)) {
            out.write("--" + BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bench.csv\"\r\n\r\n");
            out.write(
                    "First name,Last name,Email,Phone,Company,Job title,Country,Industry,Source,Deal value,Notes,External id\n");
            for (var row = 0; row < rows; row++) {
                var person = row % 10 == 9 ? row - 9 : row;
                out.write(String.format(
                        Locale.ROOT,
                        "Ann%d,Lee%d,bench.import%d@example.com,+1415%07d,Company %d,Manager,US,Software,fair,%d.50,Met at the fair,x%d\n",
                        person % 997,
                        person % 7919,
                        person,
                        2_000_000 + person % 7_999_999,
                        person % 50_000,
                        person % 10_000,
                        person));
            }
            out.write("\r\n--" + BOUNDARY + "--\r\n");
        }
        return file;
    }

    /** Of a page of the other workspace's leads, in milliseconds. */
    private double p99() throws IOException {
        var times = new ArrayList<Double>();
        for (var call = 0; call < CALLS; call++) {
            var begun = System.nanoTime();
            call(
                    neighbour,
                    "GET",
                    "/api/v1/leads?per_page=15",
                    HttpRequest.BodyPublishers.noBody(),
                    "application/json");
            times.add((System.nanoTime() - begun) / 1e6);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
        Collections.sort(times);
        return times.get(times.size() * 99 / 100);
    }

    private JsonNode get(long id) throws IOException {
        return send("GET", "/api/v1/imports/" + id, HttpRequest.BodyPublishers.noBody(), "application/json");
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body, String type) throws IOException {
        return Json.MAPPER.readTree(call(importing, method, path, body, type));
    }

    private String call(Site site, String method, String path, HttpRequest.BodyPublisher body, String type)
            throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .timeout(Duration.ofMinutes(10))
                .header("Authorization", "Bearer " + site.leadHubKey())
                .header("Content-Type", type)
                .method(method, body)
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= 300) {
                throw new IOException(answer.statusCode() + " " + answer.body());
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
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
