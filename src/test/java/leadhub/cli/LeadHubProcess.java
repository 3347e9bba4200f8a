package leadhub.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import leadhub.testing.Await;
import leadhub.testing.OtherJava;

/** The program in a process of its own, as people run it. */
public final class LeadHubProcess implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private final Process process;
    private final Path output;
    private final Path errors;

    private LeadHubProcess(Process process, Path output, Path errors) {
        this.process = process;
        this.output = output;
        this.errors = errors;
    }

    /** Starts a server on free ports. */
    public static LeadHubProcess serve(Path data, String... arguments) throws IOException {
        return serveWith(List.of(), data, arguments);
    }

    /** The same with options of Java, which {@code LEADHUB_JAVA_OPTS} would be. */
    public static LeadHubProcess serveWith(List<String> javaOptions, Path data, String... arguments)
            throws IOException {
        return serveAt(0, javaOptions, data, arguments);
    }

    /** The same on a port that is known before. */
    public static LeadHubProcess serveAt(int port, List<String> javaOptions, Path data, String... arguments)
            throws IOException {
        var all = new ArrayList<>(
                List.of("--port", Integer.toString(port), "--management-port", "0", "--data", data.toString()));
        all.addAll(List.of(arguments));
        return start(javaOptions, all);
    }

    /** Runs a command, or a server, with exactly these words. */
    public static LeadHubProcess start(String... arguments) throws IOException {
        return start(List.of(arguments));
    }

    /** Runs a command in a process of its own, and returns what it printed. */
    public static String command(String... arguments) throws IOException, InterruptedException {
        var command = start(List.of(arguments));
        if (command.awaitEnd() != 0) {
            throw new IOException(command.errors());
        }
        return command.output();
    }

    static LeadHubProcess start(List<String> arguments) throws IOException {
        return start(List.of(), arguments);
    }

    private static LeadHubProcess start(List<String> javaOptions, List<String> arguments) throws IOException {
        var output = Files.createTempFile("leadhub", ".out");
        var errors = Files.createTempFile("leadhub", ".err");
        var command = OtherJava.command("-Xmx256m");
        command.addAll(javaOptions);
        command.add("leadhub.LeadHub");
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("LEADHUB_"));
        return new LeadHubProcess(builder.start(), output, errors);
    }

    /** Waits until it has said where it listens, and returns that. */
    public String origin() throws IOException {
        await(() -> output().contains("is ready at") || !process.isAlive());
        return output().lines()
                .filter(line -> line.contains("is ready at"))
                .map(line -> line.substring(line.indexOf("http")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("It didn't start:\n" + errors()));
    }

    /** The secret that the first start printed beside a word such as {@code LeadHub key}. */
    public String printed(String word) {
        await(() -> output().contains(word) || !process.isAlive());
        return output().lines()
                .filter(line -> line.strip().startsWith(word))
                .map(line -> line.strip().substring(word.length()).strip().replaceAll("\\s.*", ""))
                .findFirst()
                .orElseThrow();
    }

    public String output() {
        return read(output);
    }

    public String errors() {
        return read(errors);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Sends SIGTERM and returns at once. */
    public void terminate() {
        process.destroy();
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("It doesn't end:\n" + errors());
        }
        return process.exitValue();
    }

    static void await(BooleanSupplier condition) {
        Await.until(condition::getAsBoolean);
    }

    @Override
    public void close() throws InterruptedException {
        terminate();
        awaitEnd();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
