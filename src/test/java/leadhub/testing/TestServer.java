package leadhub.testing;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import leadhub.LeadHub;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKeys;
import leadhub.automations.runs.RunThreads;
import leadhub.base.Caller;
import leadhub.base.SealKeys;
import leadhub.base.database.DatabaseLogin;
import leadhub.base.postgres.Database;
import leadhub.base.postgres.Superuser;
import leadhub.base.settings.Settings;
import leadhub.intake.IntakeThreads;
import leadhub.integrations.emailimap.MailboxThreads;
import leadhub.integrations.fetching.FetchThreads;
import leadhub.jobs.WorkInProgress;
import leadhub.testing.statements.StatementLog;
import leadhub.webhooks.delivery.DispatcherThreads;
import leadhub.workspaces.LiveWorkspaces;
import leadhub.workspaces.NewWorkspace;
import leadhub.workspaces.Workspaces;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * The server that tests talk to: the real one on a real PostgreSQL, started once for all tests of a run. Each test makes
 * a workspace of its own, so that tests don't see each other.
 */
public final class TestServer {
    /** What all servers of the tests seal secrets with. */
    public static final String SECRET_KEY = "only for tests, and for nothing else";

    /** Thousands of users of tests sign in; at the real cost that would be a third of the suite's work. */
    private static final Argon2PasswordEncoder CHEAP_PASSWORDS = new Argon2PasswordEncoder(16, 32, 1, 64, 1);

    /** Where all servers of a run keep what was attached to forms. */
    private static final Path FILES = Path.of(
                    "target",
                    "test-files",
                    Objects.requireNonNullElse(
                            System.getenv("TEST_FILES"),
                            Long.toString(ProcessHandle.current().pid())))
            .toAbsolutePath();

    private static @Nullable TestServer shared;

    /** A database that stands already, in place of one that is made for the run; a cluster, say. */
    private static final @Nullable String GIVEN_DATABASE = System.getenv("LEADHUB_TEST_DATABASE_URL");

    /** A database that stands has the workspaces of earlier runs. */
    private static final AtomicInteger WORKSPACES = new AtomicInteger(
            GIVEN_DATABASE == null ? 0 : Math.toIntExact(Instant.now().getEpochSecond() % 1_000_000_000));

    private final Database database;
    private final TestClock clock = new TestClock();
    private final ConfigurableApplicationContext context;
    private @Nullable OtherProcess otherProcess;
    private @Nullable Boolean isCluster;
    private @Nullable Connection onlooker;

    private TestServer(Database database) {
        this.database = database;
        this.context = run(database.application(), clock, Map.of());
    }

