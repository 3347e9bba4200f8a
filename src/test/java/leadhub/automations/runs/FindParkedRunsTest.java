package leadhub.automations.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A run that waits until some time is found then, whoever has looked at its workspace meanwhile. */
class FindParkedRunsTest {
    private static final int ALL = 1_000_000;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final RunMarks marks = server.bean(RunMarks.class);
    private final RunDueSql due = server.bean(RunDueSql.class);
    private final TransactionTemplate transaction =
            new TransactionTemplate(server.bean(PlatformTransactionManager.class));

    @BeforeEach
    void nobody_else_looks() {
        server.pauseJobs();
    }

    @AfterEach
    void others_look_again() {
        server.resumeJobs();
    }

    private Instant now() {
        return Times.now(server.clock());
    }

    private void park(Instant time) {
        transaction.executeWithoutResult(status -> marks.park(workspace.id(), time));
    }

    private void look(Instant now) {
        transaction.executeWithoutResult(status -> due.take(workspace.id(), now));
    }

    private boolean isFound() {
        return due.due(marks.now(), ALL).contains(workspace.id());
    }

    @Test
    void one_that_was_parked_after_its_time_had_come_is_found() {
        var time = now().plusSeconds(60);
        park(time);
        server.clock().pass(Duration.ofMinutes(2));
        look(now());
        assertThat(isFound()).isFalse();
        // Its step began before that time, and ends after it.
        park(time);
        assertThat(isFound()).isTrue();
    }

    @Test
    void one_that_is_parked_when_a_server_whose_clock_is_fast_has_looked_is_found() {
        var time = now().plusSeconds(5);
        park(time);
        look(time.plusSeconds(2));
        park(time);
        server.clock().pass(Duration.ofSeconds(10));
        assertThat(isFound()).isTrue();
    }

    @Test
    void those_of_one_second_share_a_mark() {
        var time = now().plusSeconds(600);
        park(time);
        park(time);
        assertThat(server.bean(Sql.class)
                        .globalQuery(
                                row -> row.getLong(1),
                                "select count(*) from automation_due where workspace_id = ?",
                                workspace.id()))
                .containsExactly(1L);
    }
}
