package leadhub.base;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * How to connect to the database in one role.
 *
 * @param password null where the server asks for none
 * @param initSql to run on each new connection before anything else, or null
 */
public record DatabaseLogin(
        String jdbcUrl,
        String user,
        @Nullable String password,
        @Nullable String initSql) {
    public Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", user);
        if (password != null) {
            properties.setProperty("password", password);
        }
        var connection = DriverManager.getConnection(jdbcUrl, properties);
        if (initSql == null) {
            return connection;
        }
        try (var statement = connection.createStatement()) {
            statement.execute(initSql);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + " at " + jdbcUrl;
    }
}
