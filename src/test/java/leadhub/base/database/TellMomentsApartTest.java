package leadhub.base.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What happened since a moment is told exactly, by the statements of one machine and by those of a cluster, which one machine
 * understands too.
 */
class TellMomentsApartTest {
    private static final String IN_WORKSPACE = "select set_config('leadhub.workspace', '{id}', true)";
    private static final String NOW = "select " + Moments.NOW;
    private static final String SINCE = """
            select count(*)
            from lead_events
            where workspace_id = {id}
              and %s""".formatted(Moments.AFTER);
    private static final String WRITE = """
            insert into lead_events (workspace_id, lead_id, kind, occurred_at, actor)
            values ({id}, 1, 'lead.noted', now(), '{}')
            """;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();

    @BeforeEach
    void nobody_else_writes() {
        server.pauseJobs();
    }

    @AfterEach
    void jobs_go_on() {
        server.resumeJobs();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void each_event_is_after_the_moments_that_did_not_see_it(boolean onCluster) throws SQLException {
        try (var reader = connect();
                var one = connect();
                var other = connect()) {
            write(one);
            var nothingYet = now(reader, onCluster);
            write(other);
            other.commit();
            var theOther = now(reader, onCluster);
            assertThat(since(reader, nothingYet, onCluster)).isEqualTo(1);
            assertThat(since(reader, theOther, onCluster)).isZero();
            one.commit();
            var both = now(reader, onCluster);
            assertThat(since(reader, nothingYet, onCluster)).isEqualTo(2);
            assertThat(since(reader, theOther, onCluster)).isEqualTo(1);
            assertThat(since(reader, both, onCluster)).isZero();
            write(one);
            one.rollback();
            assertThat(since(reader, both, onCluster)).isZero();
        }
    }

    private Connection connect() throws SQLException {
        var connection = server.database().application().connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private void write(Connection connection) throws SQLException {
        ask(connection, IN_WORKSPACE, false);
        try (var statement = connection.createStatement()) {
            statement.execute(filled(WRITE));
        }
    }

    private String now(Connection connection, boolean onCluster) throws SQLException {
        return ask(connection, IN_WORKSPACE + ";\n" + NOW, onCluster);
    }

    private long since(Connection connection, String moment, boolean onCluster) throws SQLException {
        return Long.parseLong(ask(connection, IN_WORKSPACE + ";\n" + SINCE, onCluster, moment, moment));
    }

    /** The first column of the last answer. */
    private String ask(Connection connection, String text, boolean onCluster, String... values) throws SQLException {
        var said = onCluster ? Spread.onCluster(workspace.id(), text) : text;
        try (var statement = connection.prepareStatement(filled(said))) {
            for (var i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            var hasRows = statement.execute();
            var answer = "";
            while (hasRows) {
                var rows = statement.getResultSet();
                answer = rows.next() && rows.getString(1) != null ? rows.getString(1) : "";
                hasRows = statement.getMoreResults();
            }
            return answer;
        }
    }

    private String filled(String text) {
        return text.replace("{id}", Long.toString(workspace.id()));
    }
}
