package leadhub.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import leadhub.base.Role;
import leadhub.base.database.Signals;
import leadhub.conditions.Comparison;
import leadhub.jobs.Jobs.StepResult;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadStatus;
import leadhub.leads.record.NewLead;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** No lead keeps a score of old rules, whoever wrote it and however late. */
class KeepScoresRightTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Rescoring rescoring = server.bean(Rescoring.class);
    private final RescoringSteps steps = server.bean(RescoringSteps.class);

    @BeforeEach
    void an_hour_without_tries() {
        server.clock().pass(Duration.ofHours(1));
        // The steps are taken here: a job that is due would take the last ones before a test has looked.
        server.pauseJobs();
    }

    @AfterEach
    void resume() {
        server.resumeJobs();
    }

    private long lead(String country) {
        return lead(api, country);
    }

    private static long lead(ApiClient at, String country) {
        return at.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"country\": \"" + country + "\"}")
                .number("data.id");
    }

    private long score(long id) {
        return api.get("/api/v1/leads/" + id).number("data.lead_score");
    }

    private void chile(int points) {
        workspace.rule("country", Comparison.EQUALS, "Chile", points);
    }

    private ScoringRun.Phase phase() {
        return rescoring.progress(workspace.caller()).orElseThrow().phase();
    }

    private StepResult step() {
        var run = rescoring.progress(workspace.caller()).orElseThrow();
        return steps.step(workspace.id(), run.revision(), 100);
    }

    /** Takes steps until others have to be waited for. */
    private void untilItWaitsForOthers() {
        IntStream.range(0, 10).forEach(i -> {
            step();
            server.clock().pass(Signals.LATEST);
        });
        assertThat(phase()).isEqualTo(ScoringRun.Phase.SETTLING);
    }

    /** Somebody who writes into this workspace, and takes time. */
    private Connection somebody() throws SQLException {
        var connection = server.database().application().connect();
        connection.setAutoCommit(false);
        run(connection, "select set_workspace('%d')".formatted(workspace.id()));
        // It idles while steps are taken, which takes as long as it takes.
        run(connection, "set idle_in_transaction_session_timeout = 0");
        return connection;
    }

    private static void run(Connection connection, String text) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static <T> T elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work).join();
    }

    @Test
    void a_lead_that_was_away_comes_back_with_the_score_of_today() {
        var panel = workspace.panel(Role.ADMIN);
        var id = lead("Chile");
        panel.get("/leads");
        panel.post("/leads/" + id + "/score", Map.of("score_adjustment", "3"));
        api.delete("/api/v1/leads/" + id);
        chile(10);
        workspace.scoreAll();
        panel.get("/leads");
        assertThat(panel.post("/leads/deleted/" + id + "/restore", Map.of()).status())
                .isEqualTo(303);
        assertThat(score(id)).isEqualTo(13);
        assertThat(api.get("/api/v1/leads?sort=lead_score").number("data.0.lead_score"))
                .isEqualTo(13);
        assertThat(panel.get("/leads/" + id).body()).contains("restored this lead", "changed how leads are scored");
    }

    @Test
    void who_had_begun_before_the_rule_is_waited_for() throws SQLException {
        var known = lead("Chile");
        try (var somebody = somebody()) {
            run(somebody, """
                    insert into leads
                    select (jsonb_populate_record(l, jsonb_build_object('id', l.id + 1000000000))).*
                    from leads l
                    where workspace_id = %d
                      and id = %d
                    on conflict do nothing
                    """.formatted(workspace.id(), known));
            chile(10);
            untilItWaitsForOthers();
            assertThat(score(known)).isEqualTo(10);
            somebody.commit();
        }
        workspace.scoreAll();
        assertThat(score(known + 1000000000)).isEqualTo(10);
        assertThat(rescoring.progress(workspace.caller()).orElseThrow().changed())
                .isEqualTo(2);
    }

    @Test
    void who_changes_a_lead_by_the_old_rules_after_it_was_scored_has_the_last_word_for_a_moment_only()
            throws SQLException {
        var first = lead("Chile");
        try (var somebody = somebody()) {
            run(somebody, "select pg_current_xact_id()");
            chile(10);
            untilItWaitsForOthers();
            run(
                    somebody,
                    "update leads set industry = 'Wine', lead_score = 0 where workspace_id = %d and id = %d"
                            .formatted(workspace.id(), first));
            somebody.commit();
        }
        assertThat(score(first)).isZero();
        workspace.scoreAll();
        assertThat(score(first)).isEqualTo(10);
    }

    @Test
    void who_finds_other_rules_at_the_end_has_all_leads_scored_once_more() {
        lead("Peru");
        var id = new TransactionTemplate(server.bean(PlatformTransactionManager.class)).execute(transaction -> {
            var facts = LeadChange.toStatus(LeadStatus.QUALIFIED);
            var made = server.bean(Leads.class).create(workspace.caller(), new NewLead(facts, "api", null));
            elsewhere(() -> workspace.rule("status", Comparison.EQUALS, "qualified", 10));
            return made.id();
        });
        assertThat(score(id)).isZero();
        assertThat(rescoring.progress(workspace.caller()).orElseThrow().revision())
                .isEqualTo(2);
        workspace.scoreAll();
        assertThat(score(id)).isEqualTo(10);
    }

    /** Its connection for signals is as good as dead, and it can't know. */
    @Test
    void a_process_that_hears_nothing_goes_by_old_rules_for_seconds_only() throws Exception {
        var url = server.database().application().jdbcUrl();
        var named = url + (url.contains("?") ? "&" : "?") + "ApplicationName=deaf";
        try (var deaf = server.startSecond(Map.of("spring.datasource.url", named))) {
            var there = api.at(TestServer.origin(deaf));
            var signals = deaf.getBean(Signals.class);
            assertThat(lead(there, "Peru")).isPositive();
            Await.until(signals::listening);
            var frozen = listener("deaf");
            signal("STOP", frozen);
            try {
                chile(10);
                var early = lead(there, "Chile");
                Await.until(() -> !signals.listening());
                assertThat(score(lead(there, "Chile"))).isEqualTo(10);
                workspace.scoreAll();
                assertThat(score(early)).isEqualTo(10);
            } finally {
                signal("CONT", frozen);
            }
        }
    }

    /** The database's process that sends signals on to a server: who listens holds a lock that says so. */
    private int listener(String name) throws SQLException {
        try (var connection = server.database().application().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select l.pid
                        from pg_locks l
                        join pg_stat_activity a on a.pid = l.pid
                        where l.locktype = 'advisory'
                          and l.mode = 'ShareLock'
                          and l.granted
                          and a.application_name = '%s'
                        """.formatted(name))) {
            assertThat(row.next()).isTrue();
            return row.getInt("pid");
        }
    }

    private static void signal(String name, int pid) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + name, Integer.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
    }
}
