package leadhub.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of this machine, run to its end. */
public final class Program {
    private Program() {}

    /**
     * What it prints.
     *
     * @throws AssertionError if it isn't installed or fails; with what it said
     */
    public static String run(Path folder, Map<String, String> environment, List<String> command) {
        try {
            var output = Files.createTempFile(folder, "output", ".txt");
            var errors = Files.createTempFile(folder, "errors", ".txt");
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            // The server is on this machine, and dates are the same everywhere.
            builder.environment().putAll(Map.of("NO_PROXY", "127.0.0.1", "no_proxy", "127.0.0.1", "TZ", "UTC"));
            var problem = problem(start(builder));
            if (!problem.isEmpty()) {
                throw new AssertionError("%s %s:%n%s%n%s"
                        .formatted(command, problem, Files.readString(output), Files.readString(errors)));
            }
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new AssertionError(
                    builder.command().getFirst() + " can't be started (" + e.getMessage()
                            + "): install nodejs, php-cli, php-curl and curl, as bin/ci does.",
                    e);
        }
    }

    /** What went wrong; empty if nothing did. */
    private static String problem(Process process) {
        try {
            var status = process.waitFor();
            return status == 0 ? "" : "ended with " + status;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "was interrupted";
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
