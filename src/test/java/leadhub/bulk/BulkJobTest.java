package leadhub.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import leadhub.actions.ActionConfig;
import leadhub.api.Scope;
import leadhub.apikeys.ApiKeys;
import leadhub.base.Actor;
import leadhub.base.Caller;
import leadhub.base.Change;
import leadhub.base.Permission;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.base.database.StatementTimeout;
import leadhub.jobs.Jobs.StepResult;
import leadhub.leads.lists.LeadFilter;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.LockHolder;
import leadhub.testing.OtherProcess;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.users.Status;
import leadhub.users.User;
import leadhub.users.UserChange;
import leadhub.users.Users;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes of more leads than a step takes. */
class BulkJobTest {
    private static final int LEADS = 2 * BulkSteps.LEADS + 50;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final User alice = workspace.user(Role.ADMIN);
    private final User bob = workspace.user(Role.MANAGER);
    private final BulkChanges changes = server.bean(BulkChanges.class);
    private final BulkSteps steps = server.bean(BulkSteps.class);
    private final List<Long> leads = new ArrayList<>();

    @BeforeEach
    void many_leads() {
        server.clock().pass(Duration.ofHours(1));
        var rows = String.join(", ", Collections.nCopies(LEADS, "{\"first_name\": \"Lead\"}"));
        api.post("/api/v1/leads/bulk", "{\"operation\": \"create\", \"leads\": [%s]}".formatted(rows))
                .at("data")
                .forEach(row -> leads.add(row.get("id").asLong()));
        assertThat(leads).hasSize(LEADS);
    }

