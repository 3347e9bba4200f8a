package leadhub.exports.schedules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import leadhub.api.Scope;
import leadhub.base.Change;
import leadhub.base.Problem;
import leadhub.base.ProblemException;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.UserChange;
import leadhub.users.Users;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Has leads exported again and again, and gets the files. */
class ScheduleExportsTest {
    private static final String ALL = "/api/v1/exports";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User alice = workspace.user(Role.ADMIN);
    private final User bob = workspace.user(Role.AGENT);
    private final Mailbox mailbox = Mailbox.open();

    @BeforeEach
    void a_mail_server() {
        server.clock().pass(Duration.ofHours(1));
        workspace.mailServer(mailbox);
    }

    @AfterEach
    void close() {
        mailbox.close();
    }

    private long lead(String more) {
        return api.post("/api/v1/leads", "{\"first_name\": \"Sarah\"" + more + "}")
                .number("data.id");
    }

    private ApiAnswer create(User owner, String more) {
        var made = api.post(ALL, """
                {"name": "Weekly", "user_id": %d, "columns": ["first_name", "email"], "schedule": {"every": "daily", "hour": 9}%s}
                """.formatted(owner.id(), more));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made;
    }

    private static String path(ApiAnswer made) {
        return ALL + "/" + made.text("data.id");
    }

    private static String page(ApiAnswer made) {
        return "/exports/" + made.text("data.id");
    }

    private Panel signedIn(User user) {
        var panel = workspace.panel(user);
        panel.get("/leads");
        return panel;
    }

    /** Lets its time come, and waits for its next file to end. */
    private ApiAnswer atItsTime(ApiAnswer made) {
        var before = api.get(path(made) + "/files").number("meta.total");
        var next = Instant.parse(api.get(path(made)).text("data.next_run_at").replace("+00:00", "Z"));
        server.clock().pass(Duration.between(server.clock().instant(), next).plusSeconds(1));
        return ended(made, before + 1);
    }

    private ApiAnswer ended(ApiAnswer made, long number) {
        Await.until(() -> {
            var files = api.get(path(made) + "/files");
            return files.number("meta.total") >= number
                    && !Set.of("waiting", "running").contains(files.text("data.0.status"));
        });
        return api.get(path(made) + "/files");
    }

    private ApiAnswer ran(ApiAnswer made) {
        var before = api.get(path(made) + "/files").number("meta.total");
        var run = api.post(path(made) + "/run", "");
        assertThat(run.status()).as(run.body()).isEqualTo(202);
        return ended(made, before + 1);
    }

    private String content(ApiAnswer made, ApiAnswer files) {
        return api.get(path(made) + "/files/" + files.text("data.0.id")).body();
    }

    private void change(User user, Change<Role> role, Change<Status> status) {
        server.bean(Users.class)
                .change(workspace.caller(alice), user.id(), new UserChange(Change.keep(), role, status, Change.keep()));
    }

