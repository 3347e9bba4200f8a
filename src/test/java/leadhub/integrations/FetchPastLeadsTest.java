package leadhub.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import leadhub.base.Role;
import leadhub.integrations.fetching.Backfills;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Providers that post leads themselves hand over those from before, too; doubles answer as their documents say. */
class FetchPastLeadsTest {
    private static final String FIRST = "9007199254740993";
    private static final String SECOND = "9007199254740995";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final ProviderDouble provider = new ProviderDouble();

    @AfterEach
    void hangUp() {
        provider.close();
    }

    private Connected connect(PastProvider one) {
        return Connected.create(api, one.body(provider.url(), true));
    }

    private ApiAnswer post(Connected hook, PastProvider one, String id) {
        var body = one.posted(id);
        return hook.post(body, one.headers(body, server.clock().instant().getEpochSecond()));
    }

    private ApiAnswer begin(Connected hook) {
        return api.post(hook.path() + "/backfill", "{\"since\": \"2026-01-01T00:10:00Z\"}");
    }

    /** Until it is so, time passes: nobody knows when whoever tries again begins to wait. */
    private void later(Callable<Boolean> condition) {
        Await.until(() -> {
            server.clock().pass(Duration.ofSeconds(5));
            return condition.call();
        });
    }

    private Backfill last(Connected hook) {
        return server.bean(Backfills.class).last(workspace.id(), hook.id()).orElseThrow();
    }

    private void untilOver(Connected hook) {
        later(() -> !last(hook).isRunning());
        later(() -> api.get("/api/v1/intake?status=received").number("meta.total") == 0);
    }

    @ParameterizedTest
    @EnumSource
    void what_came_by_hook_and_is_fetched_too_makes_one_lead(PastProvider one) {
        var hook = connect(one);
        one.hands(provider, FIRST, SECOND);
        assertThat(post(hook, one, FIRST).status()).isEqualTo(200);
        later(() -> hook.now().number("data.leads_count") == 1);
        assertThat(begin(hook).status()).isEqualTo(202);
        untilOver(hook);
        assertThat(last(hook).reason()).isNull();
        assertThat(last(hook).found()).isEqualTo(2);
        assertThat(last(hook).added()).isEqualTo(1);
        assertThat(hook.now().number("data.events_count")).isEqualTo(2);
        assertThat(hook.now().number("data.leads_count")).isEqualTo(2);
        var lead = api.get("/api/v1/leads?search=" + SECOND).at("data.0");
        assertThat(lead.get("email").asString()).isEqualTo(SECOND + "@example.com");
        assertThat(lead.at("/custom_fields/which_size").asString()).isEqualTo("M");
        assertThat(api.get(hook.path() + "/events").text("data.0.external_id")).endsWith(SECOND);
        assertThat(post(hook, one, SECOND).status()).isEqualTo(200);
        assertThat(hook.last().get("status").asString()).isEqualTo("duplicate");
        assertThat(begin(hook).status()).isEqualTo(202);
        untilOver(hook);
        assertThat(last(hook).added()).isZero();
        assertThat(hook.now().number("data.leads_count")).isEqualTo(2);
        assertThat(provider.heard()).noneMatch(request -> request.line().contains(PastProvider.TOKEN));
        assertThat(provider.heard())
                .allMatch(request -> request.headers().toString().contains(PastProvider.TOKEN));
    }

    @ParameterizedTest
    @EnumSource
    void a_dead_token_ends_it_loses_nothing_and_a_new_one_goes_on(PastProvider one) {
        var hook = connect(one);
        one.hands(provider, FIRST);
        one.expire(provider);
        begin(hook);
        untilOver(hook);
        assertThat(hook.now().text("data.status")).isEqualTo("needs_attention");
        assertThat(hook.now().text("data.last_error.message")).contains("save a new one");
        assertThat(begin(hook).status()).isEqualTo(409);
        post(hook, one, SECOND);
        if (one != PastProvider.JOTFORM) {
            later(() -> hook.now().number("data.leads_count") == 1);
        }
        one.hands(provider, FIRST, SECOND);
        api.patch(hook.path(), "{\"config\": {\"%s\": \"another-token\"}}".formatted(one.tokenField()));
        later(() -> hook.now().number("data.leads_count") == 1);
        begin(hook);
        untilOver(hook);
        assertThat(hook.now().number("data.leads_count")).isEqualTo(2);
        assertThat(hook.now().text("data.status")).isEqualTo("active");
    }

