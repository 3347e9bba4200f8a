package leadhub.base.postgres;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import leadhub.base.settings.SetupProblem;

/** A server's share in the embedded PostgreSQL, in a process of its own that tests can kill. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private ServerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static ServerProcess start(Path data) throws IOException {
        return start(List.of(), absoluteClassPath(), data);
    }

    /** It runs in a folder of its own. */
    static String absoluteClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    static ServerProcess start(List<String> prefix, String classPath, Path data) throws IOException {
        var command = new ArrayList<>(prefix);
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                ServerProcess.class.getName(),
                data.toString()));
        return new ServerProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .directory(Path.of("/tmp").toFile())
                .start());
    }

    /** The next line it prints: {@code started <pid of PostgreSQL>}, {@code wrote}, or {@code problem: …}. */
    String line() throws IOException {
        return String.valueOf(output.readLine());
    }

    long startedPid() throws IOException {
        var line = line();
        if (!line.startsWith("started ")) {
            throw new AssertionError(line);
        }
        return Long.parseLong(line.substring("started ".length()));
    }

    /** Has one row written, and waits until it is committed. */
    void write() throws IOException {
        process.outputWriter().write("write\n");
        process.outputWriter().flush();
        if (!line().equals("wrote")) {
            throw new AssertionError("nothing was written");
        }
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Lets it end in order. */
    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        process.onExit().join();
    }

    public static void main(String[] args) throws Exception {
        try (var postgres = EmbeddedPostgres.start(Path.of(args[0]));
                var connection = postgres.owner().connect();
                var statement = connection.createStatement()) {
            statement.execute("create table if not exists written (at timestamptz default now())");
            System.out.println("started " + postgres.pid());
            var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            while (input.readLine() != null) {
                statement.execute("insert into written default values");
                System.out.println("wrote");
            }
        } catch (SetupProblem e) {
            System.out.println("problem: " + e.getMessage());
        }
    }
}