    @Test
    void a_file_comes_at_its_time_and_its_owner_is_told() throws Exception {
        lead(", \"email\": \"sarah@example.com\", \"source\": \"fair\"");
        lead(", \"source\": \"shop\"");
        var made = create(bob, ", \"filter\": {\"source\": \"fair\"}, \"bom\": true, \"delimiter\": \";\"");
        saveInThePanel(bob, made);
        assertThat(made.text("data.status")).isEqualTo("active");
        assertThat(Instant.parse(made.text("data.next_run_at").replace("+00:00", "Z")))
                .isAfter(server.clock().instant());
        var files = atItsTime(made);
        assertThat(files.text("data.0.status")).isEqualTo("ready");
        assertThat(files.number("data.0.leads")).isEqualTo(1);
        var content = content(made, files);
        assertThat(content).isEqualTo("\uFEFFfirst_name;email\r\nSarah;sarah@example.com\r\n");
        assertThat(files.number("data.0.size")).isEqualTo(content.getBytes(StandardCharsets.UTF_8).length);
        mailbox.await(1);
        assertThat(mailbox.message(0).getAllRecipients()[0].toString()).isEqualTo(bob.email());
        assertThat(mailbox.message(0).getSubject()).contains("Weekly");
        assertThat(mailbox.text(0)).doesNotContain("sarah@example.com");
        assertThat(mailbox.path(0)).isEqualTo(page(made));
        var stranger = Panel.stranger(server.origin());
        assertThat(stranger.get(mailbox.path(0)).status()).as("needs a sign-in").isEqualTo(303);
        var file = page(made) + "/files/" + files.text("data.0.id");
        assertThat(stranger.get(file).body()).doesNotContain("sarah@example.com");
        var bobs = signedIn(bob);
        assertThat(bobs.get(mailbox.path(0)).body()).contains("Weekly", file);
        var downloaded = bobs.get(file);
        assertThat(downloaded.body()).isEqualTo(content);
        assertThat(downloaded.header("Content-Disposition")).matches("attachment; filename=\"leads-[0-9-]{10}\\.csv\"");
        assertThat(signedIn(alice).get("/settings/audit").body())
                .contains("exported leads", "downloaded a file of a scheduled export");
        assertThat(atItsTime(made).number("meta.total")).as("and again").isEqualTo(2);
    }

    /** As it is, so that the address is known under which its owner comes. */
    private void saveInThePanel(User owner, ApiAnswer made) {
        var fields = Map.of(
                "name",
                "Weekly",
                "query",
                "source=fair",
                "every",
                "daily",
                "hour",
                "9",
                "format",
                "csv",
                "delimiter",
                ";",
                "column.first_name",
                "1",
                "column.email",
                "1");
        assertThat(signedIn(owner).post(page(made), fields).status()).isEqualTo(303);
    }

    @Test
    void no_email_leads_to_an_address_that_somebody_else_has_named() throws Exception {
        var made = create(bob, "");
        ran(made);
        mailbox.await(1);
        assertThat(mailbox.text(0)).as("a key made it").contains("Weekly").doesNotContain("://");
        saveInThePanel(bob, made);
        ran(made);
        mailbox.await(2);
        assertThat(mailbox.path(1)).isEqualTo(page(made));
        api.patch(path(made), "{\"user_id\": %d}".formatted(alice.id()));
        ran(made);
        mailbox.await(3);
        assertThat(mailbox.message(2).getAllRecipients()[0].toString()).isEqualTo(alice.email());
        assertThat(mailbox.text(2)).as("it was bob's address").doesNotContain("://");
        saveInThePanel(alice, made);
        api.patch(path(made), "{\"user_id\": %d}".formatted(bob.id()));
        saveInThePanel(bob, made);
        change(bob, Change.keep(), Change.set(Status.SUSPENDED));
        mailbox.await(4);
        assertThat(mailbox.message(3).getAllRecipients()[0].toString())
                .as("an administrator")
                .isNotEqualTo(bob.email());
        assertThat(mailbox.text(3)).contains("suspended").doesNotContain("://");
    }

    @Test
    void a_key_that_only_reads_makes_changes_and_deletes_none() {
        lead("");
        var made = create(alice, "");
        var file = path(made) + "/files/" + ran(made).text("data.0.id");
        var reader = workspace.leadHub(Set.of(Scope.READ_LEADS));
        assertThat(reader.get(file).status()).isEqualTo(200);
        assertThat(reader.post(ALL, "{}").status()).isEqualTo(403);
        assertThat(reader.patch(path(made), "{\"name\": \"x\"}").status()).isEqualTo(403);
        assertThat(reader.post(path(made) + "/run", "").status()).isEqualTo(403);
        assertThat(reader.delete(path(made)).status()).isEqualTo(403);
        assertThat(api.get(file).status()).isEqualTo(200);
    }

