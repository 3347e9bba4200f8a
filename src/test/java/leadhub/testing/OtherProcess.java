package leadhub.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import leadhub.base.DatabaseLogin;

/**
 * A server in a process of its own, on the database of the tests. It reads how far time passes, one duration a line, and
 * ends with its input.
 */
final class OtherProcess {
    private final Process process;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final String origin;

    private OtherProcess(Process process) throws IOException {
        this.process = process;
        Thread.ofPlatform().daemon().name("other process").start(this::read);
        this.origin = line();
    }

    static OtherProcess start(DatabaseLogin login, TestClock clock) {
        var builder = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                clock.ahead().toString());
        builder.environment().put("TEST_DATABASE_URL", login.jdbcUrl());
        builder.environment().put("TEST_DATABASE_USER", login.user());
        builder.environment().put("TEST_DATABASE_PASSWORD", Objects.requireNonNullElse(login.password(), ""));
        builder.environment().put("TEST_DATABASE_INIT", Objects.requireNonNullElse(login.initSql(), ""));
        try {
            var other = new OtherProcess(
                    builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
            clock.follow(other::pass);
            return other;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String origin() {
        return origin;
    }

    void close() {
        try {
            process.outputWriter().close();
            process.onExit().join();
        } catch (IOException e) {
            process.destroyForcibly();
        }
    }

    private void pass(Duration duration) {
        try {
            process.outputWriter().write(duration + "\n");
            process.outputWriter().flush();
            line();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it says to us starts with a mark; all else it prints is for the log. */
    private void read() {
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("> ")) {
                    said.add(line.substring(2));
                } else {
                    System.out.println(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String line() throws IOException {
        try {
            var line = said.poll(60, TimeUnit.SECONDS);
            if (line == null) {
                throw new IOException("The other process says nothing");
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public static void main(String[] args) throws IOException {
        var clock = new TestClock();
        clock.pass(Duration.parse(args[0]));
        try (var context = TestServer.run(login(), clock, Map.of())) {
            System.out.println("> " + TestServer.origin(context));
            var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var line = input.readLine(); line != null; line = input.readLine()) {
                clock.pass(Duration.parse(line));
                System.out.println("> passed");
            }
        }
    }

    private static DatabaseLogin login() {
        var environment = System.getenv();
        var password = environment.getOrDefault("TEST_DATABASE_PASSWORD", "");
        var init = environment.getOrDefault("TEST_DATABASE_INIT", "");
        return new DatabaseLogin(
                environment.getOrDefault("TEST_DATABASE_URL", ""),
                environment.getOrDefault("TEST_DATABASE_USER", ""),
                password.isEmpty() ? null : password,
                init.isEmpty() ? null : init);
    }
}
