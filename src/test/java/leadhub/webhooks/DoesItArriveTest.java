package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import leadhub.base.Role;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Panel;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.webhooks.log.Arrival;
import leadhub.webhooks.log.ArrivalCounts;
import leadhub.webhooks.log.DeliveryRetention;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody asks whether all events arrive: what happened is counted, and what became of it. */
class DoesItArriveTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Receiver receiver = Receiver.willing();
    private final Instant begin = server.clock().instant();

    @AfterEach
    void close() {
        receiver.close();
    }

    private Arrival arrival(Hook hook, Instant from, Instant to) {
        var webhook = server.bean(Webhooks.class).get(workspace.caller(), hook.id());
        return server.bean(ArrivalCounts.class).of(workspace.caller(), webhook, from, to);
    }

    private Arrival arrival(Hook hook) {
        return arrival(hook, begin, server.clock().instant().plusSeconds(60));
    }

    @Test
    void delivered_waiting_exhausted_and_filtered_out_are_all_there_is() {
        var before = api.post("/api/v1/leads", "{\"first_name\": \"Early\"}").number("data.id");
        var hook = Hook.create(api, """
                {"target_url": "%s", "events": ["lead.created", "lead.deleted"], "conditions": [
                    {"field": "source", "operator": "equals", "value": "website"}]}
                """.formatted(receiver.url()));
        hook.lead();
        hook.await("delivered", 1);
        receiver.become(Receiver.status(400, "webhook-delivery: abort-message"));
        hook.lead();
        hook.await("aborted", 1);
        receiver.become(Receiver.status(500));
        hook.lead();
        hook.awaitAttempts(1);
        api.patch(hook.path(), "{\"is_active\": false}");
        hook.lead();
        // Two public events of kinds that it doesn't want, then one that its conditions don't want.
        api.patch("/api/v1/leads/" + before, "{\"status\": \"lost\"}");
        api.delete("/api/v1/leads/" + before);
        var arrival = arrival(hook);
        assertThat(arrival.difference()).as("%s", arrival).isZero();
        assertThat(arrival).isEqualTo(new Arrival(arrival.from(), arrival.to(), 8, 1, 1, 1, 0, 1, 1, 2, 1));
    }

    @Test
    void what_a_replay_delivers_is_delivered_and_a_test_is_no_event() {
        var hook = Hook.create(api, receiver, "lead.created");
        receiver.become(Receiver.status(410));
        hook.lead();
        Await.until(() -> hook.status().equals("disabled"));
        assertThat(arrival(hook).failed()).isEqualTo(1);
        receiver.become(Receiver.status(200));
        api.post(hook.path() + "/replay", "{}");
        api.post(hook.path() + "/test", "{}");
        hook.await("delivered", 2);
        var arrival = arrival(hook);
        assertThat(arrival.delivered()).isEqualTo(1);
        assertThat(arrival.events()).isEqualTo(1);
        assertThat(arrival.difference()).isZero();
    }

    @Test
    void a_change_counts_for_what_happens_after_it() {
        var hook = Hook.create(api, receiver, "lead.deleted");
        hook.lead();
        api.patch(hook.path(), "{\"events\": [\"lead.created\"]}");
        hook.lead();
        var second = Hook.create(api, receiver, "lead.created");
        hook.lead();
        hook.await("delivered", 2);
        second.await("delivered", 1);
        var first = arrival(hook);
        assertThat(first.unasked()).isEqualTo(1);
        assertThat(first.difference()).isZero();
        var later = arrival(second);
        assertThat(later.before()).isEqualTo(2);
        assertThat(later.counted()).isEqualTo(1);
        assertThat(later.difference()).isZero();
    }

    @Test
    void a_period_begins_no_earlier_than_what_is_kept() {
        var hook = Hook.create(api, receiver, "*");
        hook.lead();
        hook.await("delivered", 1);
        server.clock().pass(Duration.ofDays(20));
        var middle = server.clock().instant();
        hook.lead();
        hook.await("delivered", 2);
        assertThat(arrival(hook).events()).isEqualTo(2);
        assertThat(arrival(hook, begin, middle).events()).isEqualTo(1);
        assertThat(arrival(hook, begin, middle).difference()).isZero();
        server.clock().pass(Duration.ofDays(20));
        while (server.bean(DeliveryRetention.class).step(workspace.id())) {}
        var kept = arrival(hook);
        assertThat(kept.events()).isEqualTo(1);
        assertThat(kept.difference()).isZero();
        // What is forgotten at any moment isn't counted.
        assertThat(kept.from()).isAfterOrEqualTo(begin.plus(Duration.ofDays(10)).plus(Duration.ofHours(1)));
    }

    /** Else the difference would be nothing but what the other numbers make of it. */
    @Test
    void a_delivery_that_is_lost_shows() {
        var hook = Hook.create(api, receiver, "lead.created");
        hook.lead();
        hook.await("delivered", 1);
        server.bean(Sql.class)
                .update(workspace.id(), "delete from webhook_deliveries where workspace_id = ?", workspace.id());
        assertThat(arrival(hook).difference()).isEqualTo(1);
        assertThat(page("").body()).contains("1 event is unaccounted for");
    }

    /** A process that hasn't heard of the webhook tells it nothing, and writes down that there was none. */
    @Test
    void what_a_process_records_that_does_not_know_the_webhook_shows() {
        var hook = Hook.create(api, receiver, "lead.created");
        hook.lead();
        hook.await("delivered", 1);
        forgetWebhook();
        assertThat(arrival(hook).before()).as("it was just being made").isEqualTo(1);
        server.clock().pass(Duration.ofMinutes(2));
        hook.lead();
        hook.await("delivered", 1);
        forgetWebhook();
        var later = arrival(hook);
        assertThat(later.before()).isEqualTo(1);
        assertThat(later.difference()).as("%s", later).isEqualTo(1);
    }

    private void forgetWebhook() {
        var sql = server.bean(Sql.class);
        sql.update(workspace.id(), "delete from webhook_deliveries where workspace_id = ?", workspace.id());
        sql.update(
                workspace.id(),
                "update lead_events set newest_webhook_id = null where workspace_id = ?",
                workspace.id());
    }

    @Test
    void the_page_shows_it_for_any_webhook_and_days() {
        var hook = Hook.create(api, receiver, "lead.created");
        hook.lead();
        hook.await("delivered", 1);
        var today = server.clock().instant().toString().substring(0, 10);
        var shown = page("?webhook=%d&from=%s&to=%s".formatted(hook.id(), today, today));
        assertThat(shown.body()).contains("Every event is accounted for", "All events of this period count");
        assertThat(page("?from=soon").body()).contains("not a valid date");
        assertThat(page("?webhook=0").status()).isEqualTo(200);
        assertThat(page("?from=%s&to=2020-01-01".formatted(today)).body())
                .contains("ends before it begins")
                .doesNotContain("accounted for");
        assertThat(page("?from=&to=").body()).contains("Every event is accounted for");
        assertThat(page("?from=2020-01-01&to=2020-01-02").body())
                .contains("Nothing happened in this period")
                .doesNotContain("accounted for");
    }

    private Panel.Answer page(String query) {
        return workspace.panel(Role.ADMIN).get("/settings/webhooks/arrival" + query);
    }
}