    @ParameterizedTest
    @EnumSource
    void a_busy_a_broken_and_a_talkative_provider_is_asked_again(PastProvider one) {
        var hook = connect(one);
        one.hands(provider, FIRST);
        one.busy(provider);
        begin(hook);
        later(() -> last(hook).failures() == 1);
        provider.saying(one.path, "HTTP/1.1 200 x\r\nContent-Length: 100\r\n\r\n{\"id");
        later(() -> String.valueOf(last(hook).reason()).contains("broken"));
        provider.on(one.path, 200, "no JSON");
        later(() -> String.valueOf(last(hook).reason()).contains("no JSON"));
        provider.on(one.path, 200, "{\"id\": \"" + "x".repeat(5 << 20) + "\"}");
        later(() -> String.valueOf(last(hook).reason()).contains("too_large"));
        assertThat(last(hook).isRunning()).isTrue();
        one.hands(provider, FIRST);
        untilOver(hook);
        assertThat(hook.now().number("data.leads_count")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void without_what_it_takes_nobody_is_asked_and_what_is_missing_is_said(PastProvider one) {
        var hook = Connected.create(api, one.body(provider.url(), false));
        var refused = begin(hook);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body()).contains(one.tokenField());
        assertThat(api.post(hook.path() + "/test", "{}").status()).isEqualTo(200);
        var page = workspace.panel(Role.ADMIN).get("/settings/integrations/" + hook.id(), "de");
        assertThat(page.body()).contains("was zum Abrufen früherer Leads nötig ist", one.tokenField());
        assertThat(provider.heard()).isEmpty();
    }

    @Test
    void typeforms_pages_go_on_before_the_last_token_and_leave_it_a_second() {
        var one = PastProvider.TYPEFORM;
        var hook = connect(one);
        var ids = IntStream.range(0, 101)
                .mapToObj(id -> "90071992547" + (10_000 + id))
                .toList();
        one.hands(provider, ids.subList(0, 100).toArray(String[]::new));
        provider.on("&before=" + ids.get(99), 200, "{\"items\": [%s]}".formatted(one.past(ids.getLast())));
        begin(hook);
        untilOver(hook);
        assertThat(hook.now().number("data.leads_count")).isEqualTo(101);
        assertThat(provider.last("&before=").line()).contains("since=2026-01-01T00%3A00%3A00Z");
        var heard = provider.heard().stream()
                .filter(request -> request.line().contains("/responses"))
                .toList();
        assertThat(heard).hasSize(2);
    }

    @Test
    void jotforms_pages_go_on_by_their_number_and_what_was_deleted_stays_away() {
        var one = PastProvider.JOTFORM;
        var hook = connect(one);
        var ids = IntStream.range(0, 100)
                .mapToObj(id -> "90071992547" + (10_000 + id))
                .toList();
        one.hands(provider, ids.toArray(String[]::new));
        provider.on(
                one.path + "limit=100&offset=100&",
                200,
                "{\"content\": [%s, %s]}".formatted(one.past(FIRST).replace("ACTIVE", "DELETED"), one.past(SECOND)));
        begin(hook);
        untilOver(hook);
        assertThat(hook.now().number("data.leads_count")).isEqualTo(101);
        // Twelve hours earlier: times are those of a zone that nobody tells.
        assertThat(provider.last("&offset=0").line()).contains("2025-12-31+12%3A00%3A00");
    }

    @Test
    void calendlys_events_and_invitees_are_read_page_by_page_and_only_ones_own_without_the_right() {
        var one = PastProvider.CALENDLY;
        var hook = connect(one);
        one.hands(provider, FIRST);
        provider.on(one.path, 403, "{\"title\": \"Permission Denied\"}");
        var event = "{\"uri\": \"https://api.calendly.com/scheduled_events/%s\", \"name\": \"Demo\"}";
        var events = "{\"collection\": [%s], \"pagination\": {\"next_page_token\": %s}}";
        var six = IntStream.range(0, 6).mapToObj(i -> event.formatted("E" + i)).collect(Collectors.joining(","));
        provider.on("/scheduled_events?user=https://api.calendly.com/users/U&", 200, events.formatted(six, "\"N\""));
        provider.on(
                "/users/U&min_start_time=2026-01-01T00:00:00Z&sort=start_time:asc&count=20&page_token=N",
                200,
                events.formatted(event.formatted("F"), "null"));
        for (var i = 0; i < 6; i++) {
            provider.on("/scheduled_events/E" + i + "/invitees", 200, events.formatted(one.past("90" + i), "null"));
        }
        provider.on("/scheduled_events/E1/invitees", 404, "{}");
        provider.on("/scheduled_events/F/invitees", 200, events.formatted(one.past("91"), "\"M\""));
        var old = one.past("92").replace("2026-11-20", "2025-11-20");
        var moved = one.past("93").replace("\"old_invitee\": null", "\"old_invitee\": \"I\"");
        provider.on(
                "/scheduled_events/F/invitees?count=100&page_token=M",
                200,
                events.formatted(String.join(",", old, moved, one.past("94")), "null"));
        begin(hook);
        untilOver(hook);
        assertThat(last(hook).reason()).isNull();
        assertThat(hook.now().number("data.leads_count")).isEqualTo(8);
        assertThat(last(hook).found()).isEqualTo(8);
    }

    @Test
    void tiktok_is_asked_for_a_file_of_each_form_and_region_and_waited_for() {
        var one = PastProvider.TIKTOK;
        var hook = Connected.create(api, one.body(provider.url(), true).replace("\"other\"", "\"all\""));
        one.hands(provider, "1", FIRST);
        provider.on(
                one.path,
                200,
                "{\"code\": 0, \"data\": {\"task_id\": \"T1\", \"status\": \"SUCCEED\", \"file_type\": \"csv\"}}");
        var head = "lead_id,created_time,Email,Name\n";
        provider.file(
                "lead/task/download/",
                head + "1,2025-12-31 23:59:59,old@example.com\n,2026-11-20 10:00:00,none@example.com\n" + FIRST
                        + ",2026-11-20 10:00:00,a@example.com,\"van Dyk, \"\"Zoé\"\"\"\n" + SECOND
                        + ",2026-11-20 10:00:00,test lead: dummy data for email\n");
        begin(hook);
        untilOver(hook);
        assertThat(last(hook).reason()).isNull();
        assertThat(api.get("/api/v1/intake?status=test").number("meta.total")).isEqualTo(1);
        assertThat(hook.now().number("data.events_count")).isEqualTo(2);
        assertThat(api.get("/api/v1/leads").at("data.0.first_name").asString()).isEqualTo("van");
        assertThat(provider.heard().stream()
                        .filter(request -> request.line().contains("download"))
                        .map(request -> request.header("x-lead-region")))
                .containsExactly("", "eu", "us");
        assertThat(provider.last("/page/lead/task/ ").body()).contains("7312345678901234568", "\"task_id\":\"T1\"");
        assertThat(provider.last("/page/lead/task/ ").header("Access-Token")).isEqualTo(PastProvider.TOKEN);
    }

    @Test
    void a_file_of_tiktok_that_is_gone_before_it_is_read_is_asked_for_anew() {
        var one = PastProvider.TIKTOK;
        var hook = connect(one);
        one.hands(provider, FIRST);
        var gone = "{\"code\": 40002, \"message\": \"The task doesn't exist\"}";
        var task = "{\"code\": 0, \"data\": {\"task_id\": \"%s\", \"status\": \"%s\", \"file_type\": \"csv\"}}";
        provider.on(
                one.path,
                200,
                task.formatted("T1", "CREATED"),
                gone,
                task.formatted("T2", "CREATED"),
                task.formatted("T2", "SUCCEED"));
        begin(hook);
        untilOver(hook);
        assertThat(last(hook).reason()).isNull();
        assertThat(hook.now().number("data.leads_count")).isEqualTo(1);
        assertThat(provider.last(one.path).body()).contains("\"task_id\":\"T2\"");
        // What is gone each time ends it.
        provider.on(
                one.path,
                200,
                Stream.iterate(1, n -> n + 1)
                        .limit(100)
                        .map(n -> n % 2 == 1 ? task.formatted("T" + n, "CREATED") : gone)
                        .toArray(String[]::new));
        begin(hook);
        untilOver(hook);
        assertThat(String.valueOf(last(hook).reason())).contains("provider_refused");
    }

    @Test
    void tiktoks_forms_are_looked_at_one_by_one_by_nobody_who_only_tests() {
        var hook = connect(PastProvider.TIKTOK);
        provider.on(
                "/page/get/",
                200,
                "{\"code\": 0, \"data\": {\"list\": [{\"page_id\": \"1\"}], \"page_info\": {\"total_page\": 50}}}");
        assertThat(api.post(hook.path() + "/test", "{}").status()).isEqualTo(200);
        assertThat(provider.asked("/page/get/")).isEqualTo(1);
    }

    @Test
    void a_file_of_tiktok_that_fails_or_is_too_large_ends_it_and_says_so() {
        var one = PastProvider.TIKTOK;
        var hook = connect(one);
        one.hands(provider, FIRST);
        var task = "{\"code\": 0, \"data\": {\"task_id\": \"T1\", \"status\": \"%s\", \"file_type\": \"%s\"}}";
        for (var wrong : new String[] {task.formatted("FAILED", "csv"), task.formatted("SUCCEED", "zip")}) {
            provider.on(one.path, 200, wrong);
            begin(hook);
            untilOver(hook);
            assertThat(String.valueOf(last(hook).reason())).contains("provider_refused");
        }
        assertThat(hook.now().number("data.events_count")).isZero();
    }

    @Test
    void a_form_of_tiktok_whose_file_fails_keeps_nobody_from_those_behind_it() {
        var one = PastProvider.TIKTOK;
        var hook = connect(one);
        one.hands(provider, FIRST);
        provider.on("/page/get/?", 200, """
                {"code": 0, "data": {"list": [{"page_id": "11"}, {"page_id": "22"}], "page_info": {"page": 1, "total_page": 1}}}""");
        var task = "{\"code\": 0, \"data\": {\"task_id\": \"%s\", \"status\": \"%s\", \"file_type\": \"csv\"}}";
        provider.on(
                one.path,
                200,
                task.formatted("T1", "CREATED"),
                task.formatted("T1", "FAILED"),
                task.formatted("T2", "CREATED"),
                task.formatted("T2", "SUCCEED"));
        begin(hook);
        untilOver(hook);
        assertThat(hook.now().number("data.leads_count")).isEqualTo(1);
        assertThat(provider.last(one.path).body()).contains("\"page_id\":\"22\"");
        assertThat(String.valueOf(last(hook).reason())).contains("provider_refused", "form 11");
    }

    @Test
    void a_submission_of_jotform_that_its_api_does_not_know_makes_no_lead_and_kills_no_key() {
        var one = PastProvider.JOTFORM;
        var hook = connect(one);
        one.hands(provider, FIRST);
        provider.on("/submission/666", 401, "{\"responseCode\": 401, \"message\": \"You're not authorized\"}");
        provider.on("/user", 200, "{\"content\": {\"username\": \"x\"}}");
        post(hook, one, "666");
        later(() -> api.get(hook.path() + "/events").text("data.0.status").equals("failed"));
        assertThat(hook.now().number("data.leads_count")).isZero();
        assertThat(provider.asked("/submission/666"))
                .as("not there yet, perhaps")
                .isGreaterThan(1);
        post(hook, one, FIRST);
        later(() -> hook.now().number("data.leads_count") == 1);
        assertThat(hook.lead().get("email").asString()).isEqualTo(FIRST + "@example.com");
        assertThat(hook.lead().get("first_name").asString()).isEqualTo("Zoé");
        assertThat(hook.lead().at("/custom_fields/jotform_title").asString()).isEqualTo("Contact");
    }

    @Test
    void a_post_that_only_claims_to_be_a_submission_of_jotform_makes_no_lead() {
        var one = PastProvider.JOTFORM;
        var hook = connect(one);
        one.hands(provider, FIRST);
        hook.post("{\"rawRequest\": \"{\\\"q3_email\\\": \\\"forged@example.com\\\"}\"}");
        assertThat(hook.last().get("status").asString()).isEqualTo("ignored");
        hook.post("""
                {"submissionID": "%s", "notice": {}, "lead": {"id": "%s", "form_id": "2412", "answers":
                  {"3": {"name": "email", "type": "control_email", "text": "Email", "answer": "forged@example.com"}}}}""".formatted(FIRST, FIRST));
        later(() -> hook.now().number("data.leads_count") == 1);
        assertThat(hook.lead().get("email").asString()).isEqualTo(FIRST + "@example.com");
    }

    @Test
    void jotforms_submissions_that_wait_for_a_key_are_taken_as_they_came_without_one() {
        var one = PastProvider.JOTFORM;
        var hook = connect(one);
        provider.on("/submission/" + FIRST, 429, "{}");
        post(hook, one, FIRST);
        later(() -> provider.asked("/submission/") > 0);
        assertThat(hook.now().number("data.leads_count")).isZero();
        api.patch(hook.path(), "{\"config\": {\"api_key\": null}}");
        later(() -> hook.now().number("data.leads_count") == 1);
        assertThat(hook.lead().get("email").asString()).isEqualTo("forged@example.com");
    }
}
