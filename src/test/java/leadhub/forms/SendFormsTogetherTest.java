package leadhub.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import leadhub.base.database.Sql;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.LockHolder;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Many visitors send a form at the same time: each is answered once it is kept, and becomes one lead. */
class SendFormsTogetherTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ApiAnswer form =
            api.post("/api/v1/forms", "{\"name\": \"Contact\", \"settings\": {\"spam\": {\"min_seconds\": 0}}}");
    private final String path = "/api/v1/forms/" + form.text("data.id");

    @AfterEach
    void resume() {
        server.resumeJobs();
    }

    private ApiAnswer send(String email) {
        return ApiClient.withoutKey(server.origin())
                .with("Accept", "application/json")
                .post("/f/" + form.text("data.public_id"), "{\"email\": \"" + email + "\"}");
    }

    private long count(String condition) {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select count(*) from form_submissions where workspace_id = ? and " + condition,
                        workspace.id());
    }

    @Test
    void each_of_many_becomes_one_lead_and_is_counted() {
        var answers = Together.times(40, number -> send("visitor" + number % 20 + "@example.com"));
        assertThat(Together.count(answers, 201)).isEqualTo(40);
        Await.until(() -> count("lead_id is not null") == 40);
        assertThat(count("is_duplicate")).isEqualTo(20);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(20);
        assertThat(api.get(path).number("data.submissions_count")).isEqualTo(40);
        assertThat(api.get("/api/v1/intake?source=form&status=processed").number("meta.total"))
                .isEqualTo(40);
    }

    @Test
    void whoever_comes_while_a_lead_is_made_is_kept_and_answered_and_has_a_lead_once_somebody_works_on_it()
            throws Exception {
        server.pauseJobs();
        // As after a kill: the row and the submission are there, and nobody has worked on them.
        kept("bob@example.com");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(1);
        assertThat(api.get("/api/v1/intake?status=received").number("meta.total"))
                .isEqualTo(1);
        server.resumeJobs();
        Await.until(() -> count("lead_id is null") == 0);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(2);
        assertThat(api.get("/api/v1/intake?status=processed").number("meta.total"))
                .isEqualTo(3);
    }

    @Test
    void what_was_deleted_before_somebody_worked_on_it_becomes_no_lead() throws Exception {
        server.pauseJobs();
        var sent = kept("cy@example.com");
        assertThat(api.delete(path + "/submissions/" + sent).status()).isEqualTo(204);
        var before = api.get("/api/v1/leads").number("meta.total");
        server.resumeJobs();
        Await.until(() -> api.get("/api/v1/intake?status=received").number("meta.total") == 0);
        assertThat(api.get("/api/v1/intake?status=ignored").number("meta.total"))
                .isEqualTo(1);
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(before);
    }

    @Test
    void what_was_sent_before_its_form_was_deleted_becomes_a_lead() throws Exception {
        server.pauseJobs();
        kept("di@example.com");
        assertThat(api.delete(path).status()).isEqualTo(204);
        server.resumeJobs();
        Await.until(() -> count("lead_id is null") == 0);
    }

    /** What was kept while somebody else's lead was made, and has none yet; its id. */
    private long kept(String email) throws Exception {
        send("ann@example.com");
        try (var other = LockHolder.in(server, workspace);
                var visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            other.execute("select from leads where workspace_id = " + workspace.id() + " for update");
            var ann = visitors.submit(() -> send("ann@example.com"));
            Await.until(other::blocks);
            var sent = visitors.submit(() -> send(email));
            Await.until(() -> count("status = 'accepted' and lead_id is null") == 1);
            other.commit();
            assertThat(ann.get().status()).isEqualTo(201);
            assertThat(sent.get().status()).isEqualTo(201);
        }
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select id from form_submissions where workspace_id = ? and lead_id is null",
                        workspace.id());
    }
}
