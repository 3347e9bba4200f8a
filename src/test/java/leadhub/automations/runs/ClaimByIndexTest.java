package leadhub.automations.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import leadhub.base.database.Sql;
import leadhub.testing.PlanLog;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Looking for runs that are due reads those alone, however many wait: held to the plans of what is really sent, in a workspace of
 * many waiting runs beside another one.
 */
class ClaimByIndexTest {
    private static final int WAITING = 20_000;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final TestWorkspace neighbour = server.newWorkspace();

    @AfterEach
    void clean() {
        for (var one : List.of(workspace, neighbour)) {
            server.bean(Sql.class).update(one.id(), "delete from automation_runs where workspace_id = ?", one.id());
        }
    }

    @Test
    void runs_that_are_due_are_claimed_by_their_index_among_many_that_wait() throws SQLException {
        for (var one : List.of(workspace, neighbour)) {
            fill(one);
        }
        owner("analyze automation_runs");
        try (var log = PlanLog.start(server)) {
            var claims = log.bean(RunClaims.class);
            var claimed = claims.claim(workspace.id(), 32);
            assertThat(claimed).hasSize(32);
            assertThat(plans(log))
                    .hasSize(2)
                    .allSatisfy(plan -> assertThat(plan)
                            .contains("automation_runs_due")
                            .doesNotContain("Seq Scan")
                            // Those that wait aren't sorted to find the ones that are due.
                            .doesNotContain("Sort"));
            assertThat(claims.claim(workspace.id(), 32)).hasSize(8);
            // From the sixth time on the plan is one for any values, of which it expects a third to be due.
            for (var times = 0; times < 12; times++) {
                assertThat(claims.claim(workspace.id(), 32)).isEmpty();
            }
            assertThat(plans(log))
                    .hasSize(26)
                    .allSatisfy(plan -> assertThat(plan)
                            .contains("automation_runs_due")
                            .doesNotContain("Seq Scan")
                            .doesNotContain("Sort"));
        }
    }

    private List<String> plans(PlanLog log) {
        return log.read().stream()
                .filter(plan -> plan.contains("automation_runs") && plan.contains("$1 = '" + workspace.id() + "'"))
                .toList();
    }

    /** Nearly all wait for a day that is far; every second one waits for what happens only. */
    private void fill(TestWorkspace filled) {
        // Other tests may have let years pass.
        var now = server.clock().instant();
        server.bean(Sql.class).update(filled.id(), """
                insert into automation_runs
                    (workspace_id, automation_id, version, lead_id, event_key, caused_by, depth, status, changes, due_at,
                     listens, started_at)
                select ?, 1, 1, number, number::text, '{}', 1, 'waiting', '{}',
                       case when number <= 40 then ?::timestamptz - interval '1 minute'
                            when number % 2 = 0 then ?::timestamptz + interval '3000 days' + number * interval '1 second' end,
                       number > 40, ?
                from generate_series(1, ?) number
                """, filled.id(), now, now, now, WAITING);
    }

    private void owner(String statement) throws SQLException {
        try (var owner = server.database().owner().connect();
                var made = owner.createStatement()) {
            made.execute(statement);
        }
    }
}
