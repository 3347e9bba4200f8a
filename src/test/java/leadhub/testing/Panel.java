package leadhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A visitor of the panel without a browser: keeps cookies, follows nothing, and sends the token of the last page. */
public final class Panel {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("X-CSRF-Token\": \"([^\"]+)\"");

    private final String origin;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String token = "";
    private String address = "";

    private Panel(String origin) {
        this.origin = origin;
    }

    /** What came back. */
    public record Answer(int status, String body, HttpResponse<String> raw) {
        public String header(String name) {
            return raw.headers().firstValue(name).orElse("");
        }
    }

    /** Somebody who isn't signed in. */
    public static Panel stranger(String origin) {
        return new Panel(origin);
    }

    /** Somebody who isn't signed in, at an address that a proxy forwards. */
    public static Panel stranger(String origin, String address) {
        var panel = new Panel(origin);
        panel.address = address;
        return panel;
    }

    /** Somebody who signs in. */
    public static Panel signedIn(String origin, String email, String password) {
        var panel = new Panel(origin);
        var answer = panel.signIn(email, password);
        if (answer.status() != 303) {
            throw new AssertionError("Signing in answered " + answer.status());
        }
        return panel;
    }

    public Answer signIn(String email, String password) {
        get("/sign-in");
        return post("/sign-in", Map.of("email", email, "password", password));
    }

    /** The same visitor at another server. */
    public Panel at(String otherOrigin) {
        var other = new Panel(otherOrigin);
        other.cookies.putAll(cookies);
        other.token = token;
        return other;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** A part of a page, as its scripts ask for it. */
    public Answer part(String path) {
        return send(request(path).header("HX-Request", "true").GET());
    }

    /** A page as somebody sees it whose browser asks for a language. */
    public Answer get(String path, String language) {
        return send(request(path).header("Accept-Language", language).GET());
    }

    /** Sends a form with the token of the last page. */
    public Answer post(String path, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put("_token", token);
        return send(form(path, all).header("Origin", origin));
    }

    /** The same from somebody whose browser asks for a language. */
    public Answer post(String path, Map<String, String> fields, String language) {
        var all = new LinkedHashMap<>(fields);
        all.put("_token", token);
        return send(form(path, all).header("Origin", origin).header("Accept-Language", language));
    }

    /** Sends a form as it is. */
    public Answer postWithoutToken(String path, Map<String, String> fields) {
        return send(form(path, fields).header("Origin", origin));
    }

    /** Sends a form with the token, as another site would make the browser do it. */
    public Answer postFrom(String otherOrigin, String path, Map<String, String> fields) {
        var all = new LinkedHashMap<>(fields);
        all.put("_token", token);
        return send(form(path, all).header("Origin", otherOrigin));
    }

    /** Sends whatever bytes, with the token in a header as scripts do. */
    public Answer postRaw(String path, String contentType, String body) {
        return send(request(path)
                .header("Content-Type", contentType)
                .header("Origin", origin)
                .header("X-CSRF-Token", token)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** What a page hears on a stream, line by line, until it is closed. */
    public Stream<String> listen(String path) {
        try {
            var request =
                    request(path).header("Accept", "text/event-stream").GET().build();
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofLines());
            if (answer.statusCode() != 200) {
                throw new AssertionError(path + " answered " + answer.statusCode());
            }
            return answer.body();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value of a cookie; {@code ""} for none. */
    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** A cookie that somebody else put into the visitor's browser. */
    public void plant(String name, String value) {
        cookies.put(name, value);
    }

    private HttpRequest.Builder form(String path, Map<String, String> fields) {
        var body = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        var builder = HttpRequest.newBuilder(URI.create(origin + path));
        if (!address.isEmpty()) {
            builder.header("X-Forwarded-For", address);
        }
        if (!cookies.isEmpty()) {
            builder.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return builder;
    }

    private Answer send(HttpRequest.Builder request) {
        var response = WholeAnswer.to(request.build(), HTTP);
        response.headers().allValues("Set-Cookie").forEach(this::keep);
        var found = TOKEN.matcher(response.body());
        if (found.find()) {
            token = found.group(1);
        }
        return new Answer(response.statusCode(), response.body(), response);
    }

    private void keep(String cookie) {
        var pair = cookie.split(";", 2)[0].split("=", 2);
        if (pair[1].isEmpty()) {
            cookies.remove(pair[0]);
        } else {
            cookies.put(pair[0], pair[1]);
        }
    }
}