    /** The shared server. */
    public static synchronized TestServer get() {
        if (shared == null) {
            StatementLog.install();
            var database = Database.open(settings(), Database.Mode.SERVER);
            withoutWaitingForTheDisk(database);
            database.migrate();
            var server = new TestServer(database);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (server.otherProcess != null) {
                    server.otherProcess.close();
                }
                server.context.close();
                database.close();
            }));
            shared = server;
        }
        return shared;
    }

    /** Nobody cuts this machine's power and goes on with the run; where processes die, nothing is lost all the same. */
    private static void withoutWaitingForTheDisk(Database database) {
        if (GIVEN_DATABASE != null) {
            return;
        }
        try (var connection = Superuser.of(database).connect();
                var statement = connection.createStatement()) {
            statement.execute("alter system set fsync = off");
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tests so far are over. Those of a class share what its fields hold. */
    static synchronized void nextClass() {
        if (shared != null) {
            shared.bean(LiveWorkspaces.class).leaveAlone();
            shared.forgetWork();
        }
    }

    /** Nobody waits any more for what is left to do, and with each hour that a later test lets pass more of it would be done first. */
    private void forgetWork() {
        if (GIVEN_DATABASE != null) {
            return;
        }
        try (var owner = database.owner().connect();
                var statement = owner.createStatement()) {
            statement.execute(unlocked("scheduled_tasks", "where task_instance <> 'recurring' and not picked"));
            for (var kind : List.of("automation", "intake", "integration", "mailbox", "webhook")) {
                statement.execute(unlocked(kind + "_due", ""));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for nobody, so that it is part of no deadlock. */
    private static String unlocked(String table, String which) {
        return "delete from %s where ctid = any (array(select ctid from %s %s for update skip locked))"
                .formatted(table, table, which);
    }

    private static Settings settings() {
        if (GIVEN_DATABASE != null) {
            return Settings.of(Map.of("--database-url", GIVEN_DATABASE), Map.of());
        }
        try {
            // PostgreSQL's folder must be new, and short-lived; its files are not worth keeping.
            var data = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "test-data");
            return Settings.of(Map.of("--data", data.toString()), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts one more server on the same database, in this process. */
    public ConfigurableApplicationContext startSecond() {
        return startSecond(Map.of());
    }

    /** Starts one more server on the same database, in this process and with settings of its own. */
    public ConfigurableApplicationContext startSecond(Map<String, Object> properties) {
        return run(database.application(), clock, properties);
    }

    /** Starts one more server on the same database that has parts of the test's beside its own. */
    public ConfigurableApplicationContext startSecond(Map<String, Object> properties, Class<?>... parts) {
        return run(database.application(), clock, properties, parts);
    }

    /** Starts one more server on the same database, whose clock is another one. */
    public ConfigurableApplicationContext startSecondAt(Clock other, Map<String, Object> properties) {
        return run(database.application(), other, properties);
    }

    /** Where a second server on the same database listens, which runs in a process of its own. Its clock is the same. */
    public synchronized String otherProcess() {
        if (otherProcess == null) {
            otherProcess = OtherProcess.start(database.application(), clock);
        }
        return otherProcess.origin();
    }

    /** Has something done in a process of its own, which tests may kill. */
    public Process inAnotherProcess(Class<? extends OtherProcess.Work> work, List<String> arguments) {
        return OtherProcess.run(database.application(), clock, work, arguments);
    }

    static ConfigurableApplicationContext run(
            DatabaseLogin login, Clock clock, Map<String, Object> more, Class<?>... parts) {
        var properties = new HashMap<String, Object>();
        properties.put("server.port", 0);
        properties.put("server.address", "127.0.0.1");
        properties.put("management.server.port", 0);
        properties.put("management.server.address", "127.0.0.1");
        properties.put("spring.datasource.url", login.jdbcUrl());
        properties.put("spring.datasource.username", login.user());
        properties.put("spring.datasource.password", login.password());
        properties.put("spring.datasource.hikari.connection-init-sql", login.initSql());
        properties.put("spring.datasource.hikari.maximum-pool-size", 16);
        properties.put("spring.flyway.enabled", false);
        properties.put("spring.threads.virtual.enabled", true);
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.main.allow-bean-definition-overriding", true);
        properties.put("leadhub.emails.local-links", true);
        // However slow this machine is.
        properties.put("leadhub.chat.page-patience", "1m");
        properties.put("leadhub.chat.thinks-every", "200ms");
        // All visitors of tests come from one address.
        properties.put("leadhub.chat.conversations-per-address", 1_000_000);
        properties.put("leadhub.chat.messages-per-address", 1_000_000);
        properties.put("leadhub.files-folder", FILES.toString());
        properties.put("leadhub.exports-folder", folder("test-exports", login).toString());
        properties.put("leadhub.imports-folder", folder("test-imports", login).toString());
        properties.put("logging.level.root", "warn");
        properties.values().removeIf(java.util.Objects::isNull);
        var settings = settings(more);
        SpringApplication application = new SpringApplicationBuilder(LeadHub.class)
                .sources(parts)
                .properties(properties)
                // What a test wants wins over application.yaml.
                .initializers(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource("of the test", more)))
                .initializers(context -> {
                    ((GenericApplicationContext) context).registerBean(Settings.class, () -> settings);
                    ((GenericApplicationContext) context)
                            .registerBean(
                                    SealKeys.class,
                                    () -> new SealKeys(settings.secretKey(), settings.otherSecretKey()));
                })
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean("clock", Clock.class, () -> clock, definition -> definition.setPrimary(true)))
                .initializers(context ->
                        ((GenericApplicationContext) context).registerBean("workspaces", LiveWorkspaces.class))
                .initializers(context -> ((GenericApplicationContext) context)
                        .registerBean(
                                "cheapPasswords",
                                Argon2PasswordEncoder.class,
                                () -> CHEAP_PASSWORDS,
                                definition -> definition.setPrimary(true)))
                .registerShutdownHook(false)
                .build();
        var server = application.run(
                "--db-scheduler.polling-interval=200ms",
                "--leadhub.webhooks.poll=50ms",
                "--leadhub.integrations.poll=50ms",
                "--leadhub.mailboxes.poll=50ms",
                "--leadhub.automations.poll=50ms");
        if (clock instanceof TestClock tests) {
            tests.waitFor(new WorkInProgress(server)::isAny);
        }
        return server;
    }

    /** What begins with {@code --} is a setting, all else a property of Spring. */
    private static Settings settings(Map<String, Object> more) {
        var flags = new HashMap<String, String>();
        flags.put("--secret-key", SECRET_KEY);
        // Mail servers of tests listen on this machine.
        flags.put("--allowed-networks", "127.0.0.0/8");
        more.forEach((name, value) -> {
            if (name.startsWith("--")) {
                flags.put(name, value.toString());
            }
        });
        return Settings.of(flags, Map.of());
    }

    /** Where it listens: {@code http://127.0.0.1:12345}. */
    public String origin() {
        return origin(context);
    }

    /** Where another one listens. */
    public static String origin(ConfigurableApplicationContext context) {
        return "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** Where all servers of a run keep what was attached to forms. */
    public static Path files() {
        return FILES;
    }

    /** Where all servers of this database keep scheduled exports. */
    public Path exports() {
        return folder("test-exports", database.application());
    }

    /** Of the servers of a database: another run has workspaces with the same ids, and would sweep their files. */
    private static Path folder(String name, DatabaseLogin login) {
        return Path.of("target", name, Integer.toHexString(login.jdbcUrl().hashCode()))
                .toAbsolutePath();
    }

    public TestClock clock() {
        return clock;
    }

    /** The database in its two roles. */
    public Database database() {
        return database;
    }

    /** Whether the database is spread over the machines of a cluster. */
    public synchronized boolean isCluster() throws SQLException {
        if (isCluster == null) {
            try (var statement = onlooker().createStatement();
                    var row = statement.executeQuery("select to_regclass('citus_lock_waits') is not null")) {
                row.next();
                isCluster = row.getBoolean(1);
            }
        }
        return isCluster;
    }

    /**
     * A connection of the owner's for those who look again and again, one at a time: to sign in each time is what a busy
     * machine takes longest for, or too long.
     */
    synchronized Connection onlooker() throws SQLException {
        if (onlooker == null || !onlooker.isValid(0)) {
            onlooker = database.owner().connect();
        }
        return onlooker;
    }

    /** Waits until no job runs and nothing is delivered, and lets none begin. */
    public void pauseJobs() {
        var jobs = bean(Scheduler.class);
        jobs.pause();
        Await.until(() -> !WorkInProgress.isAny(jobs));
        bean(DispatcherThreads.class).stop();
        bean(RunThreads.class).stop();
        bean(FetchThreads.class).stop();
        bean(MailboxThreads.class).stop();
        bean(IntakeThreads.class).stop();
        // Whoever was looking for jobs when they were paused may have found some.
        Await.until(() -> !WorkInProgress.isAny(jobs));
    }

    public void resumeJobs() {
        bean(IntakeThreads.class).start();
        bean(FetchThreads.class).start();
        bean(MailboxThreads.class).start();
        bean(DispatcherThreads.class).start();
        bean(RunThreads.class).start();
        bean(Scheduler.class).resume();
    }

    /** A part of the server. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** All parts of a kind. */
    public <T> Collection<T> beans(Class<T> type) {
        return context.getBeansOfType(type).values();
    }

    /** A new workspace, as a stranger to all others. */
    public TestWorkspace newWorkspace() {
        return newWorkspace("US");
    }

    /** A new workspace in a time zone. */
    public TestWorkspace newWorkspaceIn(String timeZone) {
        return newWorkspace("US", timeZone);
    }

    /** A new workspace whose phone numbers are read as those of a country. */
    public TestWorkspace newWorkspace(String country) {
        return newWorkspace(country, "UTC");
    }

    private TestWorkspace newWorkspace(String country, String timeZone) {
        var slug = "test-" + WORKSPACES.incrementAndGet();
        var workspace = bean(Workspaces.class).create(new NewWorkspace(slug, "Test " + slug, timeZone, country));
        return new TestWorkspace(this, bean(ApiKeys.class), workspace);
    }

    /** All scopes but those. */
    public static EnumSet<Scope> allBut(Scope... scopes) {
        var all = EnumSet.allOf(Scope.class);
        all.removeAll(List.of(scopes));
        return all;
    }

    /** The program itself in a workspace. */
    public static Caller system(long workspaceId) {
        return Caller.system(workspaceId, "test");
    }
}
