package leadhub.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import leadhub.base.Role;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** A stage says how likely its leads are won, and after how many days one has been left lying. */
class DescribeStagesTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final long pipeline = api.get("/api/v1/pipelines").number("data.0.id");
    private final String stages = "/api/v1/pipelines/" + pipeline + "/stages";

    private String stage(int place) {
        return api.get(stages).text("data." + place + ".id");
    }

    @Test
    void what_is_won_and_lost_is_sure_unless_somebody_says_otherwise() {
        var all = api.get(stages);
        assertThat(all.at("data.0.probability").isNull()).isTrue();
        assertThat(all.number("data.3.probability")).isEqualTo(100);
        assertThat(all.number("data.4.probability")).isZero();
        assertThat(all.at("data.4.rotting_days").isNull()).isTrue();
        var won = stages + "/" + stage(3);
        assertThat(api.patch(won, "{\"probability\": 95}").number("data.probability"))
                .isEqualTo(95);
        assertThat(api.patch(won, "{\"name\": \"Signed\"}").number("data.probability"))
                .isEqualTo(95);
        assertThat(api.patch(won, "{\"is_won\": false}").at("data.probability").isNull())
                .isTrue();
        assertThat(api.patch(won, "{\"is_lost\": true}").number("data.probability"))
                .isZero();
        assertThat(api.patch(won, "{\"is_lost\": false, \"is_won\": true, \"probability\": 90}")
                        .number("data.probability"))
                .isEqualTo(90);
        assertThat(api.patch(won, "{\"probability\": null}").number("data.probability"))
                .isEqualTo(100);
    }

    @Test
    void a_program_describes_new_stages_and_is_refused_what_cannot_be() {
        var made = api.post(stages, "{\"name\": \"Demo\", \"probability\": 40, \"rotting_days\": \"7\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.number("data.probability")).isEqualTo(40);
        assertThat(made.number("data.rotting_days")).isEqualTo(7);
        var demo = stages + "/" + made.text("data.id");
        assertThat(api.get(demo).at("data")).isEqualTo(made.at("data"));
        assertThat(api.patch(demo, "{\"rotting_days\": null}")
                        .at("data.rotting_days")
                        .isNull())
                .isTrue();
        var refused = api.patch(demo, "{\"probability\": 101, \"rotting_days\": 0}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("errors.probability.0")).isEqualTo("The probability field must be between 0 and 100.");
        assertThat(refused.text("errors.rotting_days.0"))
                .isEqualTo("The rotting days field must be between 1 and 3650.");
        var whole = api.post(
                "/api/v1/pipelines",
                "{\"name\": \"Renewals\", \"stages\": [{\"name\": \"Due\", \"probability\": 60, \"rotting_days\": 3}, {\"name\": \"Kept\", \"is_won\": true}]}");
        assertThat(whole.number("data.stages.0.probability")).isEqualTo(60);
        assertThat(whole.number("data.stages.0.rotting_days")).isEqualTo(3);
        assertThat(whole.number("data.stages.1.probability")).isEqualTo(100);
    }

    @Test
    void a_manager_types_both_and_another_result_brings_its_own_chance() {
        var manager = workspace.panel(Role.MANAGER);
        var path = "/settings/pipelines/" + pipeline;
        manager.get(path);
        var stage = stage(1);
        var form = Map.of("name", "Talking", "ending", "none", "probability", "30", "rotting_days", "5");
        assertThat(manager.post(path + "/stages/" + stage, form).status()).isEqualTo(303);
        assertThat(api.get(stages + "/" + stage).number("data.probability")).isEqualTo(30);
        assertThat(manager.get(path).body()).contains("value=\"30\"", "value=\"5\"");
        // The form sends what stood there.
        var won = Map.of("name", "Talking", "ending", "won", "probability", "30", "rotting_days", "5");
        manager.post(path + "/stages/" + stage, won);
        assertThat(api.get(stages + "/" + stage).number("data.probability")).isEqualTo(100);
        var wrong = manager.post(path + "/stages/" + stage, Map.of("name", "Talking", "probability", "200"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.body()).contains("Enter a chance from 0 to 100 percent");
    }

    @Test
    void a_lead_that_stays_too_long_says_so_on_the_board_and_on_its_page() {
        var stage = stage(0);
        api.patch(stages + "/" + stage, "{\"rotting_days\": 3, \"probability\": 25}");
        var id = api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"deal_value\": 1000}")
                .text("data.id");
        var panel = workspace.panel(Role.AGENT);
        assertThat(panel.get("/board").body()).contains("Weighted: $250 (25%)").doesNotContain("is-rotting");
        assertThat(panel.get("/leads/" + id).body()).doesNotContain("Stale");
        server.clock().pass(Duration.ofDays(3).plusMinutes(1));
        var later = workspace.panel(Role.AGENT);
        assertThat(later.get("/board").body()).contains("is-rotting", "3 days in this stage");
        assertThat(later.get("/leads/" + id).body()).contains("Stale: in this stage for 3 days");
        var query = "/leads?field.1=stage_since&is.1=older&value.1=2";
        assertThat(later.get(query).body()).contains("Ann");
        later.post("/leads/" + id, Map.of("pipeline_stage_id", stage(1)));
        assertThat(later.get("/board").body()).doesNotContain("is-rotting");
        assertThat(later.get(query).body()).doesNotContain(">Ann<");
    }
}
