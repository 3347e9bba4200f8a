package leadhub.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.regex.Pattern;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.notifications.Notification;
import leadhub.notifications.Notifications;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody plans their day and their team's: what is due when, as what, and told of in time. */
class PlanTasksTest {
    private static final ZoneId ZONE = ZoneId.of("America/New_York");

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User bob = workspace.user(Role.AGENT);
    private final User carol = workspace.user(Role.AGENT);
    private final long lead = lead("\"first_name\": \"Sarah\"");
    private Panel panel = Panel.stranger(server.origin());

    private long lead(String fields) {
        return api.post("/api/v1/leads", "{" + fields + "}").number("data.id");
    }

    @BeforeEach
    void at_noon_in_new_york() {
        var now = server.clock().instant().atZone(ZONE);
        var monday = now.toLocalDate().with(TemporalAdjusters.next(DayOfWeek.MONDAY));
        server.clock().pass(Duration.between(now, monday.atTime(12, 0).atZone(ZONE)));
        panel = signedIn();
        var account = Map.of("name", bob.name(), "language", "", "theme", "auto", "time_zone", ZONE.getId());
        assertThat(panel.post("/settings/account", account).status()).isEqualTo(303);
    }

    @AfterEach
    void resume() {
        server.resumeJobs();
    }

    private Panel signedIn() {
        var fresh = workspace.panel(bob);
        fresh.get("/leads");
        return fresh;
    }

    private ZonedDateTime now() {
        return server.clock().instant().atZone(ZONE);
    }

    private LocalDate in(int days) {
        return now().toLocalDate().plusDays(days);
    }

    private Panel.Answer add(String title, @Nullable LocalDate day, String time) {
        var fields = Map.of(
                "lead_id",
                Long.toString(lead),
                "title",
                title,
                "due_on",
                day == null ? "" : day.toString(),
                "due_time",
                time,
                "assigned_user_id",
                Long.toString(bob.id()));
        return panel.post("/tasks", fields);
    }

    private String tasks() {
        return panel.get("/tasks").body();
    }

    /** What stands below a day's heading. */
    private static String section(String page, String word) {
        var found = Pattern.compile("id=\"tasks-" + word + "\".*?</section>", Pattern.DOTALL)
                .matcher(page);
        return found.find() ? found.group() : "";
    }

    private String task(String member) {
        return api.get("/api/v1/leads/" + lead + "/tasks").text("data.0." + member);
    }

    private String path() {
        return "/leads/" + lead + "/tasks/" + task("id");
    }

    @Test
    void tasks_stand_by_the_days_of_whoever_reads_them() {
        add("An hour ago", in(0), "11:00");
        add("One o'clock", in(0), "13:00");
        add("All day", in(0), "");
        add("Late tomorrow", in(1), "23:30");
        add("On Sunday", in(6), "");
        add("Next week", in(7), "");
        add("Somewhen", null, "");
        var page = tasks();
        assertThat(section(page, "overdue")).contains("An hour ago").doesNotContain("One o'clock");
        assertThat(section(page, "today")).containsSubsequence("One o'clock", "All day");
        assertThat(section(page, "tomorrow")).contains("Late tomorrow", "11:30");
        assertThat(section(page, "this-week")).contains("On Sunday").doesNotContain("Next week");
        assertThat(section(page, "later")).contains("Next week");
        assertThat(section(page, "no-date")).contains("Somewhen");
        assertThat(workspace.panel(carol).get("/tasks").body()).doesNotContain("Somewhen");
    }

