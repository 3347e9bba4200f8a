package leadhub.attack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import leadhub.base.postgres.StandbyPair;
import leadhub.cli.LeadHubProcess;
import leadhub.cli.Program;
import leadhub.testing.ApiClient;

/** Servers on one database with a standby, for attacks that a single server with its own database can't show. */
final class Installation implements AutoCloseable {
    private static final List<String> JAVA_OPTIONS = List.of("-Xmx256m", "-XX:TieredStopAtLevel=4");

    private final Path folder = Files.createTempDirectory("leadhub-attack");
    private final List<LeadHubProcess> servers = new ArrayList<>();
    final StandbyPair databases = StandbyPair.start(folder.resolve("databases"));

    Installation() throws Exception {}

    /** Starts a server on a port of its own, and waits until it is ready. */
    LeadHubProcess serve(int port, String databaseUrl) throws IOException {
        var server = LeadHubProcess.serveAt(
                port, JAVA_OPTIONS, folder.resolve("data" + port), "--database-url", databaseUrl);
        servers.add(server);
        server.origin();
        return server;
    }

    /** A key without a limit that would be felt. */
    String key(String databaseUrl, String dialect) {
        var out = new ByteArrayOutputStream();
        var status = Program.run(
                ("key create --workspace default --scopes all --rate-limit 1000000 --dialect " + dialect
                                + " --name attack --database-url " + databaseUrl)
                        .split(" "),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err,
                Map.of());
        if (status != 0) {
            throw new IllegalStateException("No key was made.");
        }
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    /** Calls until the code is compiled and the pool is filled. */
    static void warmUp(ApiClient api) {
        for (var i = 0; i < 200; i++) {
            api.get("/api/v1/leads");
        }
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Seconds since a {@link System#nanoTime}. */
    static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    @Override
    public void close() throws Exception {
        for (var server : servers) {
            server.kill();
        }
        databases.close();
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
