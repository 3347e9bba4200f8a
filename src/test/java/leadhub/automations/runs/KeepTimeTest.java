package leadhub.automations.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import leadhub.automations.Rule;
import leadhub.hours.BusinessHours;
import leadhub.hours.Hours;
import leadhub.hours.Shift;
import leadhub.testing.ApiClient;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.workspaces.Workspaces;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Runs wait across changes of the clock and of the calendar: in a server whose clock a test sets to any time, and which looks
 * at runs when the test says so. The other servers rest meanwhile, for they live in other years.
 */
class KeepTimeTest {
    private static final String NOTE = "{'type': 'add_note', 'config': {'text': 'Hello'}}";
    private static final String MANUAL = "{'type': 'manual'}";
    private static final TestServer SERVER = TestServer.get();
    private static final SetClock CLOCK = new SetClock();
    private static ConfigurableApplicationContext context;

    /** Shows what it is set to. */
    private static final class SetClock extends Clock {
        private volatile Instant now = Instant.parse("2025-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @BeforeAll
    static void start() {
        SERVER.pauseJobs();
        context = SERVER.startSecondAt(
                CLOCK,
                Map.of("leadhub.webhooks.deliver", false, "leadhub.intake.work", false, "db-scheduler.enabled", false));
    }

    @AfterAll
    static void stop() {
        context.close();
        SERVER.resumeJobs();
    }

    private static ApiClient api(TestWorkspace workspace) {
        return workspace.leadHub().at(TestServer.origin(context));
    }

    private static long lead(ApiClient api) {
        return api.post("/api/v1/leads", Rule.json("{'first_name': 'Ann'}")).number("data.id");
    }

    /** Takes what is due now, if anybody would look for it. */
    private static void work(TestWorkspace workspace) {
        var claims = context.getBean(RunClaims.class);
        var work = context.getBean(RunWork.class);
        while (claims.workspaces(10_000).contains(workspace.id())) {
            var own = context.getBean(Workspaces.class).get(workspace.id());
            claims.claim(workspace.id(), 32).forEach(run -> work.run(own, run));
        }
    }

    private static void workAt(TestWorkspace workspace, Instant time) {
        CLOCK.now = time;
        work(workspace);
    }

    private static Instant local(String time, String zone) {
        return LocalDateTime.parse(time).atZone(ZoneId.of(zone)).toInstant();
    }

    private static String wait(String pause) {
        return pause.contains(":")
                ? "{'type': 'delay', 'config': {'until': '%s'}}".formatted(pause)
                : "{'type': 'delay', 'config': {'amount': %s, 'unit': '%s'}}".formatted((Object[]) pause.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        // The clock is put forward at 2:00, and back at 3:00.
        "Europe/Berlin, 2025-03-29T12:00, 24 hours, 2025-03-30T11:00:00Z",
        "Europe/Berlin, 2025-03-29T12:00, 1 days, 2025-03-30T10:00:00Z",
        "Europe/Berlin, 2025-03-29T02:30, 1 days, 2025-03-30T01:00:00Z",
        "Europe/Berlin, 2025-03-29T20:00, 02:30, 2025-03-30T01:00:00Z",
        "Europe/Berlin, 2025-03-30T03:00, 02:30, 2025-03-31T00:30:00Z",
        "Europe/Berlin, 2025-10-25T12:00, 24 hours, 2025-10-26T10:00:00Z",
        "Europe/Berlin, 2025-10-25T12:00, 1 days, 2025-10-26T11:00:00Z",
        "Europe/Berlin, 2025-10-25T20:00, 02:30, 2025-10-26T00:30:00Z",
        // Shown twice, it is not waited for twice.
        "Europe/Berlin, 2025-10-26T02:45, 02:30, 2025-10-27T01:30:00Z",
        "Europe/Berlin, 2025-02-28T02:30, 1 months, 2025-03-28T01:30:00Z",
        "Europe/Berlin, 2025-03-23T02:30, 1 weeks, 2025-03-30T01:00:00Z",
        // By half an hour, from 2:00 to 2:30 and from 2:00 to 1:30.
        "Australia/Lord_Howe, 2025-10-04T12:00, 24 hours, 2025-10-05T01:30:00Z",
        "Australia/Lord_Howe, 2025-10-04T12:00, 1 days, 2025-10-05T01:00:00Z",
        "Australia/Lord_Howe, 2025-10-04T20:00, 02:15, 2025-10-04T15:30:00Z",
        "Australia/Lord_Howe, 2025-04-05T12:00, 1 days, 2025-04-06T01:30:00Z",
        "Australia/Lord_Howe, 2025-04-05T20:00, 01:45, 2025-04-05T14:45:00Z",
        "Australia/Lord_Howe, 2025-04-05T20:00, 02:00, 2025-04-05T15:30:00Z",
        // Never.
        "Asia/Tokyo, 2025-03-29T12:00, 1 days, 2025-03-30T03:00:00Z",
        "Asia/Tokyo, 2025-10-25T20:00, 02:30, 2025-10-25T17:30:00Z",
        // At midnight, until 2019.
        "America/Sao_Paulo, 2018-11-03T20:00, 00:00, 2018-11-04T03:00:00Z",
        "America/Sao_Paulo, 2018-02-17T12:00, 1 days, 2018-02-18T15:00:00Z",
        "America/Sao_Paulo, 2025-11-01T12:00, 1 days, 2025-11-02T15:00:00Z",
        // There is no 30 December 2011.
        "Pacific/Apia, 2011-12-29T12:00, 24 hours, 2011-12-30T22:00:00Z",
        "Pacific/Apia, 2011-12-29T12:00, 1 days, 2011-12-30T10:00:00Z",
        "Pacific/Apia, 2011-12-29T12:00, 2 days, 2011-12-30T22:00:00Z",
        "Pacific/Apia, 2011-12-29T12:00, 09:00, 2011-12-30T19:00:00Z",
        // There is no 21 August 1993.
        "Pacific/Kwajalein, 1993-08-20T12:00, 09:00, 1993-08-21T21:00:00Z",
    })
    void hours_pass_and_days_keep_the_wall_clock(String zone, String begin, String pause, String end) {
        var workspace = SERVER.newWorkspaceIn(zone);
        var api = api(workspace);
        CLOCK.now = local(begin, zone);
        var rule = Rule.create(api, MANUAL, wait(pause), NOTE);
        rule.start(lead(api));
        work(workspace);
        assertThat(Instant.parse(rule.run("waiting").get("resumes_at").asString()))
                .isEqualTo(end);
        workAt(workspace, Instant.parse(end).minusSeconds(1));
        rule.run("waiting");
        // Whoever looks looks at most a second late.
        workAt(workspace, Instant.parse(end).plusSeconds(1));
        rule.run("completed");
    }

    @Test
    void a_weekday_that_the_calendar_leaves_out_is_waited_for_until_the_next_week() {
        var workspace = SERVER.newWorkspaceIn("Pacific/Apia");
        var api = api(workspace);
        CLOCK.now = local("2011-12-23T12:00", "Pacific/Apia");
        var rule =
                Rule.create(api, MANUAL, "{'type': 'delay', 'config': {'until': '09:00', 'weekdays': ['fri']}}", NOTE);
        rule.start(lead(api));
        work(workspace);
        assertThat(Instant.parse(rule.run("waiting").get("resumes_at").asString()))
                .isEqualTo(local("2012-01-06T09:00", "Pacific/Apia"));
        workAt(workspace, Instant.parse("2012-02-01T00:00:00Z"));
        rule.run("completed");
    }

    @Test
    void whoever_sleeps_over_a_weekend_does_each_thing_once_and_the_rest_in_its_time() {
        var zone = "Europe/Berlin";
        var workspace = SERVER.newWorkspaceIn(zone);
        var api = api(workspace);
        CLOCK.now = local("2025-07-04T18:00", zone);
        assertThat(CLOCK.now.atZone(ZoneId.of(zone)).getDayOfWeek()).isEqualTo(DayOfWeek.FRIDAY);
        var daily = Rule.create(api, MANUAL, wait("09:00"), NOTE, wait("09:00"), NOTE);
        var patient = Rule.create(api, MANUAL, """
                {'type': 'wait_until', 'config': {'conditions': [{'field': 'status', 'operator': 'equals', 'value': 'won'}],
                                                  'timeout': {'amount': 1, 'unit': 'days'}, 'on_timeout': 'stop'}}""", NOTE);
        var lead = lead(api);
        daily.start(lead);
        patient.start(lead);
        work(workspace);
        var monday = CLOCK.now
                .atZone(ZoneId.of(zone))
                .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
                .withHour(11);
        workAt(workspace, monday.toInstant());
        assertThat(notes(api, lead)).isEqualTo(1);
        assertThat(Instant.parse(daily.run("waiting").get("resumes_at").asString()))
                .isEqualTo(monday.plusDays(1).withHour(9).toInstant());
        assertThat(patient.run("stopped").get("reason").asString()).isEqualTo("timeout");
        workAt(workspace, monday.plusDays(1).toInstant());
        daily.run("completed");
        assertThat(notes(api, lead)).isEqualTo(2);
    }

    @Test
    void a_clock_that_is_put_forward_by_years_and_back_repeats_nothing() {
        var workspace = SERVER.newWorkspace();
        var api = api(workspace);
        var noon = Instant.parse("2024-05-01T12:00:00Z");
        CLOCK.now = noon;
        var rule = Rule.create(api, MANUAL, wait("1 hours"), NOTE);
        var lead = lead(api);
        rule.start(lead);
        work(workspace);
        workAt(workspace, Instant.parse("2025-05-01T12:00:00Z"));
        rule.run("completed");
        workAt(workspace, noon);
        workAt(workspace, noon.plus(Duration.ofHours(2)));
        rule.run("completed");
        assertThat(notes(api, lead)).isEqualTo(1);
    }

    @Test
    void what_begins_after_the_clock_was_put_back_is_found_in_its_time() {
        var workspace = SERVER.newWorkspace();
        var api = api(workspace);
        var noon = Instant.parse("2023-05-01T12:00:00Z");
        CLOCK.now = noon;
        var rule = Rule.create(api, MANUAL, wait("1 minutes"), NOTE);
        rule.start(lead(api));
        work(workspace);
        workAt(workspace, noon.plusSeconds(62));
        assertThat(rule.count("completed")).isEqualTo(1);
        // A mark for the same second was taken already.
        CLOCK.now = noon;
        rule.start(lead(api));
        work(workspace);
        assertThat(rule.count("waiting")).isEqualTo(1);
        workAt(workspace, noon.plusSeconds(62));
        assertThat(rule.count("completed")).isEqualTo(2);
        // The process that begins it is gone at once, and knows a mark that is an hour ahead by now.
        CLOCK.now = noon.minus(Duration.ofHours(1));
        rule.start(lead(api));
        workAt(workspace, CLOCK.now.plusSeconds(21));
        assertThat(rule.count("waiting")).isEqualTo(1);
        workAt(workspace, CLOCK.now.plusSeconds(62));
        assertThat(rule.count("completed")).isEqualTo(3);
    }

    @Test
    void an_action_that_respects_business_hours_waits_until_somebody_works() {
        var zone = "Europe/Berlin";
        var workspace = SERVER.newWorkspaceIn(zone);
        var api = api(workspace);
        CLOCK.now = local("2025-07-04T16:00", zone);
        var rule =
                Rule.with(api, "'respect_business_hours': true,", MANUAL, wait("2 hours"), NOTE, wait("1 hours"), NOTE);
        assertThat(rule.get().at("data.respect_business_hours").asBoolean()).isTrue();
        var lead = lead(api);
        rule.start(lead);
        work(workspace);
        workAt(workspace, local("2025-07-04T18:00:01", zone));
        assertThat(notes(api, lead)).isZero();
        var waiting = rule.run("waiting");
        assertThat(Instant.parse(waiting.get("resumes_at").asString())).isEqualTo(local("2025-07-07T09:00", zone));
        // On Sunday somebody decides to work from noon on Mondays.
        CLOCK.now = local("2025-07-06T12:00", zone);
        context.getBean(Hours.class)
                .change(
                        workspace.caller(),
                        before -> new BusinessHours(
                                List.of(
                                        new Shift(DayOfWeek.MONDAY, LocalTime.of(12, 0), LocalTime.of(12, 30)),
                                        new Shift(DayOfWeek.MONDAY, LocalTime.of(22, 0), LocalTime.of(6, 0))),
                                List.of(),
                                null));
        workAt(workspace, local("2025-07-07T09:00:01", zone));
        assertThat(Instant.parse(rule.run("waiting").get("resumes_at").asString()))
                .isEqualTo(local("2025-07-07T12:00", zone));
        workAt(workspace, local("2025-07-07T12:00:01", zone));
        assertThat(notes(api, lead)).isEqualTo(1);
        workAt(workspace, local("2025-07-07T13:00:02", zone));
        assertThat(Instant.parse(rule.run("waiting").get("resumes_at").asString()))
                .isEqualTo(local("2025-07-07T22:00", zone));
        workAt(workspace, local("2025-07-08T03:00", zone));
        rule.run("completed");
        assertThat(notes(api, lead)).isEqualTo(2);
    }

    @Test
    void what_failed_is_tried_again_in_business_hours_only_and_not_before_its_time() {
        var zone = "Europe/Berlin";
        var workspace = SERVER.newWorkspaceIn(zone);
        var api = api(workspace);
        try (var receiver = Receiver.answering(500)) {
            CLOCK.now = local("2025-07-04T16:56", zone);
            var rule = Rule.with(
                    api,
                    "'respect_business_hours': true, 'exit_when': {'match': 'any', 'conditions': [{'event': 'won'}]},",
                    MANUAL,
                    "{'type': 'send_webhook', 'config': {'url': '%s'}}".formatted(receiver.url()));
            var lead = lead(api);
            rule.start(lead);
            work(workspace);
            receiver.await(1);
            assertThat(rule.run("waiting").at("/steps/0/error").asString()).isEqualTo("status_500");
            // News of the lead wakes the run, but doesn't hurry it.
            api.patch("/api/v1/leads/" + lead, "{\"company\": \"Acme\"}");
            work(workspace);
            assertThat(receiver.heard()).hasSize(1);
            assertThat(rule.run("waiting").at("/steps/0/error").asString()).isEqualTo("status_500");
            workAt(workspace, CLOCK.now.plusSeconds(6));
            receiver.await(2);
            // The third try would be at 17:01, when nobody works any more.
            workAt(workspace, CLOCK.now.plus(Duration.ofMinutes(6)));
            assertThat(receiver.heard()).hasSize(2);
            assertThat(Instant.parse(rule.run("waiting").get("resumes_at").asString()))
                    .isEqualTo(local("2025-07-07T09:00", zone));
            receiver.become(Receiver.status(204));
            workAt(workspace, local("2025-07-07T09:00:01", zone));
            rule.run("completed");
            assertThat(receiver.heard()).hasSize(3);
        }
    }

    private static long notes(ApiClient api, long lead) {
        return api.get("/api/v1/leads/" + lead + "/notes").number("meta.total");
    }
}