    @Test
    void a_task_has_a_kind_a_time_and_a_reminder_in_the_panel_and_in_the_api() {
        var fields = Map.of(
                "title",
                "Ring",
                "kind",
                "call",
                "due_on",
                in(1).toString(),
                "due_time",
                "09:15",
                "reminder_minutes",
                "30");
        assertThat(panel.post("/leads/" + lead + "/tasks", fields).status()).isEqualTo(303);
        var due = in(1).atTime(9, 15).atZone(ZONE).toInstant().toString().replace("Z", "+00:00");
        assertThat(task("kind")).isEqualTo("call");
        assertThat(task("due_at")).isEqualTo(due);
        assertThat(task("all_day")).isEqualTo("false");
        assertThat(task("reminder_minutes")).isEqualTo("30");
        assertThat(panel.get("/leads/" + lead).body()).contains("value=\"09:15\"", "value=\"call\" selected");
        assertThat(api.get("/api/v1/tasks?kind=call").number("meta.total")).isEqualTo(1);
        assertThat(api.get("/api/v1/tasks?kind=todo").number("meta.total")).isZero();
        assertThat(api.get("/api/v1/tasks?kind=nap").status()).isEqualTo(422);
        var changed = api.patch("/api/v1" + path(), "{\"kind\": null, \"due_at\": \"2027-03-01\"}");
        assertThat(changed.text("data.kind")).isEqualTo("todo");
        assertThat(changed.text("data.all_day")).isEqualTo("true");
        var none = api.patch("/api/v1" + path(), "{\"due_at\": null}");
        assertThat(none.at("data.reminder_minutes").isNull()).isTrue();
        for (var wrong :
                new String[] {"{\"kind\": \"nap\"}", "{\"reminder_minutes\": 0}", "{\"reminder_minutes\": 40321}"}) {
            assertThat(api.patch("/api/v1" + path(), wrong).status()).as(wrong).isEqualTo(422);
        }
    }

    @Test
    void whoever_has_a_task_is_reminded_once_for_each_time() {
        server.pauseJobs();
        add("Demo", in(0), "14:00");
        api.patch("/api/v1" + path(), "{\"reminder_minutes\": 30}");
        tell();
        assertThat(told("task_reminder")).isZero();
        server.clock().pass(Duration.ofMinutes(91));
        tell();
        tell();
        assertThat(told("task_reminder")).isEqualTo(1);
        assertThat(told("task_due")).isZero();
        panel = signedIn();
        panel.post(path() + "/snooze", Map.of("to", "tomorrow"));
        server.clock().pass(Duration.between(now(), in(1).atTime(8, 31).atZone(ZONE)));
        tell();
        assertThat(told("task_reminder")).isEqualTo(2);
    }

    @Test
    void of_a_day_without_a_time_one_is_reminded_before_its_morning_where_the_workspace_is() {
        server.pauseJobs();
        add("Report", in(2), "");
        api.patch("/api/v1" + path(), "{\"reminder_minutes\": 60}");
        var morning = in(2).atTime(8, 0).atZone(ZoneId.of("UTC"));
        server.clock().pass(Duration.between(now(), morning).minusMinutes(5));
        tell();
        assertThat(told("task_reminder")).isZero();
        server.clock().pass(Duration.ofMinutes(6));
        tell();
        assertThat(told("task_reminder")).isEqualTo(1);
    }

    /** As the job does, which is paused: what it is about to tell of, others leave to it. */
    private void tell() {
        server.bean(DueTasks.class).tell(workspace.id());
    }

    private long told(String message) {
        return server.bean(Notifications.class).list(workspace.caller(bob), new Slice(0, 100)).stream()
                .map(Notification::message)
                .filter(message::equals)
                .count();
    }

    @Test
    void a_task_is_put_off_and_that_is_undone() {
        add("Ring", in(-1), "10:00");
        var before = task("due_at");
        var hour = now().plusHours(1).truncatedTo(ChronoUnit.MINUTES);
        panel.post(path() + "/snooze?from=mine", Map.of("to", "hour"));
        assertThat(dueAt()).isBetween(hour, hour.plusMinutes(5));
        panel.post(path() + "/snooze?from=mine", Map.of("to", "tomorrow"));
        assertThat(dueAt()).isEqualTo(in(1).atTime(9, 0).atZone(ZONE));
        panel.post(path() + "/snooze?from=mine", Map.of("to", "monday"));
        assertThat(dueAt()).isEqualTo(in(7).atTime(9, 0).atZone(ZONE));
        var answer = panel.post(path() + "/snooze?from=mine", Map.of("due_on", in(3).toString()));
        assertThat(answer.header("Location")).isEqualTo("/tasks");
        assertThat(dueAt()).isEqualTo(in(3).atTime(9, 0).atZone(ZONE));
        assertThat(section(tasks(), "this-week")).contains("Ring");
        undo();
        assertThat(dueAt()).isEqualTo(in(7).atTime(9, 0).atZone(ZONE));
        panel.post(path() + "/snooze?from=mine", Map.of("due_on", "soon"));
        assertThat(dueAt()).isEqualTo(in(7).atTime(9, 0).atZone(ZONE));
        assertThat(before).isLessThan(task("due_at"));
    }

    private ZonedDateTime dueAt() {
        return OffsetDateTime.parse(task("due_at")).atZoneSameInstant(ZONE);
    }

