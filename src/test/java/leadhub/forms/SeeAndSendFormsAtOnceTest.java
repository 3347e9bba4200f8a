package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.LockHolder;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** Whoever sends a form and whoever looks at it wait for one another in one order, so that none waits for ever. */
class SeeAndSendFormsAtOnceTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ApiAnswer form =
            api.post("/api/v1/forms", "{\"name\": \"Demo\", \"settings\": {\"spam\": {\"min_seconds\": 0}}}");
    private final String path = "/f/" + form.text("data.public_id");
    private final ApiClient visitor = ApiClient.withoutKey(server.origin())
            .with("Accept", "application/json")
            .with("User-Agent", "Mozilla/5.0");

    @Test
    void whoever_sees_begins_or_sends_a_form_takes_nothing_while_waiting_for_it() throws Exception {
        Callable<ApiAnswer> see = () -> visitor.post(path + "/steps", "{\"step\": \"seen\"}");
        Callable<ApiAnswer> begin = () -> visitor.post(path + "/steps", "{\"step\": \"begun\"}");
        Callable<ApiAnswer> send = () -> visitor.post(path, "{\"email\": \"ann@example.com\", \"_language\": \"en\"}");
        // From now on the figures of the day have a row.
        assertThat(see.call().status()).isEqualTo(204);
        takesNothingWhileWaiting(see, 204);
        takesNothingWhileWaiting(begin, 204);
        takesNothingWhileWaiting(send, 201);
    }

    /** For any of the rows in which a form is counted. */
    private void takesNothingWhileWaiting(Callable<ApiAnswer> visit, int status) throws Exception {
        var id = form.text("data.id");
        try (var other = LockHolder.in(server, workspace);
                var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            other.execute(
                    "insert into form_counts (workspace_id, form_id, slot) select " + workspace.id() + ", " + id
                            + ", generate_series(0, 15) on conflict (workspace_id, form_id, slot) do update set views = form_counts.views");
            var answer = visitors.submit(visit);
            Await.until(other::blocks);
            other.execute("select from form_days where workspace_id = " + workspace.id() + " and form_id = " + id
                    + " for update nowait");
            other.commit();
            assertThat(answer.get().status()).isEqualTo(status);
        }
    }
}
