package leadhub.base;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The connections that all work shares. A connection waits for an answer as long as a request may; jobs wait longer, by
 * {@link NetworkTimeout}, and are cut off when the database that they wait for turns out to be gone.
 */
public final class DatabasePool extends DelegatingDataSource implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatabasePool.class);

    private final HikariDataSource pool;
    private final Duration longest;
    /** Connections that may wait longer; those that went back to the pool are closed and stay only until somebody looks. */
    private final Set<Connection> patient = ConcurrentHashMap.newKeySet();

    /** @param longest how long a statement may take that changes many leads at once */
    DatabasePool(HikariConfig config, Duration longest) {
        this.pool = new HikariDataSource(config);
        this.longest = longest;
        setTargetDataSource(pool);
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = pool.getConnection();
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

    /** Whether everybody who comes now has to wait for somebody else. */
    boolean isFull() {
        var pooled = pool.getHikariPoolMXBean();
        return pooled != null && pooled.getActiveConnections() >= pool.getMaximumPoolSize();
    }

    /** The database of all connections that were made before is gone: whoever still waits for its answer needn't. */
    void abandon() {
        for (var connection : patient) {
            try {
                if (!connection.isClosed()) {
                    log.warn("A long statement was cut off, because its database is gone.");
                    connection.abort(Runnable::run);
                }
            } catch (SQLException e) {
                log.debug("Not aborted", e);
            }
        }
        patient.clear();
    }

    @Override
    public void close() {
        pool.close();
    }

    /** The pool puts the usual limit back when the connection comes back. */
    private void limit(Connection connection, Duration limit) throws SQLException {
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(limit.toMillis()));
            for (var other : patient) {
                if (other.isClosed()) {
                    patient.remove(other);
                }
            }
            patient.add(connection);
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
