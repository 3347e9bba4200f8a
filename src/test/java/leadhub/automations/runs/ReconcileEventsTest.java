package leadhub.automations.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import leadhub.automations.Rule;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.PlanLog;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;

/** Somebody asks whether an automation missed anything: what happened is counted, and what became of it. */
class ReconcileEventsTest {
    private static final String NOTE = "{'type': 'add_note', 'config': {'text': 'Hello'}}";
    private static final String WEBSITE =
            "{'type': 'lead_created', 'config': {'conditions': [{'field': 'source', 'operator': 'equals', 'value': 'website'}]}}";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Instant begin = server.clock().instant();

    private long lead(String more) {
        return api.post("/api/v1/leads", Rule.json("{'first_name': 'Ann'%s}".formatted(more)))
                .number("data.id");
    }

    private Reconciliation of(Rule rule, Instant from, Instant to) {
        return server.bean(Reconciliations.class).of(workspace.caller(), rule.id(), from, to);
    }

    private Reconciliation of(Rule rule) {
        return of(rule, begin, server.clock().instant().plusSeconds(60));
    }

    private static Map<Decision, Long> skips(Reconciliation counted) {
        var skips = new java.util.EnumMap<Decision, Long>(counted.skipped());
        skips.values().removeIf(number -> number == 0);
        return skips;
    }

    @Test
    void started_and_skipped_with_their_reasons_are_all_there_is() {
        var early = lead("");
        var rule = Rule.create(api, WEBSITE, NOTE);
        var tagged = Rule.with(
                api, "'re_entry': 'once',", "{'type': 'lead_updated', 'config': {'fields': ['company']}}", NOTE);
        var lead = lead(", 'source': 'website'");
        lead(", 'source': 'fair'");
        lead("");
        rule.await("completed", 1);
        rule.start(early);
        rule.patch("{'is_active': false}");
        lead(", 'source': 'website'");
        api.patch("/api/v1/leads/" + lead, "{\"last_name\": \"Other\"}");
        for (var company : List.of("One", "Two", "Three")) {
            api.patch("/api/v1/leads/" + lead, "{\"company\": \"" + company + "\"}");
        }
        tagged.await("completed", 1);
        var counted = of(rule);
        assertThat(counted.events()).isEqualTo(4);
        assertThat(counted.started()).isEqualTo(1);
        assertThat(counted.others()).isEqualTo(1);
        assertThat(skips(counted)).isEqualTo(Map.of(Decision.CONDITION_FALSE, 2L, Decision.INACTIVE, 1L));
        assertThat(counted.difference()).isZero();
        var once = of(tagged);
        assertThat(once.events()).isEqualTo(3);
        assertThat(skips(once)).isEqualTo(Map.of(Decision.RE_ENTRY, 2L));
        assertThat(once.difference()).isZero();
        // Later changes alter nothing, and another period has nothing of it.
        rule.patch("{'trigger': {'type': 'lead_created'}}");
        assertThat(of(rule, begin, counted.to())).isEqualTo(counted);
        assertThat(of(rule, begin.minusSeconds(90), begin.minusSeconds(60)).events())
                .isZero();
    }

    /** A deleted stage moves its leads, which is one statement for the events of all. */
    @Test
    void many_events_of_one_moment_count_as_many() {
        var pipelines = "/api/v1/pipelines/"
                + api.get("/api/v1/pipelines").at("data.0.id").asLong() + "/stages";
        var from = api.post(pipelines, "{\"name\": \"From\"}").number("data.id");
        var to = api.post(pipelines, "{\"name\": \"To\"}").number("data.id");
        var rule = Rule.create(
                api,
                "{'type': 'lead_stage_changed', 'config': {'conditions': [{'field': 'source', 'operator': 'equals', 'value': 'fair'}]}}",
                NOTE);
        lead(", 'source': 'fair', 'pipeline_stage_id': " + from);
        lead(", 'pipeline_stage_id': " + from);
        lead(", 'source': 'fair', 'pipeline_stage_id': " + from);
        assertThat(api.delete(pipelines + "/" + from + "?move_to=" + to).status())
                .isEqualTo(204);
        rule.await("completed", 2);
        var counted = of(rule);
        assertThat(counted.events()).isEqualTo(3);
        assertThat(skips(counted)).isEqualTo(Map.of(Decision.CONDITION_FALSE, 1L));
        assertThat(counted.difference()).isZero();
    }

