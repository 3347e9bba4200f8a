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
import java.util.Locale;
import leadhub.base.Json;
import tools.jackson.databind.JsonNode;

/** Imports many leads into a workspace by the API. */
record ImportRun(int port, Site site, HttpClient http) {
    private static final String BOUNDARY = "----bench";

    ImportRun(int port, Site site) {
        this(port, site, HttpClient.newHttpClient());
    }

    /** Uploads a file of that many rows of 12 columns. @return the import's id */
    long upload(Path data, int rows) throws IOException {
        var body = file(data, rows);
        var made = send(
                "POST",
                "/api/v1/imports",
                HttpRequest.BodyPublishers.ofFile(body),
                "multipart/form-data; boundary=" + BOUNDARY);
        Files.delete(body);
        return made.at("/data/id").asLong();
    }

    void start(long id) throws IOException {
        send("POST", "/api/v1/imports/" + id + "/start", HttpRequest.BodyPublishers.noBody(), "application/json");
    }

    boolean isRunning(long id) throws IOException {
        return get(id).at("/data/status").asString().equals("running");
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

    /** How far it is. */
    JsonNode get(long id) throws IOException {
        return send("GET", "/api/v1/imports/" + id, HttpRequest.BodyPublishers.noBody(), "application/json");
    }

    private JsonNode send(String method, String path, HttpRequest.BodyPublisher body, String type) throws IOException {
        return Json.MAPPER.readTree(call(method, path, body, type));
    }

    /** Any call of its workspace. */
    String call(String method, String path, HttpRequest.BodyPublisher body, String type) throws IOException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
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
}
