package leadhub.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A page in which somebody chats: no key, no cookie, and the token of a conversation once there is one. */
public final class Visitor {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String server;
    private final Map<String, String> headers;

    private Visitor(String server, Map<String, String> headers) {
        this.server = server;
        this.headers = headers;
    }

    public static Visitor at(String server) {
        return new Visitor(server, Map.of("Content-Type", "application/json"));
    }

    /** The same with a header, and at the same server. */
    public Visitor with(String name, String value) {
        var more = new TreeMap<>(headers);
        more.put(name, value);
        return new Visitor(server, more);
    }

    /** The same at another process. */
    public Visitor elsewhere(String other) {
        return new Visitor(other, headers);
    }

    /** The same with the token of a conversation. */
    public Visitor knownBy(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** By what it is known. */
    public String token() {
        return headers.getOrDefault("Authorization", "").replace("Bearer ", "");
    }

    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(server + path));
        headers.forEach(request::header);
        return request;
    }

    public ApiAnswer get(String path) {
        return send("GET", path, null);
    }

    public ApiAnswer post(String path, String body) {
        return send("POST", path, body);
    }

    /** Says something. */
    public ApiAnswer say(String conversation, String clientId, String content) {
        return post(
                "/c/conversations/" + conversation + "/messages",
                "{\"client_id\": \"%s\", \"content\": \"%s\"}".formatted(clientId, content));
    }

    private ApiAnswer send(String method, String path, @Nullable String body) {
        var publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        var answer = WholeAnswer.to(request(path).method(method, publisher).build(), HTTP);
        return new ApiAnswer(answer.statusCode(), answer.headers().map(), answer.body());
    }
}
