package leadhub.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import leadhub.base.Role;
import leadhub.base.database.Signals;
import leadhub.conditions.Comparison;
import leadhub.jobs.Jobs.StepResult;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The job is done by hand, step by step; by itself it would be due as soon as a test lets some seconds pass. */
class RescoreLeadsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Rescoring rescoring = server.bean(Rescoring.class);
    private final RescoringSteps steps = server.bean(RescoringSteps.class);
    private final ScoringRules rules = server.bean(ScoringRules.class);
    private Panel panel = Panel.stranger(server.origin());

    @BeforeEach
    void a_manager_an_hour_later() {
        server.clock().pass(Duration.ofHours(1));
        panel = workspace.panel(Role.MANAGER);
        panel.get("/leads");
        server.pauseJobs();
    }

    @AfterEach
    void resume() {
        server.resumeJobs();
    }

    private List<String> leads(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> api.post("/api/v1/leads", """
                        {"first_name": "Lead %d", "country": "%s", "tags": ["hot"]}
                        """.formatted(i, i % 2 == 0 ? "Chile" : "Peru")))
                .map(lead -> "/api/v1/leads/" + lead.text("data.id"))
                .toList();
    }

    private List<Long> scores(List<String> leads) {
        return leads.stream()
                .map(path -> api.get(path).number("data.lead_score"))
                .toList();
    }

    private ScoringRun run() {
        return rescoring.progress(workspace.caller()).orElseThrow();
    }

    /** The next step; if it has to wait, as much time passes. */
    private StepResult step(long revision, int most) {
        var went = steps.step(workspace.id(), revision, most);
        if (went == StepResult.WAITING) {
            server.clock().pass(Signals.LATEST);
        }
        return went;
    }

    private void finish() {
        var revision = run().revision();
        while (step(revision, 3) != StepResult.DONE) {
            // A step does three leads.
        }
    }

    private ScoringRule chile(int points) {
        return workspace.rule("country", Comparison.EQUALS, "Chile", points);
    }

    @Test
    void a_new_rule_reaches_the_leads_that_are_there_step_by_step() {
        var leads = leads(5);
        var before = api.get(leads.getFirst());
        chile(10);
        assertThat(scores(leads)).containsOnly(0L);
        assertThat(panel.get("/settings/scoring").body()).contains("Recalculating scores: 0 of 5");
        assertThat(step(1, 2)).isEqualTo(StepResult.MORE);
        assertThat(scores(leads)).containsExactly(10L, 0L, 0L, 0L, 0L);
        assertThat(panel.get("/settings/scoring/progress").body()).contains("2 of 5", "hx-get");
        assertThat(panel.get("/settings/scoring").body()).contains("2 of 5");
        assertThat(panel.get("/leads/" + before.text("data.id")).body()).doesNotContain("being recalculated");
        finish();
        assertThat(scores(leads)).containsExactly(10L, 0L, 10L, 0L, 10L);
        assertThat(run().changed()).isEqualTo(3);
        assertThat(panel.get("/settings/scoring/progress").body())
                .contains("3 scores changed")
                .doesNotContain("hx-get");
        // Nobody touched the lead, but its page says what happened.
        assertThat(api.get(leads.getFirst()).text("data.updated_at")).isEqualTo(before.text("data.updated_at"));
        assertThat(panel.get("/leads/" + before.text("data.id")).body()).contains("changed how leads are scored");
        assertThat(api.get("/api/v1/leads").number("meta.total")).isEqualTo(5);
    }

    @Test
    void the_total_of_leads_with_a_score_follows() {
        leads(5);
        var scored = "/leads?field.1=lead_score&is.1=greater&value.1=5";
        assertThat(panel.get(scored).body()).contains("No matching leads");
        chile(10);
        finish();
        assertThat(panel.get(scored).body()).contains("1–3 of 3");
    }

    @Test
    void a_lead_that_waits_for_its_score_says_so() {
        var lead = leads(1).getFirst();
        chile(10);
        var page = lead.replace("/api/v1", "");
        assertThat(panel.get(page).body()).contains("Scores are being recalculated");
        finish();
        assertThat(panel.get(page).body()).doesNotContain("Scores are being recalculated");
    }

    @Test
    void what_a_killed_server_had_not_finished_is_done_again() {
        var leads = leads(6);
        chile(10);
        step(1, 2);
        new TransactionTemplate(server.bean(PlatformTransactionManager.class)).executeWithoutResult(killed -> {
            step(1, 2);
            killed.setRollbackOnly();
        });
        assertThat(run().done()).isEqualTo(2);
        assertThat(scores(leads)).containsExactly(10L, 0L, 0L, 0L, 0L, 0L);
        finish();
        assertThat(run().done()).isEqualTo(6);
        assertThat(scores(leads)).containsExactly(10L, 0L, 10L, 0L, 10L, 0L);
    }

    @Test
    void a_newer_change_starts_it_over() {
        var leads = leads(4);
        chile(10);
        step(1, 2);
        workspace.rule("country", Comparison.EQUALS, "Peru", -5);
        assertThat(run().done()).isZero();
        assertThat(step(1, 2)).isEqualTo(StepResult.DONE);
        assertThat(run().done()).isZero();
        finish();
        assertThat(scores(leads)).containsExactly(10L, -5L, 10L, -5L);
        assertThat(step(run().revision(), 2)).isEqualTo(StepResult.DONE);
        assertThat(run().done()).isEqualTo(4);
    }

    @Test
    void only_what_counts_starts_it() {
        var rule = chile(10);
        finish();
        rules.change(
                workspace.caller(),
                rule.id(),
                new RuleTerms("Another name", "country", Comparison.EQUALS, "Chile", 10, true));
        assertThat(run().isFinished()).isTrue();
        rules.turn(workspace.caller(), rule.id(), false);
        assertThat(run().isFinished()).isFalse();
        finish();
        rules.change(
                workspace.caller(), rule.id(), new RuleTerms("Off", "country", Comparison.EQUALS, "Peru", 99, false));
        rules.delete(workspace.caller(), rule.id());
        assertThat(run().isFinished()).isTrue();
    }

    @Test
    void points_by_hand_stay() {
        var leads = leads(2);
        panel.post(leads.get(1).replace("/api/v1", "") + "/score", Map.of("score_adjustment", "3"));
        chile(10);
        finish();
        assertThat(scores(leads)).containsExactly(10L, 3L);
    }

    @Test
    void what_changes_many_leads_at_once_starts_it_if_a_rule_looks_at_it() {
        var leads = leads(2);
        var tag = api.get("/api/v1/tags").text("data.0.id");
        workspace.rule("tags", Comparison.EQUALS, "hot", 10);
        finish();
        api.patch("/api/v1/tags/" + tag, "{\"name\": \"warm\"}");
        finish();
        assertThat(scores(leads)).containsOnly(0L);
        api.patch("/api/v1/tags/" + tag, "{\"name\": \"Hot\"}");
        finish();
        assertThat(scores(leads)).containsOnly(10L);
        api.delete("/api/v1/tags/" + tag);
        finish();
        assertThat(scores(leads)).containsOnly(0L);
        var lead = api.get(leads.getFirst());
        var pipeline = "/api/v1/pipelines/" + lead.text("data.pipeline_id");
        var next = api.get(pipeline).text("data.stages.1.id");
        workspace.rule("pipeline_stage_id", Comparison.EQUALS, next, 20);
        finish();
        api.delete(pipeline + "/stages/" + lead.text("data.pipeline_stage_id") + "?move_to=" + next);
        finish();
        assertThat(scores(leads)).containsOnly(20L);
        var revision = run().revision();
        api.patch(pipeline + "/stages/" + next, "{\"name\": \"Renamed\"}");
        assertThat(run().revision()).isEqualTo(revision);
    }

    @Test
    void people_work_on_leads_meanwhile_and_every_score_is_right_in_the_end() {
        var leads = leads(30);
        var other = leads(1).getFirst();
        chile(10);
        var revision = run().revision();
        var statuses = Together.times(12, i -> {
            var seen = new ArrayList<Integer>();
            if (i < 3) {
                while (step(revision, 4) != StepResult.DONE) {
                    // Three of them do the same job at once.
                }
            } else if (i == 3) {
                seen.add(api.delete("/api/v1/tags/" + api.get("/api/v1/tags").text("data.0.id"))
                        .status());
            } else {
                for (var lead : i % 2 == 0 ? leads : leads.reversed()) {
                    var country = (i + lead.hashCode()) % 3 == 0 ? "Chile" : "Peru";
                    seen.add(api.patch(lead, "{\"country\": \"" + country + "\"}")
                            .status());
                }
            }
            return seen;
        });
        assertThat(statuses.stream().flatMap(List::stream)).allMatch(status -> status == 200 || status == 204);
        finish();
        for (var path : leads) {
            var lead = api.get(path);
            assertThat(lead.number("data.lead_score"))
                    .isEqualTo(lead.text("data.country").equals("Chile") ? 10 : 0);
        }
        assertThat(api.get(other).number("data.lead_score")).isEqualTo(10);
    }

    @Test
    void the_job_runs_by_itself_when_it_is_due() {
        server.resumeJobs();
        var leads = leads(3);
        chile(10);
        // It waits some seconds again and again, and the clock only creeps.
        Await.passing(
                server.clock(),
                Signals.LATEST,
                () -> panel.get("/settings/scoring/progress").body().contains("Scores last recalculated"));
        assertThat(scores(leads)).containsExactly(10L, 0L, 10L);
    }
}
