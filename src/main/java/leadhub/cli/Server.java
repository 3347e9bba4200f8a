package leadhub.cli;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import leadhub.base.Setting;
import leadhub.base.Settings;
import leadhub.base.SetupProblem;
import leadhub.base.postgres.Database;
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
        return server;
    }

    private void run(List<Class<?>> more) {
        requireFree(settings.address(), settings.port(), Setting.PORT);
        requireFree(InetAddress.ofLiteral("127.0.0.1"), settings.managementPort(), Setting.MANAGEMENT_PORT);
        starting.lock();
        try {
            var opened = Database.open(settings, Database.Mode.SERVER);
            database = opened;
            opened.migrate();
            context = Application.server(settings, opened, this::makeWhatIsMissing, more);
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
        if (settings.smtp() == null) {
            log.info("No mail server is set (--smtp-host): links to passwords are shown in the panel, unless a "
                    + "workspace sets a mail server of its own.");
        }
        if (settings.smtp() != null && settings.baseUrl() == null) {
            log.warn("A mail server is set and --base-url is not: nobody gets a link by \"Forgot your password?\".");
        }
        if (settings.secretKey() == null && opened.embedded() == null) {
            log.warn("No --secret-key is set: two-step sign-in and passwords of mail servers can't be kept.");
        }
    }

    /** What an upgrade changed for those who are there already, once. */
    private static void tellOfUpgrade(StartNoticeSql notices) {
        if (notices.take("admin-users")) {
            log.warn("Keys that were made with all scopes may no longer make or change managers and admins, or set "
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

    /** Says before anything is started what would fail at its end. */
    private static void requireFree(InetAddress address, int port, Setting setting) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port));
        } catch (IOException e) {
            var reason = String.valueOf(e.getMessage());
            if (reason.contains("already in use")) {
                throw new SetupProblem("Port " + port + " of " + address.getHostAddress()
                        + " is taken: stop what uses it, or choose another with " + setting.flag() + ".");
            }
            if (reason.contains("ermission denied")) {
                throw new SetupProblem("Port " + port + " is not for ordinary users: choose one from 1024 with "
                        + setting.flag() + ", and let a proxy listen there.");
            }
            throw new SetupProblem("Can't listen on " + address.getHostAddress() + " (" + reason
                    + "): choose an address of this machine with " + Setting.ADDRESS.flag() + ".");
        }
    }
}
