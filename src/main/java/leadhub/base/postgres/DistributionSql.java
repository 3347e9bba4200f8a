package leadhub.base.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Every statement about spreading tables over machines. A table of workspaces is one that forces row-level security. */
final class DistributionSql {
    private static final String OF_WORKSPACES = """
            from pg_class c
            where c.relnamespace = current_schema()::regnamespace
              and c.relkind = 'r'
              and c.relforcerowsecurity
            """;

    private DistributionSql() {}

    /** Citus's, if the database has it. */
    static List<String> version(Connection connection) throws SQLException {
        return texts(connection, "select extversion from pg_extension where extname = 'citus'");
    }

    /** Those beside this one that rows can be on. */
    static List<String> machines(Connection connection) throws SQLException {
        return texts(connection, """
                select nodename || ':' || nodeport
                from pg_dist_node
                where noderole = 'primary'
                  and groupid <> 0
                  and shouldhaveshards
                order by 1
                """);
    }

    /** Those that don't answer the role of this connection when it is on this one. */
    static List<String> unreachable(Connection connection) throws SQLException {
        return texts(connection, """
                select nodename || ':' || nodeport || ' (' || result || ')'
                from run_command_on_workers('select 1')
                where not success
                order by 1
                """);
    }

    /** Tables with a unique key that two machines would have to agree about. */
    static List<String> withoutWorkspace(Connection connection) throws SQLException {
        return texts(connection, """
                select distinct c.relname
                from pg_index i
                join (select c.oid, c.relname %s) c on c.oid = i.indrelid
                join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
                where i.indisunique
                  and not a.attnum = any (i.indkey::smallint[])
                order by 1
                """.formatted(OF_WORKSPACES));
    }

    /** Tables that are spread by another column, or not beside each other. */
    static List<String> spreadOtherwise(Connection connection) throws SQLException {
        return texts(connection, """
                select t.table_name::text
                from citus_tables t
                join (select c.oid %1$s) c on c.oid = t.table_name
                where t.distribution_column is distinct from 'workspace_id'
                   or t.colocation_id <> (select min(o.colocation_id)
                                          from citus_tables o
                                          join (select c.oid %1$s) c on c.oid = o.table_name)
                order by 1
                """.formatted(OF_WORKSPACES));
    }

    static List<String> spread(Connection connection) throws SQLException {
        return texts(connection, """
                select p.logicalrelid::text
                from pg_dist_partition p
                join (select c.oid %s) c on c.oid = p.logicalrelid
                order by 1
                """.formatted(OF_WORKSPACES));
    }

    /** Those that aren't spread, each after those that it refers to. */
    static List<String> toSpread(Connection connection) throws SQLException {
        var left = texts(connection, """
                select c.relname %s
                  and not exists (select from pg_dist_partition p where p.logicalrelid = c.oid)
                order by 1
                """.formatted(OF_WORKSPACES));
        var references = new HashSet<>(texts(connection, """
                select f.conrelid::regclass || ' ' || f.confrelid::regclass
                from pg_constraint f
                where f.contype = 'f'
                  and f.conrelid <> f.confrelid
                """));
        var ordered = new ArrayList<String>();
        while (!left.isEmpty()) {
            var next = left.stream()
                    .filter(table -> left.stream().noneMatch(other -> references.contains(table + " " + other)))
                    .toList();
            // Those that refer to each other come as they come, and Citus says what it thinks of them.
            var taken = next.isEmpty() ? List.copyOf(left) : next;
            ordered.addAll(taken);
            left.removeAll(Set.copyOf(taken));
        }
        return ordered;
    }

    /** Whether there are rows that somebody has to be allowed to read. By the file's size, for row-level security hides them. */
    static boolean hasRows(Connection connection, String table) throws SQLException {
        return !texts(connection, "select 'yes' where pg_relation_size('" + ApplicationRoleSql.quoted(table) + "') > 0")
                .isEmpty();
    }

    static boolean seesAllRows(Connection connection) throws SQLException {
        return ApplicationRoleSql.bypassesRowSecurity(connection);
    }

    static void spread(Connection connection, String table, String beside) throws SQLException {
        try (var statement = connection.prepareStatement(
                "select create_distributed_table(?::regclass, 'workspace_id', colocate_with => ?)")) {
            statement.setString(1, ApplicationRoleSql.quoted(table));
            statement.setString(2, beside);
            statement.execute();
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }
}
