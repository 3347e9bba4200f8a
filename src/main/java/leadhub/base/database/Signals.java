package leadhub.base.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells all server processes on one database that something they may remember has changed (LISTEN/NOTIFY).
 *
 * <p>A signal is sent by the transaction that makes the change, and so arrives after it is committed, or not at all.
 * While nobody listens (the connection broke, or the database hasn't answered for a while), {@link #listening()} is false
 * and nothing may be remembered.
 */
@Component
public final class Signals implements SmartLifecycle {
    /** Whoever relies on signals knows what was committed longer ago than this. */
    public static final Duration LATEST = Duration.ofSeconds(3);

    /** An answer that comes later is of no use to those who rely on signals. */
    private static final Duration DEADLINE = LATEST;

    private static final Duration ASKED_EVERY = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Logger log = LoggerFactory.getLogger(Signals.class);
    static final String CHANNEL = "leadhub";
    private static final String NOTIFY = "select pg_notify(?, ?)";
    /** Spring starts web servers at the end of its phases, and stops them first. */
    private static final int BEFORE_REQUESTS = SmartLifecycle.DEFAULT_PHASE - 10_000;

    private final DatabasePool pool;
    private final Sql sql;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final SignalReceipts receipts = new SignalReceipts();
    private volatile boolean running;
    private volatile boolean listening;
    /** By {@link System#nanoTime}: all signals that were sent before have been heard. */
    private volatile long heardUntil;
    /** By {@link System#nanoTime}: since when it has listened without a gap. */
    private volatile long listeningSince;
    /** When the database process started that was heard last. */
    private String lastStart = "";

    private record Listener(String topic, Consumer<String> heard) {}

    Signals(DatabasePool pool, Sql sql) {
        this.pool = pool;
        this.sql = sql;
    }

    /** Sends a signal at the end of the current transaction. */
    public void send(String topic, String subject) {
        sql.globalQuery(row -> "", NOTIFY, CHANNEL, topic + ":" + subject);
    }

    /** The same without a round trip of its own: it travels with the next statement of the workspace. */
    public void defer(long workspaceId, String topic, String subject) {
        sql.defer(workspaceId, NOTIFY, CHANNEL, topic + ":" + subject);
    }

    /**
     * The same; once it is committed, whoever changes something waits until all processes have heard it, for
     * {@link #LATEST} at most: those that haven't heard it by then don't rely on what they remember any more.
     */
    public void sendAndWait(String topic, String subject) {
        send(topic, subject);
        send(SignalReceipts.PING, receipts.awaitAfterCommit(LATEST, this::hearsEverybody));
    }

    /** Whether it knows who listens: another process may rely for a moment on a database that was here before. */
    private boolean hearsEverybody() {
        return listening() && System.nanoTime() - listeningSince > LATEST.toNanos();
    }

    /** Calls back with the subject of each signal on a topic, and with {@code "*"} when signals may have been missed. */
    public void on(String topic, Consumer<String> heard) {
        listeners.add(new Listener(topic, heard));
    }

    /** Whether signals are heard: all but the {@link #LATEST}, however long the database or this process was stuck. */
    public boolean listening() {
        return heardWithin(LATEST);
    }

    /** Whether the database answered the listening connection so lately. */
    boolean heardWithin(Duration moment) {
        return listening && System.nanoTime() - heardUntil < moment.toNanos();
    }

    @Override
    public void start() {
        running = true;
        Thread.ofPlatform().daemon().name("signals").start(this::listen);
    }

    @Override
    public void stop() {
        running = false;
    }

    /** Later than those who answer requests, who rely on it. */
    @Override
    public int getPhase() {
        return BEFORE_REQUESTS;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void listen() {
        var away = false;
        while (running) {
            var tried = System.nanoTime();
            try (var connection = pool.getConnection()) {
                if (away) {
                    log.info("The database answers again.");
                    away = false;
                }
                hear(connection);
            } catch (SQLException | RuntimeException e) {
                // Whatever it was, signals may have been missed: start over, and let nobody rely on them meanwhile.
                listening = false;
                if (running && !away) {
                    log.warn("Not listening for signals, trying again until it works: {}", e.getMessage());
                    // Connections to the same place that nobody uses now are no better.
                    pool.renew();
                } else if (running && !lastStart.isEmpty() && !pool.isFull()) {
                    // Those too that were opened after the last answer here, and before nobody could connect any more.
                    pool.abandon(tried);
                }
                away = true;
            }
            listening = false;
            pause();
        }
    }

    private void hear(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(DEADLINE.toMillis()));
            statement.execute("listen " + CHANNEL);
            abandonUnless(startOf(statement));
            listeners.forEach(listener -> listener.heard().accept("*"));
            SignalReceipts.listen(connection);
            var notices = connection.unwrap(PGConnection.class);
            var since = System.nanoTime();
            while (running) {
                // Silence alone may be a connection that broke unnoticed: an answer comes after all signals before it.
                var asked = System.nanoTime();
                statement.execute("select 1");
                deliver(notices.getNotifications(), connection);
                heardUntil = asked;
                listeningSince = since;
                listening = true;
                deliverUntil(asked + ASKED_EVERY.toNanos(), notices, connection);
            }
            statement.execute("unlisten *");
            SignalReceipts.unlisten(connection);
        }
    }

    /** Wakes at once for a signal; however many there are, none costs a question of its own. */
    private void deliverUntil(long end, PGConnection notices, Connection connection) throws SQLException {
        for (var left = end - System.nanoTime(); running && left > 0; left = end - System.nanoTime()) {
            deliver(notices.getNotifications(1 + (int) TimeUnit.NANOSECONDS.toMillis(left)), connection);
        }
    }

    /** Another database process answers than before, so the former one is gone, whoever may still wait for it. */
    private void abandonUnless(String start) {
        if (!start.equals(lastStart) && !lastStart.isEmpty()) {
            pool.abandon(heardUntil);
        }
        lastStart = start;
    }

    private static String startOf(Statement statement) throws SQLException {
        try (var row = statement.executeQuery("select pg_postmaster_start_time()::text")) {
            row.next();
            return row.getString(1);
        }
    }

    private void deliver(PGNotification[] notices, Connection connection) throws SQLException {
        for (var notice : notices) {
            var signal = notice.getParameter();
            deliver(signal);
            // After the signals that were sent before it.
            receipts.heard(signal, connection);
        }
    }

    private void deliver(String signal) {
        var colon = signal.indexOf(':');
        for (var listener : listeners) {
            if (colon > 0 && listener.topic().equals(signal.substring(0, colon))) {
                listener.heard().accept(signal.substring(colon + 1));
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
