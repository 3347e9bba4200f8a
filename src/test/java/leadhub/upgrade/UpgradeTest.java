package leadhub.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Region;
import leadhub.bulk.BulkChanges;
import leadhub.leads.Leads;
import leadhub.leads.deleted.DeletedLeads;
import leadhub.testing.OldDatabase;
import leadhub.testing.TestServer;
import leadhub.users.Users;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Somebody starts this version on the data of an older one. */
class UpgradeTest {
    /** In the data of version 13. */
    private static final long ACME = 1;

    private static final long DELETED = 4;

    private final TestServer server = TestServer.get();
    private static @Nullable OldDatabase upgraded;
    private static @Nullable ConfigurableApplicationContext started;

    @AfterAll
    static void close() {
        if (started != null && upgraded != null) {
            started.close();
            upgraded.close();
        }
    }

    /** One upgraded as it was, for all who look for different things in it. */
    private OldDatabase upgraded() {
        if (upgraded == null) {
            upgraded = OldDatabase.of(server, 13);
            started = upgraded.start();
        }
        return upgraded;
    }

    private ApplicationContext started() {
        upgraded();
        return Objects.requireNonNull(started);
    }

    @Test
    void jobs_that_waited_are_done() {
        try (var old = OldDatabase.of(server, 13)) {
            assertThat(old.ask("select task_name from scheduled_tasks where task_data is not null"))
                    .containsExactlyInAnyOrder("test-mail", "mail-link", "forgotten-password");
            old.migrate();
            assertThat(old.ask("""
                            select convert_from(task_data, 'UTF8')
                            from scheduled_tasks
                            where task_data is not null
                            order by task_name
                            """))
                    .satisfiesExactly(
                            forgotten -> assertThat(forgotten).contains("\"emailKey\":\"admin.", "\"language\":\"en\""),
                            link -> assertThat(link).contains("\"workspaceId\":1", "\"kind\":\"INVITATION\""),
                            mail -> assertThat(mail).contains("\"workspaceId\":1", "\"to\":\"a@b.example\""));
            try (var context = old.start()) {
                var jobs = context.getBean(Scheduler.class);
                while (!old.ask("""
                                select task_name
                                from scheduled_tasks
                                where task_name in ('test-mail', 'mail-link', 'forgotten-password', 'bulk-change')
                                  and coalesce(consecutive_failures, 0) = 0
                                """).isEmpty()) {
                    jobs.triggerCheckForDueExecutions();
                    LockSupport.parkNanos(5_000_000);
                }
                // The server that it names doesn't exist, which the job found out.
                assertThat(old.ask("select outcome from mail_tests where workspace_id = 1"))
                        .isNotEmpty()
                        .doesNotContainNull();
            }
        }
    }

    @Test
    void keys_with_all_scopes_get_no_new_one_and_the_start_can_say_so() {
        var old = upgraded();
        assertThat(old.ask("select name from start_notices")).containsExactly("admin-users");
        assertThat(old.ask("select id from api_keys where 'admin:users' = any (scopes)"))
                .isEmpty();
        assertThat(old.ask("select created_by from api_keys")).isNotEmpty().containsOnlyNulls();
    }

    @Test
    void a_workspace_counts_in_its_countrys_currency() {
        try (var old = OldDatabase.of(server, 13)) {
            old.ask("update workspaces set default_country = 'KR' returning id::text");
            old.migrate();
            assertThat(old.ask("select distinct currency from workspaces")).containsExactly("KRW");
        }
    }

    @Test
    void a_change_of_many_leads_is_taken_back() {
        var old = upgraded();
        var context = started();
        assertThat(old.ask("select lead_id from lead_tags where tag_id = 9")).containsExactly("5");
        var user = context.getBean(Users.class).get(Caller.system(ACME, "test"), 7);
        var actor = new Actor(Actor.Kind.USER, user.id(), user.name());
        var caller = new Caller(ACME, Region.UNKNOWN, user.role(), actor, null, null);
        assertThat(context.getBean(BulkChanges.class).get(caller, 1).action()).isEqualTo("add_tag");
        context.getBean(BulkChanges.class).undo(caller, 1);
        assertThat(old.ask("select lead_id from lead_tags where tag_id = 9")).isEmpty();
    }

    @Test
    void deleted_leads_come_back() {
        var old = upgraded();
        var context = started();
        var acme = Caller.system(ACME, "test");
        context.getBean(DeletedLeads.class).restore(acme, DELETED);
        var lead = context.getBean(Leads.class).get(acme, DELETED);
        assertThat(lead.email()).isEqualTo("gone@example.com");
        assertThat(lead.phoneE164()).isEqualTo("+4915112345678");
        assertThat(old.ask("select body from lead_notes where lead_id = " + DELETED))
                .containsExactly("A note that was deleted too.");
        assertThat(old.ask("select title from lead_tasks where lead_id = " + DELETED))
                .containsExactly("A task that was deleted too");
        assertThat(old.ask("select (due_at at time zone 'UTC')::text from lead_tasks where id = 1"))
                .containsExactly("2026-11-30 23:59:59");
    }
}
