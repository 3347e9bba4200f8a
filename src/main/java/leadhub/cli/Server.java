package leadhub.cli;

import java.net.Inet6Address;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import leadhub.base.postgres.Database;
import leadhub.base.settings.Settings;
import leadhub.base.settings.SetupProblem;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** LeadHub with everything running: the database, the features, HTTP. Listens only when all is ready. */
public final class Server implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Server.class);

    private final Settings settings;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ReentrantLock starting = new ReentrantLock();
    private volatile @Nullable Database database;
    private volatile @Nullable ConfigurableApplicationContext context;
    private volatile @Nullable ServerNote note;
    private volatile FirstStart.@Nullable Made made;

    private Server(Settings settings) {
        this.settings = settings;
    }

    /**
     * Starts a server in this process.
     *
     * @param more configuration beyond the program's own
     * @throws SetupProblem with what keeps it from starting
     */
    public static Server start(Settings settings, Class<?>... more) {
        var server = new Server(settings);
        server.run(List.of(more));
        return server;
    }

    /** The same, stopped in order by SIGTERM and Ctrl-C at whatever point they come. */
    static Server startUntilSignal(Settings settings) {
        var server = new Server(settings);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(server::close));
        server.run(List.of());
        EarlyCollection.begin();
        return server;
    }

    private void run(List<Class<?>> more) {
        var ports = new Ports(settings);
        ports.requireFree();
        starting.lock();
        try {
            var opened = Database.open(settings, Database.Mode.SERVER);
            database = opened;
            opened.migrate();
            context = Application.server(settings, ports.management(), opened, this::makeWhatIsMissing, more);
            note = ServerNote.leave(settings, this);
            sayWhatIsMissing(opened);
            tellOfUpgrade(context.getBean(StartNoticeSql.class));
        } catch (RuntimeException e) {
            close();
            throw e;
        } finally {
            starting.unlock();
        }
    }

    /** What works without, and might be looked for. */
    private void sayWhatIsMissing(Database opened) {
        if (!settings.address().isLoopbackAddress() && settings.baseUrl() == null) {
            log.warn(
                    "It listens beyond this machine without --base-url: links in answers and emails begin with whatever "
                            + "callers say, and passwords and keys may travel unencrypted. Put a proxy with HTTPS before it, and "
                            + "give the address that people use.");
        }
        if (settings.smtp() == null) {
            log.info("No mail server is set (--smtp-host): password links are shown in the panel, unless a "
                    + "workspace sets a mail server of its own.");
        }
        if (settings.smtp() != null && settings.baseUrl() == null) {
            log.warn("A mail server is set and --base-url is not: nobody gets a link by \"Forgot your password?\".");
        }
        if (settings.secretKey() == null && opened.embedded() == null) {
            log.warn("No --secret-key is set: two-step sign-in and mail server passwords can't be stored.");
        }
    }

    /** What an upgrade changed for those who are there already, once. */
    private static void tellOfUpgrade(StartNoticeSql notices) {
        if (notices.take("admin-users")) {
            log.warn(
                    "Keys that were created with all scopes can no longer create or change managers and admins, or set "
                            + "passwords: that takes the new scope admin:users. A program that does so needs a new key.");
        }
    }

    private void makeWhatIsMissing(ApplicationContext features) {
        made = features.getBean(FirstStart.class)
                .makeWhatIsMissing(settings.workspace())
                .orElse(null);
    }

    /** What the first start made; empty at later ones. */
    Optional<FirstStart.Made> made() {
        return Optional.ofNullable(made);
    }

    /** A feature's verbs, such as {@code Leads}. */
    public <T> T get(Class<T> type) {
        return context().getBean(type);
    }

    public int port() {
        return portOf("local.server.port");
    }

    public int managementPort() {
        return portOf("local.management.port");
    }

    /** Where it can be reached from this machine, without a slash at the end. */
    public String url() {
        var address = settings.address();
        var host = address.isAnyLocalAddress() ? "127.0.0.1" : address.getHostAddress();
        return "http://" + (address instanceof Inet6Address && !address.isAnyLocalAddress() ? "[" + host + "]" : host)
                + ":" + port();
    }

    public Database database() {
        var open = database;
        if (open == null) {
            throw new IllegalStateException("The server has not been started.");
        }
        return open;
    }

    /** Lets requests that have begun come to their end, then stops everything, PostgreSQL last. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            // A start that is under way comes to its end first, unless it waits for something that doesn't come.
            var settled = starting.tryLock(10, TimeUnit.SECONDS);
            stop();
            if (settled) {
                starting.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop() {
        try (var open = database;
                var features = context;
                var left = note) {
            // Closed from the last to the first.
        }
    }

    private ConfigurableApplicationContext context() {
        var running = context;
        if (running == null) {
            throw new IllegalStateException("The server has not been started.");
        }
        return running;
    }

    private int portOf(String property) {
        return context().getEnvironment().getRequiredProperty(property, Integer.class);
    }
}
