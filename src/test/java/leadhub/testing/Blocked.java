package leadhub.testing;

import java.sql.Connection;
import java.sql.SQLException;
import leadhub.base.database.Sql;

/** Tells whether somebody waits for what one transaction holds; what else waits in the database meanwhile doesn't count. */
public final class Blocked {
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
        try (var owner = server.database().owner().connect();
                var statement = owner.prepareStatement(
                        "select exists (select from pg_stat_activity where ? = any (pg_blocking_pids(pid)))")) {
            statement.setInt(1, process);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }
}
