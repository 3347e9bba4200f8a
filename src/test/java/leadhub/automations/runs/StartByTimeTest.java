package leadhub.automations.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import leadhub.automations.Rule;
import leadhub.base.Change;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.PlanLog;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.workspaces.WorkspaceChange;
import leadhub.workspaces.Workspaces;
import org.junit.jupiter.api.Test;

/** Automations that time starts: a day that stands in a field, and leads that nobody does anything about. */
class StartByTimeTest {
    private static final String NOTE = "{'type': 'add_note', 'config': {'text': 'Hello'}}";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();

    private long lead(String more) {
        return api.post("/api/v1/leads", Rule.json("{'first_name': 'Ann'%s}".formatted(more)))
                .number("data.id");
    }

    private void set(long lead, String change) {
        assertThat(api.patch("/api/v1/leads/" + lead, Rule.json(change)).status())
                .isEqualTo(200);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC);
    }

    private void dateField() {
        assertThat(api.post("/api/v1/custom-fields", Rule.json("{'label': 'Renewal', 'type': 'date'}"))
                        .status())
                .isEqualTo(201);
    }

    private long entries() {
        return count("automation_schedule");
    }

    private long count(String table) {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong(1),
                        "select count(*) from " + table + " where workspace_id = ?",
                        workspace.id());
    }

    /** Whoever looked through the leads later would find their days again, and set them down for a moment. */
    private void areFilled() {
        Await.until(() -> count("automation_schedule_fills") == 0);
    }

    private static String renewal(LocalDate day) {
        return ", 'custom_fields': {'renewal': '%s'}".formatted(day);
    }

    @Test
    void a_day_in_a_field_starts_it_some_days_before_and_once() {
        dateField();
        var rule = Rule.create(
                api,
                "{'type': 'date_field', 'config': {'field': 'custom_fields.renewal', 'days': -3, 'time': '10:00', 'conditions': [{'field': 'source', 'operator': 'not_equals', 'value': 'fair'}]}}",
                NOTE);
        areFilled();
        var day = today().plusDays(10);
        var lead = lead(renewal(day));
        lead(renewal(day) + ", 'source': 'fair'");
        lead("");
        assertThat(entries()).isEqualTo(2);
        passTo(day.minusDays(3), 9);
        assertThat(rule.runs()).isEmpty();
        passTo(day.minusDays(3), 11);
        var run = rule.run("completed");
        assertThat(run.get("lead_id").asLong()).isEqualTo(lead);
        assertThat(run.at("/caused_by/type").asString()).isEqualTo("system");
        Await.until(() -> entries() == 0);
        // The same day once more, whatever it was in between.
        set(lead, "{'custom_fields': {'renewal': '%s'}}".formatted(day.plusDays(30)));
        assertThat(entries()).isEqualTo(1);
        set(lead, "{'custom_fields': {'renewal': '%s'}}".formatted(day));
        Await.until(() -> {
            server.clock().pass(Duration.ofMinutes(1));
            return entries() == 0;
        });
        assertThat(rule.runs()).hasSize(1);
    }

    @Test
    void the_day_when_a_deal_is_expected_to_be_closed_starts_it_reached_and_passed_and_changed() {
        var reached = Rule.create(api, "{'type': 'date_field', 'config': {'field': 'expected_close_on'}}", NOTE);
        var passed = Rule.create(
                api,
                "{'type': 'date_field', 'config': {'field': 'expected_close_on', 'days': 3, 'conditions': [{'field': 'status', 'operator': 'not_equals', 'value': 'converted'}]}}",
                NOTE);
        var changed = Rule.create(api, "{'type': 'lead_updated', 'config': {'fields': ['expected_close_on']}}", NOTE);
        var soon = Rule.create(
                api,
                "{'type': 'lead_updated', 'config': {'conditions': [{'field': 'expected_close_on', 'operator': 'changed'}, {'field': 'expected_close_on', 'operator': 'next', 'value': 30}]}}",
                NOTE);
        areFilled();
        var day = today().plusDays(10);
        var lead = lead(", 'expected_close_on': '%s'".formatted(day.plusDays(60)));
        lead("");
        set(lead, "{'company': 'Acme'}");
        set(lead, "{'expected_close_on': '%s'}".formatted(day));
        assertThat(changed.run("completed").get("lead_id").asLong()).isEqualTo(lead);
        assertThat(soon.run("completed").get("lead_id").asLong()).isEqualTo(lead);
        passTo(day, 8);
        assertThat(reached.runs()).isEmpty();
        passTo(day, 10);
        assertThat(reached.run("completed").get("lead_id").asLong()).isEqualTo(lead);
        assertThat(passed.runs()).isEmpty();
        passTo(day.plusDays(3), 10);
        assertThat(passed.run("completed").get("lead_id").asLong()).isEqualTo(lead);
        Await.until(() -> entries() == 0);
        assertThat(changed.runs()).hasSize(1);
    }

    private void passTo(LocalDate day, int hour) {
        server.clock()
                .pass(Duration.between(
                        server.clock().instant(), day.atTime(hour, 0).toInstant(ZoneOffset.UTC)));
    }

    @Test
    void another_time_zone_is_followed_at_once() {
        dateField();
        var rule = Rule.create(
                api, "{'type': 'date_field', 'config': {'field': 'custom_fields.renewal', 'time': '10:00'}}", NOTE);
        var waiting = Rule.with(api, "'respect_business_hours': true,", "{'type': 'manual'}", NOTE);
        areFilled();
        var saturday = today().with(TemporalAdjusters.next(DayOfWeek.SATURDAY));
        var first = lead(renewal(saturday));
        lead(renewal(saturday.plusDays(1)));
        passTo(saturday, 2);
        waiting.start(first);
        assertThat(opening(waiting))
                .isEqualTo(
                        saturday.plusDays(2).atTime(9, 0).atZone(ZoneOffset.UTC).toInstant());
        assertThat(rule.runs()).isEmpty();
        // In Tokyo it is past ten.
        zone("Asia/Tokyo");
        assertThat(rule.run("completed").get("lead_id").asLong()).isEqualTo(first);
        var monday = saturday.plusDays(2)
                .atTime(9, 0)
                .atZone(ZoneId.of("Asia/Tokyo"))
                .toInstant();
        Await.until(() -> opening(waiting).equals(monday));
        // What has run for its day doesn't run again where that day begins later, and the next is due when it is ten
        // there.
        zone("America/New_York");
        var there = saturday.plusDays(2)
                .atTime(9, 0)
                .atZone(ZoneId.of("America/New_York"))
                .toInstant();
        Await.until(() -> opening(waiting).equals(there));
        passTo(saturday.plusDays(1), 12);
        server.clock().pass(Duration.ofMinutes(1));
        assertThat(rule.runs()).hasSize(1);
        passTo(saturday.plusDays(1), 16);
        rule.await("completed", 2);
    }

    private static Instant opening(Rule rule) {
        return Instant.parse(rule.run("waiting").get("resumes_at").asString());
    }

    private void zone(String zone) {
        var keep = Change.<String>keep();
        server.bean(Workspaces.class)
                .change(
                        workspace.caller(),
                        new WorkspaceChange(keep, Change.set(zone), keep, keep, Change.keep(), Change.keep()));
    }

    @Test
    void leads_that_are_there_already_count_from_when_it_is_switched_on() {
        dateField();
        var ahead = lead(renewal(today().plusDays(2)));
        lead(renewal(today().minusDays(2)));
        var rule = Rule.create(api, "{'type': 'date_field', 'config': {'field': 'custom_fields.renewal'}}", NOTE);
        Await.until(() -> entries() == 1 && count("automation_schedule_fills") == 0);
        rule.patch("{'is_active': false}");
        Await.until(() -> entries() == 0);
        rule.patch("{'is_active': true}");
        Await.until(() -> entries() == 1 && count("automation_schedule_fills") == 0);
        server.clock().pass(Duration.ofDays(3));
        assertThat(rule.run("completed").get("lead_id").asLong()).isEqualTo(ahead);
        rule.api().delete(rule.path());
        Await.until(() -> entries() == 0);
    }

    @Test
    void a_lead_that_nobody_does_anything_about_starts_it_once_for_each_silence() {
        var rule = Rule.create(api, "{'type': 'no_activity', 'config': {'amount': 5, 'unit': 'days'}}", NOTE);
        areFilled();
        var busy = lead("");
        var quiet = lead("");
        server.clock().pass(Duration.ofDays(4));
        api.post("/api/v1/leads/" + busy + "/notes", Rule.json("{'body': 'Called'}"));
        server.clock().pass(Duration.ofDays(2));
        assertThat(rule.run("completed").get("lead_id").asLong()).isEqualTo(quiet);
        // The automation's own note is no activity.
        server.clock().pass(Duration.ofDays(10));
        rule.await("completed", 2);
        assertThat(rule.runs().get(0).get("lead_id").asLong()).isEqualTo(busy);
        server.clock().pass(Duration.ofDays(30));
        set(quiet, "{'company': 'Acme'}");
        server.clock().pass(Duration.ofDays(6));
        rule.await("completed", 3);
        assertThat(rule.runs().get(0).get("lead_id").asLong()).isEqualTo(quiet);
    }

    @Test
    void what_is_due_is_found_by_its_index() {
        var neighbour = server.newWorkspace();
        var later = server.clock().instant().plus(Duration.ofDays(1_000));
        for (var one : java.util.List.of(workspace, neighbour)) {
            server.bean(Sql.class).update(one.id(), """
                    insert into automation_schedule (workspace_id, automation_id, lead_id, due_at, since)
                    select ?, 1, number, ?::timestamptz + number * interval '1 minute', now()
                    from generate_series(1, 20000) number
                    """, one.id(), later);
        }
        try (var log = PlanLog.start(server)) {
            var sql = log.bean(ScheduleSql.class);
            var now = server.clock().instant();
            for (var times = 0; times < 12; times++) {
                assertThat(sql.due(workspace.id(), now, 50)).isEmpty();
                assertThat(sql.isAnyDue(workspace.id(), now)).isFalse();
            }
            assertThat(log.read())
                    .filteredOn(plan ->
                            plan.contains("automation_schedule") && plan.contains("$1 = '" + workspace.id() + "'"))
                    .hasSize(24)
                    .allSatisfy(plan ->
                            assertThat(plan).contains("automation_schedule_due").doesNotContain("Seq Scan"));
        }
    }

    @Test
    void what_time_has_nothing_to_do_with_is_refused() {
        dateField();
        api.post("/api/v1/custom-fields", Rule.json("{'label': 'Budget', 'type': 'number'}"));
        for (var config : java.util.List.of(
                "{'field': 'custom_fields.budget'}", "{'field': 'email'}", "{'field': 'custom_fields.gone'}")) {
            var answer =
                    api.post(Rule.ALL, Rule.body("{'type': 'date_field', 'config': %s}".formatted(config), "", NOTE));
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.at("errors").has("trigger.config.field")).isTrue();
        }
        var late = api.post(
                Rule.ALL,
                Rule.body(
                        "{'type': 'date_field', 'config': {'field': 'created_at', 'days': 5000, 'time': 'noon'}}",
                        "",
                        NOTE));
        assertThat(late.at("errors").has("trigger.config.days")).isTrue();
        var never = api.post(
                Rule.ALL, Rule.body("{'type': 'no_activity', 'config': {'amount': 0, 'unit': 'weeks'}}", "", NOTE));
        assertThat(never.at("errors").has("trigger.config.amount")).isTrue();
    }
}