    /** Asks for a change without having its job done, so that a test takes the steps itself. */
    private BulkChange ask(Callable<BulkChange> asking) {
        var transaction = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        return Objects.requireNonNull(transaction.execute(status -> {
            try {
                var change = asking.call();
                server.bean(SchedulerClient.class)
                        .cancel(TaskInstanceId.of(BulkJobs.NAME, BulkJobs.instance(workspace.id(), change.id())));
                return change;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }));
    }

    private BulkChange ask(User user, NewBulkChange wanted) {
        return ask(() -> changes.start(workspace.caller(user), wanted, new LeadSelection.Matching(LeadFilter.ALL)));
    }

    private StepResult step(BulkChange change) {
        return steps.step(workspace.id(), change.id());
    }

    private void toTheEnd(BulkChange change) {
        while (step(change) == StepResult.MORE) {}
    }

    private BulkChange now(User user, BulkChange change) {
        return changes.get(workspace.caller(user), change.id());
    }

    private long done(BulkChange change) {
        return api.get("/api/v1/leads/bulk-changes/" + change.id()).number("data.counts.changed");
    }

    private long tagged(String tag) {
        return api.get("/api/v1/leads?tag=" + tag).number("meta.total");
    }

    /** How often each lead was changed. */
    private Map<Long, Long> timesChanged() {
        var times = new TreeMap<Long, Long>();
        try (var connection = inWorkspace();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select lead_id, count(*) from lead_events where kind = 'lead.updated' group by 1")) {
            while (rows.next()) {
                times.put(rows.getLong(1), rows.getLong(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return times;
    }

    private Connection inWorkspace() throws SQLException {
        var connection = server.database().application().connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select set_workspace('%d')".formatted(workspace.id()));
        }
        return connection;
    }

    private void eachChangedOnce() {
        assertThat(timesChanged())
                .hasSize(LEADS)
                .allSatisfy((lead, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void the_job_goes_through_all_of_them() {
        var change = changes.start(
                workspace.caller(alice),
                new NewBulkChange("add_tag", ActionConfig.of("tag", "hot")),
                new LeadSelection.Matching(LeadFilter.ALL));
        assertThat(change.isOpen()).isTrue();
        assertThat(change.total()).isEqualTo(LEADS);
        waitFor(change);
        assertThat(now(alice, change).done()).isEqualTo(LEADS);
        assertThat(tagged("hot")).isEqualTo(LEADS);
        eachChangedOnce();
        var undo = changes.undo(workspace.caller(alice), change.id());
        waitFor(undo);
        assertThat(tagged("hot")).isZero();
    }

    private void waitFor(BulkChange change) {
        Await.until(() -> !now(alice, change).isOpen());
        assertThat(now(alice, change).state()).isEqualTo(BulkChange.State.DONE);
    }

    @Test
    void step_by_step_it_tells_how_far_it_is() {
        var panel = workspace.panel(alice);
        panel.get("/leads");
        var change = ask(alice, new NewBulkChange("add_tag", ActionConfig.of("tag", "hot")));
        // Fixed when it was asked for.
        api.post("/api/v1/leads", "{\"first_name\": \"Late\"}");
        api.delete("/api/v1/leads/" + leads.getLast());
        assertThat(panel.get("/bulk").body()).contains("Adding “hot” to 450 leads", "0 done", "value=\"0\"");
        assertThat(step(change)).isEqualTo(StepResult.MORE);
        assertThat(panel.get("/bulk").body()).contains("200 done", "value=\"200\"", "every 1s");
        assertThat(tagged("hot")).isEqualTo(200);
        assertThat(step(change)).isEqualTo(StepResult.MORE);
        assertThat(step(change)).isEqualTo(StepResult.DONE);
        assertThat(step(change)).as("nothing is done twice").isEqualTo(StepResult.DONE);
        var answer = panel.get("/bulk?was=open");
        assertThat(answer.body()).contains("449 leads changed", "1 skipped").doesNotContain("every 1s");
        assertThat(answer.header("HX-Trigger")).isEqualTo("bulk-over");
        assertThat(tagged("hot")).isEqualTo(449);
    }

    @Test
    void one_is_stopped_and_what_it_did_is_taken_back() {
        var panel = workspace.panel(alice);
        panel.get("/leads");
        var change = ask(alice, new NewBulkChange("add_tag", ActionConfig.of("tag", "hot")));
        step(change);
        panel.post("/bulk/" + change.id() + "/stop", Map.of());
        assertThat(step(change)).isEqualTo(StepResult.DONE);
        assertThat(tagged("hot")).isEqualTo(200);
        assertThat(panel.get("/bulk").body()).contains("Stopped", "200 leads changed");
        panel.post("/bulk/" + change.id() + "/undo", Map.of());
        assertThat(tagged("hot")).isZero();
        assertThat(panel.get("/bulk").body()).contains("200 leads restored to what they were");
    }

    @Test
    void a_later_one_waits_for_an_earlier_one() {
        var first = ask(alice, new NewBulkChange("add_tag", ActionConfig.of("tag", "hot")));
        var second = ask(bob, new NewBulkChange("add_tag", ActionConfig.of("tag", "cold")));
        assertThat(step(second)).isEqualTo(StepResult.WAITING);
        assertThat(workspace.panel(bob).get("/bulk").body()).contains("Waiting for an earlier change to finish");
        var small = ask(() -> changes.start(
                workspace.caller(bob),
                new NewBulkChange("add_tag", ActionConfig.of("tag", "warm")),
                new LeadSelection.Some(List.of(leads.getFirst()))));
        assertThat(small.isOpen()).isTrue();
        toTheEnd(first);
        toTheEnd(second);
        toTheEnd(small);
        assertThat(List.of(tagged("hot"), tagged("cold"), tagged("warm")))
                .isEqualTo(List.of((long) LEADS, (long) LEADS, 1L));
    }

    @Test
    void it_stops_when_its_author_may_not_do_it_any_more() {
        var panel = workspace.panel(alice);
        var change = ask(bob, new NewBulkChange("change_status", ActionConfig.of("status", "lost")));
        step(change);
        var users = server.bean(Users.class);
        users.change(
                workspace.caller(alice),
                bob.id(),
                new UserChange(Change.keep(), Change.keep(), Change.set(Status.SUSPENDED), Change.keep()));
        assertThat(step(change)).isEqualTo(StepResult.DONE);
        assertThat(now(bob, change).reason()).isEqualTo(BulkChange.Reason.ACCESS);
        assertThat(api.get("/api/v1/leads?status=lost").number("meta.total")).isEqualTo(200);
        assertThat(panel.get("/bulk").body()).doesNotContain("changed");
    }

    @Test
    void a_manager_who_becomes_an_agent_changes_what_agents_see() {
        var change = ask(bob, new NewBulkChange("add_tag", ActionConfig.of("tag", "hot")));
        step(change);
        api.patch("/api/v1/leads/" + leads.getLast(), "{\"assigned_user_id\": %d}".formatted(alice.id()));
        server.bean(Users.class)
                .change(
                        workspace.caller(alice),
                        bob.id(),
                        new UserChange(Change.keep(), Change.set(Role.AGENT), Change.keep(), Change.keep()));
        toTheEnd(change);
        assertThat(now(bob, change).skipped()).isEqualTo(1);
        assertThat(tagged("hot")).isEqualTo(LEADS - 1);
    }

    @Test
    void it_stops_when_what_they_are_given_is_gone() {
        var tagging = ask(alice, new NewBulkChange("add_tag", ActionConfig.of("tag", "hot")));
        step(tagging);
        api.delete("/api/v1/tags/" + api.get("/api/v1/tags").number("data.0.id"));
        assertThat(step(tagging)).isEqualTo(StepResult.DONE);
        assertThat(now(alice, tagging).reason()).isEqualTo(BulkChange.Reason.GONE);
        assertThat(workspace.panel(alice).get("/bulk").body()).contains("the user, stage or tag no longer exists");
    }

    @Test
    void others_change_the_same_leads_meanwhile() {
        var change = ask(alice, new NewBulkChange("add_tag", ActionConfig.of("tag", "hot")));
        var answers = Together.times(6, i -> {
            if (i < 2) {
                toTheEnd(change);
                return 200;
            }
            var status = 200;
            for (var j = i; j < 100; j += 4) {
                var lead = leads.get(LEADS - 1 - j * 4);
                var answer = j % 3 == 0
                        ? api.delete("/api/v1/leads/" + lead)
                        : api.patch("/api/v1/leads/" + lead, "{\"tags\": [\"mine\"], \"status\": \"lost\"}");
                status = Math.max(status, answer.status());
            }
            return status;
        });
        assertThat(answers).allSatisfy(status -> assertThat(status).isLessThan(300));
        var after = now(alice, change);
        assertThat(after.state()).isEqualTo(BulkChange.State.DONE);
        assertThat(after.done() + after.skipped()).isEqualTo(LEADS);
        for (var tag : List.of("hot", "mine")) {
            var listed = api.get("/api/v1/leads?per_page=1&tag=" + tag).number("meta.total");
            assertThat(listed).isPositive().isEqualTo(worn(tag));
        }
    }

    /** How many leads say themselves that they wear a tag; the list goes by the table of tags. */
    private long worn(String tag) {
        try (var connection = inWorkspace();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select count(*)
                        from leads
                        where tag_ids @> array[(select id from tags where name_key = '%s')]
                        """.formatted(tag))) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The step that is under way when the process dies leaves nothing behind, and the next one begins with its leads. */
    @Test
    void killed_in_the_middle_it_goes_on_where_it_was() throws Exception {
        killedInTheMiddle(ask(alice, new NewBulkChange("add_tag", ActionConfig.of("tag", "hot"))));
    }

    private void killedInTheMiddle(BulkChange change) throws Exception {
        try (var holder = LockHolder.in(server, workspace)) {
            // The second step gets this far and no farther.
            holder.lockLead(leads.get(300));
            var other = server.inAnotherProcess(
                    Steps.class, List.of(Long.toString(workspace.id()), Long.toString(change.id())));
            Await.until(() -> done(change) == 200 && holder.blocks());
            other.destroyForcibly().waitFor();
        }
        assertThat(tagged("hot")).isEqualTo(200);
        toTheEnd(change);
        assertThat(done(change)).isEqualTo(LEADS);
        assertThat(tagged("hot")).isEqualTo(LEADS);
        eachChangedOnce();
    }

    /** As a key asks for it, whose secret is the client's. */
    private BulkChange askByKey(ApiKeys.Made key) {
        var caller = new Caller(
                workspace.id(),
                workspace.caller().region(),
                Role.READ_ONLY,
                EnumSet.of(Permission.WRITE_LEADS),
                new Actor(Actor.Kind.API_KEY, key.key().id(), "Robot"),
                null,
                null);
        var tagging = new NewBulkChange("add_tag", ActionConfig.of("tag", "hot"));
        return ask(() -> changes.start(caller, tagging, new LeadSelection.Matching(LeadFilter.ALL)));
    }

    @Test
    void a_program_stops_its_own_in_the_middle_and_takes_back_what_is_done() {
        var change = askByKey(key());
        var path = "/api/v1/leads/bulk-changes/" + change.id();
        assertThat(api.get(path).text("data.status")).isEqualTo("running");
        step(change);
        assertThat(api.get(path).number("data.counts.processed")).isEqualTo(200);
        assertThat(api.post(path + "/undo", "").status())
                .as("not before its end")
                .isEqualTo(409);
        var stopped = api.post(path + "/stop", "");
        assertThat(stopped.status()).isEqualTo(202);
        assertThat(stopped.text("data.status")).isEqualTo("stopped");
        assertThat(stopped.text("data.reason")).isEqualTo("user");
        assertThat(step(change)).isEqualTo(StepResult.DONE);
        assertThat(tagged("hot")).isEqualTo(200);
        assertThat(api.post(path + "/undo", "").number("data.counts.changed")).isEqualTo(200);
        assertThat(tagged("hot")).isZero();
    }

    @Test
    void it_stops_when_its_key_is_revoked() {
        var key = key();
        var change = askByKey(key);
        step(change);
        server.bean(ApiKeys.class).revoke(workspace.caller(alice), key.key().id());
        assertThat(step(change)).isEqualTo(StepResult.DONE);
        var answer = api.get("/api/v1/leads/bulk-changes/" + change.id());
        assertThat(answer.text("data.status")).isEqualTo("stopped");
        assertThat(answer.text("data.reason")).isEqualTo("access");
        assertThat(tagged("hot")).isEqualTo(200);
    }

    @Test
    void a_program_waits_with_the_next_where_many_are_unfinished() {
        var key = key();
        for (var i = 0; i < BulkChanges.MOST_OPEN; i++) {
            askByKey(key);
        }
        var more = api.post(
                "/api/v1/leads/bulk-changes",
                "{\"filter\": {}, \"action\": \"change_status\", \"config\": {\"status\": \"lost\"}}");
        assertThat(more.status()).isEqualTo(409);
        assertThat(api.get("/api/v1/leads/bulk-changes").text("data.0.status")).isEqualTo("waiting");
    }

    @Test
    void programs_that_ask_at_once_get_no_more_than_that() {
        var key = key();
        for (var i = 1; i < BulkChanges.MOST_OPEN; i++) {
            askByKey(key);
        }
        server.pauseJobs();
        try {
            var statuses = Together.times(
                    6,
                    i -> api.post(
                                    "/api/v1/leads/bulk-changes",
                                    "{\"filter\": {}, \"action\": \"change_status\", \"config\": {\"status\": \"lost\"}}")
                            .status());
            assertThat(statuses).containsOnlyOnce(202).containsOnly(202, 409);
        } finally {
            server.resumeJobs();
        }
    }

    @Test
    void people_do_not_wait_for_programs() {
        var robots = askByKey(key());
        step(robots);
        var alices = ask(alice, new NewBulkChange("add_tag", ActionConfig.of("tag", "cold")));
        assertThat(step(robots)).isEqualTo(StepResult.WAITING);
        assertThat(api.get("/api/v1/leads/bulk-changes/" + robots.id()).text("data.status"))
                .isEqualTo("waiting");
        assertThat(api.get("/api/v1/leads/bulk-changes/" + alices.id()).text("data.status"))
                .isEqualTo("running");
        toTheEnd(alices);
        toTheEnd(robots);
        assertThat(List.of(tagged("hot"), tagged("cold"))).isEqualTo(List.of((long) LEADS, (long) LEADS));
    }

    /** A million leads are stored by one statement, for which the time of an ordinary one is too short. */
    @Test
    void the_leads_of_a_whole_workspace_may_take_long_to_store() {
        StatementTimeout.set(Duration.ofSeconds(10));
        try {
            ask(() -> {
                var change = changes.start(
                        workspace.caller(alice),
                        new NewBulkChange("add_tag", ActionConfig.of("tag", "hot")),
                        new LeadSelection.Matching(LeadFilter.ALL));
                assertThat(server.bean(Sql.class)
                                .<Long>get(
                                        workspace.id(),
                                        row -> row.getLong(1),
                                        "select extract(epoch from current_setting('statement_timeout')::interval)"))
                        .isGreaterThan(10);
                return change;
            });
        } finally {
            StatementTimeout.clear();
        }
    }

    private ApiKeys.Made key() {
        return workspace.make(EnumSet.allOf(Scope.class), 1_000, null);
    }

    /** The step that is under way when the process dies leaves nothing behind, whoever asked for it. */
    @Test
    void what_a_key_asked_for_goes_on_after_a_kill() throws Exception {
        killedInTheMiddle(askByKey(key()));
    }

    /** Takes all steps of a change. */
    public static final class Steps implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var steps = context.getBean(BulkSteps.class);
            var workspaceId = Long.parseLong(arguments.getFirst());
            while (steps.step(workspaceId, Long.parseLong(arguments.getLast())) == StepResult.MORE) {}
        }
    }
}
