package leadhub.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import leadhub.base.database.Signals;
import leadhub.base.database.Sql;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.Receiver;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import leadhub.webhooks.log.Arrival;
import leadhub.webhooks.log.ArrivalCounts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody subscribes at one server, and leads come in at another. */
class SubscribeElsewhereTest {
    private static final String LEADS = "/api/v1/leads";

    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient here = workspace.leadHub();
    private final ApiClient elsewhere = here.at(server.otherProcess());
    private final Receiver receiver = Receiver.willing();

    @AfterEach
    void close() {
        receiver.close();
    }

    private static String lead(ApiClient at) {
        var made = at.post(LEADS, "{\"first_name\": \"Ann\", \"source\": \"website\"}");
        assertThat(made.status()).isEqualTo(201);
        return made.text("data.id");
    }

    /** The leads that a webhook is told of, whether that has arrived or not. */
    private List<String> told(Hook hook) {
        return server.bean(Sql.class)
                .query(workspace.id(), row -> row.getString("lead_id"), """
                        select lead_id
                        from webhook_deliveries
                        where workspace_id = ?
                          and webhook_id = ?
                          and event = 'lead.created'
                        order by id
                        """, workspace.id(), hook.id());
    }

    private List<String> heardOf() {
        return receiver.heard().stream().map(request -> request.text("lead.id")).toList();
    }

    @Test
    void a_lead_that_comes_in_at_once_is_told() {
        var leads = new ArrayList<String>();
        for (var i = 0; i < 20; i++) {
            // What is remembered there by now is that there is no such webhook.
            lead(elsewhere);
            var hook = Hook.create(here, receiver, "lead.created");
            leads.add(lead(elsewhere));
            assertThat(told(hook)).containsExactly(leads.getLast());
            here.delete(hook.path());
            lead(elsewhere);
        }
        // The last one's deliveries end with it; until then each has told of its lead alone.
        var last = Hook.create(here, receiver, "lead.created");
        leads.add(lead(elsewhere));
        last.await("delivered", 1);
        assertThat(leads).containsAll(heardOf());
        assertThat(heardOf()).contains(leads.getLast());
    }

    @Test
    void also_while_that_server_hears_of_nothing() {
        try (var stuck = server.startSecond()) {
            var there = here.at(TestServer.origin(stuck));
            var hook = Hook.create(here, receiver, "lead.deleted");
            lead(there);
            var isStuck = new CountDownLatch(1);
            var end = new CountDownLatch(1);
            stuck.getBean(Signals.class).on("stuck", subject -> {
                isStuck.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            new TransactionTemplate(server.bean(PlatformTransactionManager.class))
                    .executeWithoutResult(status -> server.bean(Signals.class).send("stuck", "now"));
            isStuck.await();
            assertThatWhoeverWaitsHoldsNoConnection();
            here.patch(hook.path(), "{\"events\": [\"lead.created\"]}");
            var told = lead(there);
            end.countDown();
            hook.await("delivered", 1);
            assertThat(heardOf()).containsExactly(told);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertThatWhoeverWaitsHoldsNoConnection() {
        var connection = new CompletableFuture<Connection>();
        var asking =
                CompletableFuture.runAsync(() -> new TransactionTemplate(server.bean(PlatformTransactionManager.class))
                        .executeWithoutResult(s -> {
                            connection.complete(DataSourceUtils.getConnection(server.bean(DataSource.class)));
                            server.bean(Signals.class).sendAndWait("nobody", "now");
                        }));
        Await.until(() -> isGivenBack(connection.join()));
        assertThat(asking).as("waiting for all to hear").isNotDone();
        asking.join();
    }

    private static boolean isGivenBack(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void no_event_is_unaccounted_for_while_webhooks_come_and_go_and_change() {
        var isOver = new AtomicBoolean();
        var selling = List.of(here, elsewhere, here, elsewhere).stream()
                .map(at -> CompletableFuture.runAsync(() -> {
                    while (!isOver.get()) {
                        var lead = lead(at);
                        at.patch(LEADS + "/" + lead, "{\"status\": \"lost\", \"tags\": [\"vip\"]}");
                    }
                }))
                .toList();
        var hooks = new ArrayList<Hook>();
        for (var i = 0; i < 6; i++) {
            var at = workspace.either(here, i);
            var hook = Hook.create(at, receiver, "lead.created", "lead.tag_added");
            hooks.add(hook);
            var sold = List.of(lead(here), lead(elsewhere));
            assertThat(told(hook)).as("what came in since it is there").containsAll(sold);
            at.patch(
                    hook.path(),
                    "{\"events\": [\"*\"], \"conditions\": [%s]}"
                            .formatted("{\"field\": \"status\", \"operator\": \"equals\", \"value\": \"lost\"}"));
            at.patch(hook.path(), "{\"is_active\": %s}".formatted(i % 2 == 0));
            hooks.forEach(one -> assertThat(arrival(one).difference()).isZero());
        }
        receiver.become(Receiver.status(500));
        here.delete(hooks.removeLast().path());
        hooks.forEach(one -> assertThat(arrival(one).difference()).isZero());
        isOver.set(true);
        selling.forEach(CompletableFuture::join);
        for (var hook : hooks) {
            var arrival = arrival(hook);
            assertThat(arrival.difference()).as("%s", arrival).isZero();
        }
        assertThat(arrival(hooks.getFirst()).counted()).isPositive();
    }

    private Arrival arrival(Hook hook) {
        var caller = workspace.caller();
        var webhook = server.bean(Webhooks.class).get(caller, hook.id());
        var now = server.clock().instant();
        return server.bean(ArrivalCounts.class).of(caller, webhook, now.minusSeconds(86_400), now.plusSeconds(86_400));
    }
}
