package leadhub.forms.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import leadhub.base.settings.ObjectStore;

/**
 * Calls a store that speaks S3 (docs/adr/0020). What goes wrong is an {@link S3Failure}, which says what.
 *
 * <p>Limits: 5 seconds to connect, 60 to send a file, 15 for anything else until the answer begins and 15 more until it ends, 10
 * minutes to read a file, and 2 MB of a list.
 */
final class S3Client {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int MOST_LIST_BYTES = 2_000_000;

    private final ObjectStore store;
    private final S3Signer signer;
    private final Clock clock;
    private final Patience patience;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    S3Client(ObjectStore store, Clock clock) {
        this(store, clock, Patience.USUAL);
    }

    S3Client(ObjectStore store, Clock clock, Patience patience) {
        this.store = store;
        this.signer = new S3Signer(store);
        this.clock = clock;
        this.patience = patience;
    }

    /** How long a store may take. @param send for all files that are sent together */
    record Patience(Duration send, Duration answer, Duration read) {
        static final Patience USUAL =
                new Patience(Duration.ofSeconds(60), Duration.ofSeconds(15), Duration.ofMinutes(10));
    }

    /** When files have to be there that begin to be sent now. */
    Deadline deadline() {
        return Deadline.in(patience.send());
    }

    /** What is to be sent. @param open reads it from its beginning, once for its hash and once to be sent */
    record Body(long size, Supplier<InputStream> open) {}

    /** Keeps an object; the store compares it with its hash. */
    void put(String key, Body body, Deadline deadline) throws S3Failure {
        var content = body.size() == 0
                ? BodyPublishers.noBody()
                : BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(body.open()), body.size());
        var request = request("PUT", url(key, Map.of()), content, hash(body)).timeout(deadline.left());
        try (var answer = new BoundedAnswer(send(request.build()).body(), patience.answer())) {
            answer.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw S3Failure.of(e);
        }
    }

    private static String hash(Body body) throws S3Failure {
        var digest = S3Signer.sha256();
        try (var in = body.open().get()) {
            var buffer = new byte[8192];
            for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw S3Failure.of(e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    boolean has(String key) throws S3Failure {
        return find(request("HEAD", url(key, Map.of()))).map(S3Client::closed).isPresent();
    }

    private static boolean closed(InputStream answer) {
        try {
            answer.close();
        } catch (IOException e) {
            // There was nothing to read.
        }
        return true;
    }

    /** What is in an object; whoever reads it closes it. */
    InputStream get(String key) throws S3Failure {
        return find(request("GET", url(key, Map.of())))
                .map(answer -> (InputStream) new BoundedAnswer(answer, patience.read()))
                .orElseThrow(() -> new S3Failure(S3Failure.Kind.MISSING, "there is no " + key));
    }

    /** Deletes one; one that isn't there too. */
    void delete(String key) throws S3Failure {
        find(request("DELETE", url(key, Map.of()))).ifPresent(S3Client::closed);
    }

    /** A thousand objects whose keys begin so, as XML. @param token of the part before; "" for the first */
    byte[] list(String prefix, String token) throws S3Failure {
        var query = new TreeMap<String, String>(Map.of("list-type", "2", "prefix", prefix));
        if (!token.isEmpty()) {
            query.put("continuation-token", token);
        }
        try (var answer =
                new BoundedAnswer(send(request("GET", url("", query)).build()).body(), patience.answer())) {
            return answer.readNBytes(MOST_LIST_BYTES);
        } catch (IOException e) {
            throw S3Failure.of(e);
        }
    }

    private HttpRequest.Builder request(String method, URI url) {
        return request(method, url, BodyPublishers.noBody(), S3Signer.NOTHING).timeout(patience.answer());
    }

    private HttpRequest.Builder request(String method, URI url, BodyPublisher body, String hash) {
        var request = HttpRequest.newBuilder(url).method(method, body);
        signer.sign(method, url, Map.of(), hash, clock.instant()).forEach(request::header);
        return request;
    }

    private URI url(String key, Map<String, String> query) {
        var path = key.isEmpty() ? "" : "/" + key;
        var asked = new TreeMap<>(query)
                .entrySet().stream()
                        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                        .collect(Collectors.joining("&"));
        return URI.create(store.endpoint() + "/" + store.bucket() + path + (asked.isEmpty() ? "" : "?" + asked));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    private Optional<InputStream> find(HttpRequest.Builder request) throws S3Failure {
        try {
            return Optional.of(send(request.build()).body());
        } catch (S3Failure e) {
            if (e.kind() == S3Failure.Kind.MISSING) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws S3Failure {
        try {
            var answer = http.send(request, BodyHandlers.ofInputStream());
            if (answer.statusCode() / 100 == 2) {
                return answer;
            }
            answer.body().close();
            throw S3Failure.ofStatus(answer.statusCode());
        } catch (S3Failure e) {
            throw e;
        } catch (IOException e) {
            throw S3Failure.of(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw S3Failure.of(new IOException("interrupted"));
        }
    }
}
