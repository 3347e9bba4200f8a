package leadhub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import leadhub.base.database.DatabaseLogin;
import leadhub.base.postgres.Database;
import leadhub.base.postgres.Superuser;
import leadhub.base.settings.Settings;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A database as an older version of LeadHub left it, with two workspaces, leads, deleted leads, a bulk change and jobs
 * that wait. The rows were written by that version itself and are loaded into tables made by its migrations.
 */
public final class OldDatabase implements AutoCloseable {
    private static final String PASSWORD = "old";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final TestServer server;
    private final String name;
    private final Database database;

    private OldDatabase(TestServer server, String name, Database database) {
        this.server = server;
        this.name = name;
        this.database = database;
    }

    /** Writes an older version's rows, seen past row-level security. */
    private interface Rows {
        void write(Connection connection) throws SQLException, IOException;
    }

    /** Loads what is kept in {@code upgrade/v<version>.sql}. */
    public static OldDatabase of(TestServer server, int version) {
        return make(server, version, connection -> {
            load(connection, "/upgrade/v" + version + ".sql");
            age(connection, server);
        });
    }

    /** The tables of an older version with nothing in them but what these statements write. */
    public static OldDatabase of(TestServer server, int version, String statements) {
        return make(server, version, connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(statements);
            }
        });
    }

    private static OldDatabase make(TestServer server, int version, Rows rows) {
        var name = "old_" + NUMBER.incrementAndGet();
        var superuser = Superuser.of(server.database());
        try (var connection = superuser.connect();
                var statement = connection.createStatement()) {
            statement.execute("create role %s login createrole password '%s'".formatted(name, PASSWORD));
            statement.execute("create database %s owner %s".formatted(name, name));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        var jdbcUrl = superuser.jdbcUrl().replaceFirst("/[^/?]+(\\?.*)?$", "/" + name);
        makeTables(jdbcUrl, name, version);
        try (var connection = new DatabaseLogin(jdbcUrl, superuser.user(), superuser.password(), null).connect()) {
            rows.write(connection);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
        var url = jdbcUrl.replaceFirst("^jdbc:postgresql://", "postgresql://" + name + ":" + PASSWORD + "@");
        var settings = Settings.of(Map.of("--database-url", url), Map.of());
        return new OldDatabase(server, name, Database.open(settings, Database.Mode.COMMAND));
    }

    /** Brings the tables up to date. */
    public void migrate() {
        database.migrate();
    }

    /** Brings the tables up to date and starts a server on them. */
    public ConfigurableApplicationContext start() {
        migrate();
        return TestServer.run(database.application(), server.clock(), Map.of());
    }

    /** The first column of all rows, seen past row-level security. */
    public List<String> ask(String sql) {
        var superuser = Superuser.of(server.database());
        var login = new DatabaseLogin(database.owner().jdbcUrl(), superuser.user(), superuser.password(), null);
        try (var connection = login.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new java.util.ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
        try (var connection = Superuser.of(server.database()).connect();
                var statement = connection.createStatement()) {
            statement.execute("drop database " + name + " with (force)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void makeTables(String jdbcUrl, String owner, int version) {
        Flyway.configure()
                .dataSource(jdbcUrl, owner, PASSWORD)
                .locations("classpath:db/migration")
                // What follows the newest migration knows tables that aren't there yet.
                .skipDefaultCallbacks(true)
                .target(Integer.toString(version))
                .placeholders(Map.of("application_role", "public"))
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .load()
                .migrate();
    }

    /** Reads {@code copy … from stdin} with its lines, and {@code sequence name value}. */
    private static void load(Connection connection, String resource) throws SQLException, IOException {
        try (var in = Objects.requireNonNull(OldDatabase.class.getResourceAsStream(resource), resource);
                var statement = connection.createStatement()) {
            // Rows refer to each other in every direction.
            statement.execute("set session_replication_role = replica");
            var lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .iterator();
            while (lines.hasNext()) {
                var line = lines.next();
                if (line.startsWith("sequence ")) {
                    var words = line.split(" ");
                    statement.execute("select setval('%s', %s)".formatted(words[1], words[2]));
                } else {
                    var rows = new StringBuilder();
                    for (var row = lines.next(); !row.equals("\\."); row = lines.next()) {
                        rows.append(row).append('\n');
                    }
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(line, new java.io.StringReader(rows.toString()));
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Transactions of the old server are long over, and what it deleted or changed in many leads was so just now. */
    private static void age(Connection connection, TestServer server) throws SQLException {
        try (var statement = connection.createStatement();
                var delete = connection.prepareStatement("update deleted_leads set deleted_at = ?");
                var finish = connection.prepareStatement(
                        "update bulk_changes set finished_at = ? where finished_at is not null")) {
            statement.execute("update lead_events set transaction_id = '3'");
            for (var update : List.of(delete, finish)) {
                update.setObject(1, server.clock().instant().atOffset(ZoneOffset.UTC));
                update.executeUpdate();
            }
        }
    }
}
