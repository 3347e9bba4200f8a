package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import leadhub.testing.TestServer;
import leadhub.testing.WholeAnswer;

/** A stranger who looks at forms and sends them. */
final class FormVisitor {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"_token\" value=\"([^\"]+)\"");

    private final TestServer server;

    FormVisitor(TestServer server) {
        this.server = server;
    }

    /** The page at an address. */
    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(server.origin() + path)).header("Accept", "text/html"));
    }

    /** Fields as a browser sends them, by a script that wants JSON. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(server.origin() + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Of the page at an address, some seconds later, as people take to fill it in. */
    String token(String path) {
        var token = tokenOf(get(path).body());
        server.clock().pass(Duration.ofSeconds(4));
        return token;
    }

    static String tokenOf(String page) {
        var found = TOKEN.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        return WholeAnswer.to(request.build(), HTTP);
    }
}
