package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Blocked;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.webhooks.log.DeliveryReplays;
import leadhub.webhooks.log.DeliveryRetention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What was delivered, or wasn't, is looked at, sent again and forgotten in the end. */
class ReplayWebhooksTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Receiver receiver = Receiver.willing();
    private final Hook hook = Hook.create(api, receiver, "lead.created");

    @AfterEach
    void close() {
        receiver.close();
    }

    private long delivery() {
        return hook.deliveries("").get(0).get("id").asLong();
    }

    private String replayPath(long delivery) {
        return hook.path() + "/deliveries/" + delivery + "/replay";
    }

    @Test
    void one_is_sent_again_under_the_same_id() {
        hook.lead();
        hook.await("delivered", 1);
        var replay = api.post(replayPath(delivery()), "");
        assertThat(replay.status()).isEqualTo(202);
        assertThat(replay.at("data.is_replay").asBoolean()).isTrue();
        var heard = receiver.await(2);
        assertThat(heard.getLast().body()).isEqualTo(heard.getFirst().body());
        assertThat(heard.getLast().header("webhook-id"))
                .isEqualTo(heard.getFirst().header("webhook-id"));
        assertThat(heard.getFirst().header("X-LeadHub-Replay")).isEmpty();
        assertThat(heard.getLast().header("X-LeadHub-Replay")).isEqualTo("true");
        assertThat(heard.getLast().header("X-LeadHub-Delivery")).isEqualTo(replay.text("data.id"));
        hook.await("delivered", 2);
    }

    @Test
    void not_while_an_attempt_is_pending() {
        receiver.become(Receiver.status(500));
        hook.lead();
        hook.awaitAttempts(1);
        var first = delivery();
        assertThat(api.post(replayPath(first), "").status()).isEqualTo(409);
        receiver.become(Receiver.status(410));
        server.clock().pass(Duration.ofSeconds(6));
        hook.await("failed", 1);
        receiver.become(Receiver.status(500));
        assertThat(api.post(replayPath(first), "").status()).isEqualTo(202);
        var again = delivery();
        assertThat(api.post(replayPath(first), "").status()).isEqualTo(409);
        assertThat(api.post(replayPath(again), "").status()).isEqualTo(409);
    }

    @Test
    void not_twice_by_two_who_ask_at_once() {
        receiver.become(Receiver.status(410));
        hook.lead();
        hook.await("failed", 1);
        receiver.become(Receiver.status(500));
        var first = delivery();
        var transaction = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        var single = Objects.requireNonNull(transaction.execute(status -> {
            server.bean(DeliveryReplays.class).step(workspace.id(), replayOfAll());
            var blocked = Blocked.byThisTransaction(server);
            var asked = CompletableFuture.supplyAsync(() -> api.post(replayPath(first), ""));
            Await.until(() -> asked.isDone() || blocked.isAnybody());
            return asked;
        }));
        assertThat(single.join().status()).isEqualTo(409);
        assertThat(hook.deliveries("")).hasSize(2);
    }

    /** Asked for, but without a job that takes its steps. */
    private long replayOfAll() {
        return server.bean(Sql.class)
                .get(
                        workspace.id(),
                        row -> row.getLong("id"),
                        """
                insert into webhook_replays (workspace_id, webhook_id, requested_by, after_id, last_id, created_at)
                values (?, ?, '{}', 0, ?, ?)
                returning id
                """,
                        workspace.id(),
                        hook.id(),
                        Long.MAX_VALUE,
                        server.clock().instant());
    }

    @Test
    void to_a_webhook_that_is_switched_off_and_without_a_word_on_how_it_does() {
        receiver.become(Receiver.status(410));
        hook.lead();
        hook.await("failed", 1);
        Await.until(() -> hook.status().equals("disabled"));
        var since = hook.get().text("data.failing_since");
        receiver.become(Receiver.status(200));
        api.post(replayPath(delivery()), "");
        hook.await("delivered", 1);
        assertThat(hook.status()).isEqualTo("disabled");
        assertThat(hook.get().text("data.failing_since")).isEqualTo(since);
    }

    @Test
    void whoever_switches_it_on_again_gets_what_was_missed() {
        receiver.become(Receiver.status(410));
        hook.lead();
        Await.until(() -> hook.status().equals("disabled"));
        hook.lead();
        hook.lead();
        hook.await("skipped", 2);
        receiver.become(Receiver.status(200));
        var on = api.patch(hook.path(), "{\"is_active\": true}");
        assertThat(on.text("data.status")).isEqualTo("active");
        assertThat(on.body()).contains("\"disabled_reason\":null").contains("\"failing_since\":null");
        var replays = api.post(hook.path() + "/replay", "{}");
        assertThat(replays.status()).isEqualTo(202);
        hook.await("delivered", 3);
        assertThat(receiver.heard().stream()
                        .map(request -> request.header("webhook-id"))
                        .distinct())
                .hasSize(3);
        // What has arrived isn't sent once more.
        api.post(hook.path() + "/replay", "{}");
        hook.lead();
        hook.await("delivered", 4);
        assertThat(receiver.heard()).hasSize(5);
    }

    @Test
    void those_of_a_time_and_of_a_kind() {
        hook.lead();
        hook.await("delivered", 1);
        server.clock().pass(Duration.ofHours(2));
        var from = server.clock().instant();
        hook.lead();
        hook.await("delivered", 2);
        var none = api.post(hook.path() + "/replay", "{\"from\": \"%s\", \"status\": \"failed\"}".formatted(from));
        assertThat(none.status()).isEqualTo(202);
        api.post(hook.path() + "/replay", "{\"from\": \"%s\", \"status\": \"delivered\"}".formatted(from));
        hook.await("delivered", 3);
        assertThat(receiver.heard().getLast().body())
                .isEqualTo(receiver.heard().get(1).body());
        for (var body : new String[] {"{\"from\": \"soon\"}", "{\"status\": \"pending\"}", "{\"status\": \"lost\"}"}) {
            assertThat(api.post(hook.path() + "/replay", body).status())
                    .as(body)
                    .isEqualTo(422);
        }
    }

    @Test
    void a_test_is_signed_and_tried_once_also_where_it_is_switched_off() {
        api.patch(hook.path(), "{\"is_active\": false}");
        var test = api.post(hook.path() + "/test", "{\"event\": \"lead.assigned\"}");
        assertThat(test.status()).isEqualTo(202);
        var request = receiver.await(1).getFirst();
        assertThat(request.text("event")).isEqualTo("lead.assigned");
        assertThat(request.text("id")).isEqualTo(request.header("webhook-id")).isEqualTo(test.text("data.event_id"));
        assertThat(request.header("X-LeadHub-Signature")).isNotEmpty();
        hook.await("delivered", 1);
        receiver.become(Receiver.status(500));
        api.post(hook.path() + "/test", "{}");
        hook.await("failed", 1);
        assertThat(hook.last().number("data.attempts_count")).isEqualTo(1);
        assertThat(api.get("/api/v1/events").at("data")).isEmpty();
        assertThat(api.post(hook.path() + "/test", "{\"event\": \"lead.born\"}").status())
                .isEqualTo(422);
    }

    @Test
    void after_thirty_days_it_is_forgotten() {
        hook.lead();
        hook.await("delivered", 1);
        var removed = Hook.create(api, receiver, "lead.created");
        api.delete(removed.path());
        server.clock().pass(Duration.ofDays(31));
        hook.lead();
        // The first may be forgotten by now: it's what the server does by itself.
        receiver.await(2);
        Await.until(() -> hook.last().text("data.status").equals("delivered"));
        while (server.bean(DeliveryRetention.class).step(workspace.id())) {}
        assertThat(hook.count("delivered")).isEqualTo(1);
        var rows = new leadhub.testing.WorkspaceTables(server).rows(workspace);
        assertThat(rows.get("webhook_messages")).hasSize(1);
        assertThat(rows.get("webhook_attempts")).hasSize(1);
        assertThat(rows.get("webhooks")).hasSize(1);
    }

    @Test
    void a_replay_says_what_it_told_also_when_that_is_forgotten() {
        hook.lead();
        hook.await("delivered", 1);
        server.clock().pass(Duration.ofDays(20));
        var replay = api.post(replayPath(delivery()), "");
        hook.await("delivered", 2);
        server.clock().pass(Duration.ofDays(20));
        while (server.bean(DeliveryRetention.class).step(workspace.id())) {}
        var kept = hook.last();
        assertThat(kept.text("data.event")).isEqualTo("lead.created");
        assertThat(kept.text("data.event_id")).isEqualTo(replay.text("data.event_id"));
        assertThat(kept.body()).contains("\"body\":null");
        assertThat(hook.count("delivered")).isEqualTo(1);
    }

    @Test
    void all_that_is_kept_of_a_lead_can_be_found_by_it() {
        var lead = hook.lead();
        hook.await("delivered", 1);
        api.post(replayPath(delivery()), "");
        hook.await("delivered", 2);
        for (var table : List.of("webhook_messages", "webhook_deliveries", "webhook_attempts")) {
            var leads = server.bean(Sql.class)
                    .query(
                            workspace.id(),
                            row -> row.getLong("lead_id"),
                            "select lead_id from %s where workspace_id = ?".formatted(table),
                            workspace.id());
            assertThat(leads).as(table).isNotEmpty().containsOnly(lead);
        }
    }

    @Test
    void replays_of_one_lead_dont_wait_for_each_other() {
        var all = Hook.create(api, receiver, "*");
        api.delete(hook.path());
        api.patch("/api/v1/leads/" + all.lead(), "{\"first_name\": \"Sara\"}");
        all.await("delivered", 2);
        var end = new CountDownLatch(1);
        receiver.become((request, peer) -> end.await());
        for (var delivery : all.deliveries("")) {
            api.post(all.path() + "/deliveries/" + delivery.get("id").asString() + "/replay", "");
        }
        receiver.await(4);
        end.countDown();
    }
}
