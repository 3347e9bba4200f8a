package leadhub.leads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import leadhub.leads.merging.MergeChoices;
import leadhub.leads.merging.Merging;
import leadhub.testing.ApiAnswer;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.LockHolder;
import leadhub.testing.OtherProcess;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.testing.Together;
import leadhub.testing.WorkspaceTables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ApplicationContext;

/** What goes on while two leads are merged: runs, other requests, and the end of a process. */
class MergeMeanwhileTest {
    private static final String LEADS = PeopleToMerge.LEADS;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final PeopleToMerge people = new PeopleToMerge(api);
    private final WorkspaceTables tables = new WorkspaceTables(server);

    @Test
    void runs_of_the_merged_lead_end_and_say_why() {
        var automation = api.post("/api/v1/automations", """
                {"name": "Wait", "is_active": true, "trigger": {"type": "manual"},
                 "steps": [{"type": "delay", "config": {"amount": 1, "unit": "days"}}]}
                """).text("data.id");
        var old = people.older();
        var survivor = people.newer();
        var run = api.post("/api/v1/automations/" + automation + "/runs", "{\"lead_id\": " + old + "}")
                .text("data.id");
        Await.until(() -> status(automation, run).equals("waiting"));
        people.merge(survivor, old);
        Await.until(() -> status(automation, run).equals("stopped"));
        assertThat(api.get("/api/v1/automations/" + automation + "/runs/" + run).text("data.reason"))
                .isEqualTo("lead_merged");
    }

    private String automation(String steps) {
        var made = api.post("/api/v1/automations", """
                {"name": "Tag", "is_active": true, "trigger": {"type": "manual"}, "steps": [%s]}
                """.formatted(steps));
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.text("data.id");
    }

    private static String tagging(String tag) {
        return "{\"type\": \"action\", \"action\": \"add_tag\", \"config\": {\"tag\": \"%s\"}}".formatted(tag);
    }

    private String started(String automation, long leadId) {
        return api.post("/api/v1/automations/" + automation + "/runs", "{\"lead_id\": " + leadId + "}")
                .text("data.id");
    }

    /** What the step did is known and done once; the steps behind it were meant for the lead that is gone. */
    @Test
    void a_lead_that_is_merged_while_a_step_calls_somebody_keeps_what_was_done_until_then() {
        var old = people.older();
        var survivor = people.newer();
        api.post("/api/v1/tags", "{\"name\": \"before\"}");
        api.post("/api/v1/tags", "{\"name\": \"behind\"}");
        try (var receiver = Receiver.doing((request, peer) -> {
            assertThat(people.merge(survivor, old).status()).isEqualTo(200);
            Receiver.status(204).answer(request, peer);
        })) {
            var automation = automation(tagging("before")
                    + ", {\"type\": \"action\", \"action\": \"send_webhook\", \"config\": {\"url\": \"%s\"}}, "
                            .formatted(receiver.url())
                    + tagging("behind"));
            var run = started(automation, old);
            Await.until(() -> status(automation, run).equals("stopped"));
            var ended = api.get("/api/v1/automations/" + automation + "/runs/" + run);
            assertThat(ended.text("data.reason")).isEqualTo("lead_merged");
            assertThat(ended.text("data.steps.0.status")).isEqualTo("completed");
            assertThat(ended.text("data.steps.1.status")).isEqualTo("completed");
            assertThat(receiver.count()).isEqualTo(1);
        }
        assertThat(people.lead(survivor).at("data.tags").toString())
                .contains("before")
                .doesNotContain("behind");
    }

    /** Whichever holds the lead first: a step that comes late isn't done by half, and says why. */
    @Test
    void a_step_that_waits_for_a_merge_is_not_done_and_its_run_says_why() throws Exception {
        var old = people.older();
        var survivor = people.newer();
        api.post("/api/v1/tags", "{\"name\": \"late\"}");
        var automation = automation(tagging("late"));
        String run;
        try (var holder = LockHolder.in(server, workspace)) {
            server.pauseJobs();
            CompletableFuture<ApiAnswer> merging;
            try {
                run = started(automation, old);
                holder.lockLead(Math.max(old, survivor));
                merging = CompletableFuture.supplyAsync(() -> people.merge(survivor, old));
                Await.until(() -> holder.blocked() >= 1);
            } finally {
                server.resumeJobs();
            }
            Await.until(() -> holder.blocked() >= 2);
            holder.rollback();
            assertThat(merging.get().status()).isEqualTo(200);
        }
        Await.until(() -> status(automation, run).equals("stopped"));
        var ended = api.get("/api/v1/automations/" + automation + "/runs/" + run);
        assertThat(ended.text("data.reason")).isEqualTo("lead_merged");
        assertThat(people.lead(survivor).at("data.tags").toString()).doesNotContain("late");
    }

    private String status(String automation, String run) {
        return api.get("/api/v1/automations/" + automation + "/runs/" + run).text("data.status");
    }

