package leadhub.base.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import leadhub.base.database.DatabaseLogin;
import leadhub.base.database.LoginDataSource;
import leadhub.base.settings.SetupProblem;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the tables up to date as their owner. The application's role gets every right on rows beforehand, also on tables
 * to come; a migration that wants less says {@code revoke … from ${application_role}} in {@code afterMigrate.sql}. Where all
 * is as it should be nothing is changed, so that a server also starts while a machine of a cluster is away.
 */
final class Migrations {
    private final DatabaseLogin owner;
    private final ApplicationRole application;
    private final String role;

    Migrations(DatabaseLogin owner, ApplicationRole application) {
        this.owner = owner;
        this.application = application;
        this.role = ApplicationRoleSql.quoted(application.name());
    }

    void run() {
        try (var connection = owner.connect()) {
            // A lock of the session: a transaction held open meanwhile would block "create index concurrently".
            execute(connection, "select pg_advisory_lock(hashtext('leadhub migrations'))");
            requireOwnSchema(connection);
            if (schema().pending() == 0 && ApplicationRoleSql.hasItsRights(connection, application.name())) {
                flyway().validate();
                return;
            }
            grant(connection);
            flyway().migrate();
            execute(connection, "revoke all on table flyway_schema_history from " + role);
        } catch (SQLException | FlywayException e) {
            throw new SetupProblem(
                    "The tables can't be brought up to date (" + e.getMessage()
                            + "): mend that in the database and start again.",
                    e);
        }
    }

    private void requireOwnSchema(Connection connection) throws SQLException {
        if (connection.getSchema() == null || !ApplicationRoleSql.mayCreate(connection)) {
            throw new SetupProblem("The role " + owner.user() + " may not make tables. Run this as an administrator of "
                    + "the database and start again: alter database "
                    + ApplicationRoleSql.quoted(connection.getCatalog()) + " owner to "
                    + ApplicationRoleSql.quoted(owner.user()) + ";");
        }
    }

    Database.Schema schema() {
        var steps = flyway().info();
        var current = steps.current();
        return new Database.Schema(
                current == null ? null : String.valueOf(current.getVersion()), steps.pending().length);
    }

    private Flyway flyway() {
        return Flyway.configure()
                .dataSource(new LoginDataSource(owner, Map.of(), Duration.ZERO, Duration.ZERO))
                .locations("classpath:db/migration")
                .placeholders(Map.of("application_role", role))
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load();
    }

    private void grant(Connection connection) throws SQLException {
        var schema = ApplicationRoleSql.quoted(connection.getSchema());
        execute(connection, "grant usage on schema " + schema + " to " + role);
        grantRights(connection, "tables", "select, insert, update, delete", schema);
        grantRights(connection, "sequences", "usage, select", schema);
        grantRights(connection, "functions", "execute", schema);
    }

    private void grantRights(Connection connection, String kind, String rights, String schema) throws SQLException {
        execute(connection, "grant %s on all %s in schema %s to %s".formatted(rights, kind, schema, role));
        execute(
                connection,
                "alter default privileges in schema %s grant %s on %s to %s".formatted(schema, rights, kind, role));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
