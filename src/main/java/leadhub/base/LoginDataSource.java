package leadhub.base;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
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
                return login.connect(options, networkTimeout);
            } catch (SQLException e) {
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
