package leadhub.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import leadhub.base.Role;
import leadhub.leads.Leads;
import leadhub.testing.ApiClient;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.users.User;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tasks: on the page of a lead, and everything that one has to do. */
class DoTasksTest {
    private final TestServer server = TestServer.get();
    private final LeadTasks tasks = server.bean(LeadTasks.class);
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User bob = workspace.user(Role.AGENT);
    private final User carol = workspace.user(Role.AGENT);
    private final long lead = lead("{\"first_name\": \"Sarah\"}");
    private final String page = "/leads/" + lead;
    private final String path = page + "/tasks";
    private Panel panel = Panel.stranger(server.origin());

    private long lead(String body) {
        return api.post("/api/v1/leads", body).number("data.id");
    }

    @BeforeEach
    void signed_in() {
        server.clock().pass(Duration.ofHours(1));
        panel = workspace.panel(bob);
        panel.get("/leads");
    }

    private String in(int days) {
        return LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC)
                .plusDays(days)
                .toString();
    }

    private Panel.Answer add(String title, String dueOn, User owner) {
        return panel.post(path, Map.of("title", title, "due_on", dueOn, "assigned_user_id", Long.toString(owner.id())));
    }

    private List<LeadTask> all() {
        var caller = workspace.caller();
        return tasks.list(caller, server.bean(Leads.class).get(caller, lead), 10);
    }

    private List<LeadTask> open() {
        return all().stream().filter(task -> task.doneAt() == null).toList();
    }

    @Test
    void a_task_is_added_changed_done_taken_back_and_deleted() {
        assertThat(add("Call back", in(3), bob).header("Location")).isEqualTo(page + "#tasks");
        assertThat(panel.get(page).body()).contains("Call back", "added a task").doesNotContain("Overdue");
        var task = path + "/" + open().getFirst().id();
        panel.post(task, Map.of("title", "Write back", "due_on", "", "assigned_user_id", ""));
        var changed = open().getFirst();
        assertThat(changed.title()).isEqualTo("Write back");
        assertThat(changed.dueOn()).isNull();
        assertThat(changed.assignedUserId()).isNull();
        panel.post(task + "/done", Map.of());
        assertThat(open()).isEmpty();
        assertThat(panel.get(page).body())
                .contains("Write back", "Completed by " + bob.name(), "completed a task", "aria-checked=\"true\"");
        panel.post(task + "/done", Map.of());
        assertThat(all()).hasSize(1);
        panel.post(task + "/open", Map.of());
        assertThat(open())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("updatedAt")
                .containsExactly(changed);
        panel.post(task + "/delete", Map.of());
        assertThat(open()).isEmpty();
        assertThat(panel.get(page).body()).contains("reopened a task", "deleted a task");
    }

    @Test
    void what_is_not_a_task_is_refused_and_what_was_typed_stays() {
        assertThat(add("", in(0), bob).status()).isEqualTo(422);
        assertThat(add("x".repeat(256), in(0), bob).status()).isEqualTo(422);
        for (var day : List.of("2026-02-30", "tomorrow", "0000-01-01", "99999-01-01")) {
            var refused = add("Call back", day, bob);
            assertThat(refused.status()).as(day).isEqualTo(422);
            assertThat(refused.body()).contains("Enter a title", "value=\"Call back\"");
        }
        assertThat(panel.post(path, Map.of("title", "Call back", "assigned_user_id", "999999999"))
                        .status())
                .isEqualTo(422);
        assertThat(open()).isEmpty();
    }

    @Test
    void my_tasks_are_those_of_the_visitor_the_overdue_ones_first() {
        add("Somewhen", "", bob);
        add("Tomorrow", in(1), bob);
        add("Long ago", in(-3), bob);
        add("Now", in(0), bob);
        add("For Carol", in(-1), carol);
        var body = panel.get("/tasks").body();
        assertThat(body)
                .contains("Sarah", "Overdue", ">Today<")
                .containsSubsequence("Long ago", "Now", "Tomorrow", "Somewhen")
                .doesNotContain("For Carol");
        assertThat(workspace.panel(carol).get("/tasks").body())
                .contains("For Carol")
                .doesNotContain("Somewhen");
        assertThat(workspace.panel(Role.READ_ONLY).get("/tasks").body()).contains("No open tasks");
    }

    @Test
    void a_task_is_checked_off_where_one_sees_all_of_them() {
        add("Call back", in(0), bob);
        var task = path + "/" + open().getFirst().id();
        assertThat(panel.post(task + "/done?from=mine", Map.of()).header("Location"))
                .isEqualTo("/tasks");
        assertThat(panel.get("/tasks").body()).contains("No open tasks", "Completed today", "Call back");
        panel.post(task + "/open?from=mine", Map.of());
        assertThat(panel.get("/tasks").body()).contains("Call back").doesNotContain("Completed today");
        panel.post(task + "/done", Map.of());
        server.clock().pass(Duration.ofDays(1));
        assertThat(workspace.panel(bob).get("/tasks").body()).doesNotContain("Call back");
    }

    /** At any hour there is a zone with another day than UTC's. */
    @Test
    void what_is_due_is_due_where_the_visitor_is() {
        var isLate = server.clock().instant().atOffset(ZoneOffset.UTC).getHour() >= 10;
        add("Call back", in(isLate ? 0 : -1), bob);
        assertThat(panel.get("/tasks").body().contains("Overdue")).isEqualTo(!isLate);
        var zone = isLate ? "Pacific/Kiritimati" : "Pacific/Pago_Pago";
        var account = Map.of("name", bob.name(), "language", "", "theme", "auto", "time_zone", zone);
        assertThat(panel.post("/settings/account", account).status()).isEqualTo(303);
        assertThat(panel.get("/tasks").body().contains("Overdue")).isEqualTo(isLate);
    }

    @Test
    void a_task_is_given_only_to_who_works_on_the_lead() {
        var bobs = lead("{\"first_name\": \"Bobslead\", \"assigned_user_id\": " + bob.id() + "}");
        var there = "/leads/" + bobs + "/tasks";
        var readOnly = workspace.user(Role.READ_ONLY);
        for (var stranger : List.of(carol, readOnly)) {
            var wanted = Map.of("title", "Call", "assigned_user_id", Long.toString(stranger.id()));
            assertThat(panel.post(there, wanted).status()).isEqualTo(422);
        }
        var manager = Long.toString(workspace.user(Role.MANAGER).id());
        assertThat(panel.post(there, Map.of("title", "Call", "assigned_user_id", manager))
                        .status())
                .isEqualTo(303);
    }

    @Test
    void tasks_of_a_colleagues_lead_are_not_found() {
        add("For Bob", in(0), bob);
        var bobsTask = open().getFirst();
        api.patch("/api/v1/leads/" + lead, "{\"assigned_user_id\": " + carol.id() + "}");
        assertThat(panel.get("/tasks").body()).doesNotContain("For Bob", "Sarah");
        var own = lead("{\"first_name\": \"Bobslead\"}");
        for (var there : List.of(path + "/", "/leads/" + own + "/tasks/")) {
            for (var verb : List.of("", "/done", "/open", "/delete", "/done?from=mine")) {
                var answer = panel.post(there + bobsTask.id() + verb, Map.of("title", "Mine"));
                assertThat(answer.status()).as(there + verb).isEqualTo(404);
            }
        }
        assertThat(panel.post(path, Map.of("title", "Mine")).status()).isEqualTo(404);
        assertThat(open()).containsExactly(bobsTask);
    }

    @Test
    void who_may_only_read_checks_nothing_off() {
        var task = workspace.task(lead, "Call back");
        var reader = workspace.panel(Role.READ_ONLY);
        assertThat(reader.get(page).body()).contains("Call back").doesNotContain("new-task", "Delete task");
        assertThat(reader.post(path + "/" + task.id() + "/done", Map.of()).status())
                .isEqualTo(403);
    }

    @Test
    void a_lead_has_a_hundred_open_tasks_at_most() {
        for (var i = 0; i < LeadTasks.MOST_OPEN; i++) {
            workspace.task(lead, "Number " + i);
        }
        assertThat(add("One more", "", bob).status()).isEqualTo(409);
        panel.post(path + "/" + open().getFirst().id() + "/done", Map.of());
        assertThat(add("One more", "", bob).status()).isEqualTo(303);
    }
}
