package leadhub.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A program that calls the API. Every answer it gets is held to the OpenAPI file of its dialect. */
public final class ApiClient {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final String origin;
    private final boolean isLymbe;
    private final Map<String, String> headers;

    private ApiClient(String origin, boolean isLymbe, Map<String, String> headers) {
        this.origin = origin;
        this.isLymbe = isLymbe;
        this.headers = headers;
    }

    public static ApiClient leadHub(String origin, String key) {
        return new ApiClient(origin, false, Map.of("Authorization", "Bearer " + key));
    }

    public static ApiClient lymbe(String origin, String key) {
        return new ApiClient(origin, true, Map.of("X-API-Key", key));
    }

    public static ApiClient withoutKey(String origin) {
        return new ApiClient(origin, false, Map.of());
    }

    /** The same program, sending one more header. */
    public ApiClient with(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiClient(origin, isLymbe, more);
    }

    /** The same program, calling another server. */
    public ApiClient at(String otherOrigin) {
        return new ApiClient(otherOrigin, isLymbe, headers);
    }

    public ApiAnswer get(String path) {
        return send("GET", path, null);
    }

    public ApiAnswer post(String path, String body) {
        return send("POST", path, body);
    }

    public ApiAnswer put(String path, String body) {
        return send("PUT", path, body);
    }

    public ApiAnswer patch(String path, String body) {
        return send("PATCH", path, body);
    }

    public ApiAnswer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Sends text as it is, as JSON unless a Content-Type was set. */
    public ApiAnswer send(String method, String path, @org.jspecify.annotations.Nullable String body) {
        return sendBytes(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes as they are. */
    public ApiAnswer sendBytes(String method, String path, byte @org.jspecify.annotations.Nullable [] body) {
        var request = HttpRequest.newBuilder(URI.create(origin + path)).timeout(Duration.ofSeconds(60));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach((name, value) -> {
            if (!value.isEmpty()) {
                request.header(name, value);
            }
        });
        request.method(
                method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        var response = WholeAnswer.to(request.build(), HTTP);
        var answer = new ApiAnswer(response.statusCode(), response.headers().map(), response.body());
        Contract.load().check(isLymbe, method, path, answer.status(), answer.headers(), answer.body());
        return answer;
    }

    /** Whether this program speaks Lymbe. */
    public boolean isLymbe() {
        return isLymbe;
    }
}