    @Test
    void of_two_merges_into_each_other_one_wins() {
        for (var round = 0; round < 5; round++) {
            var one = people.make("{\"first_name\": \"A\"}");
            var other = people.make("{\"first_name\": \"B\"}");
            var answers = Together.times(2, place -> place == 0 ? people.merge(one, other) : people.merge(other, one));
            assertThat(Together.count(answers, 200)).isEqualTo(1);
            assertThat(Together.count(answers, 409)).isEqualTo(1);
        }
    }

    /** An edit that waits for the merge finds the lead merged; what comes in finds the survivor; a note isn't left behind. */
    @Test
    void nothing_that_waits_for_a_merge_is_lost() throws Exception {
        var old = people.older();
        var survivor = people.newer();
        List<CompletableFuture<ApiAnswer>> waiting;
        try (var holder = LockHolder.in(server, workspace)) {
            holder.lockLead(Math.max(old, survivor));
            var merging = CompletableFuture.supplyAsync(() -> people.merge(survivor, old));
            Await.until(holder::blocks);
            waiting = List.of(
                    CompletableFuture.supplyAsync(() -> api.patch(LEADS + "/" + old, "{\"notes\": \"x\"}")),
                    CompletableFuture.supplyAsync(() -> api.post(LEADS + "/" + old + "/notes", "{\"body\": \"x\"}")),
                    CompletableFuture.supplyAsync(() -> api.post(
                            "/api/inbound/leads?tenant=" + workspace.slug(),
                            "{\"email\": \"old@example.com\", \"industry\": \"Steel\"}")));
            Await.until(() -> holder.blocked() >= 4);
            holder.rollback();
            assertThat(merging.get().status()).isEqualTo(200);
        }
        assertThat(waiting.get(0).get().status()).isEqualTo(409);
        assertThat(waiting.get(1).get().status()).isEqualTo(409);
        assertThat(waiting.get(2).get().number("lead_id")).isEqualTo(survivor);
        assertThat(people.lead(survivor).text("data.industry")).isEqualTo("Steel");
    }

    /** Many at once look for people before they hold them: who was merged in between is found where they are now. */
    @ParameterizedTest
    @ValueSource(strings = {"upsert", "update"})
    void who_is_merged_while_many_are_written_is_not_made_anew(String operation) throws Exception {
        var survivor = people.make("{\"first_name\": \"Sarah\"}");
        var old = people.older();
        CompletableFuture<ApiAnswer> writing;
        try (var holder = LockHolder.in(server, workspace)) {
            holder.lockLead(old);
            var merging = CompletableFuture.supplyAsync(() -> people.merge(survivor, old));
            Await.until(() -> holder.blocked() >= 1);
            writing = CompletableFuture.supplyAsync(() -> api.post(LEADS + "/bulk", """
                    {"operation": "%s", "leads": [{"first_name": "Sarah", "email": "old@example.com", "industry": "Steel"}]}
                    """.formatted(operation)));
            Await.until(() -> holder.blocked() >= 2);
            holder.rollback();
            assertThat(merging.get().status()).isEqualTo(200);
        }
        var written = writing.get();
        assertThat(written.text("data.0.status")).as(written.body()).isEqualTo("updated");
        assertThat(people.lead(survivor).text("data.industry")).isEqualTo("Steel");
        assertThat(api.get(LEADS).number("meta.total")).isEqualTo(1);
    }

    /** A merge is one transaction, so that a process that dies in it leaves two leads behind that are as they were. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void killed_in_the_middle_nothing_has_happened(boolean isMerge) throws Exception {
        var old = people.older();
        var survivor = people.newer();
        workspace.note(old, "Called.");
        if (!isMerge) {
            people.merge(survivor, old);
        }
        // Nothing else may change a row.
        server.pauseJobs();
        try {
            var before = tables.rows(workspace);
            try (var holder = LockHolder.in(server, workspace)) {
                // Moving it is the last that the process gets to.
                holder.execute("select from lead_notes where workspace_id = %d for update".formatted(workspace.id()));
                var other = server.inAnotherProcess(
                        OneMerge.class,
                        List.of(
                                Long.toString(workspace.id()),
                                Long.toString(survivor),
                                Long.toString(old),
                                Boolean.toString(isMerge)));
                Await.until(holder::blocks);
                other.destroyForcibly().waitFor();
            }
            Await.until(() -> tables.rows(workspace).equals(before));
            assertThat((isMerge ? people.merge(survivor, old) : people.unmerge(survivor, old)).status())
                    .isEqualTo(200);
        } finally {
            server.resumeJobs();
        }
    }

    /** Merges two leads, or takes them apart. */
    public static final class OneMerge implements OtherProcess.Work {
        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var numbers = arguments.stream().limit(3).map(Long::valueOf).toList();
            var caller = TestServer.system(numbers.getFirst());
            var merging = context.getBean(Merging.class);
            if (Boolean.parseBoolean(arguments.getLast())) {
                merging.merge(caller, numbers.get(1), numbers.get(2), MergeChoices.NONE);
            } else {
                merging.unmerge(caller, numbers.get(1), numbers.get(2));
            }
        }
    }
}