    @Test
    void what_a_run_gathers_is_no_run_of_its_own() {
        var rule = Rule.create(api, "{'type': 'lead_updated', 'config': {'debounce_seconds': 60}}", NOTE);
        var lead = lead("");
        for (var company : List.of("One", "Two", "Three")) {
            api.patch("/api/v1/leads/" + lead, "{\"company\": \"" + company + "\"}");
        }
        var counted = of(rule);
        assertThat(counted.events()).isEqualTo(3);
        assertThat(counted.started()).isEqualTo(1);
        assertThat(skips(counted)).isEqualTo(Map.of(Decision.GATHERED, 2L));
        assertThat(counted.difference()).isZero();
    }

    /** A run that has been is why none begins, also of an automation that would gather changes. */
    @Test
    void what_ran_once_gathers_nothing_more() {
        var rule = Rule.with(
                api, "'re_entry': 'once',", "{'type': 'lead_updated', 'config': {'debounce_seconds': 60}}", NOTE);
        var lead = lead("");
        api.patch("/api/v1/leads/" + lead, "{\"company\": \"One\"}");
        api.patch("/api/v1/leads/" + lead, "{\"company\": \"Two\"}");
        server.clock().pass(Duration.ofMinutes(2));
        rule.await("completed", 1);
        api.patch("/api/v1/leads/" + lead, "{\"company\": \"Three\"}");
        assertThat(skips(of(rule))).isEqualTo(Map.of(Decision.GATHERED, 1L, Decision.RE_ENTRY, 1L));
        assertThat(of(rule).difference()).isZero();
    }

    @Test
    void submissions_of_forms_are_events_and_why_not_knows_them() {
        var form = api.post("/api/v1/forms", Rule.json("{'name': 'Contact'}")).number("data.id");
        var other = api.post("/api/v1/forms", Rule.json("{'name': 'Other'}")).number("data.id");
        var any = Rule.create(
                api,
                "{'type': 'form_submitted', 'config': {'conditions': [{'field': 'company', 'operator': 'present'}]}}",
                NOTE);
        var elsewhere =
                Rule.create(api, "{'type': 'form_submitted', 'config': {'form_id': %d}}".formatted(other), NOTE);
        var sent = api.post(
                "/api/v1/forms/" + form + "/submissions",
                Rule.json(
                        "{'first_name': 'Ann', 'email': 'ann@example.com', 'phone': '+14155550123', 'message': 'Hi'}"));
        var lead = sent.number("data.lead_id");
        assertThat(skips(of(any))).isEqualTo(Map.of(Decision.CONDITION_FALSE, 1L));
        assertThat(of(any).difference()).isZero();
        assertThat(of(elsewhere).events()).isZero();
        assertThat(reasons(lead)).containsExactly("condition_false", "trigger");
        assertThat(reasons(lead(""))).containsExactly("no_event", "no_event");
    }

    private List<String> reasons(long lead) {
        return api.get("/api/v1/leads/" + lead + "/automations")
                .at("data.not_run")
                .valueStream()
                .map(one -> one.get("reason").asString())
                .toList();
    }

