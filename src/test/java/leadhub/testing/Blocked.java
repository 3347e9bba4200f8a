package leadhub.testing;

import java.sql.Connection;
import java.sql.SQLException;
import leadhub.base.database.Sql;

/** Tells whether somebody waits for what one transaction holds; what else waits in the database meanwhile doesn't count. */
public final class Blocked {
    private static final String WAITING = """
            with recursive held as (
                select ? as pid
                union
                select a.pid
                from pg_stat_activity a
                join held on held.pid = any (pg_blocking_pids(a.pid))
            )
            select count(*) - 1 from held
            """;

    /** On a cluster the coordinator's processes wait for others on other machines; their numbers end with the process id. */
    private static final String WAITING_IN_CLUSTER = """
            with recursive held as (
                select ? as pid
                union
                select (w.waiting_gpid %% %1$d)::int
                from citus_lock_waits w
                join held on w.blocking_gpid %% %1$d = held.pid
            )
            select count(*) - 1 from held
            """.formatted(10_000_000_000L);

    private final TestServer server;
    private final int process;

    private Blocked(TestServer server, int process) {
        this.server = server;
        this.process = process;
    }

    public static Blocked by(TestServer server, Connection holder) throws SQLException {
        try (var statement = holder.createStatement();
                var row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            return new Blocked(server, row.getInt(1));
        }
    }

    /** By the transaction that the calling thread is in. */
    public static Blocked byThisTransaction(TestServer server) {
        return new Blocked(
                server,
                server.bean(Sql.class)
                        .globalQuery(row -> row.getInt(1), "select pg_backend_pid()")
                        .getFirst());
    }

    public boolean isAnybody() throws SQLException {
        return count() > 0;
    }

    /** How many wait for it, and for those who do. */
    public long count() throws SQLException {
        synchronized (server) {
            return count(server.onlooker(), server.isCluster() ? WAITING_IN_CLUSTER : WAITING);
        }
    }

    private long count(Connection connection, String waiting) throws SQLException {
        try (var statement = connection.prepareStatement(waiting)) {
            statement.setInt(1, process);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }
}
