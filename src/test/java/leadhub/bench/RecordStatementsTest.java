package leadhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import leadhub.leads.Leads;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;

/** What the benchmark's bare side replays is what the program asks of the database. */
class RecordStatementsTest {
    private final TestServer server = TestServer.get();

    @Test
    void what_a_verb_asks_of_the_database_is_recorded_and_can_be_replayed() throws Exception {
        var workspace = server.newWorkspace();
        var lead = Long.parseLong(workspace
                .leadHub()
                .post("/api/v1/leads", "{\"first_name\": \"Ann\"}")
                .text("data.id"));
        try (var verbs = new Verbs(server.database())) {
            var recording = verbs.record(() -> verbs.get(Leads.class).delete(workspace.caller(), lead));
            assertThat(recording.steps()).hasAtLeastOneElementOfType(Recording.Run.class);
            assertThat(recording.steps().getLast()).isInstanceOfAny(Recording.Commit.class, Recording.AutoCommit.class);
            try (var bare = verbs.bare(List.of(new Bare.Script(recording, null)))) {
                bare.once();
            }
        }
    }
}
