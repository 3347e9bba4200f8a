package leadhub.base.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.LockSupport;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * New connections of one login. While the database is away it goes on trying, so that whoever waits for a connection has
 * it as soon as there is one again.
 */
public final class LoginDataSource extends AbstractDataSource {
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private final DatabaseLogin login;
    private final Map<String, String> options;
    private final Duration networkTimeout;
    private final Duration patience;
    /** What was opened and isn't closed for all we know, and since which {@link System#nanoTime}. */
    private final Map<Connection, Long> opened = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile boolean hasNoRoom;

    /**
     * @param options further ones of the driver
     * @param networkTimeout how long each connection waits for an answer
     * @param patience how long to try while the database is away
     */
    public LoginDataSource(
            DatabaseLogin login, Map<String, String> options, Duration networkTimeout, Duration patience) {
        this.login = login;
        this.options = options;
        this.networkTimeout = networkTimeout;
        this.patience = patience;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var end = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                var connection = login.connect(options, networkTimeout);
                hasNoRoom = false;
                opened.put(connection, System.nanoTime());
                return connection;
            } catch (SQLException e) {
                hasNoRoom = e.getSQLState() != null && e.getSQLState().startsWith("53");
                if (!Outage.isBehind(e) || System.nanoTime() > end) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
                if (Thread.currentThread().isInterrupted()) {
                    throw e;
                }
            }
        }
    }

    /** Whether the database is there, and takes no more connections. */
    boolean hasNoRoom() {
        return hasNoRoom;
    }

    /** Breaks connections that were opened before a {@link System#nanoTime}, whoever waits for an answer on them. */
    void breakOlderThan(long nanoTime) throws SQLException {
        List<Map.Entry<Connection, Long>> all;
        synchronized (opened) {
            all = opened.entrySet().stream()
                    .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                    .toList();
        }
        for (var connection : all) {
            if (connection.getValue() - nanoTime < 0 && !connection.getKey().isClosed()) {
                connection.getKey().abort(Runnable::run);
            }
        }
        opened.values().removeIf(at -> at - nanoTime < 0);
    }

    @Override
    public Connection getConnection(String user, String password) {
        throw new UnsupportedOperationException("There is one login.");
    }

    /** How long the pool waits at its end for somebody who is connecting, in seconds. */
    @Override
    public int getLoginTimeout() {
        return 5;
    }

    /** Each step of a login has a limit of its own. */
    @Override
    public void setLoginTimeout(int seconds) {
        // See DatabaseLogin.
    }
}
