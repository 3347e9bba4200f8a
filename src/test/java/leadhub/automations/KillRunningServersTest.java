package leadhub.automations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import leadhub.api.Scope;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.OtherProcess;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ApplicationContext;

/**
 * Processes that make leads and run automations are killed at any moment, and others take over: each step does what it does to
 * the database once, whatever is posted arrives under one id, and no run is left on its way. Many more times:
 * {@code -Dleadhub.automations.kills=200 -Dleadhub.automations.seed=7}; for an hour:
 * {@code -Dleadhub.automations.minutes=60}; with many leads: {@code -Dleadhub.automations.leads=10000}.
 */
@Timeout(7_200)
class KillRunningServersTest {
    private static final int KILLS = Integer.getInteger("leadhub.automations.kills", 2);
    /** Again and again, each time in another workspace, for at least so long. */
    private static final int MINUTES = Integer.getInteger("leadhub.automations.minutes", 0);

    /** A workspace gets at least as many leads, and servers are killed for as long as that takes. */
    private static final int LEADS = Integer.getInteger("leadhub.automations.leads", 0);

    private static final int AT_ONCE = 50;

    private static final long SEED = Long.getLong("leadhub.automations.seed", 42);

    private final TestServer server = TestServer.get();
    private final Random random = new Random(SEED);
    private final Set<String> refused = ConcurrentHashMap.newKeySet();

    /** Makes leads, and runs what that starts, until it is killed. */
    public static final class Working implements OtherProcess.Work {
        @Override
        public boolean delivers() {
            return true;
        }

        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var origin = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
            var api = ApiClient.leadHub(origin, arguments.getFirst());
            while (true) {
                lead(api);
            }
        }
    }

    private static void lead(ApiClient api) {
        api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}");
    }

    @Test
    void each_step_is_taken_once_and_nothing_is_left_on_its_way() throws Exception {
        var begun = System.nanoTime();
        do {
            killAndJudge(server.newWorkspace());
        } while (System.nanoTime() - begun < TimeUnit.MINUTES.toNanos(MINUTES));
    }

    private void killAndJudge(TestWorkspace workspace) throws Exception {
        var api = workspace.leadHub();
        try (var receiver = Receiver.doing(this::answer)) {
            var rule = rule(api, receiver);
            var key = workspace.secret(EnumSet.allOf(Scope.class), 1_000_000, null);
            killBetweenEffectAndMark(rule, key, receiver);
            var kills = 1;
            for (; kills < KILLS || leads(workspace) < LEADS; kills++) {
                var other = server.inAnotherProcess(Working.class, List.of(key));
                var before = receiver.heard().size();
                Await.until(() -> receiver.heard().size() > before + 20);
                var end = System.nanoTime()
                        + Duration.ofMillis(random.nextInt(1_500)).toNanos();
                while (System.nanoTime() < end) {
                    make(api);
                }
                other.destroyForcibly().waitFor();
            }
            while (left(workspace) > 0) {
                var before = left(workspace);
                // Many take their time; what gets no further doesn't.
                Await.until(() -> {
                    server.clock().pass(Duration.ofMinutes(10));
                    LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
                    return left(workspace) < before;
                });
            }
            judge(workspace, rule, receiver);
            if (LEADS > 0) {
                System.out.printf(
                        "Nothing lost or done twice: %,d leads, an automation of five steps for each, %,d requests heard; servers were killed %,d times.%n",
                        leads(workspace), receiver.heard().size(), kills);
            }
        }
    }

    /** Counted at once: a run that waits for its turn gets it at any moment. */
    private long left(TestWorkspace workspace) {
        return count(
                workspace,
                "select count(*) from automation_runs where workspace_id = ? and status in ('running', 'waiting')");
    }

    /** One by one; where there are to be many, many in one transaction too. */
    private static void make(ApiClient api) {
        if (LEADS == 0) {
            lead(api);
            return;
        }
        var rows = Collections.nCopies(AT_ONCE, "{\"first_name\": \"Ann\"}");
        api.post(
                "/api/v1/leads/bulk", "{\"operation\": \"create\", \"leads\": [%s]}".formatted(String.join(",", rows)));
    }

    private long leads(TestWorkspace workspace) {
        return count(workspace, "select count(*) from leads where workspace_id = ?");
    }

    /** The only process that works is killed by whoever is told something by it, before it hears what came of that. */
    private void killBetweenEffectAndMark(Rule rule, String key, Receiver receiver) throws Exception {
        server.pauseJobs();
        try {
            var other = server.inAnotherProcess(Working.class, List.of(key));
            var before = receiver.heard().size();
            var last = before + 1 + random.nextInt(10);
            receiver.await(last);
            receiver.become((request, peer) -> other.destroyForcibly());
            other.waitFor();
            assertThat(rule.count("running") + rule.count("waiting")).isPositive();
            receiver.become(this::answer);
        } finally {
            server.resumeJobs();
        }
    }

    /** Now and then it refuses, and nothing twice: of ten thousand one would be refused four times, and its run would rightly fail. */
    private void answer(Receiver.Request request, Socket peer) throws IOException, InterruptedException {
        var isRefused = random.nextInt(10) == 0 && refused.add(request.header("webhook-id"));
        Receiver.status(isRefused ? 500 : 204).answer(request, peer);
    }

    private static Rule rule(ApiClient api, Receiver receiver) {
        return Rule.create(
                api,
                "{'type': 'lead_created'}",
                "{'type': 'change_score', 'config': {'points': 3}}",
                "{'type': 'add_note', 'config': {'text': 'Hello'}}",
                "{'id': 'post', 'type': 'send_webhook', 'config': {'url': '%s'}}".formatted(receiver.url()),
                "{'type': 'create_task', 'config': {'title': 'Call'}}",
                "{'type': 'change_score', 'config': {'points': 4}}");
    }

    private void judge(TestWorkspace workspace, Rule rule, Receiver receiver) {
        var leads = leads(workspace);
        assertThat(leads).isGreaterThan(KILLS * 10L);
        assertThat(rule.count("completed")).isEqualTo(leads);
        assertThat(rule.get().number("data.runs_count")).isEqualTo(leads);
        assertThat(count(workspace, """
                select count(*)
                from leads l
                where l.workspace_id = ?
                  and l.lead_score = 7
                  and (select count(*) from lead_notes n where n.workspace_id = l.workspace_id and n.lead_id = l.id) = 1
                  and (select count(*) from lead_tasks t where t.workspace_id = l.workspace_id and t.lead_id = l.id) = 1
                  and (select count(*) from automation_runs r where r.workspace_id = l.workspace_id and r.lead_id = l.id) = 1
                """))
                .as("leads for which each step was taken once")
                .isEqualTo(leads);
        var leadsById = new HashMap<String, Long>();
        for (var request : receiver.heard()) {
            var lead = request.json().at("/lead/id").asLong();
            assertThat(leadsById.merge(request.header("webhook-id"), lead, (one, other) -> other))
                    .isEqualTo(lead);
            assertThat(request.header("webhook-id"))
                    .isEqualTo("run_" + request.json().at("/run/id").asLong() + "_post");
        }
        assertThat(leadsById).hasSize((int) leads);
        assertThat(leadsById.values()).doesNotHaveDuplicates();
    }

    private long count(TestWorkspace workspace, String sql) {
        return server.bean(Sql.class).get(workspace.id(), row -> row.getLong(1), sql, workspace.id());
    }
}
