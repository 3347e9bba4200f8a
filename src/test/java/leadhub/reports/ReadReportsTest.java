package leadhub.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.leads.lists.LeadCube;
import leadhub.leads.lists.LeadFilter;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.PlanLog;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What leads came to, by time, source, person and reason: as programs and people read it. */
class ReadReportsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User owner = workspace.user(Role.AGENT);
    private String won = "";

    private LocalDate today() {
        return LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC);
    }

    private String add(String members) {
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\"" + members + "}")
                .text("data.id");
    }

    /** Two days with leads, and one between without. All of it at noon, so that no midnight comes between. */
    @BeforeEach
    void some_leads() {
        var now = server.clock().instant();
        var noon = now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofHours(36));
        server.clock().pass(Duration.between(now, noon));
        add(", \"source\": \"ads\", \"deal_value\": 100");
        add(", \"source\": \"web\", \"assigned_user_id\": " + owner.id());
        server.clock().pass(Duration.ofDays(2));
        won = add(", \"source\": \"ads\", \"deal_value\": 1000.5, \"status\": \"converted\"");
        add(
                ", \"source\": \"ads\", \"deal_value\": 20, \"deal_currency\": \"EUR\", \"status\": \"lost\", \"lost_reason\": \"Price\"");
        add(", \"source\": \"web\", \"status\": \"lost\"");
    }

    private ApiAnswer report(String path) {
        var answer = api.get("/api/v1/reports/" + path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private String row(ApiAnswer report, int place) {
        return report.at("data.rows." + place).toString();
    }

    @Test
    void leads_come_in_day_by_day_and_no_day_is_missing() {
        var leads = report("leads?from=" + today().minusDays(2));
        assertThat(leads.at("data.columns").toString())
                .isEqualTo("[{\"key\":\"period\",\"type\":\"date\"},{\"key\":\"leads\",\"type\":\"number\"}]");
        assertThat(leads.at("data.rows").size()).isEqualTo(3);
        assertThat(row(leads, 0)).isEqualTo("{\"period\":\"%s\",\"leads\":2}".formatted(today().minusDays(2)));
        assertThat(row(leads, 1)).contains("\"leads\":0");
        assertThat(row(leads, 2)).contains("\"leads\":3");
        assertThat(report("leads").at("data.rows").size()).isEqualTo(30);
        assertThat(report("leads?group_by=none&from=2020-01-01").at("data.rows").toString())
                .isEqualTo("[{\"leads\":5}]");
        var months = report("leads?group_by=month&from=" + today().minusDays(2));
        assertThat(months.text("data.rows.0.period")).endsWith("-01");
    }

    @Test
    void what_became_of_them_follows_every_change_at_once() {
        var path = "conversion?group_by=none";
        assertThat(row(report(path), 0)).isEqualTo("{\"leads\":5,\"open\":2,\"won\":1,\"lost\":2,\"won_rate\":0.2}");
        // What is remembered is made current from what happened since.
        api.patch("/api/v1/leads/" + won, "{\"status\": \"contacted\"}");
        var more = add(", \"source\": \"web\", \"status\": \"converted\"");
        assertThat(row(report(path), 0)).contains("\"leads\":6,\"open\":3,\"won\":1,\"lost\":2");
        api.delete("/api/v1/leads/" + more);
        assertThat(row(report(path), 0)).contains("\"leads\":5,\"open\":3,\"won\":0,\"lost\":2");
        assertThat(row(report(path + "&source=ads"), 0)).contains("\"leads\":3,\"open\":2");
        assertThat(row(report(path + "&tag=none"), 0)).contains("\"leads\":0");
        assertThat(row(report(path + "&search=ann"), 0)).contains("\"leads\":5");
    }

    @Test
    void value_goes_by_when_it_was_won_or_lost_and_by_currency() {
        var value = report("value?from=%s&group_by=none".formatted(today().minusDays(3)));
        assertThat(value.at("data.rows").toString())
                .isEqualTo("[{\"currency\":\"EUR\",\"won\":0,\"won_value\":0,\"lost\":1,\"lost_value\":20},"
                        + "{\"currency\":\"USD\",\"won\":1,\"won_value\":1000.5,\"lost\":1,\"lost_value\":0}]");
        server.clock().pass(Duration.ofDays(1));
        api.patch("/api/v1/leads/" + won, "{\"status\": \"lost\"}");
        var later = report("value?group_by=day&from=" + today());
        assertThat(later.text("data.rows.0.lost_value")).isEqualTo("1000.5");
        api.patch("/api/v1/leads/" + won, "{\"status\": \"new\"}");
        assertThat(report("value?group_by=none&from=" + today()).text("data.rows.0.lost_value"))
                .isEqualTo("0");
    }

    @Test
    void sources_people_and_reasons_are_told_apart_the_biggest_first() {
        var sources = report("sources");
        assertThat(row(sources, 0))
                .isEqualTo("{\"source\":\"ads\",\"leads\":3,\"open\":1,\"won\":1,\"lost\":1,\"won_rate\":0.3333}");
        assertThat(row(sources, 1)).contains("\"source\":\"web\",\"leads\":2");
        var people = report("people");
        assertThat(row(people, 0)).contains("\"user_id\":null,\"name\":null,\"leads\":4");
        assertThat(row(people, 1))
                .contains("\"user_id\":%d,\"name\":\"%s\",\"leads\":1".formatted(owner.id(), owner.name()));
        var reasons = report("lost_reasons");
        assertThat(reasons.at("data.rows").toString())
                .isEqualTo("[{\"lost_reason\":null,\"lost\":1},{\"lost_reason\":\"Price\",\"lost\":1}]");
        var weekly = report("sources?group_by=day&from=" + today());
        assertThat(weekly.text("data.rows.0.period")).isEqualTo(today().toString());
    }

    @Test
    void each_period_has_the_same_leads_however_they_are_found() {
        for (var unit : List.of("day", "week", "month")) {
            for (var name : List.of("conversion", "sources", "people", "value", "lost_reasons")) {
                var path = "%s?group_by=%s&from=%s".formatted(name, unit, today().minusDays(100));
                var rows = report(path).at("data.rows");
                assertThat(rows).as(path).isNotEmpty();
                assertThat(report(path + "&search=ann").at("data.rows"))
                        .as(path)
                        .isEqualTo(rows);
            }
        }
    }

    @Test
    void a_year_is_counted_from_an_index_without_looking_at_leads() throws SQLException {
        server.bean(Sql.class).update(workspace.id(), """
                insert into leads (workspace_id, pipeline_id, stage_id, source, status, search_text, created_at, updated_at)
                select workspace_id, pipeline_id, stage_id, source, status, '', created_at - number * interval '20 minutes', updated_at
                from leads
                cross join generate_series(1, 20000) number
                where workspace_id = ?
                  and id = ?
                """, workspace.id(), Long.valueOf(won));
        vacuum();
        var request = new ReportRequest(
                Report.SOURCES, today().minusYears(1), today(), LeadCube.Unit.MONTH, ZoneOffset.UTC, LeadFilter.ALL);
        try (var log = PlanLog.start(server)) {
            var rows = log.bean(Reports.class)
                    .read(workspace.caller(), request, "USD")
                    .rows();
            assertThat(rows).hasSizeGreaterThan(9);
            assertThat(log.read())
                    .filteredOn(plan -> plan.contains("with counted as materialized"))
                    .hasSize(1)
                    .allSatisfy(plan -> assertThat(plan)
                            .contains("Index Only Scan using leads_created_at on leads")
                            .doesNotContainPattern("(Seq|Index|Heap) Scan (using [a-z_]+ )?on leads"));
        }
    }

    /** With nothing at work that began before: its leads wouldn't count as seen by all, and an index alone as enough. */
    private void vacuum() throws SQLException {
        server.pauseJobs();
        try (var owner = server.database().owner().connect();
                var made = owner.createStatement()) {
            made.execute("vacuum (analyze) leads");
        } finally {
            server.resumeJobs();
        }
    }

    @Test
    void what_cannot_be_is_refused() {
        assertThat(api.get("/api/v1/reports/nonsense").status()).isEqualTo(404);
        var wrong = api.get("/api/v1/reports/leads?from=yesterday&group_by=hour&status=odd");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("errors").propertyNames()).contains("from", "group_by", "status");
        assertThat(api.get("/api/v1/reports/leads?from=2026-02-02&to=2026-02-01")
                        .text("errors.to.0"))
                .isEqualTo("The to field must not be before from.");
        assertThat(api.get("/api/v1/reports/leads?from=2020-01-01&to=2026-02-01")
                        .text("errors.group_by.0"))
                .isEqualTo("The periods are too short; a report has at most 400.");
        assertThat(report("leads?from=2020-01-01&to=2026-02-01&group_by=week")
                        .at("data.rows")
                        .size())
                .isGreaterThan(300);
    }

    @Test
    void people_read_it_as_a_chart_and_a_table_share_its_address_and_take_it_home() {
        var panel = workspace.panel(Role.READ_ONLY);
        var page = panel.get("/reports?report=sources&from=" + today().minusDays(3) + "&stage_id=&source=ads", "en");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("<svg", "role=\"img\"", "<title>", ">ads<", "33%", "name=\"source\" value=\"ads\"")
                .doesNotContain(">web<");
        assertThat(panel.get("/reports?report=value", "en").body()).contains("$1,000.50", "€20");
        assertThat(panel.get("/reports?report=people").body()).contains(owner.name());
        assertThat(panel.get("/reports?report=nonsense").status()).isEqualTo(404);
        assertThat(panel.get("/reports?from=nonsense").status()).isEqualTo(422);
        var file = panel.get("/reports/csv?report=sources");
        assertThat(file.header("Content-Type")).startsWith("text/csv");
        assertThat(file.body()).contains("source,leads,open,won,lost,won_rate\r\n", "ads,3,1,1,1,0.3333\r\n");
        assertThat(panel.get("/leads?source=ads").body()).contains("/reports?source=ads");
        // An agent sees nobody else's.
        var other = workspace.panel(Role.AGENT);
        assertThat(other.get("/reports/csv?report=leads&group_by=none").body()).contains("leads\r\n4\r\n");
    }
}
