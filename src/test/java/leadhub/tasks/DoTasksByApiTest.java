package leadhub.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import leadhub.base.Actor;
import leadhub.base.Change;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.testing.ApiClient;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.workspaces.Workspaces;
import org.junit.jupiter.api.Test;

/** A program adds tasks to leads, asks what is to be done, and checks it off. */
class DoTasksByApiTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final long lead = lead();
    private final String tasks = "/api/v1/leads/" + lead + "/tasks";

    private long lead() {
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").number("data.id");
    }

    @Test
    void a_task_is_due_at_the_moment_that_was_said() {
        var user = workspace.user(Role.AGENT).id();
        var made = api.post(
                tasks,
                "{\"title\": \" Send the quote \", \"due_at\": \"2026-12-01T10:30:00+02:00\", \"assigned_user_id\": %d}"
                        .formatted(user));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.header("Location")).endsWith(tasks + "/" + made.text("data.id"));
        assertThat(made.text("data.title")).isEqualTo("Send the quote");
        assertThat(made.text("data.due_at")).isEqualTo("2026-12-01T08:30:00+00:00");
        assertThat(made.number("data.assigned_user_id")).isEqualTo(user);
        assertThat(made.at("data.done_at").isNull()).isTrue();
        assertThat(made.number("data.lead_id")).isEqualTo(lead);
        assertThat(api.get(tasks).at("data.0")).isEqualTo(made.at("data"));
    }

    @Test
    void a_day_without_a_time_ends_where_the_workspace_is() {
        var made = api.post(tasks, "{\"title\": \"x\", \"due_at\": \"2026-12-01\"}");
        assertThat(made.text("data.due_at")).isEqualTo("2026-12-01T23:59:59+00:00");
        // By people, who see days.
        var byHand = server.bean(LeadTasks.class)
                .add(workspace.caller(), lead, new NewTask("y", LocalDate.of(2026, 12, 2), null));
        assertThat(api.get(tasks).text("data.1.due_at")).isEqualTo("2026-12-02T23:59:59+00:00");
        var exact = api.patch(tasks + "/" + byHand.id(), "{\"due_at\": \"2026-12-02T09:00:00Z\"}");
        assertThat(exact.text("data.due_at")).isEqualTo("2026-12-02T09:00:00+00:00");
        // By API a day is all of it, whatever moment of it was said before.
        assertThat(api.patch(tasks + "/" + byHand.id(), "{\"due_at\": \"2026-12-02\"}")
                        .text("data.due_at"))
                .isEqualTo("2026-12-02T23:59:59+00:00");
        api.patch(tasks + "/" + byHand.id(), "{\"due_at\": \"2026-12-02T09:00:00Z\"}");
        // The same day again leaves the moment, which people don't see, alone; another one is a whole day.
        var verbs = server.bean(LeadTasks.class);
        var caller = server.bean(Workspaces.class).caller(workspace.id(), Actor.system("test"));
        for (var day : List.of(LocalDate.of(2026, 12, 2), LocalDate.of(2026, 12, 3))) {
            verbs.change(caller, lead, byHand.id(), new TaskChange(Change.keep(), Change.set(day), Change.keep()));
        }
        assertThat(api.get(tasks).text("data.1.due_at")).isEqualTo("2026-12-03T23:59:59+00:00");
        assertThat(api.patch(tasks + "/" + byHand.id(), "{\"due_at\": null}")
                        .at("data.due_at")
                        .isNull())
                .isTrue();
    }

    @Test
    void it_is_checked_off_and_opened_again() {
        var task = tasks + "/" + api.post(tasks, "{\"title\": \"x\"}").text("data.id");
        server.clock().pass(java.time.Duration.ofSeconds(2));
        var done = api.patch(task, "{\"done\": true}");
        assertThat(done.at("data.done_at").isNull()).isFalse();
        assertThat(done.text("data.updated_at")).isGreaterThan(done.text("data.created_at"));
        assertThat(api.patch(task, "{\"done\": true}").at("data")).isEqualTo(done.at("data"));
        assertThat(api.patch(task, "{\"done\": false}").at("data.done_at").isNull())
                .isTrue();
        assertThat(api.patch(task, "{\"done_at\": \"2026-11-01T10:00:00Z\", \"title\": \"y\"}")
                        .text("data.done_at"))
                .isEqualTo("2026-11-01T10:00:00+00:00");
        assertThat(api.patch(task, "{\"done_at\": null}").at("data.done_at").isNull())
                .isTrue();
        var events = new ArrayList<String>();
        api.get("/api/v1/leads/" + lead + "/timeline")
                .at("data")
                .forEach(entry -> events.add(entry.path("event").asString()));
        assertThat(events)
                .containsExactly(
                        "lead.task_reopened",
                        "lead.task_done",
                        "lead.task_changed",
                        "lead.task_reopened",
                        "lead.task_done",
                        "lead.task_added",
                        "lead.created");
        assertThat(api.with("If-Match", done.header("ETag")).delete(task).status())
                .isEqualTo(412);
        assertThat(api.delete(task).status()).isEqualTo(204);
        assertThat(api.delete(task).status()).isEqualTo(404);
    }

    @Test
    void all_tasks_are_found_by_whose_they_are_and_when_they_are_due() {
        var user = workspace.user(Role.MANAGER).id();
        var other = "/api/v1/leads/" + lead() + "/tasks";
        api.post(tasks, "{\"title\": \"none\"}");
        api.post(other, "{\"title\": \"late\", \"due_at\": \"2026-12-05T10:00:00Z\"}");
        api.post(
                tasks,
                "{\"title\": \"soon\", \"due_at\": \"2026-12-01T10:00:00Z\", \"assigned_user_id\": %d}"
                        .formatted(user));
        var mine = api.post(
                other, "{\"title\": \"done\", \"due_at\": \"2026-12-02\", \"assigned_user_id\": %d}".formatted(user));
        api.patch(other + "/" + mine.text("data.id"), "{\"done\": true}");
        assertThat(titles("")).containsExactly("soon", "done", "late", "none");
        assertThat(titles("?user_id=" + user)).containsExactly("soon", "done");
        assertThat(titles("?done=false&user_id=" + user)).containsExactly("soon");
        assertThat(titles("?done=1")).containsExactly("done");
        assertThat(titles("?due_after=2026-12-01T10:00:00Z")).containsExactly("done", "late");
        assertThat(titles("?due_before=2026-12-02&due_after=2026-11-01")).containsExactly("soon");
        assertThat(titles("?per_page=2&page=2")).containsExactly("late", "none");
        assertThat(api.get(tasks + "?due_after=2026-01-01").number("meta.total"))
                .isEqualTo(1);
        api.delete("/api/v1/users/" + user);
        assertThat(titles("?user_id=" + user)).containsExactly("soon", "done");
    }

    private List<String> titles(String query) {
        var titles = new ArrayList<String>();
        api.get("/api/v1/tasks" + query)
                .at("data")
                .forEach(task -> titles.add(task.path("title").asString()));
        return titles;
    }

    @Test
    void what_is_wrong_is_named() {
        assertThat(api.post(tasks, "{}").text("errors.title.0")).isEqualTo("The title field is required.");
        assertThat(api.post(tasks, "{\"title\": \"x\", \"due_at\": \"soon\"}").text("errors.due_at.0"))
                .isEqualTo("The due at field must be a valid date.");
        assertThat(api.post(tasks, "{\"title\": \"x\", \"due_at\": 5}").text("errors.due_at.0"))
                .isEqualTo("The due at field must be a string.");
        var stranger = server.newWorkspace().user(Role.AGENT).id();
        assertThat(api.post(tasks, "{\"title\": \"x\", \"assigned_user_id\": %d}".formatted(stranger))
                        .text("errors.assigned_user_id.0"))
                .isEqualTo("The selected assigned user id is invalid.");
        for (var query :
                List.of("user_id=" + stranger, "user_id=x", "done=maybe", "due_before=x", "due_after=2026-13-01")) {
            assertThat(api.get("/api/v1/tasks?" + query).status()).as(query).isEqualTo(422);
        }
        var task = tasks + "/" + api.post(tasks, "{\"title\": \"x\"}").text("data.id");
        assertThat(api.patch(task, "{\"title\": null, \"done\": \"x\", \"done_at\": \"x\"}")
                        .at("errors")
                        .size())
                .isEqualTo(3);
    }

    @Test
    void agents_see_the_tasks_of_the_leads_that_they_see() {
        var agent = workspace.user(Role.AGENT);
        var others = workspace.user(Role.AGENT).id();
        api.patch("/api/v1/leads/" + lead, "{\"assigned_user_id\": %d}".formatted(others));
        workspace.task(lead, "hidden");
        workspace.task(lead(), "seen");
        var list = server.bean(AllTasks.class)
                .list(workspace.caller(agent), new TaskFilter(null, null, null, null, null, null), new Slice(0, 10));
        assertThat(list.items()).extracting(LeadTask::title).containsExactly("seen");
        assertThat(list.total()).isEqualTo(1);
    }
}
