package leadhub.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import leadhub.base.Role;
import leadhub.base.Times;
import leadhub.base.database.Sql;
import leadhub.conversations.ConversationOwners;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.LockHolder;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Several processes claim deliveries and write down what came of them, or are gone before they do: of one lead no first
 * attempt begins before the one before it is over.
 */
class ClaimInOrderTest {
    private static final int LEADS = 6;
    private static final int CHANGES = 6;
    private static final int PROCESSES = 4;

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Claims claims = server.bean(Claims.class);
    private final DeliveryResults results = server.bean(DeliveryResults.class);

    @BeforeEach
    void nobody_else_claims() {
        server.pauseJobs();
    }

    @AfterEach
    void others_go_on() {
        server.resumeJobs();
    }

    private long subscribe() {
        return api.post("/api/v1/webhooks", "{\"target_url\": \"http://127.0.0.1:9/\", \"events\": [\"*\"]}")
                .number("data.id");
    }

    private String lead(int changes) {
        var lead = api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").text("data.id");
        for (var i = 0; i < changes; i++) {
            api.patch("/api/v1/leads/" + lead, "{\"first_name\": \"Ann %d\"}".formatted(i));
        }
        return lead;
    }

    private List<Claimed> claim(long webhookId, int most) {
        return claims.claim(
                workspace.id(), List.of(new ClaimSql.Room(webhookId, 0, most)), most, Times.now(server.clock()));
    }

    private Result result(Claimed delivery, DeliveryStatus status) {
        var now = Times.now(server.clock());
        var isOver = status != DeliveryStatus.PENDING;
        return new Result(
                delivery,
                status,
                isOver ? null : now.plusSeconds(5),
                new Attempt(now, isOver ? 200 : 500, isOver ? null : "receiver_error", 1, null));
    }

    @Test
    void of_one_conversation_the_next_waits_for_the_one_before_though_a_lead_is_known_by_then() {
        var webhook = subscribe();
        var bot = api.post("/api/v1/bots", "{\"name\": \"Mia\"}").text("data.id");
        var conversation = workspace.chat(bot, "Hello");
        var owners = server.bean(ConversationOwners.class);
        owners.claim(workspace.caller(workspace.user(Role.AGENT)), conversation, null);
        var first = claim(webhook, 10);
        assertThat(first)
                .extracting(one -> Objects.requireNonNull(one.message()).event())
                .containsExactly("conversation.started");
        assertThat(claim(webhook, 10)).isEmpty();
        results.write(workspace.id(), List.of(result(first.getFirst(), DeliveryStatus.DELIVERED)));
        assertThat(claim(webhook, 10))
                .extracting(one -> Objects.requireNonNull(one.message()).event())
                .containsExactly("conversation.handover");
    }

    @Test
    void what_a_process_took_along_when_it_was_killed_comes_first() {
        var webhook = subscribe();
        lead(2);
        var first = claim(webhook, 10);
        assertThat(first).hasSize(1);
        results.write(workspace.id(), List.of(result(first.getFirst(), DeliveryStatus.DELIVERED)));
        var lost = claim(webhook, 10);
        assertThat(lost).hasSize(1);
        // Whoever had the second one is gone; the third waits for it nevertheless.
        assertThat(claim(webhook, 10)).isEmpty();
        server.clock().pass(Claims.LEASE.plusSeconds(1));
        assertThat(claim(webhook, 10))
                .extracting(Claimed::id)
                .containsExactly(lost.getFirst().id());
    }

    @Test
    void what_cannot_be_written_down_holds_up_nobody_else() {
        var webhook = subscribe();
        lead(0);
        var delivery = claim(webhook, 1).getFirst();
        // No database takes this text.
        var poison = new Result(
                delivery,
                DeliveryStatus.FAILED,
                null,
                new Attempt(Times.now(server.clock()), 500, "receiver_error", 1, "\0"));
        var writer = new ResultWriter(results, server.bean(DeliveryQueue.class));
        for (var other = 1; other <= 300; other++) {
            writer.add(Long.MAX_VALUE - other, poison);
        }
        writer.add(workspace.id(), result(delivery, DeliveryStatus.DELIVERED));
        var writing = Thread.ofPlatform().daemon().start(writer::run);
        Await.until(() -> api.get("/api/v1/webhooks/" + webhook + "/deliveries?status=delivered")
                        .number("meta.total")
                == 1);
        writing.interrupt();
    }

