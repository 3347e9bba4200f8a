package leadhub.base.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import leadhub.base.settings.SetupProblem;
import org.jspecify.annotations.Nullable;

/**
 * A running PostgreSQL: its main process and the port it listens on.
 *
 * @param process null if it was not us who started it
 */
record Postmaster(
        DataFolder data, long pid, int port, @Nullable Process process) {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final long LOG_BYTES = 10 << 20;

    /** What runs on the data folder, whoever started it, or null. A file left by a dead or unrelated process counts as nothing. */
    static @Nullable Postmaster running(DataFolder data) throws IOException {
        var lines = pidFile(data);
        if (lines.size() < 4) {
            return null;
        }
        var found = new Postmaster(
                data,
                Long.parseLong(lines.get(0).strip()),
                Integer.parseInt(lines.get(3).strip()),
                null);
        return found.isAlive() ? found : null;
    }

    /** Starts it in a session of its own, so that Ctrl-C in the terminal reaches us alone. */
    static Postmaster start(DataFolder data, RunAs runAs, int port) throws IOException {
        // Nothing of ours is alive here. PostgreSQL would take any process with the old number for its predecessor; if
        // its workers still live, it sees that by their shared memory and refuses by itself.
        Files.deleteIfExists(data.pidFile());
        var log = rotatedLog(data);
        runAs.own(log);
        var command = runAs.command(
                Path.of("setsid"), List.of(program(data), "-D", data.cluster().toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        cleanEnvironment(builder);
        var process = builder.start();
        process.getOutputStream().close();
        return new Postmaster(data, process.pid(), port, process);
    }

    /** By its command line, for the number in the file may be another process's by now. */
    boolean isAlive() {
        if (process != null && !process.isAlive()) {
            return false;
        }
        try {
            var command = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
            return process != null || command.contains("/bin/postgres\0-D\0" + data.cluster() + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    boolean isOfThisVersion() throws IOException {
        return Files.readString(Path.of("/proc/" + pid + "/cmdline")).startsWith(program(data) + "\0");
    }

    /** Whether it has written into its file that it accepts connections. */
    boolean isReady() {
        try {
            var lines = pidFile(data);
            return lines.size() >= 8
                    && lines.get(0).strip().equals(Long.toString(pid))
                    && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    /** Ends all connections, writes everything to disk, and waits for the end. */
    void stop() {
        // The harsher ones lose nothing either: the next start replays the log.
        for (var name : List.of("INT", "QUIT", "KILL")) {
            signal(name);
            if (await(() -> !isAlive(), STOP_LIMIT)) {
                return;
            }
        }
        throw new SetupProblem("PostgreSQL doesn't stop: end process " + pid + " yourself, then start again.");
    }

    String lastWords() {
        try (var lines = Files.lines(data.log())) {
            var all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 8), all.size()));
        } catch (IOException e) {
            return "";
        }
    }

    static boolean await(BooleanSupplier condition, Duration limit) {
        var end = System.nanoTime() + limit.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > end) {
                    return false;
                }
                Thread.sleep(10);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return condition.getAsBoolean();
        }
    }

    /** So that nobody's PGDATA, LD_LIBRARY_PATH or locale changes what runs. */
    static void cleanEnvironment(ProcessBuilder builder) {
        var path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("LC_ALL", "C");
    }

    private void signal(String name) {
        try {
            // The JDK can only send TERM, on which PostgreSQL waits for its clients.
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + pid)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new SetupProblem(
                    "PostgreSQL can't be stopped (" + e.getMessage() + "): end process " + pid + " yourself.", e);
        }
    }

    private static String program(DataFolder data) {
        return data.binaries().resolve("bin/postgres").toString();
    }

    private static List<String> pidFile(DataFolder data) throws IOException {
        return Files.exists(data.pidFile()) ? Files.readAllLines(data.pidFile()) : List.of();
    }

    private static Path rotatedLog(DataFolder data) throws IOException {
        var log = data.log();
        if (Files.exists(log) && Files.size(log) > LOG_BYTES) {
            Files.move(log, log.resolveSibling("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
        }
        return Files.exists(log) ? log : Files.createFile(log, Privacy.file());
    }
}
