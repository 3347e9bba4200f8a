package leadhub.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import leadhub.base.Role;
import leadhub.base.Slice;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Mailbox;
import leadhub.testing.Panel;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.WaitingJobs;
import leadhub.users.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody is told of what concerns them: by the bell, by email, or not at all. */
class NotifyPeopleTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User bob = workspace.user(Role.AGENT);
    private Panel panel = workspace.panel(bob);

    @AfterEach
    void resume() {
        server.resumeJobs();
    }

    private List<String> told() {
        return told(bob);
    }

    private List<String> told(User user) {
        return server.bean(Notifications.class).list(workspace.caller(user), new Slice(0, 50)).stream()
                .map(one -> one.message() + one.params() + one.number())
                .toList();
    }

    private long lead(String more) {
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\", \"last_name\": \"Lee\"%s}".formatted(more))
                .number("data.id");
    }

    private String owned() {
        return ", \"assigned_user_id\": " + bob.id();
    }

    private String page() {
        return panel.get("/notifications").body();
    }

    @Test
    void a_lead_or_a_task_that_others_give_is_told_and_read_when_it_is_opened() {
        var lead = lead(owned());
        api.post(
                "/api/v1/leads/" + lead + "/tasks",
                "{\"title\": \"Call back\", \"assigned_user_id\": %d}".formatted(bob.id()));
        assertThat(panel.get("/leads").body()).contains("2 unread notifications");
        assertThat(page()).contains("Ann Lee to you", "assigned you a task: <bdi>Call back".replace("<bdi>", ""));
        var open = Pattern.compile("/notifications/([0-9]+)/open").matcher(page());
        assertThat(open.find()).isTrue();
        assertThat(panel.post("/notifications/" + open.group(1) + "/open", Map.of())
                        .header("location"))
                .isEqualTo("/leads/" + lead);
        assertThat(page()).contains("1 unread notification<");
        var shownAt = page().replaceFirst("(?s).*name=\"shown_at\" value=\"([^\"]*)\".*", "$1");
        panel.post("/notifications/read", Map.of("shown_at", shownAt));
        assertThat(page()).doesNotContain("unread notification");
        // A news of one's own is none.
        panel.get("/leads/" + lead);
        var before = told().size();
        panel.post("/leads/" + lead + "/tasks", Map.of("title", "Write", "_once", "x"));
        assertThat(told()).hasSize(before);
    }

    @Test
    void the_bell_says_only_what_is_new_since_the_page_was_shown() {
        assertThat(panel.get("/notifications/bell?was=0").body()).isEmpty();
        lead(owned());
        var news = panel.get("/notifications/bell?was=0").body();
        assertThat(news).contains("id=\"bell\"", "role=\"status\"", "1 unread notification");
        assertThat(panel.get("/notifications/bell?was=1").body()).isEmpty();
    }

    @Test
    void many_leads_of_one_moment_are_a_number_that_adds_up_until_it_is_read() {
        for (var i = 0; i < 2; i++) {
            var rows = "{\"first_name\": \"Ann\"%s}".formatted(owned());
            var made = api.post(
                    "/api/v1/leads/bulk",
                    "{\"operation\": \"create\", \"leads\": [%s, %s, %s]}".formatted(rows, rows, rows));
            assertThat(made.text("meta.created")).as(made.body()).isEqualTo("3");
        }
        assertThat(told()).containsExactly("leads_assigned[]6");
        assertThat(page()).contains("6 leads were assigned to you");
        server.bean(Notifications.class)
                .markAllRead(workspace.caller(bob), server.clock().instant().plusSeconds(60));
        var row = "{\"first_name\": \"Ann\"%s}".formatted(owned());
        api.post("/api/v1/leads/bulk", "{\"operation\": \"create\", \"leads\": [%s, %s]}".formatted(row, row));
        assertThat(told()).containsExactly("leads_assigned[]2");
    }

    @Test
    void whoever_imports_leads_of_their_own_is_told_of_the_import_alone() {
        var meg = workspace.user(Role.MANAGER);
        var file = "First name,Owner\nAnn,%s\nBen,%s\nCid,%s\n".formatted(meg.email(), meg.email(), bob.email());
        workspace.imported(meg, "own.csv", file);
        assertThat(told(meg)).containsExactly("import_completed[own.csv]1");
        assertThat(told()).hasSize(1).first().asString().startsWith("lead_assigned[");
    }

    @Test
    void a_task_that_is_due_is_told_once_for_each_time() {
        server.pauseJobs();
        var lead = lead("");
        var due = server.clock().instant().plus(Duration.ofHours(1));
        var task = api.post(
                        "/api/v1/leads/" + lead + "/tasks",
                        "{\"title\": \"Call\", \"assigned_user_id\": %d, \"due_at\": \"%s\"}".formatted(bob.id(), due))
                .number("data.id");
        look();
        assertThat(dues()).isZero();
        server.clock().pass(Duration.ofHours(2));
        look();
        look();
        assertThat(dues()).isEqualTo(1);
        api.patch(
                "/api/v1/leads/" + lead + "/tasks/" + task,
                "{\"due_at\": \"%s\"}".formatted(server.clock().instant().plus(Duration.ofHours(1))));
        server.clock().pass(Duration.ofHours(2));
        look();
        assertThat(dues()).isEqualTo(2);
    }

    @Test
    void a_task_whose_time_somebody_changes_right_now_is_told_at_its_new_time() {
        var due = server.clock().instant().plus(Duration.ofHours(1));
        var task = api.post(
                        "/api/v1/leads/" + lead("") + "/tasks",
                        "{\"title\": \"Call\", \"assigned_user_id\": %d, \"due_at\": \"%s\"}".formatted(bob.id(), due))
                .number("data.id");
        server.pauseJobs();
        server.clock().pass(Duration.ofHours(2));
        new TransactionTemplate(server.bean(PlatformTransactionManager.class)).executeWithoutResult(status -> {
            server.bean(Sql.class)
                    .update(
                            workspace.id(),
                            "update lead_tasks set due_at = ? where workspace_id = ? and id = ?",
                            server.clock().instant().plus(Duration.ofHours(20)),
                            workspace.id(),
                            task);
            status.flush();
            CompletableFuture.runAsync(this::look)
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        });
        assertThat(dues()).isZero();
        server.clock().pass(Duration.ofHours(21));
        look();
        assertThat(dues()).isEqualTo(1);
    }

    @Test
    void people_are_told_in_one_order_so_that_nobody_waits_in_a_circle() {
        var other = workspace.user(Role.AGENT);
        var news = Stream.of(other, bob)
                .map(user -> NewNotification.of(user.id(), NotificationKind.LEAD_ASSIGNED, "/leads", "leads_assigned")
                        .about("many"))
                .toList();
        new TransactionTemplate(server.bean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> server.bean(Notifications.class).tell(workspace.caller(bob), news));
        assertThat(first(bob)).isLessThan(first(other));
    }

    private long first(User user) {
        return server.bean(Notifications.class)
                .list(workspace.caller(user), new Slice(0, 1))
                .getFirst()
                .id();
    }

    @Test
    void all_is_read_from_whichever_page_it_is_asked() {
        for (var i = 0; i < 51; i++) {
            lead(owned());
        }
        var second = panel.get("/notifications?page=2").body();
        var shownAt = second.replaceFirst("(?s).*name=\"shown_at\" value=\"([^\"]*)\".*", "$1");
        panel.post("/notifications/read", Map.of("shown_at", shownAt));
        assertThat(page()).doesNotContain("unread notification");
    }

    /** As the job does, which is paused: what it is about to tell of, others leave to it. */
    private void look() {
        server.bean(leadhub.tasks.DueTasks.class).tell(workspace.id());
    }

    private long dues() {
        return told().stream().filter(one -> one.equals("task_due[Call]1")).count();
    }

    @Test
    void an_automation_has_its_message_in_the_bell_and_by_email_unless_somebody_wants_neither() {
        try (var mailbox = Mailbox.open()) {
            workspace.mailServer(mailbox);
            var rule = api.post("/api/v1/automations", """
                    {"name": "Shout", "is_active": true, "trigger": {"type": "manual"},
                     "steps": [{"type": "notify", "config": {"message": "Look here", "user_ids": [%d]}}]}
                    """.formatted(bob.id())).number("data.id");
            var lead = lead("");
            api.post("/api/v1/automations/" + rule + "/runs", "{\"lead_id\": %d}".formatted(lead));
            Await.until(() -> told().contains("automation[Shout, Look here]1"));
            Await.until(() -> mailbox.count() > 0);
            panel.get("/settings/notifications");
            assertThat(panel.post("/settings/notifications", Map.of("email.lead_assigned", "yes"))
                            .status())
                    .isEqualTo(303);
            var mails = mailbox.count();
            api.post("/api/v1/automations/" + rule + "/runs", "{\"lead_id\": %d}".formatted(lead));
            Await.until(() -> api.get("/api/v1/automations/" + rule + "/runs?status=completed")
                            .number("meta.total")
                    == 2);
            lead(owned());
            // By email alone, as it was chosen; the automation's are neither.
            Await.until(() -> mailbox.count() > mails);
            assertThat(mailbox.count()).isEqualTo(mails + 1);
            assertThat(told()).containsExactly("automation[Shout, Look here]1");
        }
    }

    @Test
    void many_leads_that_come_step_by_step_are_one_email_with_their_number_unless_they_were_read() {
        try (var mailbox = Mailbox.open()) {
            workspace.mailServer(mailbox);
            panel.get("/settings/notifications");
            panel.post("/settings/notifications", Map.of("bell.lead_assigned", "yes", "email.lead_assigned", "yes"));
            threeLeads();
            threeLeads();
            threeLeads();
            passUntilSent();
            Await.until(() -> mailbox.count() > 0);
            // A job that is cut off while time passes sends its email once more.
            Await.until(() -> waiting() == 0);
            assertThat(mailbox.count()).isEqualTo(1);
            assertThat(mailbox.text(0)).contains("9 leads were assigned to you");
            threeLeads();
            panel.post("/notifications/read", Map.of("shown_at", "2100-01-01T00:00:00Z"));
            passUntilSent();
            Await.until(() -> waiting() == 0);
            panel.post("/settings/notifications", Map.of("email.lead_assigned", "yes"));
            threeLeads();
            passUntilSent();
            Await.until(() -> mailbox.count() > 1);
            assertThat(mailbox.text(1)).contains("Leads were assigned to you");
            assertThat(mailbox.count()).isEqualTo(2);
        }
    }

    @Test
    void what_somebody_wants_once_a_day_comes_in_the_morning_where_they_are_unless_they_have_read_it() {
        try (var mailbox = Mailbox.open()) {
            workspace.mailServer(mailbox);
            panel.get("/settings/account");
            panel.post(
                    "/settings/account",
                    Map.of("name", bob.name(), "language", "", "theme", "auto", "time_zone", "Asia/Tokyo"));
            panel.post("/settings/notifications", Map.of("email.lead_assigned", "daily"));
            assertThat(panel.get("/settings/notifications").body())
                    .containsPattern("name=\"email.lead_assigned\"[^~]*?value=\"daily\" selected")
                    .containsPattern("name=\"bell.lead_assigned\" value=\"yes\" checked");
            passUntil(10);
            digest();
            lead(owned());
            threeLeads();
            passUntil(7);
            digest();
            passUntil(8);
            digest();
            digest();
            Await.until(() -> mailbox.count() > 0);
            assertThat(mailbox.text(0)).contains("assigned Ann Lee to you", "3 leads were assigned to you");
            // A job that is cut off while time passes sends its email once more.
            Await.until(() -> WaitingJobs.count(server, workspace, DigestMails.JOB) == 0);
            threeLeads();
            panel = workspace.panel(bob);
            panel.get("/notifications");
            panel.post("/notifications/read", Map.of("shown_at", "2100-01-01T00:00:00Z"));
            passUntil(8);
            digest();
            threeLeads();
            passUntil(8);
            digest();
            Await.until(() -> mailbox.count() > 1);
            assertThat(mailbox.text(1)).contains("3 leads were assigned to you").doesNotContain("Ann Lee");
            assertThat(mailbox.count()).isEqualTo(2);
        }
    }

    private void digest() {
        server.bean(Digests.class).send(workspace.id());
    }

    /** A few minutes past that hour in Tokyo. */
    private void passUntil(int hour) {
        var now = server.clock().instant().atZone(ZoneId.of("Asia/Tokyo"));
        var next = now.withHour(hour).withMinute(5);
        server.clock().pass(Duration.between(now, next.isAfter(now) ? next : next.plusDays(1)));
    }

    @Test
    void administrators_are_told_of_automations_that_fail_each_as_a_number() {
        var admin = workspace.user(Role.ADMIN);
        var lead = lead("");
        var rule = api.post("/api/v1/automations", """
                {"name": "Give away", "is_active": true, "trigger": {"type": "manual"},
                 "steps": [{"type": "hand_over_conversation", "config": {}}]}
                """).number("data.id");
        for (var runs = 1; runs <= 2; runs++) {
            var number = runs;
            api.post("/api/v1/automations/" + rule + "/runs", "{\"lead_id\": %d}".formatted(lead));
            Await.until(() -> told(admin).contains("automation_failed[Give away]" + number));
        }
        assertThat(workspace.panel(admin).get("/notifications").body())
                .contains("2 runs of the automation", "Give away");
        assertThat(workspace.panel(admin).get("/home/late").body()).contains("2 failed runs");
    }

    private void threeLeads() {
        var row = "{\"first_name\": \"Ann\"%s}".formatted(owned());
        api.post("/api/v1/leads/bulk", "{\"operation\": \"create\", \"leads\": [%s, %s, %s]}".formatted(row, row, row));
    }

    /** Emails that nobody has looked after yet. */
    private long waiting() {
        return server.bean(Sql.class)
                .globalQuery(
                        row -> row.getLong(1),
                        "select count(*) from scheduled_tasks where task_name = ? and task_instance like ?",
                        NotificationMails.JOB,
                        workspace.id() + "/%")
                .getFirst();
    }

    private void passUntilSent() {
        server.clock().pass(Duration.ofMinutes(12));
    }

    @Test
    void what_is_old_and_what_is_more_than_a_thousand_goes_and_strangers_see_nothing() {
        lead(owned());
        var other = workspace.panel(workspace.user(Role.AGENT));
        assertThat(other.get("/notifications").body()).contains("Nothing yet");
        var open = Pattern.compile("/notifications/([0-9]+)/open").matcher(page());
        assertThat(open.find()).isTrue();
        other.get("/notifications");
        assertThat(other.post("/notifications/" + open.group(1) + "/open", Map.of())
                        .status())
                .isEqualTo(404);
        var sql = server.bean(NotificationSql.class);
        sql.forget(workspace.id(), server.clock().instant().minus(Duration.ofDays(1)), 1);
        assertThat(told()).hasSize(1);
        sql.forget(workspace.id(), server.clock().instant().plusSeconds(60), 1);
        assertThat(told()).isEmpty();
    }
}
