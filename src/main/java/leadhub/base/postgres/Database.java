package leadhub.base.postgres;

import java.sql.SQLException;
import leadhub.base.database.DatabaseLogin;
import leadhub.base.settings.Settings;
import leadhub.base.settings.SetupProblem;
import org.jspecify.annotations.Nullable;

/**
 * The database that the settings name, ready for use in its two roles: the owner migrates, and the application's role
 * does everything else behind row-level security.
 */
public final class Database implements AutoCloseable {
    private static final int OLDEST_MAJOR = 15;

    private final @Nullable EmbeddedPostgres embedded;
    private final DatabaseLogin owner;
    private final ApplicationRole application;

    private Database(@Nullable EmbeddedPostgres embedded, DatabaseLogin owner) {
        this.embedded = embedded;
        this.owner = owner;
        this.application = ApplicationRole.of(owner);
    }

    /** @throws SetupProblem with what keeps the database from being used, such as the statement an administrator must run */
    public static Database open(Settings settings, Mode mode) {
        var url = settings.databaseUrl();
        if (url != null) {
            requireUsable(url.login(), url.toString());
            return new Database(null, url.login());
        }
        var embedded = switch (mode) {
            case SERVER -> EmbeddedPostgres.start(settings.data());
            case COMMAND -> EmbeddedPostgres.connect(settings.data());
        };
        try {
            return new Database(embedded, embedded.owner());
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    /** Brings the tables up to date and lets the application's role use them; safe with several processes at once. */
    public void migrate() {
        new Migrations(owner, application).run();
    }

    /** How far the tables are; waits for nobody. */
    public Schema schema() {
        return new Migrations(owner, application).schema();
    }

    /**
     * How far the tables are.
     *
     * @param current the version of the last migration, null where there are no tables yet
     * @param pending how many migrations this program would add
     */
    public record Schema(@Nullable String current, int pending) {}

    public DatabaseLogin owner() {
        return owner;
    }

    /** The restricted role; it owns nothing and sees no rows without a workspace. */
    public DatabaseLogin application() {
        return application.login();
    }

    /** Null where a URL names another PostgreSQL. */
    public @Nullable EmbeddedPostgres embedded() {
        return embedded;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }

    private static void requireUsable(DatabaseLogin login, String shown) {
        try (var connection = login.connect()) {
            var major = connection.getMetaData().getDatabaseMajorVersion();
            if (major < OLDEST_MAJOR) {
                throw new SetupProblem(shown + " is PostgreSQL " + major + ": LeadHub needs PostgreSQL " + OLDEST_MAJOR
                        + " or newer.");
            }
        } catch (SQLException e) {
            var state = e.getSQLState() == null ? "" : e.getSQLState();
            var advice = switch (state) {
                case "28P01", "28000" -> "check user and password in the database URL";
                case "3D000" -> "create it first, or mend the name in the database URL";
                case "53300" -> "raise its max_connections or close other programs' connections";
                default -> "check that it runs and can be reached from here";
            };
            throw new SetupProblem("Can't connect to " + shown + " (" + e.getMessage() + "): " + advice + ".", e);
        }
    }

    /** Who opens the database. */
    public enum Mode {
        /** Has the data folder to itself among servers. */
        SERVER,
        /** Shares it with a server that runs, or does without. */
        COMMAND
    }
}
