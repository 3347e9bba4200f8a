package leadhub.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.leads.pages.LeadChoices;
import leadhub.pipelines.Stage;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long leads were in stages, and until somebody answered them. */
class ReadSpanReportsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User agent = workspace.user(Role.AGENT);
    private final Panel panel = workspace.panel(agent);
    private final List<Stage> stages = stages();

    private List<Stage> stages() {
        var places =
                server.bean(LeadChoices.Reader.class).read(workspace.caller()).places();
        return places.stagesOf(places.usual().id());
    }

    /** In the morning, so that no midnight comes between. */
    @BeforeEach
    void in_the_morning() {
        var now = server.clock().instant();
        var morning = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(30));
        server.clock().pass(Duration.between(now, morning));
    }

    private long add(String members) {
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\"" + members + "}")
                .number("data.id");
    }

    private void move(long lead, Stage stage) {
        var moved = api.patch("/api/v1/leads/" + lead, "{\"pipeline_stage_id\": " + stage.id() + "}");
        assertThat(moved.status()).as(moved.body()).isEqualTo(200);
    }

    private void log(long lead, String kind) {
        panel.get("/leads/" + lead);
        panel.post("/leads/" + lead + "/notes", Map.of("body", "Said hello.", "kind", kind));
    }

    private ApiAnswer report(String path) {
        var answer = api.get("/api/v1/reports/" + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC);
    }

    @Test
    void each_stage_tells_how_long_leads_were_there_and_how_many_went_on() {
        var won = stages.stream().filter(Stage::isWon).findFirst().orElseThrow();
        var lost = stages.stream().filter(Stage::isLost).findFirst().orElseThrow();
        var leads = List.of(add(""), add(""), add(", \"source\": \"ads\""));
        server.clock().pass(Duration.ofDays(1));
        move(leads.get(0), stages.get(1));
        server.clock().pass(Duration.ofDays(1));
        move(leads.get(1), won);
        server.clock().pass(Duration.ofDays(4));
        move(leads.get(2), lost);
        move(leads.get(0), stages.get(0));
        var rows = report("stages").at("data.rows");
        assertThat(rows).hasSize(2);
        var first = rows.get(0);
        assertThat(first.path("stage").stringValue()).isEqualTo(stages.get(0).name());
        assertThat(first.path("stage_id").longValue()).isEqualTo(stages.get(0).id());
        assertThat(first.path("left").longValue()).isEqualTo(3);
        assertThat(first.path("moved_on").longValue()).isEqualTo(2);
        assertThat(first.path("moved_on_rate").doubleValue()).isEqualTo(0.6667);
        assertThat(first.path("median_days").doubleValue()).isEqualTo(2);
        assertThat(first.path("average_days").doubleValue()).isEqualTo(3);
        var second = rows.get(1);
        assertThat(second.path("moved_on").longValue()).isZero();
        assertThat(second.path("median_days").doubleValue()).isEqualTo(5);
        // By the day on which they left, and of the leads that are asked for alone.
        assertThat(report("stages?group_by=day&from=" + today())
                        .at("data.rows")
                        .get(0)
                        .path("left")
                        .longValue())
                .isEqualTo(1);
        assertThat(report("stages?source=ads")
                        .at("data.rows")
                        .get(0)
                        .path("moved_on_rate")
                        .doubleValue())
                .isZero();
        // What was deleted doesn't count, and counts again when it is back.
        api.delete("/api/v1/leads/" + leads.get(1));
        assertThat(report("stages").at("data.rows").get(0).path("left").longValue())
                .isEqualTo(2);
        var admin = workspace.panel(Role.ADMIN);
        admin.get("/leads/deleted");
        admin.post("/leads/deleted/" + leads.get(1) + "/restore", Map.of());
        assertThat(report("stages").at("data.rows").get(0).path("left").longValue())
                .isEqualTo(3);
    }

    @Test
    void the_first_answer_is_what_a_person_did_and_the_others_count_no_more() {
        var quick = add("");
        var slow = add("");
        var never = add("");
        server.clock().pass(Duration.ofMinutes(10));
        log(quick, "call");
        // Neither writing something down nor a program is an answer.
        log(never, "note");
        api.post("/api/v1/leads/" + never + "/notes", "{\"body\": \"Called.\", \"kind\": \"call\"}");
        server.clock().pass(Duration.ofHours(3));
        log(quick, "email");
        log(slow, "meeting");
        var row = report("first_response?group_by=none").at("data.rows").get(0);
        assertThat(row.path("leads").longValue()).isEqualTo(3);
        assertThat(row.path("answered").longValue()).isEqualTo(2);
        assertThat(row.path("median_minutes").longValue()).isEqualTo(10);
        assertThat(row.path("p90_minutes").longValue()).isEqualTo(190);
        assertThat(row.path("within_hour").doubleValue()).isEqualTo(0.3333);
        assertThat(row.path("within_day").doubleValue()).isEqualTo(0.6667);
        var days = report("first_response?from=" + today().minusDays(1)).at("data.rows");
        assertThat(days).hasSize(2);
        assertThat(days.get(0).path("median_minutes").isNull()).isTrue();
        assertThat(days.get(0).path("within_hour").isNull()).isTrue();
        assertThat(days.get(1).path("answered").longValue()).isEqualTo(2);
        assertThat(report("first_response?group_by=none&status=lost")
                        .at("data.rows")
                        .get(0)
                        .path("leads")
                        .longValue())
                .isZero();
    }

    @Test
    void people_read_both_as_charts_and_tables() {
        var lead = add(", \"assigned_user_id\": " + agent.id());
        server.clock().pass(Duration.ofHours(26));
        log(lead, "call");
        move(lead, stages.get(1));
        var other = workspace.panel(Role.AGENT);
        assertThat(panel.get("/reports?report=stages", "en").body())
                .contains("Time in stage", stages.get(0).name(), "1 day, 2 hr", "<svg");
        assertThat(panel.get("/reports?report=first_response&group_by=week", "en")
                        .body())
                .contains("First response", "1 day, 2 hr", "0%");
        assertThat(panel.get("/reports/csv?report=stages").body()).contains("median_days");
        assertThat(other.get("/reports/csv?report=stages").body())
                .doesNotContain(stages.get(0).name());
    }
}
