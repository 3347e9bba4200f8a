package leadhub.testing;

import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerStarter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import leadhub.base.database.DatabaseLogin;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/**
 * A server in a process of its own, on the database of the tests. It reads how far time passes, one duration a line, and
 * ends with its input.
 */
public final class OtherProcess {
    /** Said for it when it says nothing any more. */
    private static final String OVER = "over";

    private final Process process;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final String origin;

    private OtherProcess(Process process) throws IOException {
        this.process = process;
        Thread.ofPlatform().daemon().name("other process").start(this::read);
        this.origin = line();
    }

    /** Something that another process does by itself, with all parts of a server. */
    public interface Work {
        void run(ApplicationContext context, List<String> arguments);

        /** Whether the process sends webhooks meanwhile. */
        default boolean delivers() {
            return false;
        }

        /** Whether the process works on what came in and waits. */
        default boolean worksOnIntake() {
            return false;
        }
    }

    static OtherProcess start(DatabaseLogin login, TestClock clock) {
        try {
            var other = new OtherProcess(process(login, List.of(clock.toString())));
            clock.follow(other::pass);
            return other;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Process run(DatabaseLogin login, TestClock clock, Class<? extends Work> work, List<String> arguments) {
        var all = new ArrayList<>(List.of(clock.toString(), work.getName()));
        all.addAll(arguments);
        try {
            return process(login, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Process process(DatabaseLogin login, List<String> arguments) throws IOException {
        var builder = new ProcessBuilder(OtherJava.command("-Xmx512m"));
        builder.command().add(OtherProcess.class.getName());
        builder.command().addAll(arguments);
        builder.environment().put("TEST_DATABASE_URL", login.jdbcUrl());
        builder.environment().put("TEST_DATABASE_USER", login.user());
        builder.environment().put("TEST_DATABASE_PASSWORD", Objects.requireNonNullElse(login.password(), ""));
        builder.environment().put("TEST_FILES", TestServer.files().getFileName().toString());
        builder.environment().put("TEST_DATABASE_INIT", Objects.requireNonNullElse(login.initSql(), ""));
        return builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
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
        } finally {
            said.add(OVER);
        }
    }

    /** However long a busy machine takes to start it: it says something, or it ends. */
    private String line() throws IOException {
        try {
            var line = said.take();
            if (line.equals(OVER)) {
                said.add(OVER);
                throw new IOException("The other process has ended");
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    public static void main(String[] args) throws IOException, ReflectiveOperationException {
        var clock = TestClock.like(args[0]);
        if (args.length > 1) {
            work(clock, List.of(args));
            return;
        }
        var properties = new HashMap<String, Object>();
        // Jobs, what came in and what is to be delivered are left to the test's own server, which tests can have stop.
        properties.put("leadhub.intake.work", false);
        properties.put("leadhub.webhooks.deliver", false);
        try (var context = TestServer.run(login(), clock, properties, NoJobs.class)) {
            System.out.println("> " + TestServer.origin(context));
            var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (var line = input.readLine(); line != null; line = input.readLine()) {
                clock.pass(Duration.parse(line));
                System.out.println("> passed");
            }
        }
    }

    /** Jobs are left to others, so that none is taken along when the process is killed. */
    private static void work(TestClock clock, List<String> args) throws ReflectiveOperationException {
        var work = (Work) Class.forName(args.get(1)).getDeclaredConstructor().newInstance();
        try (var context = TestServer.run(
                login(),
                clock,
                Map.of("leadhub.webhooks.deliver", work.delivers(), "leadhub.intake.work", work.worksOnIntake()),
                NoJobs.class)) {
            work.run(context, args.subList(2, args.size()));
        }
    }

    /** Leaves jobs, and does none. It is no configuration that servers find by themselves: the test's own one does jobs. */
    static class NoJobs {
        @Bean
        DbSchedulerStarter jobsAreLeftToOthers() {
            return () -> {};
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
