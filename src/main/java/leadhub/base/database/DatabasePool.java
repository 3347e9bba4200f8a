package leadhub.base.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The connections that all work shares. A connection waits for an answer as long as a request may; jobs wait longer, by
 * {@link NetworkTimeout}. All are cut off when the database that they wait for turns out to be gone.
 */
public final class DatabasePool extends DelegatingDataSource implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabasePool.class);

    private final HikariDataSource pool;
    private final LoginDataSource logins;
    private final Duration longest;

    /** @param longest how long a statement may take that changes many leads at once */
    DatabasePool(HikariConfig config, LoginDataSource logins, Duration longest) {
        config.setDataSource(logins);
        this.pool = new HikariDataSource(config);
        this.logins = logins;
        this.longest = longest;
        setTargetDataSource(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = super.getConnection();
        var chosen = NetworkTimeout.chosen();
        if (chosen.isPresent()) {
            limit(connection, chosen.get());
        }
        return connection;
    }

    /** A statement to come on this connection may take long. */
    void allowLong(Connection connection) throws SQLException {
        limit(connection, longest);
    }

    /** Throws out the connections that nobody uses now, and the others when they come back. */
    void renew() {
        var pooled = pool.getHikariPoolMXBean();
        if (pooled != null) {
            pooled.softEvictConnections();
        }
    }

    /** How many connections there may be at once. */
    public int size() {
        return pool.getMaximumPoolSize();
    }

    /** Whether everybody who comes now has to wait for somebody else. */
    boolean isFull() {
        var pooled = pool.getHikariPoolMXBean();
        return pooled != null && pooled.getActiveConnections() >= pool.getMaximumPoolSize() || logins.hasNoRoom();
    }

    /** The database that answered last at this moment is gone: nobody need wait on connections that were opened before. */
    void abandon(long nanoTime) {
        try {
            logins.breakOlderThan(nanoTime);
        } catch (SQLException e) {
            log.debug("Not broken", e);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    /** The pool puts the usual limit back when the connection comes back. */
    private void limit(Connection connection, Duration limit) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(limit.toMillis()));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Which connections are not worth keeping; made by its name. */
    public static final class Eviction implements SQLExceptionOverride {
        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException e) {
            return Outage.endsConnection(e)
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }
}
