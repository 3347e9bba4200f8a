package leadhub.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.Callable;
import leadhub.base.settings.Setting;
import leadhub.base.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts a server on a folder of its own, calls it a little and stops it, while Java writes down what it loads:
 * {@code bin/leadhub} makes the cache of it that later starts are fast by.
 */
@Command(name = "rehearse", hidden = true, description = "Runs a server for a moment, so that Java learns to start it.")
final class RehearseCommand implements Callable<Integer> {
    /** Enough for Java to compile what every request runs through. */
    private static final int ROUNDS = 40;

    private final Console console;

    RehearseCommand(Console console) {
        this.console = console;
    }

    @Option(names = "--folder", required = true, description = "A folder that is thrown away afterwards.")
    private String folder = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        var settings = Settings.of(
                Map.of(
                        Setting.DATA.flag(), folder,
                        Setting.PORT.flag(), "0",
                        Setting.MANAGEMENT_PORT.flag(), "0"),
                Map.of());
        try (var server = Server.start(settings);
                var http = HttpClient.newHttpClient()) {
            var made = server.made().orElseThrow();
            for (var round = 0; round < ROUNDS; round++) {
                call(http, server, "GET", "/api/v1/health", "Accept", "*/*", "");
                play(http, server, "Authorization", "Bearer " + made.leadHubKey(), "first_name", round);
                play(http, server, "X-API-Key", made.lymbeKey(), "name", round);
            }
        }
        console.err().println("Rehearsed.");
        return 0;
    }

    private static void play(HttpClient http, Server server, String header, String value, String name, int round)
            throws IOException, InterruptedException {
        var lead = "{\"%s\":\"Zoë\",\"email\":\"zoe%d@example.com\",\"tags\":[\"hot\"]}".formatted(name, round);
        call(http, server, "POST", "/api/v1/leads", header, value, lead);
        call(http, server, "GET", "/api/v1/leads?search=zoe", header, value, "");
        call(http, server, "GET", "/api/v1/leads/1", header, value, "");
        call(http, server, "PATCH", "/api/v1/leads/1", header, value, "{\"notes\":\"Call back\"}");
        call(http, server, "POST", "/api/inbound/leads?tenant=default", header, value, lead);
        call(http, server, "GET", "/api/v1/pipelines", header, value, "");
        call(http, server, "GET", "/api/v1/users", header, value, "");
    }

    private static void call(
            HttpClient http, Server server, String method, String path, String header, String value, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header(header, value)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        http.send(request, BodyHandlers.discarding());
    }
}
