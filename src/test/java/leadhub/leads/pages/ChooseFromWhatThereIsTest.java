package leadhub.leads.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.pipelines.Pipeline;
import leadhub.pipelines.Pipelines;
import leadhub.tags.Tags;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.Users;
import org.junit.jupiter.api.Test;

/** The stages, people and tags that a lead can be given are remembered, and nobody sees old ones. */
class ChooseFromWhatThereIsTest {
    private static final Slice ALL = new Slice(0, 200);

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Pipelines pipelines = server.bean(Pipelines.class);
    private final Users users = server.bean(Users.class);
    private final Tags tags = server.bean(Tags.class);

    /** What is remembered is what the tables have. */
    private void nothingIsOld() {
        var caller = workspace.caller();
        var all = pipelines.all(caller);
        assertThat(all.pipelines()).isEqualTo(pipelines.outlines(caller));
        assertThat(all.stages())
                .isEqualTo(pipelines.stagesOf(
                        caller, all.pipelines().stream().map(Pipeline::id).toList()));
        assertThat(users.all(caller)).isEqualTo(users.list(caller, ALL).items());
        assertThat(tags.all(caller)).isEqualTo(tags.list(caller, ALL).items());
    }

    private void send(String method, String path, String body) {
        nothingIsOld();
        assertThat(api.send(method, path, body).status()).as(path).isBetween(200, 204);
        nothingIsOld();
    }

    @Test
    void pipelines_and_stages() {
        send("POST", "/api/v1/pipelines", """
                {"name": "Partners", "stages": [{"name": "Talk", "color": "#123456"}]}""");
        var path = "/api/v1/pipelines/" + api.get("/api/v1/pipelines").text("data.1.id");
        send("PATCH", path, "{\"name\": \"Friends\", \"is_default\": true}");
        send("POST", path + "/stages", "{\"name\": \"Trial\", \"color\": \"#123456\"}");
        var stage = path + "/stages/" + api.get(path + "/stages").text("data.1.id");
        send("PATCH", stage, "{\"name\": \"Pilot\", \"position\": 1}");
        send("DELETE", stage, "");
        send("PATCH", "/api/v1/pipelines/" + api.get("/api/v1/pipelines").text("data.0.id"), "{\"is_default\": true}");
        send("DELETE", path, "");
    }

    @Test
    void people() {
        server.clock().pass(Duration.ofHours(1));
        send("POST", "/api/v1/users", "{\"name\": \"Ann\", \"email\": \"ann@example.com\"}");
        var ann = users.find(workspace.caller(), "ann@example.com").orElseThrow();
        send("PATCH", "/api/v1/users/" + ann.id(), "{\"name\": \"Anna\", \"status\": \"suspended\"}");
        send("DELETE", "/api/v1/users/" + ann.id(), "");
        var bob = workspace.user(Role.AGENT);
        var panel = workspace.panel(bob);
        panel.get("/settings/account");
        panel.post("/settings/account", Map.of("name", "Robert", "language", "", "theme", "auto", "time_zone", ""));
        assertThat(users.get(workspace.caller(), bob.id()).name()).isEqualTo("Robert");
        nothingIsOld();
    }

    @Test
    void tags() {
        send("POST", "/api/v1/tags", "{\"name\": \"hot\", \"color\": \"#123456\"}");
        var path = "/api/v1/tags/" + api.get("/api/v1/tags").text("data.0.id");
        send("PATCH", path, "{\"name\": \"warm\"}");
        send("POST", "/api/v1/leads", "{\"first_name\": \"Sarah\", \"tags\": [\"by the way\"]}");
        send("DELETE", path, "");
    }

    @Test
    void what_another_process_changes_is_heard_of() {
        nothingIsOld();
        // To start one takes as long as it takes.
        var there = api.at(server.otherProcess());
        assertTimeout(Duration.ofSeconds(60), () -> isHeardOf(there));
    }

    private void isHeardOf(ApiClient there) {
        there.post("/api/v1/tags", "{\"name\": \"made there\", \"color\": \"#123456\"}");
        Await.until(() -> List.of("made there")
                .equals(tags.all(workspace.caller()).stream()
                        .map(tag -> tag.name())
                        .toList()));
        nothingIsOld();
    }
}
