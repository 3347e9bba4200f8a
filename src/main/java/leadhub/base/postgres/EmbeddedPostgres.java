package leadhub.base.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import leadhub.base.SecretKey;
import leadhub.base.database.DatabaseLogin;
import leadhub.base.settings.SetupProblem;

/**
 * The PostgreSQL we bring along, as a child process on the data folder. Whoever opens it first starts it, whoever closes
 * it last stops it; one that a killed server left behind is taken over with everything that was committed.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    /** Replaying the log after a power cut may take this long. */
    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    private static final int ATTEMPTS = 3;

    private final DataFolder data;
    private final FolderLock lock;
    private final boolean server;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Postmaster postmaster;

    private EmbeddedPostgres(DataFolder data, FolderLock lock, boolean server) throws IOException {
        this.data = data;
        this.lock = lock;
        this.server = server;
        this.postmaster = lock.whileChanging(() -> {
            var opened = open();
            lock.use();
            return opened;
        });
    }

    /**
     * For the server, which has the folder to itself.
     *
     * @throws SetupProblem if another server uses the folder, or with what keeps PostgreSQL from starting
     */
    public static EmbeddedPostgres start(Path path) {
        return open(path, true);
    }

    /** For commands: uses what runs, with a server or without, else starts it for the time being. */
    public static EmbeddedPostgres connect(Path path) {
        return open(path, false);
    }

    /** The owner of the database; no superuser, just like the role of any {@code --database-url}. */
    public DatabaseLogin owner() {
        return BuiltInRoles.owner(postmaster.port(), data.password());
    }

    DatabaseLogin superuser() {
        return BuiltInRoles.superuser(postmaster.port(), data.password());
    }

    /** The key of the folder that secrets in the database are sealed with. */
    public SecretKey secretKey() {
        return data.secretKey();
    }

    public int port() {
        return postmaster.port();
    }

    public long pid() {
        return postmaster.pid();
    }

    /** Stops PostgreSQL unless somebody else still uses it; they stop it then. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        lock.whileChanging(() -> {
            if (lock.leave() && postmaster.isAlive()) {
                postmaster.stop();
            }
            if (server) {
                lock.leaveServer();
            }
            return true;
        });
    }

    private static EmbeddedPostgres open(Path path, boolean server) {
        var data = DataFolder.at(path);
        var lock = FolderLock.of(data);
        try {
            if (server && !lock.tryServer()) {
                throw new SetupProblem("Another LeadHub runs on " + data.root()
                        + ": stop that one first, or name another folder with --data.");
            }
            try {
                return new EmbeddedPostgres(data, lock, server);
            } catch (IOException | RuntimeException e) {
                if (server) {
                    lock.leaveServer();
                }
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Postmaster open() throws IOException {
        var running = Postmaster.running(data);
        if (running == null) {
            return startAnew();
        }
        // An orphan of an older LeadHub makes way for the PostgreSQL of this one.
        if (!running.isOfThisVersion() && lock.nobodyUses()) {
            running.stop();
            return startAnew();
        }
        if (Postmaster.await(() -> running.isReady() || !running.isAlive(), READY_LIMIT) && answers(running)) {
            return running;
        }
        if (running.isAlive()) {
            running.stop();
        }
        return startAnew();
    }

    private Postmaster startAnew() throws IOException {
        Binaries.unpack(data);
        var runAs = RunAs.find(data);
        var cluster = new Cluster(data, runAs);
        cluster.make();
        data.secretKey();
        data.files().forEach(runAs::own);
        var port = freePort(cluster.lastPort());
        for (var attempt = 1; ; attempt++) {
            cluster.configure(port);
            var started = Postmaster.start(data, runAs, port);
            Postmaster.await(() -> started.isReady() || !started.isAlive(), READY_LIMIT);
            if (started.isReady() && started.isAlive()) {
                BuiltInRoles.make(port, data.password());
                return started;
            }
            // Somebody may have taken the port between our look and the start.
            var portTaken = started.lastWords().contains("Address already in use");
            if (!portTaken || attempt == ATTEMPTS) {
                throw new SetupProblem("PostgreSQL doesn't start. The end of " + data.log() + " says:\n"
                        + started.lastWords() + "\nMend that and start again.");
            }
            port = freePort(0);
        }
    }

    private boolean answers(Postmaster running) {
        try {
            BuiltInRoles.make(running.port(), data.password());
            return running.isAlive();
        } catch (SetupProblem e) {
            return false;
        }
    }

    private static int freePort(int wanted) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), wanted));
            return socket.getLocalPort();
        } catch (IOException e) {
            if (wanted == 0) {
                throw e;
            }
            return freePort(0);
        }
    }
}