    @Test
    void what_time_brings_about_counts_when_it_is_due_and_why_not_says_when_that_is() {
        api.post("/api/v1/custom-fields", Rule.json("{'label': 'Renewal', 'type': 'date'}"));
        var rule = Rule.create(
                api,
                "{'type': 'date_field', 'config': {'field': 'custom_fields.renewal', 'time': '10:00', 'conditions': [{'field': 'source', 'operator': 'equals', 'value': 'fair'}]}}",
                NOTE);
        // Whoever looked through the leads later would find their days again.
        Await.until(() -> server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getBoolean(1),
                        "select count(*) = 0 from automation_schedule_fills where workspace_id = ?",
                        workspace.id()));
        var day = LocalDate.ofInstant(begin, ZoneOffset.UTC).plusDays(5);
        var renewal = ", 'custom_fields': {'renewal': '%s'}".formatted(day);
        lead(renewal + ", 'source': 'fair'");
        var other = lead(renewal);
        assertThat(reasons(other)).containsExactly("not_due");
        assertThat(whyNot(other)).contains("It is due");
        assertThat(reasons(lead(""))).containsExactly("no_time");
        server.clock().pass(Duration.ofDays(6));
        rule.await("completed", 1);
        Await.until(() -> of(rule).events() == 2);
        var counted = of(rule);
        assertThat(counted.started()).isEqualTo(1);
        assertThat(skips(counted)).isEqualTo(Map.of(Decision.CONDITION_FALSE, 1L));
        assertThat(counted.difference()).isZero();
        assertThat(reasons(other)).containsExactly("condition_false");
        assertThat(whyNot(other)).contains("A condition wasn’t met", "Asked for");
        server.clock().pass(Duration.ofDays(100));
        // The server's own job may be at it, too.
        Await.until(() -> {
            server.bean(RunRetention.class).step(workspace.id());
            return of(rule).events() == 0;
        });
        assertThat(of(rule).difference()).isZero();
    }

    private String whyNot(long lead) {
        return workspace
                .panel(Role.MANAGER)
                .get("/leads/" + lead + "/automations")
                .body();
    }

    /** Else the difference would be nothing but what the other numbers make of it. */
    @Test
    void a_run_that_is_lost_shows() {
        var rule = Rule.create(api, "{'type': 'lead_created'}", NOTE);
        lead("");
        rule.await("completed", 1);
        assertThat(page(rule, "").body()).contains("Every event is accounted for");
        server.bean(Sql.class)
                .update(workspace.id(), "delete from automation_runs where workspace_id = ?", workspace.id());
        assertThat(of(rule).difference()).isEqualTo(1);
        assertThat(page(rule, "").body()).contains("1 event is unaccounted for");
        assertThat(page(rule, "?from=soon").body()).contains("not a valid date");
        assertThat(page(rule, "?from=2021-01-01&to=2020-01-01").body()).contains("ends before it begins");
        assertThat(page(rule, "?from=2020-01-01&to=2020-01-02").body())
                .contains("Nothing that it waits for happened")
                .doesNotContain("accounted for");
    }

    private Panel.Answer page(Rule rule, String query) {
        return workspace.panel(Role.MANAGER).get("/automations/" + rule.id() + "/reconciliation" + query);
    }

    @Test
    void a_period_is_counted_by_indexes_and_so_is_an_old_page_of_the_history() throws Exception {
        var rule = Rule.create(api, "{'type': 'lead_created'}", NOTE);
        var years = server.clock().instant().minus(Duration.ofDays(1_000));
        server.bean(Sql.class).update(workspace.id(), """
                insert into lead_events (workspace_id, lead_id, kind, occurred_at, actor, automation_ids, automation_outcomes)
                select ?, number, 'lead.noted', ?::timestamptz + number * interval '1 hour', '{}', array[?::bigint],
                       array['inactive']
                from generate_series(1, 20000) number
                """, workspace.id(), years, rule.id());
        server.bean(Sql.class).update(workspace.id(), """
                insert into automation_runs
                    (workspace_id, automation_id, version, lead_id, event_key, caused_by, depth, status, changes, started_at)
                select ?, ?, 1, number, number::text, '{"type": "system", "depth": 0}', 1, 'completed', '{}',
                       ?::timestamptz + number * interval '1 hour'
                from generate_series(1, 20000) number
                """, workspace.id(), rule.id(), years);
        try (var owner = server.database().owner().connect();
                var made = owner.createStatement()) {
            made.execute("analyze lead_events, automation_runs");
        }
        try (var log = PlanLog.start(server)) {
            var now = server.clock().instant();
            log.bean(Reconciliations.class).of(workspace.caller(), rule.id(), now.minus(Duration.ofDays(7)), now);
            var filter = new RunFilter(null, null, null, years, years.plus(Duration.ofDays(20)));
            var overviews = log.bean(RunOverviews.class);
            var first = overviews.list(workspace.caller(), rule.id(), filter, null, 50);
            var next = overviews.list(
                    workspace.caller(), rule.id(), filter, first.getLast().run().id(), 50);
            assertThat(next.getFirst().run().startedAt())
                    .isEqualTo(first.getLast().run().startedAt().minus(Duration.ofHours(1)));
            var plans = log.read().stream()
                    .filter(plan -> plan.contains("= '" + workspace.id() + "'"))
                    .filter(plan -> plan.contains("automation_decisions") || plan.contains("left join leads"))
                    .toList();
            assertThat(plans)
                    .hasSize(3)
                    .allSatisfy(plan -> assertThat(plan)
                            .contains("automation_runs_started")
                            .doesNotContain("Seq Scan on lead_events", "Seq Scan on automation_runs"));
            assertThat(plans.getFirst()).contains("lead_events_automations_at");
        } finally {
            // Many, which others would look through.
            server.bean(Sql.class)
                    .update(workspace.id(), "delete from automation_runs where workspace_id = ?", workspace.id());
            server.bean(Sql.class)
                    .update(workspace.id(), "delete from lead_events where workspace_id = ?", workspace.id());
        }
    }
}
