package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Ports;
import leadhub.testing.Sample;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The receivers of docs/api/receivers.md, run as they stand there. */
class ReceiverSamplesTest {
    private static final Path PAGE = Path.of("docs/api/receivers.md");
    /** A block of code whose first comment says what its file is called. */
    private static final Pattern SAMPLE =
            Pattern.compile("```\\w+\\n((?:<\\?php\\n)?(?:#|//) receivers/(\\S+)\\n.*?)```", Pattern.DOTALL);
    /** Those that bin/ci doesn't install. */
    private static final Set<String> OPTIONAL = Set.of("python3", "go");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final List<Process> running = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void end() throws InterruptedException {
        for (var program : running) {
            program.descendants().forEach(ProcessHandle::destroyForcibly);
            program.destroyForcibly().waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "python3 receive.py,receive.py",
        "node receive.mjs,receive.mjs",
        "php -S 127.0.0.1:PORT receive.php,receive.php",
        "JAVA Receive.java,Receive.java",
        "go run receive.go,receive.go"
    })
    void a_receiver_keeps_each_event_of_ours_once(String command, String name) throws Exception {
        var runtime = command.split(" ")[0];
        assumeTrue(!OPTIONAL.contains(runtime) || isInstalled(runtime), () -> "There is no " + runtime + " here.");
        var port = Ports.free();
        var hook = Hook.create(
                api, "{\"target_url\": \"http://127.0.0.1:%d/hook\", \"events\": [\"lead.created\"]}".formatted(port));
        start(command, name, port, hook.secret());
        var expected = new TreeMap<String, String>();
        hook.lead();
        hook.await("delivered", 1);
        expected.put(hook.last().text("data.event_id"), hook.last().text("data.request.body"));
        api.post(hook.path() + "/deliveries/" + hook.last().text("data.id") + "/replay", "");
        hook.await("delivered", 2);
        // It knows the old secret only.
        api.post(hook.path() + "/rotate", "{\"overlap_hours\": 24}");
        hook.lead();
        hook.await("delivered", 3);
        expected.put(hook.last().text("data.event_id"), hook.last().text("data.request.body"));
        assertThat(forged(port)).isEqualTo(401);
        assertThat(kept()).isEqualTo(expected);
        assertThat(hook.count("failed") + hook.count("pending")).isZero();
    }

    private void start(String command, String name, int port, String secret) throws IOException {
        sample(name).writeTo(folder);
        var words = List.of(command.replace("PORT", Integer.toString(port))
                .replace("JAVA", ProcessHandle.current().info().command().orElseThrow())
                .split(" "));
        var program = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectOutput(folder.resolve("output.txt").toFile())
                .redirectErrorStream(true);
        // The clock of the tests has been moved, and that on the wall hasn't.
        program.environment()
                .putAll(Map.of("SECRET", secret, "PORT", Integer.toString(port), "TOLERANCE", "1000000000"));
        var started = program.start();
        running.add(started);
        Await.until(() -> {
            assertThat(started.isAlive()).as(() -> output()).isTrue();
            return listens(port);
        });
    }

    private String output() {
        try {
            return Files.readString(folder.resolve("output.txt"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean listens(int port) {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Somebody who doesn't know the secret sends an event. */
    private static int forged(int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hook"))
                .header("webhook-id", "evt_forged")
                .header("webhook-timestamp", Long.toString(System.currentTimeMillis() / 1_000))
                .header("webhook-signature", "v1,Zm9yZ2Vk v1,")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\": \"evt_forged\"}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }

    /** What it has written down, by the ids of events. */
    private Map<String, String> kept() throws IOException {
        var kept = new TreeMap<String, String>();
        try (var files = Files.list(folder.resolve("inbox"))) {
            for (var file : files.toList()) {
                kept.put(file.getFileName().toString().replace(".json", ""), Files.readString(file));
            }
        }
        return kept;
    }

    private static Sample sample(String name) throws IOException {
        return SAMPLE.matcher(Files.readString(PAGE))
                .results()
                .filter(found -> found.group(2).equals(name))
                .map(found -> new Sample(name, found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
