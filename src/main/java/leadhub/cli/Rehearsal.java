package leadhub.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import leadhub.base.Json;

/** What a server is asked most in real life, in a workspace that was just made. */
final class Rehearsal {
    /** Enough for Java to compile what every request runs through, and few enough for the limits of one visitor and of one address. */
    private static final int ROUNDS = 40;

    private static final int MESSAGES = 8;

    private final HttpClient http;
    private final String url;
    private final FirstStart.Made made;

    Rehearsal(HttpClient http, String url, FirstStart.Made made) {
        this.http = http;
        this.url = url;
        this.made = made;
    }

    void play() throws IOException, InterruptedException {
        var leadHub = "Bearer " + made.leadHubKey();
        var bot = text(call("POST", "/api/v1/bots", "Authorization", leadHub, "{\"name\":\"Rehearsal\"}"), "/data/id");
        for (var round = 0; round < ROUNDS; round++) {
            call("GET", "/api/v1/health", "Accept", "*/*", "");
            leads("Authorization", leadHub, "first_name", round);
            leads("X-API-Key", made.lymbeKey(), "name", round);
            chat(bot, leadHub);
        }
    }

    private void leads(String header, String value, String name, int round) throws IOException, InterruptedException {
        var lead = "{\"%s\":\"Zoë\",\"email\":\"zoe%d@example.com\",\"tags\":[\"hot\"]}".formatted(name, round);
        call("POST", "/api/v1/leads", header, value, lead);
        call("GET", "/api/v1/leads?search=zoe", header, value, "");
        call("GET", "/api/v1/leads/1", header, value, "");
        call("PATCH", "/api/v1/leads/1", header, value, "{\"notes\":\"Call back\"}");
        call("POST", "/api/inbound/leads?tenant=default", header, value, lead);
        call("GET", "/api/v1/pipelines", header, value, "");
        call("GET", "/api/v1/users", header, value, "");
    }

    /** A visitor and the team talk, while the visitor's page listens. */
    private void chat(String bot, String leadHub) throws IOException, InterruptedException {
        var begun = call("POST", "/c/" + bot + "/conversations", "Accept", "*/*", "{}");
        var visitor = "Bearer " + text(begun, "/token");
        var id = text(begun, "/conversation/id");
        var theirs = "/c/conversations/" + id;
        var ours = "/api/v1/conversations/" + id + "/messages";
        call("POST", theirs + "/handover", "Authorization", visitor, "{}");
        var page = request("GET", theirs + "/stream", "Authorization", visitor, "");
        try (var _ = http.send(page, BodyHandlers.ofInputStream()).body()) {
            for (var message = 0; message < MESSAGES; message++) {
                var said = "{\"client_id\":\"%d\",\"content\":\"Hello\"}".formatted(message);
                call("POST", theirs + "/messages", "Authorization", visitor, said);
                call("GET", ours, "Authorization", leadHub, "");
                call("POST", ours, "Authorization", leadHub, said);
            }
        }
    }

    private static String text(HttpResponse<String> answer, String pointer) throws IOException {
        var text = Json.MAPPER.readTree(answer.body()).at(pointer).asString();
        if (text.isEmpty()) {
            throw new IOException(answer.request().uri().getPath() + ": " + answer.statusCode() + " " + answer.body());
        }
        return text;
    }

    private HttpResponse<String> call(String method, String path, String header, String value, String body)
            throws IOException, InterruptedException {
        return http.send(request(method, path, header, value, body), BodyHandlers.ofString());
    }

    private HttpRequest request(String method, String path, String header, String value, String body) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header(header, value)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
    }
}
