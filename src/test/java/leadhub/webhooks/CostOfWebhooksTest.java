package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What webhooks cost those who change leads. */
class CostOfWebhooksTest {
    private static final int TRIES = 9;

    private final TestServer server = TestServer.get();
    private final Sql sql = server.bean(Sql.class);
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    /** Nobody else runs statements meanwhile. */
    @BeforeEach
    void jobs_wait() {
        server.pauseJobs();
    }

    @AfterEach
    void jobs_go_on() {
        server.resumeJobs();
    }

    private long usual(LongSupplier counter) {
        create();
        var counts = LongStream.range(0, TRIES)
                .map(i -> {
                    var before = counter.getAsLong();
                    create();
                    return counter.getAsLong() - before;
                })
                .toArray();
        Arrays.sort(counts);
        return counts[TRIES / 2];
    }

    private void create() {
        assertThat(api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").status())
                .isEqualTo(201);
    }

    private void subscribe(String event) {
        api.post(
                "/api/v1/webhooks", "{\"target_url\": \"http://127.0.0.1:9/\", \"events\": [\"%s\"]}".formatted(event));
    }

    @Test
    void a_lead_costs_no_round_trip_more_however_many_are_told() {
        var statements = usual(sql::statementCount);
        var roundTrips = usual(sql::roundTripCount);
        subscribe("lead.deleted");
        assertThat(usual(sql::statementCount)).as("nobody wants to hear of it").isEqualTo(statements);
        for (var i = 0; i < 3; i++) {
            subscribe("lead.created");
        }
        // One for what is told, and one that says that there is work, which servers that send leave out now and then.
        assertThat(usual(sql::statementCount)).isBetween(statements + 1, statements + 2);
        assertThat(usual(sql::roundTripCount)).isEqualTo(roundTrips);
    }
}