    @Test
    void what_came_while_the_one_before_was_being_written_down_is_looked_for_right_after() throws Exception {
        var webhook = subscribe();
        var lead = lead(0);
        var first = claim(webhook, 1).getFirst();
        var queue = new DeliveryQueue();
        queue.setServed(true);
        var writer = new ResultWriter(results, queue);
        writer.add(workspace.id(), result(first, DeliveryStatus.DELIVERED));
        var writing = Thread.ofPlatform().daemon().unstarted(writer::run);
        try (var holder = LockHolder.in(server, workspace)) {
            holder.execute("select from webhooks where id = %d for no key update".formatted(webhook));
            writing.start();
            Await.until(holder::blocks);
            api.patch("/api/v1/leads/" + lead, "{\"first_name\": \"Zoe\"}");
            // Whoever hears of it can't begin it yet.
            assertThat(claim(webhook, 1)).isEmpty();
        }
        assertThat(queue.take(Duration.ofMinutes(2))).hasValue(workspace.id());
        assertThat(claim(webhook, 1))
                .extracting(one -> Objects.requireNonNull(one.message()).event())
                .containsExactly("lead.updated");
        writing.interrupt();
    }

    @Test
    void a_delivery_that_was_claimed_twice_counts_once_though_both_results_come_together() {
        var webhook = subscribe();
        lead(0);
        var slow = claim(webhook, 1);
        server.clock().pass(Claims.LEASE.plusSeconds(1));
        var again = claim(webhook, 1);
        assertThat(again).hasSize(1);
        results.write(
                workspace.id(),
                List.of(
                        result(slow.getFirst(), DeliveryStatus.PENDING),
                        result(again.getFirst(), DeliveryStatus.DELIVERED)));
        var delivery = api.get(
                "/api/v1/webhooks/" + webhook + "/deliveries/" + slow.getFirst().id());
        assertThat(delivery.at("data.attempts").size()).isEqualTo(1);
        assertThat(delivery.text("data.status")).isEqualTo("pending");
    }

    @Test
    void what_many_attempts_came_to_is_written_by_as_many_statements_as_what_one_did() {
        var webhook = subscribe();
        for (var i = 0; i < LEADS; i++) {
            lead(0);
        }
        var sql = server.bean(Sql.class);
        var claimed = claim(webhook, LEADS);
        assertThat(claimed).hasSize(LEADS);
        var before = sql.statementCount();
        results.write(workspace.id(), List.of(result(claimed.getFirst(), DeliveryStatus.DELIVERED)));
        var ofOne = sql.statementCount() - before;
        before = sql.statementCount();
        results.write(
                workspace.id(),
                claimed.stream()
                        .skip(1)
                        .map(delivery -> result(delivery, DeliveryStatus.DELIVERED))
                        .toList());
        assertThat(sql.statementCount() - before).isEqualTo(ofOne);
    }

    @Test
    void whoever_claims_at_once_and_whatever_comes_of_it() {
        var webhook = subscribe();
        for (var i = 0; i < LEADS; i++) {
            lead(CHANGES);
        }
        var before = before(webhook);
        Set<Long> over = ConcurrentHashMap.newKeySet();
        List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
        var processes = IntStream.range(0, PROCESSES)
                .mapToObj(number -> CompletableFuture.runAsync(() -> {
                    var random = new Random(number);
                    while (over.size() < before.size() && wrong.isEmpty()) {
                        work(webhook, random, before, over, wrong);
                    }
                }))
                .toList();
        processes.forEach(CompletableFuture::join);
        assertThat(wrong).isEmpty();
        assertThat(over).hasSize(LEADS * (CHANGES + 1));
    }

    private void work(long webhook, Random random, Map<Long, Long> before, Set<Long> over, List<String> wrong) {
        var claimed = claim(webhook, 1 + random.nextInt(3));
        for (var delivery : claimed) {
            var previous = before.getOrDefault(delivery.id(), 0L);
            if (delivery.attempts() == 0 && previous != 0 && !over.contains(previous)) {
                wrong.add(delivery.id() + " began before " + previous + " was over");
            }
            if (random.nextInt(5) == 0) {
                // Killed on the way.
                continue;
            }
            over.add(delivery.id());
            var status = random.nextInt(4) == 0 ? DeliveryStatus.PENDING : DeliveryStatus.DELIVERED;
            results.write(workspace.id(), List.of(result(delivery, status)));
        }
        if (claimed.isEmpty()) {
            server.clock().pass(Duration.ofSeconds(20));
        }
    }

    /** By each delivery the one before it of the same lead; 0 for a lead's first. */
    private Map<Long, Long> before(long webhook) {
        var found = new HashMap<Long, Long>();
        server.bean(Sql.class)
                .query(
                        workspace.id(),
                        row -> String.valueOf(found.put(row.getLong("id"), row.getLong("previous"))),
                        """
                        select id, coalesce(lag(id) over (partition by lead_id order by id), 0) as previous
                        from webhook_deliveries
                        where workspace_id = ?
                          and webhook_id = ?
                        """,
                        workspace.id(),
                        webhook);
        return found;
    }
}