    private void undo() {
        var found = Pattern.compile("/leads/\\d+/undo/task/\\d+")
                .matcher(URLDecoder.decode(panel.cookie("leadhub-toast"), StandardCharsets.UTF_8));
        assertThat(found.find()).isTrue();
        panel.post(found.group(), Map.of());
    }

    @Test
    void a_whole_day_that_is_put_off_to_a_date_stays_a_whole_day() {
        add("Report", in(-1), "");
        panel.post(path() + "/snooze", Map.of("due_on", in(2).toString()));
        assertThat(task("all_day")).isEqualTo("true");
        assertThat(section(tasks(), "this-week")).contains("Report");
    }

    @Test
    void the_team_sees_what_everybody_has_to_do_as_far_as_they_see_the_leads() {
        add("For Bob", in(0), "");
        var carols = lead("\"first_name\": \"Carolslead\", \"assigned_user_id\": " + carol.id());
        api.post(
                "/api/v1/leads/" + carols + "/tasks",
                "{\"title\": \"For Carol\", \"kind\": \"call\", \"assigned_user_id\": %d}".formatted(carol.id()));
        api.post("/api/v1/leads/" + lead + "/tasks", "{\"title\": \"For nobody\"}");
        var manager = workspace.panel(Role.MANAGER);
        assertThat(manager.get("/tasks").body()).contains("No open tasks");
        assertThat(manager.get("/tasks?of=team").body())
                .contains("For Bob", "For Carol", "For nobody", "Carolslead", bob.name());
        assertThat(manager.get("/tasks?of=" + carol.id()).body())
                .contains("For Carol")
                .doesNotContain("For Bob", "For nobody");
        assertThat(manager.get("/tasks?of=team&kind=call").body())
                .contains("For Carol")
                .doesNotContain("For Bob");
        assertThat(panel.get("/tasks?of=team").body())
                .contains("For Bob", "For nobody")
                .doesNotContain("For Carol", "Carolslead");
        assertThat(panel.get("/tasks?of=" + carol.id()).body()).doesNotContain("For Carol");
        var stranger = server.newWorkspace().user(Role.AGENT).id();
        assertThat(panel.get("/tasks?of=" + stranger).body()).contains("For Bob");
    }

    @Test
    void a_task_is_added_and_edited_where_one_sees_all_of_them() {
        assertThat(panel.get("/tasks/new?lead=" + lead).body()).contains("Sarah", "name=\"lead_id\"");
        assertThat(panel.get("/tasks/leads?search=sar").body()).contains("value=\"" + lead + "\"");
        var hidden = lead("\"first_name\": \"Sarina\", \"assigned_user_id\": " + carol.id());
        assertThat(panel.get("/tasks/leads?search=sar").body()).doesNotContain("Sarina");
        assertThat(panel.post("/tasks", Map.of("title", "Call")).status()).isEqualTo(422);
        var unseen = Map.of("title", "Call", "lead_id", Long.toString(hidden));
        assertThat(panel.post("/tasks", unseen).status()).isEqualTo(422);
        assertThat(add("Call", null, "09:00").body()).contains("a time needs one", "value=\"Call\"");
        assertThat(add("Call", in(1), LocalTime.of(9, 0).toString()).header("Location"))
                .isEqualTo("/tasks");
        var edit = path() + "/edit?of=team&kind=call";
        assertThat(panel.get(edit).body()).contains("value=\"Call\"", "?from=mine&amp;of=team&amp;kind=call");
        var wrong = panel.post(path() + "?from=mine", Map.of("title", "", "due_on", ""));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(panel.post(path() + "?from=mine&of=team", Map.of("title", "Write", "due_on", ""))
                        .header("Location"))
                .isEqualTo("/tasks?of=team");
        assertThat(section(tasks(), "no-date")).contains("Write");
        undo();
        assertThat(section(tasks(), "tomorrow")).contains("Call", "9:00");
    }

    @Test
    void nobody_who_only_reads_plans_anything() {
        add("Call", in(0), "");
        var reader = workspace.panel(Role.READ_ONLY);
        assertThat(reader.get("/tasks?of=team").body())
                .contains("Call")
                .doesNotContain("/snooze", "/edit?", "/tasks/new");
        assertThat(reader.get("/tasks/new").status()).isEqualTo(403);
        assertThat(reader.post(path() + "/snooze", Map.of("to", "hour")).status())
                .isEqualTo(403);
    }
}
