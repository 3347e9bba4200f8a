package leadhub.automations.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import leadhub.automations.Rule;
import leadhub.base.database.Sql;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;

/** Runs are kept for 90 days after their end. */
class ForgetOldRunsTest {
    private static final String NOTE = "{'type': 'add_note', 'config': {'text': 'Hello'}}";

    private final TestServer server = TestServer.get();

    @Test
    void what_was_over_long_ago_is_forgotten_and_what_waits_or_may_run_once_is_not() {
        var workspace = server.newWorkspace();
        var api = workspace.leadHub();
        var once = Rule.with(api, "'re_entry': 'once',", "{'type': 'manual'}", NOTE);
        var patient = Rule.create(
                api, "{'type': 'manual'}", "{'type': 'delay', 'config': {'amount': 12, 'unit': 'months'}}", NOTE);
        var lead = api.post("/api/v1/leads", Rule.json("{'first_name': 'Ann'}")).number("data.id");
        once.start(lead);
        patient.start(lead);
        once.await("completed", 1);
        patient.await("waiting", 1);
        server.clock().pass(Duration.ofDays(89));
        server.bean(RunRetention.class).step(workspace.id());
        assertThat(once.runs()).hasSize(1);
        server.clock().pass(Duration.ofDays(2));
        // The server's own job may be at it, too.
        Await.until(() -> {
            server.bean(RunRetention.class).step(workspace.id());
            return once.runs().isEmpty();
        });
        assertThat(once.get().number("data.runs_count")).isEqualTo(1);
        assertThat(once.start(lead).status()).isEqualTo(409);
        assertThat(patient.runs()).hasSize(1);
        var steps = server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select count(*) from automation_run_steps where workspace_id = ?",
                        workspace.id());
        assertThat(steps).isEqualTo(1);
    }
}
