package leadhub.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import leadhub.base.database.Sql;
import leadhub.leads.Leads;
import leadhub.leads.record.LeadChange;
import leadhub.leads.record.LeadStatus;
import leadhub.testing.ApiClient;
import leadhub.testing.Await;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Ids are drawn before transactions commit, so that what is committed late stands below what was read already. */
class FollowSlowTransactionsTest {
    private final TestServer server = TestServer.get();
    private final TestWorkspace workspace = server.newWorkspace();
    private final ApiClient api = workspace.leadHub();
    private final Leads leads = server.bean(Leads.class);
    private final EventFeed feed = server.bean(EventFeed.class);
    private final TransactionTemplate tx = transaction();

    private final long one = create();
    private final long two = create();
    private final long three = create();
    private final EventId start = last();

    @Test
    void nobody_reads_past_what_two_slow_transactions_may_still_write() {
        tx.executeWithoutResult(slow -> {
            lose(one);
            tx.executeWithoutResult(slower -> {
                lose(two);
                // In another process, and done at once.
                var other = workspace.either(api, 1);
                assertThat(other.patch("/api/v1/leads/" + three, "{\"notes\": \"quick\"}")
                                .status())
                        .isEqualTo(200);
                assertThat(read()).isEmpty();
            });
            assertThat(read()).isEmpty();
        });
        settle();
        assertThat(read()).containsExactly(one, two, three);
    }

    @Test
    void what_is_rolled_back_holds_up_nothing_and_is_told_to_nobody() {
        tx.executeWithoutResult(slow -> {
            lose(one);
            tx.executeWithoutResult(failing -> {
                lose(two);
                api.patch("/api/v1/leads/" + three, "{\"notes\": \"quick\"}");
                failing.setRollbackOnly();
            });
            assertThat(read()).isEmpty();
            slow.setRollbackOnly();
        });
        settle();
        assertThat(read()).containsExactly(three);
    }

    @Test
    void what_happened_before_a_slow_transaction_does_not_wait_for_it() {
        api.patch("/api/v1/leads/" + three, "{\"notes\": \"before\"}");
        settle();
        tx.executeWithoutResult(slow -> {
            lose(one);
            api.patch("/api/v1/leads/" + two, "{\"notes\": \"after\"}");
            assertThat(read()).containsExactly(three);
            // Whoever reads on at once would get nothing, as long as somebody is slow.
            assertThat(page().hasMore()).isFalse();
            assertThat(page().isSettled()).isFalse();
        });
        settle();
        assertThat(read()).containsExactly(three, one, two);
    }

    @Test
    void who_reads_while_writing_settles_nothing_for_others() {
        tx.executeWithoutResult(slow -> {
            lose(one);
            api.patch("/api/v1/leads/" + two, "{\"notes\": \"after\"}");
            assertThat(feed.after(workspace.caller(), start, 100).orElseThrow().all())
                    .isEmpty();
            assertThat(read()).isEmpty();
        });
        settle();
        assertThat(read()).containsExactly(one, two);
    }

    /** A server that is frozen while it writes holds up everybody's events until its sessions are ended. */
    @Test
    void a_session_that_is_idle_while_it_writes_is_ended_and_one_of_the_owner_is_not() throws SQLException {
        var limit = "show idle_in_transaction_session_timeout";
        assertThat(server.bean(Sql.class).globalQuery(row -> row.getString(1), limit))
                .containsExactly("1min");
        try (var owner = server.database().owner().connect();
                var statement = owner.createStatement();
                var row = statement.executeQuery(limit)) {
            row.next();
            assertThat(row.getString(1)).isEqualTo("0");
        }
    }

    private TransactionTemplate transaction() {
        var template = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        template.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        return template;
    }

    private long create() {
        return api.post("/api/v1/leads", "{\"first_name\": \"Ann\"}").number("data.id");
    }

    /** Within the open transaction, its event written. */
    private void lose(long id) {
        leads.change(workspace.caller(), id, LeadChange.toStatus(LeadStatus.LOST));
        leads.get(workspace.caller(), id);
    }

    private EventPage page(@Nullable EventId after) {
        // Outside any transaction, as a request reads.
        var outside = new TransactionTemplate(server.bean(PlatformTransactionManager.class));
        outside.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        return Objects.requireNonNull(outside.execute(
                status -> feed.after(workspace.caller(), after, 100).orElseThrow()));
    }

    private EventPage page() {
        return page(start);
    }

    /** The leads of what is told, each once. */
    private List<Long> read() {
        return page().all().stream()
                .map(event -> event.id().leadId())
                .distinct()
                .toList();
    }

    private EventId last() {
        settle();
        return Objects.requireNonNull(page(null).next());
    }

    /** Jobs of other tests may be writing at this moment. */
    private void settle() {
        Await.until(() -> page(null).isSettled());
    }
}