    @Test
    void a_file_goes_after_a_week() {
        lead("");
        var made = create(alice, "");
        var files = ran(made);
        var file = path(made) + "/files/" + files.text("data.0.id");
        api.patch(path(made), "{\"status\": \"paused\"}");
        server.clock().pass(Duration.ofDays(7).minusMinutes(5));
        assertThat(api.get(file).status()).isEqualTo(200);
        server.clock().pass(Duration.ofMinutes(10));
        assertThat(api.get(file).status()).as("before anybody cleans").isEqualTo(404);
        server.bean(ExportCleaner.class).clean(workspace.id());
        var after = api.get(path(made) + "/files");
        assertThat(after.text("data.0.status")).isEqualTo("expired");
        assertThat(signedIn(alice).get(page(made)).body()).contains("Expired").doesNotContain("/files/");
        server.clock().pass(Duration.ofDays(31));
        server.bean(ExportCleaner.class).clean(workspace.id());
        assertThat(api.get(path(made) + "/files").number("meta.total")).isZero();
    }

    @Test
    void a_large_file_may_take_as_long_as_a_slow_line_needs() {
        lead("");
        var made = create(alice, "");
        var file = ran(made).number("data.0.id");
        server.bean(Sql.class)
                .update(
                        workspace.id(),
                        "update export_files set size = ? where workspace_id = ? and id = ?",
                        1L << 30,
                        workspace.id(),
                        file);
        var download = server.bean(ExportDownloads.class).open(workspace.caller(alice), made.number("data.id"), file);
        assertThat(download.body().most())
                .as("1 GiB at 128 KiB a second")
                .isGreaterThanOrEqualTo(Duration.ofSeconds(8192));
    }

