package leadhub.bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import leadhub.base.database.DatabaseLogin;

/** The real server as a process of its own, started as people start it. */
final class ServerChild implements AutoCloseable {
    private static final byte[] HEALTH =
            "GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Process process;
    private final int port;

    private ServerChild(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it and waits until it answers. */
    static ServerChild start(Path data, String... settings) throws IOException {
        return start(data, "", settings);
    }

    /** The same with options of Java's. */
    static ServerChild startWith(Path data, String options) throws IOException {
        return start(data, options, new String[0]);
    }

    /** One more on the database of another one, which is closed last. @param data where it keeps what isn't in the database */
    static ServerChild startBeside(DatabaseLogin owner, Path data) throws IOException {
        var database = URI.create(owner.jdbcUrl().substring("jdbc:".length()));
        var password = URLEncoder.encode(Objects.requireNonNull(owner.password()), StandardCharsets.UTF_8);
        // Others on this machine see the arguments, and not this.
        var environment = Map.of(
                "LEADHUB_DATABASE_URL",
                "postgresql://%s:%s@127.0.0.1:%d%s"
                        .formatted(owner.user(), password, database.getPort(), database.getPath()));
        return start(data, "", new String[0], environment);
    }

    private static ServerChild start(Path data, String options, String[] settings) throws IOException {
        return start(data, options, settings, Map.of());
    }

    private static ServerChild start(Path data, String options, String[] settings, Map<String, String> environment)
            throws IOException {
        var port = freePort();
        var arguments = new ArrayList<>(List.of(
                "serve", "--data", data.toString(), "--port", Integer.toString(port), "--management-port", "0"));
        arguments.addAll(List.of(settings));
        var command = command(arguments, options);
        command.environment().putAll(environment);
        var child = new ServerChild(command.start(), port);
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
        while (!child.answers()) {
            if (!child.process.isAlive() || System.nanoTime() > deadline) {
                child.process.destroy();
                throw new IOException("The server doesn't start: target/bench-server.log tells why.");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        return child;
    }

    private static ProcessBuilder command(List<String> arguments, String options) {
        var builder = new ProcessBuilder(
                Stream.concat(Stream.of("bin/leadhub"), arguments.stream()).toList());
        builder.environment().keySet().removeIf(name -> name.startsWith("LEADHUB_"));
        // One session asks for more pages in a second than a person does in an hour.
        var stretch = "-Dleadhub.session-stretch=" + Integer.MAX_VALUE;
        builder.environment().put("LEADHUB_JAVA_OPTS", (stretch + " " + options).strip());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/bench-server.log")));
        return builder;
    }

    private boolean answers() {
        try (var connection = connect()) {
            return connection.send(HEALTH) == 200;
        } catch (IOException e) {
            return false;
        }
    }

    int port() {
        return port;
    }

    HttpConnection connect() throws IOException {
        return new HttpConnection(port);
    }

    /** Sends one request again and again. */
    Load.Work calls(Operation.Requests requests) throws IOException {
        var connection = connect();
        return new Load.Work() {
            @Override
            public void once() throws IOException {
                var request = requests.next();
                var status = connection.send(request);
                if (status != 200 && status != 201) {
                    throw new IOException(
                            status + " " + connection.body() + "\nto " + new String(request, StandardCharsets.UTF_8));
                }
            }

            @Override
            public void close() throws IOException {
                connection.close();
            }
        };
    }

    /** bin/leadhub execs Java, so this is the server's own process id. */
    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        Processes.stop(process);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
