package leadhub.base.postgres;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import leadhub.base.database.DatabaseLogin;
import leadhub.base.settings.SetupProblem;
import org.jspecify.annotations.Nullable;

/**
 * The role that serves requests, found or made. Its password lies in the database where only the owner can read it, so
 * that every process on the database finds it; without the right to make roles, the owner's connections become the role.
 *
 * @param name one for each database, because roles belong to the whole server
 */
record ApplicationRole(String name, DatabaseLogin login) {
    /**
     * Statements are planned once: each says by its shape how it is best run, and planning a page of leads costs as
     * much as reading it. Starting helpers costs more than a page; the few statements that want some say so.
     *
     * <p>A process that is frozen in a transaction gives back what it holds after a minute: events of all workspaces wait
     * for it. Nothing is idle in one for as long; a large answer has that minute for all of it.
     *
     * <p>On a cluster a statement is planned for the machine that its workspace is on, and that machine hears of the
     * workspace; elsewhere nobody reads Citus's setting.
     */
    private static final String HABITS =
            """
            select set_config('plan_cache_mode', case when exists (select from pg_extension where extname = 'citus')
                                                 then 'auto' else 'force_generic_plan' end, false);
            set citus.propagate_set_commands = 'local';""" + " set max_parallel_workers_per_gather = 0; set idle_in_transaction_session_timeout = '1min'";

    static ApplicationRole of(DatabaseLogin owner) {
        try (var connection = owner.connect()) {
            var name = ApplicationRoleSql.nameFor(connection.getCatalog());
            var login = find(connection, owner, name);
            try (var application = login.connect()) {
                requireRestricted(application, name);
            }
            return new ApplicationRole(name, login);
        } catch (SQLException e) {
            throw new SetupProblem(
                    "The restricted role can't be prepared (" + e.getMessage()
                            + "): mend that in the database and start again.",
                    e);
        }
    }

    private static DatabaseLogin find(Connection connection, DatabaseLogin owner, String name) throws SQLException {
        var known = withPassword(owner, name, ApplicationRoleSql.password(connection, name));
        if (known != null && works(known)) {
            return known;
        }
        // A role that somebody made and granted to us is one to become, not one to give a password.
        var assumed = new DatabaseLogin(
                owner.jdbcUrl(),
                owner.user(),
                owner.password(),
                "set role " + ApplicationRoleSql.quoted(name) + "; " + HABITS);
        try {
            return make(connection, owner, name);
        } catch (SQLException e) {
            if (works(assumed)) {
                return assumed;
            }
            throw new SetupProblem(advice(connection, owner, name, e), e);
        }
    }

    /** Makes the role, or gives the present one a password that we know; one process after the other. */
    private static DatabaseLogin make(Connection connection, DatabaseLogin owner, String name) throws SQLException {
        ApplicationRoleSql.lock(connection);
        connection.setAutoCommit(false);
        try {
            var password = ApplicationRoleSql.password(connection, name);
            var made = withPassword(owner, name, password);
            if (made == null || !works(made)) {
                made = newLogin(connection, owner, name, password);
            }
            connection.commit();
            if (!works(made)) {
                throw new SQLException("the server doesn't let " + name + " in");
            }
            return made;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
            ApplicationRoleSql.unlock(connection);
        }
    }

    private static DatabaseLogin newLogin(
            Connection connection, DatabaseLogin owner, String name, @Nullable String knownPassword)
            throws SQLException {
        var password = knownPassword == null ? randomPassword() : knownPassword;
        ApplicationRoleSql.make(connection, name, password);
        if (knownPassword == null) {
            ApplicationRoleSql.remember(connection, name, password);
        }
        return new DatabaseLogin(owner.jdbcUrl(), name, password, HABITS);
    }

    private static String advice(Connection connection, DatabaseLogin owner, String name, SQLException problem)
            throws SQLException {
        var role = ApplicationRoleSql.quoted(name);
        var grant = "grant " + role + " to " + ApplicationRoleSql.quoted(owner.user()) + ";";
        var statements = ApplicationRoleSql.exists(connection, name) ? grant : "create role " + role + "; " + grant;
        return "LeadHub serves requests in a restricted role, and " + owner.user() + " may not make it ("
                + problem.getMessage() + "). Run this as an administrator of the database and start again: "
                + statements;
    }

    private static void requireRestricted(Connection application, String name) throws SQLException {
        if (ApplicationRoleSql.bypassesRowSecurity(application)) {
            var role = ApplicationRoleSql.quoted(name);
            throw new SetupProblem("The role " + name + " may read past row-level security, which keeps workspaces "
                    + "apart. Run this as an administrator of the database and start again: alter role " + role
                    + " nosuperuser nobypassrls;");
        }
    }

    private static @Nullable DatabaseLogin withPassword(DatabaseLogin owner, String name, @Nullable String password) {
        return password == null ? null : new DatabaseLogin(owner.jdbcUrl(), name, password, HABITS);
    }

    private static boolean works(DatabaseLogin login) {
        try {
            login.connect().close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static String randomPassword() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
