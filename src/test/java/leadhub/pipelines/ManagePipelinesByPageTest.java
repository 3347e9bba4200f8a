package leadhub.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagePipelinesByPageTest {
    private static final String PATH = "/settings/pipelines";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Panel panel = open(Role.MANAGER);
    private final long first = api.get("/api/v1/pipelines").number("data.0.id");

    /** Tries to sign in are counted by the hour, and all tests come from one address. */
    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
    }

    private Panel open(Role role) {
        server.clock().pass(Duration.ofHours(1));
        var opened = workspace.panel(role);
        opened.get("/leads");
        return opened;
    }

    private long make(String name) {
        var location = panel.post(PATH, Map.of("name", name)).header("Location");
        assertThat(location).startsWith(PATH + "/");
        return Long.parseLong(location.substring(PATH.length() + 1));
    }

    private List<String> stages(long pipeline) {
        return api.get("/api/v1/pipelines/" + pipeline)
                .at("data.stages")
                .valueStream()
                .map(stage -> stage.get("name").asString())
                .toList();
    }

    private String stagePath(long pipeline, int index) {
        return PATH + "/" + pipeline + "/stages/" + stage(pipeline, index);
    }

    private long stage(long pipeline, int index) {
        return api.get("/api/v1/pipelines/" + pipeline).number("data.stages." + index + ".id");
    }

    @Test
    void one_is_made_with_the_usual_stages_described_and_renamed() {
        var id = make("Partners");
        assertThat(stages(id)).containsExactly("New", "Contacted", "Qualified", "Won", "Lost");
        assertThat(panel.get(PATH).body()).contains("Partners", "Sales Pipeline", "Default", "0 leads");
        panel.post(PATH + "/" + id, Map.of("name", "Resellers", "description", "Those who sell for us"));
        assertThat(panel.get(PATH + "/" + id).body()).contains("Resellers", "Those who sell for us");
        assertThat(panel.post(PATH + "/" + id, Map.of("name", " ")).body())
                .contains("Enter a name of up to 255 characters");
        assertThat(panel.post(PATH, Map.of("name", "")).status()).isEqualTo(422);
        assertThat(api.get("/api/v1/pipelines/" + id).text("data.name")).isEqualTo("Resellers");
    }

    @Test
    void another_becomes_the_default_and_what_is_empty_goes() {
        var id = make("Partners");
        assertThat(panel.get(PATH + "/" + first).body()).contains("New leads go into this pipeline");
        assertThat(panel.post(PATH + "/" + first + "/delete", Map.of()).status())
                .isEqualTo(409);
        panel.post(PATH + "/" + id + "/default", Map.of());
        assertThat(api.get("/api/v1/pipelines/" + id).at("data.is_default").asBoolean())
                .isTrue();
        assertThat(panel.post(PATH + "/" + first + "/delete", Map.of()).header("Location"))
                .isEqualTo(PATH);
        assertThat(api.get("/api/v1/pipelines/" + first).status()).isEqualTo(404);
    }

    @Test
    void one_with_leads_stays_and_the_page_says_so() {
        var id = make("Partners");
        api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"pipeline_id\": " + id + "}");
        var refused = panel.post(PATH + "/" + id + "/delete", Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("This pipeline has leads").contains("1 lead<");
        assertThat(api.get("/api/v1/pipelines/" + id).status()).isEqualTo(200);
    }

    @Test
    void stages_are_added_before_the_end_and_changed_in_place() {
        var path = PATH + "/" + first + "/stages";
        panel.post(path, Map.of("name", "Offer", "color", "#00ff00", "ending", "none"));
        panel.post(path, Map.of("name", "Gone", "ending", "lost"));
        assertThat(stages(first)).containsExactly("New", "Contacted", "Qualified", "Offer", "Won", "Lost", "Gone");
        assertThat(panel.post(path, Map.of("name", "")).body()).contains("Enter a name of up to 255 characters");
        panel.post(stagePath(first, 3), Map.of("name", "Deal", "color", "#0000ff", "ending", "won"));
        var after = api.get("/api/v1/pipelines/" + first);
        assertThat(after.text("data.stages.3.name")).isEqualTo("Deal");
        assertThat(after.text("data.stages.3.color")).isEqualTo("#0000ff");
        assertThat(after.at("data.stages.3.is_won").asBoolean()).isTrue();
        assertThat(after.at("data.stages.6.is_lost").asBoolean()).isTrue();
        panel.post(stagePath(first, 3), Map.of("ending", "none"));
        assertThat(api.get("/api/v1/pipelines/" + first)
                        .at("data.stages.3.is_won")
                        .asBoolean())
                .isFalse();
        assertThat(panel.post(stagePath(first, 3), Map.of("ending", "both")).status())
                .isEqualTo(422);
    }

    @Test
    void stages_go_up_and_down_and_no_further_than_the_end() {
        panel.post(stagePath(first, 2), Map.of("position", "1"));
        assertThat(stages(first)).containsExactly("Qualified", "New", "Contacted", "Won", "Lost");
        panel.post(stagePath(first, 4), Map.of("position", "6"));
        panel.post(stagePath(first, 0), Map.of("position", "0"));
        assertThat(stages(first)).containsExactly("Qualified", "New", "Contacted", "Won", "Lost");
    }

    @Test
    void a_stage_goes_and_its_leads_go_where_one_says() {
        api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}");
        var path = stagePath(first, 0);
        var refused = panel.post(path + "/delete", Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains("This stage has leads now.").contains("Move its lead to");
        var other = stage(first, 2);
        assertThat(panel.post(path + "/delete", Map.of("move_to", "nowhere")).status())
                .isEqualTo(422);
        panel.post(path + "/delete", Map.of("move_to", Long.toString(other)));
        assertThat(stages(first)).containsExactly("Contacted", "Qualified", "Won", "Lost");
        assertThat(api.get("/api/v1/leads").number("data.0.pipeline_stage_id")).isEqualTo(other);
        for (var i = 0; i < 3; i++) {
            panel.post(stagePath(first, 0) + "/delete", Map.of("move_to", Long.toString(stage(first, 1))));
        }
        assertThat(panel.post(stagePath(first, 0) + "/delete", Map.of()).status())
                .isEqualTo(409);
        assertThat(stages(first)).containsExactly("Lost");
    }

    @Test
    void a_german_manager_gets_german_stages() {
        panel.get(PATH, "de");
        var made = panel.post(PATH, Map.of("name", "Partner"), "de").header("Location");
        assertThat(stages(Long.parseLong(made.substring(PATH.length() + 1))))
                .containsExactly("Neu", "Kontaktiert", "Qualifiziert", "Gewonnen", "Verloren");
    }

    @Test
    void an_agent_may_not() {
        var stage = stagePath(first, 0);
        // Nothing else may change a row.
        server.pauseJobs();
        try {
            for (var role : List.of(Role.AGENT, Role.READ_ONLY)) {
                var stranger = open(role);
                var before = new WorkspaceTables(server).rows(workspace);
                assertThat(stranger.get(PATH).status()).isEqualTo(403);
                assertThat(stranger.get(PATH + "/" + first).status()).isEqualTo(403);
                for (var path : List.of(
                        PATH,
                        PATH + "/" + first,
                        PATH + "/" + first + "/default",
                        PATH + "/" + first + "/delete",
                        PATH + "/" + first + "/stages",
                        stage,
                        stage + "/delete")) {
                    assertThat(stranger.post(path, Map.of("name", "Mine", "position", "3"))
                                    .status())
                            .as(path)
                            .isEqualTo(403);
                }
                assertThat(new WorkspaceTables(server).rows(workspace)).isEqualTo(before);
            }
        } finally {
            server.resumeJobs();
        }
    }
}