    @Test
    void a_file_that_goes_just_before_it_is_sent_is_not_found_and_nobody_has_downloaded_it() {
        lead("");
        var made = create(alice, "");
        var file = ran(made).number("data.0.id");
        var path = path(made) + "/files/" + file;
        var recorded = recordedDownloads();
        assertThat(api.send("HEAD", path, null).status()).isEqualTo(200);
        var download = server.bean(ExportDownloads.class).open(workspace.caller(alice), made.number("data.id"), file);
        assertThat(api.delete(path(made)).status()).isEqualTo(204);
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> download.body().begin())
                .matches(refused -> refused.problem() instanceof Problem.NotFound);
        assertThat(recordedDownloads()).isEqualTo(recorded);
    }

    /** How often the page of the audit log says so. */
    private int recordedDownloads() {
        var page = signedIn(alice).get("/settings/audit").body();
        return page.split("downloaded a file of a scheduled export", -1).length;
    }

    @Test
    void it_has_what_its_owner_sees_when_it_is_made() {
        lead(", \"email\": \"bobs@example.com\", \"assigned_user_id\": " + bob.id());
        lead(", \"email\": \"alices@example.com\", \"assigned_user_id\": " + alice.id());
        var carol = workspace.user(Role.MANAGER);
        var made = create(carol, "");
        var whole = ran(made);
        assertThat(content(made, whole)).contains("bobs@", "alices@");
        change(carol, Change.set(Role.AGENT), Change.keep());
        var narrow = ran(made);
        assertThat(content(made, narrow)).doesNotContain("bobs@", "alices@");
        var carols = signedIn(carol);
        assertThat(carols.get(page(made) + "/files/" + narrow.text("data.0.id")).status())
                .isEqualTo(200);
        assertThat(carols.get(page(made) + "/files/" + whole.text("data.0.id")).status())
                .as("from when they saw everybody's")
                .isEqualTo(404);
        api.patch(path(made), "{\"user_id\": %d}".formatted(bob.id()));
        assertThat(signedIn(bob)
                        .get(page(made) + "/files/" + narrow.text("data.0.id"))
                        .status())
                .as("made for somebody else")
                .isEqualTo(404);
        assertThat(content(made, ran(made))).contains("bobs@").doesNotContain("alices@");
    }

    @Test
    void people_have_their_own_and_managers_all() {
        var bobs = create(bob, "");
        var alices = create(alice, "");
        var agent = signedIn(bob);
        assertThat(agent.get("/exports").body()).contains(page(bobs)).doesNotContain(page(alices));
        for (var closed : List.of("", "/run", "/pause", "/resume", "/delete")) {
            assertThat(agent.post(page(alices) + closed, Map.of()).status())
                    .as(closed)
                    .isEqualTo(404);
        }
        assertThat(signedIn(workspace.user(Role.MANAGER)).get("/exports").body())
                .contains(page(bobs), page(alices));
        assertThat(signedIn(workspace.user(Role.READ_ONLY)).get("/exports").status())
                .isEqualTo(403);
        var stranger = server.newWorkspace().leadHub();
        assertThat(stranger.get(path(bobs)).status()).isEqualTo(404);
        assertThat(stranger.post(path(bobs) + "/run", "").status()).isEqualTo(404);
        assertThat(stranger.get(path(bobs) + "/files").status()).isEqualTo(404);
        assertThat(stranger.get(ALL).number("meta.total")).isZero();
    }

    @Test
    void it_stops_as_soon_as_its_owner_is_suspended_and_says_so() throws Exception {
        var made = create(bob, "");
        change(bob, Change.keep(), Change.set(Status.SUSPENDED));
        Await.until(() -> api.get(path(made)).text("data.status").equals("stopped"));
        assertThat(api.get(path(made)).text("data.reason")).isEqualTo("suspended");
        assertThat(api.get(path(made)).at("data.next_run_at").isNull()).isTrue();
        mailbox.await(1);
        assertThat(mailbox.message(0).getSubject()).contains("Weekly", "has stopped");
        assertThat(mailbox.text(0)).contains("suspended");
        assertThat(signedIn(alice).get(page(made)).body()).contains("The owner was suspended.");
        assertThat(api.post(path(made) + "/run", "").status()).isEqualTo(409);
        assertThat(api.patch(path(made), "{\"status\": \"active\"}").status()).isEqualTo(409);
        assertThat(api.patch(path(made), "{\"user_id\": %d, \"status\": \"active\"}".formatted(alice.id()))
                        .text("data.status"))
                .isEqualTo("active");
    }

    @Test
    void it_stops_when_its_owner_is_removed() {
        var made = create(bob, "");
        api.delete("/api/v1/users/" + bob.id());
        Await.until(() -> api.get(path(made)).text("data.status").equals("stopped"));
        assertThat(api.get(path(made)).text("data.reason")).isEqualTo("removed");
    }

    @Test
    void it_stops_at_its_time_when_its_owner_has_lost_the_right() throws Exception {
        var made = create(bob, "");
        change(bob, Change.set(Role.READ_ONLY), Change.keep());
        var next = Instant.parse(api.get(path(made)).text("data.next_run_at").replace("+00:00", "Z"));
        server.clock().pass(Duration.between(server.clock().instant(), next).plusSeconds(1));
        Await.until(() -> api.get(path(made)).text("data.status").equals("stopped"));
        assertThat(api.get(path(made)).text("data.reason")).isEqualTo("role");
        assertThat(api.get(path(made) + "/files").number("meta.total")).isZero();
        mailbox.await(1);
        assertThat(mailbox.message(0).getAllRecipients()[0].toString()).isEqualTo(bob.email());
    }

    @Test
    void a_filter_about_something_that_is_gone_is_said() throws Exception {
        var made = create(alice, ", \"filter\": {\"stage_id\": %d}".formatted(stage()));
        var pipeline = api.get("/api/v1/pipelines").number("data.0.id");
        api.delete("/api/v1/pipelines/" + pipeline + "/stages/"
                + api.get(path(made)).text("data.filter.stage_id"));
        var files = ran(made);
        assertThat(files.text("data.0.status")).isEqualTo("failed");
        assertThat(files.text("data.0.reason")).isEqualTo("filter");
        mailbox.await(1);
        assertThat(mailbox.message(0).getSubject()).contains("failed");
        assertThat(signedIn(alice).get(page(made)).body()).contains("The filter no longer works");
        assertThat(api.get(path(made)).text("data.status")).isEqualTo("active");
    }

    private long stage() {
        var pipeline = api.get("/api/v1/pipelines").number("data.0.id");
        return api.post("/api/v1/pipelines/" + pipeline + "/stages", "{\"name\": \"Short-lived\"}")
                .number("data.id");
    }

    @Test
    void one_that_is_paused_waits_until_it_is_resumed() {
        var made = create(alice, "");
        assertThat(api.patch(path(made), "{\"status\": \"paused\"}")
                        .at("data.next_run_at")
                        .isNull())
                .isTrue();
        server.clock().pass(Duration.ofDays(2));
        server.bean(ExportCleaner.class).clean(workspace.id());
        assertThat(api.get(path(made) + "/files").number("meta.total")).isZero();
        api.patch(path(made), "{\"status\": \"active\"}");
        assertThat(atItsTime(made).text("data.0.status")).isEqualTo("ready");
    }

    @Test
    void what_was_missed_is_made_up_for_once() {
        var made = create(alice, "");
        server.pauseJobs();
        server.clock().pass(Duration.ofDays(5));
        server.resumeJobs();
        assertThat(ended(made, 1).number("meta.total")).isEqualTo(1);
        assertThat(Instant.parse(api.get(path(made)).text("data.next_run_at").replace("+00:00", "Z")))
                .isAfter(server.clock().instant());
    }

    @Test
    void in_the_panel_one_is_made_of_what_the_table_shows() {
        lead(", \"email\": \"hot@example.com\", \"tags\": [\"hot\"]");
        lead(", \"email\": \"cold@example.com\"");
        var panel = signedIn(bob);
        assertThat(panel.get("/leads/export?tag=hot").body()).contains("/exports/new?tag=hot");
        assertThat(panel.get("/exports/new?tag=hot").body()).contains("value=\"tag=hot\"");
        var fields = Map.of(
                "name",
                "Hot",
                "query",
                "tag=hot&sort=email",
                "every",
                "monthly",
                "day",
                "31",
                "hour",
                "23",
                "format",
                "csv",
                "delimiter",
                "tab",
                "column.email",
                "1");
        assertThat(panel.post("/exports", fields).status()).isEqualTo(303);
        var made = api.get(ALL).at("data.0");
        assertThat(made.at("/filter").toString()).isEqualTo("{\"tag\":\"hot\"}");
        assertThat(made.at("/schedule").toString())
                .isEqualTo("{\"every\":\"monthly\",\"weekday\":null,\"day\":31,\"hour\":23}");
        assertThat(made.at("/user_id").longValue()).isEqualTo(bob.id());
        var path = "/exports/" + made.at("/id");
        assertThat(panel.post(path + "/run", Map.of()).status()).isEqualTo(303);
        Await.until(() -> panel.get(path).body().contains("Ready"));
        var file = api.get("/api/v1" + path + "/files").text("data.0.id");
        assertThat(panel.get(path + "/files/" + file).body()).isEqualTo("\uFEFFemail\r\nhot@example.com\r\n");
        for (var action : List.of("pause", "resume", "delete")) {
            assertThat(panel.post(path + "/" + action, Map.of()).status())
                    .as(action)
                    .isEqualTo(303);
        }
        assertThat(panel.get(path).status()).isEqualTo(404);
        assertThat(api.get(ALL).number("meta.total")).isZero();
    }

    @Test
    void a_form_that_cannot_be_right_comes_back_as_it_was_typed() {
        var panel = signedIn(bob);
        var fields = Map.of(
                "name",
                "",
                "query",
                "stage_id=999999999",
                "every",
                "weekly",
                "weekday",
                "xyz",
                "hour",
                "24",
                "column.email",
                "1");
        var answer = panel.post("/exports", fields);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains("is-invalid", "stage_id=999999999");
        assertThat(api.get(ALL).number("meta.total")).isZero();
    }

    @Test
    void a_program_says_what_it_wants_and_learns_what_is_wrong() {
        var wrong = api.post(ALL, """
                {"name": "", "user_id": 999999999, "filter": {"status": "x", "stauts": "new"}, "columns": ["email", "x"],
                 "format": "pdf", "delimiter": "||", "sort": "x", "schedule": {"every": "weekly", "hour": 24}}
                """);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.json().path("errors").propertyNames())
                .containsExactlyInAnyOrder(
                        "name",
                        "filter.status",
                        "filter.stauts",
                        "columns.1",
                        "format",
                        "delimiter",
                        "sort",
                        "schedule.weekday",
                        "schedule.hour");
        assertThat(api.post(ALL, "{}").json().path("errors").propertyNames())
                .containsExactlyInAnyOrder("name", "user_id", "schedule");
        var reader = workspace.user(Role.READ_ONLY);
        assertThat(api.post(
                                ALL,
                                "{\"name\": \"x\", \"user_id\": %d, \"schedule\": {\"every\": \"daily\", \"hour\": 9}}"
                                        .formatted(reader.id()))
                        .json()
                        .path("errors")
                        .propertyNames())
                .containsExactly("user_id");
        var made = create(alice, ", \"filter\": {\"tag\": \"a b\"}, \"sort\": \"email\", \"delimiter\": \"tab\"");
        var changed = api.patch(path(made), """
                {"name": "New", "filter": {"search": "müller & co"}, "format": "jsonl", "schedule": {"every": "weekly", "weekday": "fri", "hour": 0}}
                """);
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.at("data.filter").toString()).isEqualTo("{\"search\":\"müller & co\"}");
        assertThat(changed.text("data.sort")).as("stays").isEqualTo("email");
        assertThat(changed.text("data.delimiter")).isEqualTo("tab");
        assertThat(changed.text("data.schedule.weekday")).isEqualTo("fri");
        var cleared = api.patch(
                path(made),
                "{\"sort\": null, \"format\": null, \"delimiter\": null, \"columns\": null, \"filter\": null}");
        assertThat(cleared.text("data.sort")).isEqualTo("created_at");
        assertThat(cleared.text("data.format")).isEqualTo("csv");
        assertThat(cleared.text("data.delimiter")).isEqualTo(",");
        assertThat(cleared.at("data.columns").size()).isGreaterThan(20);
        assertThat(cleared.at("data.filter").toString()).isEqualTo("{}");
        assertThat(api.patch(path(made), "{\"status\": \"stopped\"}").status()).isEqualTo(422);
        assertThat(workspace.leadHub(Set.of(Scope.WRITE_LEADS)).get(ALL).status())
                .isEqualTo(403);
        assertThat(api.delete(path(made)).status()).isEqualTo(204);
        assertThat(api.get(path(made)).status()).isEqualTo(404);
    }

    @Test
    void one_that_was_made_in_the_panel_comes_back_from_a_program_as_it_was_read() {
        var fields = Map.of(
                "name",
                "Untouched",
                "query",
                "needs=attention&tag=hot",
                "every",
                "daily",
                "hour",
                "9",
                "format",
                "csv",
                "delimiter",
                ",",
                "column.email",
                "1");
        assertThat(signedIn(alice).post("/exports", fields).status()).isEqualTo(303);
        var read = api.get(ALL).at("data.0");
        assertThat(read.at("/filter").size()).isEqualTo(2);
        var path = ALL + "/" + read.at("/id");
        var changed = api.patch(path, "{\"name\": \"Renamed\", \"filter\": %s}".formatted(read.at("/filter")));
        assertThat(changed.status()).as(changed.body()).isEqualTo(200);
        assertThat(changed.text("data.name")).isEqualTo("Renamed");
        assertThat(changed.at("data.filter")).isEqualTo(read.at("/filter"));
        assertThat(api.patch(path, "{\"filter\": {\"needs\": \"nothing\"}}").status())
                .isEqualTo(422);
    }

    @Test
    void a_workspace_has_so_many_and_no_more() {
        for (var i = 0; i < ScheduledExports.MOST; i++) {
            create(alice, "");
        }
        assertThat(api.post(
                                ALL,
                                "{\"name\": \"x\", \"user_id\": %d, \"schedule\": {\"every\": \"daily\", \"hour\": 9}}"
                                        .formatted(alice.id()))
                        .status())
                .isEqualTo(409);
    }
}
