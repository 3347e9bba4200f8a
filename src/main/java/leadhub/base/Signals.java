package leadhub.base;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import javax.sql.DataSource;
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

    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(Signals.class);
    private static final String CHANNEL = "leadhub";

    private final DataSource dataSource;
    private final Sql sql;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private volatile boolean listening;
    /** By {@link System#nanoTime}: all signals that were sent before have been heard. */
    private volatile long heardUntil;

    private record Listener(String topic, Consumer<String> heard) {}

    Signals(DataSource dataSource, Sql sql) {
        this.dataSource = dataSource;
        this.sql = sql;
    }

    /** Sends a signal at the end of the current transaction. */
    public void send(String topic, String subject) {
        sql.globalQuery(row -> "", "select pg_notify(?, ?)", CHANNEL, topic + ":" + subject);
    }

    /** Calls back with the subject of each signal on a topic, and with {@code "*"} when signals may have been missed. */
    public void on(String topic, Consumer<String> heard) {
        listeners.add(new Listener(topic, heard));
    }

    /** Whether signals are heard: all but the {@link #LATEST}, however long the database or this process was stuck. */
    public boolean listening() {
        return listening && System.nanoTime() - heardUntil < LATEST.toNanos();
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

    @Override
    public boolean isRunning() {
        return running;
    }

    private void listen() {
        while (running) {
            try (var connection = dataSource.getConnection()) {
                hear(connection);
            } catch (SQLException | RuntimeException e) {
                // Whatever it was, signals may have been missed: start over, and let nobody rely on them meanwhile.
                if (running) {
                    log.warn("Not listening for signals, trying again in a second: {}", e.getMessage());
                }
            } finally {
                listening = false;
            }
            pause();
        }
    }

    private void hear(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(DEADLINE.toMillis()));
            statement.execute("listen " + CHANNEL);
            listeners.forEach(listener -> listener.heard().accept("*"));
            var notices = connection.unwrap(PGConnection.class);
            while (running) {
                // Silence alone may be a connection that broke unnoticed: an answer comes after all signals before it.
                var asked = System.nanoTime();
                statement.execute("select 1");
                deliver(notices.getNotifications());
                heardUntil = asked;
                listening = true;
                // Wakes at once for a signal.
                deliver(notices.getNotifications(500));
            }
            statement.execute("unlisten *");
        }
    }

    private void deliver(PGNotification[] notices) {
        for (var notice : notices) {
            deliver(notice.getParameter());
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
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
