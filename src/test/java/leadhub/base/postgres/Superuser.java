package leadhub.base.postgres;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import leadhub.base.database.DatabaseLogin;

/** The superuser of the PostgreSQL that tests brought along, for looking at what nobody else may see. */
public final class Superuser {
    private Superuser() {}

    /** Sees all rows of all workspaces. */
    public static DatabaseLogin of(Database database) {
        return embedded(database).superuser();
    }

    /** Connects as superuser and, after some settings that only it may make, becomes the application's role for good. */
    public static DatabaseLogin becomingTheApplication(Database database, String settings) {
        var superuser = embedded(database).superuser();
        var application = database.application();
        return new DatabaseLogin(
                application.jdbcUrl(),
                superuser.user(),
                superuser.password(),
                "%s; set role %s; %s"
                        .formatted(settings, ApplicationRoleSql.quoted(application.user()), application.initSql()));
    }

    /** What the server writes its log to. */
    public static Path log(Database database) {
        try (var connection = embedded(database).superuser().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("show data_directory")) {
            rows.next();
            var root = Objects.requireNonNull(Path.of(rows.getString(1)).getParent());
            return DataFolder.at(root).log();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres embedded(Database database) {
        return Objects.requireNonNull(database.embedded(), "Tests run on the PostgreSQL that LeadHub brings along.");
    }
}
