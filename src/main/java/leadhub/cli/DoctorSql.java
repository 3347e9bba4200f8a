package leadhub.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** What the doctor asks the database, as its owner. */
final class DoctorSql {
    private final Connection connection;

    DoctorSql(Connection connection) {
        this.connection = connection;
    }

    /**
     * What the server says about itself.
     *
     * @param address where it listens, as it sees it
     */
    record About(String version, Instant now, long bytes, int connections, int mostConnections, String address) {}

    /** How the jobs stand; overdue for more than five minutes is late. */
    record JobCounts(int scheduled, int late, int failing) {}

    About about() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select current_setting('server_version') as version,
                               clock_timestamp() as now,
                               pg_database_size(current_database()) as bytes,
                               (select count(*) from pg_stat_activity where datid is not null) as connections,
                               current_setting('max_connections')::int as most_connections,
                               coalesce(host(inet_server_addr()) || ':' || inet_server_port(), 'a local socket') as address
                        """)) {
            row.next();
            return new About(
                    row.getString("version").replaceAll(" .*", ""),
                    row.getObject("now", OffsetDateTime.class).toInstant(),
                    row.getLong("bytes"),
                    row.getInt("connections"),
                    row.getInt("most_connections"),
                    row.getString("address"));
        }
    }

    JobCounts jobs() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select count(*) as scheduled,
                               count(*) filter (where not picked and execution_time < now() - interval '5 minutes') as late,
                               count(*) filter (where consecutive_failures > 0) as failing
                        from scheduled_tasks
                        """)) {
            row.next();
            return new JobCounts(row.getInt("scheduled"), row.getInt("late"), row.getInt("failing"));
        }
    }

    long workspaces() throws SQLException {
        return number("select count(*) from workspaces");
    }

    /** By the planner's last estimate, for the owner sees no workspace's rows either. */
    long leadsAbout() throws SQLException {
        return Math.max(0, number("select reltuples::bigint from pg_class where oid = 'leads'::regclass"));
    }

    /** Accounts whose e-mail another one of the workspace has too, composed; see V20. */
    long accountsWithTwinEmail() throws SQLException {
        return number("select count(*) from logins where email_key is not nfc normalized");
    }

    private long number(String query) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}
