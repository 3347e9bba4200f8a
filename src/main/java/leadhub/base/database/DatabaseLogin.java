package leadhub.base.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * How to connect to the database in one role.
 *
 * <p>Limits: each step of connecting to a host, from the first packet to the last answer of the login, has 3 seconds, or
 * what the URL says as {@code connectTimeout}; then it is the next host's turn.
 *
 * @param password null where the server asks for none
 * @param initSql to run on each new connection before anything else, or null
 */
public record DatabaseLogin(
        String jdbcUrl,
        String user,
        @Nullable String password,
        @Nullable String initSql) {
    private static final String CONNECT_SECONDS = "3";

    /** Connects for work that may take as long as it takes, such as a migration. */
    public Connection connect() throws SQLException {
        return connect(Map.of(), Duration.ZERO);
    }

    /**
     * Connects.
     *
     * @param options further ones of the driver; those of the URL win
     * @param networkTimeout how long to wait for an answer of the database; zero for ever
     */
    public Connection connect(Map<String, String> options, Duration networkTimeout) throws SQLException {
        var connection = DriverManager.getConnection(jdbcUrl, properties(options));
        try (var statement = connection.createStatement()) {
            if (initSql != null) {
                statement.execute(initSql);
            }
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(networkTimeout.toMillis()));
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Properties properties(Map<String, String> options) {
        var properties = new Properties();
        properties.putAll(options);
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        var seconds = connectSeconds();
        properties.setProperty("connectTimeout", seconds);
        // The driver waits for its own question about TLS by another clock than for the rest.
        properties.setProperty("sslResponseTimeout", seconds + "000");
        // For the login alone: afterwards the network timeout takes its place.
        properties.setProperty("socketTimeout", seconds);
        properties.setProperty("cancelSignalTimeout", seconds);
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    private String connectSeconds() {
        var url = Driver.parseURL(jdbcUrl, null);
        var chosen = url == null ? "" : url.getProperty("connectTimeout", "");
        return chosen.matches("[1-9][0-9]{0,2}") ? chosen : CONNECT_SECONDS;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + jdbcUrl;
    }
}
