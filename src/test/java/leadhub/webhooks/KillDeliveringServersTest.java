package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import leadhub.api.Scope;
import leadhub.events.EventFeed;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.OtherProcess;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/**
 * Processes that make leads and deliver webhooks are killed at any moment, and others take over: every event arrives at each
 * receiver, under one id and with one body, the first time in the order of its lead, and nothing is left on its way. For an
 * hour: {@code bin/kill webhooks}. Many times in one workspace: {@code -Dleadhub.webhooks.kills=200 -Dleadhub.webhooks.seed=7}.
 */
@Timeout(7_200)
class KillDeliveringServersTest {
    private static final int KILLS = Integer.getInteger("leadhub.webhooks.kills", 2);
    /** Again and again, each time in another workspace, for at least so long. */
    private static final int MINUTES = Integer.getInteger("leadhub.webhooks.minutes", 0);

    /** A workspace gets at least as many leads, and servers are killed for as long as that takes. */
    private static final int LEADS = Integer.getInteger("leadhub.webhooks.leads", 0);

    private static final long SEED = Long.getLong("leadhub.webhooks.seed", 42);

    private final TestServer server = TestServer.get();
    private TestWorkspace workspace = server.newWorkspace();
    private ApiClient api = workspace.leadHub();
    private final Random random = new Random(SEED);
    private final Map<Receiver, Hook> hooks = new HashMap<>();
    private long kills;
    private long events;
    private long requests;

    @AfterEach
    void close() {
        hooks.keySet().forEach(Receiver::close);
        hooks.clear();
    }

    /** Makes leads and changes them until it is killed. */
    public static final class Selling implements OtherProcess.Work {
        @Override
        public boolean delivers() {
            return true;
        }

        @Override
        public void run(ApplicationContext context, List<String> arguments) {
            var origin = "http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port");
            var api = ApiClient.leadHub(origin, arguments.getFirst());
            while (true) {
                sell(api);
            }
        }
    }

    private static void sell(ApiClient api) {
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").number("data.id");
        api.patch("/api/v1/leads/" + lead, "{\"status\": \"lost\"}");
    }

    @Test
    void nothing_is_lost_or_forged_or_left_on_its_way() throws Exception {
        var begun = System.nanoTime();
        killAndJudge();
        while (System.nanoTime() - begun < TimeUnit.MINUTES.toNanos(MINUTES)) {
            close();
            workspace = server.newWorkspace();
            api = workspace.leadHub();
            killAndJudge();
        }
        if (MINUTES > 0 || LEADS > 0) {
            System.out.printf(
                    "Nothing lost: %,d events arrived at %d receivers in %,d requests, while servers were killed %,d times.%n",
                    events, hooks.size(), requests, kills);
        }
    }

    private void killAndJudge() throws Exception {
        for (var share : List.of(0.0, 0.1, 0.3)) {
            var receiver = Receiver.doing((request, peer) ->
                    Receiver.status(random.nextDouble() < share ? 500 : 200).answer(request, peer));
            hooks.put(receiver, Hook.create(api, receiver, "*"));
        }
        kill();
        while (pending() > 0) {
            var before = pending();
            // Many take their time; what gets no further doesn't.
            Await.until(() -> {
                server.clock().pass(Duration.ofHours(1));
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
                return pending() < before;
            });
        }
        var happened = happened();
        assertThat(happened.size()).isGreaterThan(KILLS * 10);
        hooks.forEach((receiver, hook) -> judge(happened, receiver, hook));
        events += happened.size();
        requests += heard();
    }

    private long leads() {
        return api.get("/api/v1/leads?per_page=1").number("meta.total");
    }

    private long pending() {
        return hooks.values().stream().mapToLong(hook -> hook.count("pending")).sum();
    }

    /** Of two others that sell and deliver beside this one, whichever it hits; of one in the suite, for want of time. */
    private void kill() throws Exception {
        var key = workspace.secret(EnumSet.allOf(Scope.class), 1_000_000, null);
        var others = new ArrayList<Process>();
        for (var kill = 0; kill < KILLS || leads() < LEADS; kill++, kills++) {
            while (others.size() < (MINUTES > 0 ? 2 : 1)) {
                others.add(server.inAnotherProcess(Selling.class, List.of(key)));
            }
            var before = heard();
            Await.until(() -> heard() > before + 10);
            var end =
                    System.nanoTime() + Duration.ofMillis(random.nextInt(1_500)).toNanos();
            while (System.nanoTime() < end) {
                sell(api);
            }
            others.remove(random.nextInt(others.size())).destroyForcibly().waitFor();
        }
        for (var other : others) {
            other.destroyForcibly().waitFor();
        }
    }

    private static void judge(Map<String, JsonNode> happened, Receiver receiver, Hook hook) {
        var bodies = new HashMap<String, String>();
        var last = new HashMap<Long, Long>();
        for (var request : receiver.heard()) {
            var id = request.header("webhook-id");
            var first = bodies.putIfAbsent(id, request.body());
            if (first != null) {
                assertThat(request.body()).as(id).isEqualTo(first);
                continue;
            }
            assertThat(request.json()).as(id).isEqualTo(happened.get(id));
            var sequence = request.json().get("sequence").asLong();
            var before = last.put(request.json().at("/lead/id").asLong(), sequence);
            assertThat(sequence)
                    .as(() -> "the number after the last of its lead: " + attempts(hook, sequence))
                    .isEqualTo(before == null ? 1 : before + 1);
        }
        assertThat(bodies.keySet()).isEqualTo(happened.keySet());
        assertThat(hook.count("delivered")).isEqualTo(happened.size());
    }

    /** What was recorded of deliveries that failed at first, for whoever has to find out why. */
    private static String attempts(Hook hook, long sequence) {
        var found = new StringBuilder().append(sequence);
        for (var delivery : hook.deliveries("")) {
            var whole = hook.delivery(delivery.get("id").asLong());
            if (whole.at("data.attempts").size() > 1) {
                found.append('\n').append(whole.text("data.request.body")).append(whole.at("data.attempts"));
            }
        }
        return found.toString();
    }

    /** How many requests have come. */
    private long heard() {
        return hooks.keySet().stream().mapToLong(Receiver::count).sum();
    }

    /** By its id, as the API tells it. */
    private Map<String, JsonNode> happened() {
        var events = new HashMap<String, JsonNode>();
        var ids = new HashSet<String>();
        var feed = server.bean(EventFeed.class);
        // Jobs of other tests may be writing at this moment.
        Await.until(() -> feed.after(workspace.caller(), null, 1).orElseThrow().isSettled());
        var after = "";
        var page = api.get("/api/v1/events?per_page=100");
        while (!page.at("data").isEmpty()) {
            for (var event : page.at("data")) {
                assertThat(ids.add(event.get("id").asString())).isTrue();
                events.put(event.get("id").asString(), event);
            }
            after = page.text("meta.next_after");
            page = api.get("/api/v1/events?per_page=100&after=" + after);
        }
        return events;
    }
}
