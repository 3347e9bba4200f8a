package leadhub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Contract;
import leadhub.testing.RawConnection;
import leadhub.testing.RouteExamples;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Throws nonsense at every operation of both dialects: whatever comes in, the answer is one that is documented, and
 * never our own fault. {@code -Dleadhub.bad.seed=…} tries other nonsense, {@code -Dleadhub.bad.requests=…} more.
 */
class BadInputTest {
    private static final long SEED = Long.getLong("leadhub.bad.seed", 20_261_121);
    private static final int REQUESTS = Integer.getInteger("leadhub.bad.requests", 3_000);

    private static final int MOST_FAULTS = 20;

    private final TestServer server = TestServer.get();
    private final List<String> faults = new ArrayList<>();
    private @Nullable RawConnection connection;
    private int each;

    /** Of all requests that only read; one that writes may take away what the next route is about. */
    private @Nullable RouteExamples readOnly;

    @Test
    void is_answered_as_documented() throws IOException {
        var ways = new ArrayList<Runnable>();
        for (var dialect : server.beans(Dialect.class)) {
            for (var route : server.bean(Router.class).all(dialect)) {
                var number = ways.size();
                ways.add(() -> attack(dialect, route, new Random(SEED + number)));
            }
        }
        each = Math.max(1, REQUESTS / ways.size());
        ways.forEach(Runnable::run);
        sound(examples("GET"), "that read");
        assertThat(faults).isEmpty();
    }

    private void attack(Dialect dialect, Route route, Random random) {
        var examples = examples(route.method());
        var key = examples.workspace().secret(TestServer.allBut(), 1_000_000, null);
        var requests = new BadRequests(random, dialect.name(), route, examples);
        for (var i = 0; i < each; i++) {
            var request = requests.next();
            try {
                check(dialect, request, send(dialect, key, request));
            } catch (AssertionError | IOException | RuntimeException e) {
                connection = null;
                fault("Seed %d, request %d to %s %s:%n%s%n%s"
                        .formatted(SEED, i, dialect.name(), route.template(), shown(request), e));
            }
        }
        if (examples != readOnly) {
            sound(examples, "to %s %s %s".formatted(dialect.name(), route.method(), route.template()));
        }
    }

    private RouteExamples examples(String method) {
        if (!method.equals("GET")) {
            return RouteExamples.in(server.newWorkspace());
        }
        if (readOnly == null) {
            readOnly = RouteExamples.in(server.newWorkspace());
        }
        return readOnly;
    }

    private void sound(RouteExamples examples, String after) {
        try {
            assertSound(examples.workspace());
        } catch (AssertionError e) {
            fault("Seed %d, after all requests %s:%n%s".formatted(SEED, after, e));
        }
    }

    private void fault(String text) {
        faults.add(text);
        if (faults.size() >= MOST_FAULTS) {
            throw new AssertionError(String.join("\n\n", faults));
        }
    }

    private static void check(Dialect dialect, BadRequests.BadRequest request, ApiAnswer answer) {
        var path = request.target().replaceFirst("\\?.*", "");
        if (isOutside(path)) {
            // Dots lead out of the API, to a page.
            assertThat(answer.status()).isBetween(300, 499);
            return;
        }
        Contract.load()
                .check(
                        dialect.name().equals("lymbe"),
                        request.method(),
                        path,
                        answer.status(),
                        answer.headers(),
                        answer.body());
        assertThat(answer.status()).as(answer.body()).isLessThan(500);
        if (!request.expected().isEmpty()) {
            assertThat(request.expected()).as(answer.body()).contains(answer.status());
        }
    }

    private static boolean isOutside(String path) {
        var walked = new ArrayDeque<String>();
        for (var part : path.replaceAll("(?i)%2e", ".").split("/+")) {
            if (part.equals("..")) {
                walked.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                walked.add(part);
            }
        }
        return !"api".equals(walked.peekFirst());
    }

    /** What was taken in can be read, searched and sorted. */
    private static void assertSound(TestWorkspace workspace) {
        var api = workspace.leadHub();
        for (var path : List.of(
                "leads?per_page=100",
                "leads?sort=email",
                "leads?sort=first_name&search=a",
                "tags?per_page=100",
                "pipelines?per_page=100",
                "users?per_page=100")) {
            assertThat(api.get("/api/v1/" + path).status()).isEqualTo(200);
        }
        assertThat(workspace.lymbe().get("/api/v1/leads?limit=100").status()).isEqualTo(200);
        // A lead can still be changed after whatever was put into it.
        for (var lead : api.get("/api/v1/leads?per_page=100").at("data")) {
            var changed = api.patch(
                    "/api/v1/leads/" + lead.get("id"), "{\"starred\": true, \"custom_fields\": {\"more\": 1}}");
            assertThat(changed.status()).as(changed.body()).isIn(200, 422);
        }
    }

    private ApiAnswer send(Dialect dialect, String key, BadRequests.BadRequest request) throws IOException {
        var headers = new LinkedHashMap<String, String>();
        headers.put("Host", "x");
        headers.put(
                dialect.name().equals("lymbe") ? "X-API-Key" : "Authorization",
                dialect.name().equals("lymbe") ? key : "Bearer " + key);
        headers.putAll(request.headers());
        if (request.body() != null) {
            headers.put("Content-Length", Integer.toString(request.body().length));
        }
        var head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        var client = connection == null ? RawConnection.to(server.origin()) : connection;
        connection = client;
        client.send(head + "\r\n");
        if (request.body() != null) {
            sendAll(client, request.body());
        }
        var answer = client.answer();
        // A page that doesn't read on for ever what it has no use for hangs up without a word.
        if (answer.header("Connection").equals("close")
                || isOutside(request.target().replaceFirst("\\?.*", ""))) {
            client.close();
            connection = null;
        }
        return answer;
    }

    /** What is refused is not read on for ever; the answer is there nevertheless. */
    private static void sendAll(RawConnection client, byte[] body) throws IOException {
        try {
            client.send(body);
        } catch (SocketException e) {
            assertThat(body).hasSizeGreaterThan(1 << 20);
        }
    }

    private static String shown(BadRequests.BadRequest request) {
        var body = request.body() == null ? "" : new String(request.body(), StandardCharsets.ISO_8859_1);
        return "%s %s%n%s%n%s"
                .formatted(
                        request.method(),
                        cut(request.target()),
                        cut(request.headers().toString()),
                        cut(body));
    }

    private static String cut(String text) {
        return text.length() > 1_000 ? text.substring(0, 1_000) + "… (" + text.length() + " characters)" : text;
    }

    /** One more of the same by a proper client, which would have noticed a broken connection. */
    @Test
    void leaves_the_server_well() {
        assertThat(ApiClient.withoutKey(server.origin()).get("/api/v1/health").status())
                .isEqualTo(200);
    }
}
