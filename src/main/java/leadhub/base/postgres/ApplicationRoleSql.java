package leadhub.base.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** Every statement about the application's role itself. */
final class ApplicationRoleSql {
    private static final int LONGEST_NAME = 63;

    private ApplicationRoleSql() {}

    static String nameFor(String database) {
        if (database.equals("leadhub")) {
            return "leadhub_app";
        }
        var name = "leadhub_app_" + database;
        var bytes = name.getBytes(StandardCharsets.UTF_8);
        // PostgreSQL would cut it off, and two databases could get the same.
        return bytes.length <= LONGEST_NAME ? name : "leadhub_app_" + UUID.nameUUIDFromBytes(bytes);
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Outside the transaction that follows: one that began before the wait could still see the time before it. */
    static void lock(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_lock(hashtext('leadhub application role'))");
    }

    static void unlock(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_unlock(hashtext('leadhub application role'))");
    }

    static @Nullable String password(Connection connection, String name) throws SQLException {
        if (!isTrue(connection, "select to_regclass('leadhub_private.application_role') is not null")) {
            return null;
        }
        try (var statement = connection.prepareStatement("""
                select password
                from leadhub_private.application_role
                where name = ?""")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    static boolean exists(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("select from pg_roles where rolname = ?")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    static void make(Connection connection, String name, String password) throws SQLException {
        execute(connection, (exists(connection, name) ? "alter role " : "create role ") + quoted(name) + " login");
        // The driver sends a verifier, so the password itself is in no server's log.
        connection.unwrap(PGConnection.class).alterUserPassword(name, password.toCharArray(), null);
    }

    static void remember(Connection connection, String name, String password) throws SQLException {
        execute(connection, "create schema if not exists leadhub_private");
        execute(connection, """
                create table if not exists leadhub_private.application_role (
                  name text primary key,
                  password text not null
                )""");
        try (var statement = connection.prepareStatement("""
                insert into leadhub_private.application_role (name, password)
                values (?, ?)""")) {
            statement.setString(1, name);
            statement.setString(2, password);
            statement.executeUpdate();
        }
    }

    static boolean bypassesRowSecurity(Connection connection) throws SQLException {
        return isTrue(connection, """
                select rolsuper or rolbypassrls
                from pg_roles
                where rolname = current_user""");
    }

    /** Tables in the current schema, and extensions in the database. */
    static boolean mayCreate(Connection connection) throws SQLException {
        return isTrue(connection, """
                select has_schema_privilege(current_schema(), 'create')
                  and has_database_privilege(current_database(), 'create')""");
    }

    /** Those that migrations give it on what is ours, no fewer and no more, and the one setting that a seed changes for a while. */
    static boolean hasItsRights(Connection connection, String name) throws SQLException {
        try (var statement = connection.prepareStatement("""
                select has_schema_privilege(r.oid, s.oid, 'usage')
                  and not exists (
                    select
                    from pg_class c
                    where c.relnamespace = s.oid
                      and pg_has_role(c.relowner, 'usage')
                      and case
                        when c.relname = 'flyway_schema_history'
                          then has_table_privilege(r.oid, c.oid, 'select, insert, update, delete')
                        when c.relname = 'audit_entries'
                          then has_table_privilege(r.oid, c.oid, 'update, delete')
                            or not (has_table_privilege(r.oid, c.oid, 'select') and has_table_privilege(r.oid, c.oid, 'insert'))
                        when c.relname = 'lead_search_pieces'
                          then c.reloptions @> '{gin_pending_list_limit=256}' is not true
                        when c.relkind in ('r', 'p')
                          then not (has_table_privilege(r.oid, c.oid, 'select') and has_table_privilege(r.oid, c.oid, 'insert')
                            and has_table_privilege(r.oid, c.oid, 'update') and has_table_privilege(r.oid, c.oid, 'delete'))
                        when c.relkind = 'S'
                          then not (has_sequence_privilege(r.oid, c.oid, 'usage') and has_sequence_privilege(r.oid, c.oid, 'select'))
                      end)
                  and not exists (
                    select
                    from pg_proc p
                    where p.pronamespace = s.oid
                      and pg_has_role(p.proowner, 'usage')
                      and not has_function_privilege(r.oid, p.oid, 'execute'))
                from pg_roles r, pg_namespace s
                where r.rolname = ?
                  and s.nspname = current_schema()""")) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next() && rows.getBoolean(1);
            }
        }
    }

    private static boolean isTrue(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() && rows.getBoolean(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
