package leadhub.base.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import leadhub.testing.TestServer;
import leadhub.testing.TestWorkspace;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Statements that nobody waits for travel together, and are as sure as any other. */
class DeferStatementsTest {
    private static final String INSERT = """
            insert into tags (workspace_id, name, name_key, color, created_at, updated_at)
            values (?, ?, ?, '#336699', now(), now())
            """;

    private final TestServer server = TestServer.get();
    private final Sql sql = server.bean(Sql.class);
    private final PlatformTransactionManager transactions = server.bean(PlatformTransactionManager.class);
    private final TransactionTemplate tx = new TransactionTemplate(transactions);
    private final TestWorkspace workspace = server.newWorkspace();

    @Test
    void the_next_statement_sees_what_came_before_it() {
        tx.executeWithoutResult(status -> {
            defer(workspace, "one");
            defer(workspace, "two");
            assertThat(tags(workspace)).containsExactly("one", "two");
            defer(workspace, "three");
        });
        assertThat(tags(workspace)).containsExactly("one", "two", "three");
    }

    @Test
    void many_are_written_however_many_they_are() {
        tx.executeWithoutResult(status -> {
            for (var i = 0; i < 40; i++) {
                defer(workspace, "tag " + i);
            }
        });
        assertThat(tags(workspace)).hasSize(40);
    }

    @Test
    void nothing_is_written_where_the_transaction_is_rolled_back() {
        tx.executeWithoutResult(status -> {
            defer(workspace, "one");
            status.setRollbackOnly();
        });
        assertThat(tags(workspace)).isEmpty();
    }

    @Test
    void what_is_refused_at_the_end_takes_everything_back() {
        assertThatThrownBy(() -> tx.executeWithoutResult(status -> {
                    defer(workspace, "one");
                    tags(workspace);
                    defer(workspace, "one");
                }))
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThat(tags(workspace)).isEmpty();
    }

    @Test
    void what_is_deferred_just_before_the_commit_is_written_too() {
        tx.executeWithoutResult(status -> {
            defer(workspace, "one");
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    defer(workspace, "two");
                }
            });
        });
        assertThat(tags(workspace)).containsExactly("one", "two");
    }

    @Test
    void outside_a_transaction_it_is_written_at_once() {
        defer(workspace, "one");
        assertThat(tags(workspace)).containsExactly("one");
    }

    @Test
    void another_workspace_and_another_transaction_get_nothing_of_it() {
        var other = server.newWorkspace();
        var inner = new TransactionTemplate(transactions);
        inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        tx.executeWithoutResult(status -> {
            defer(workspace, "one");
            inner.executeWithoutResult(another -> defer(workspace, "two"));
            assertThat(inner.<List<String>>execute(another -> tags(workspace))).containsExactly("two");
            defer(other, "three");
            assertThat(tags(other)).containsExactly("three");
            status.setRollbackOnly();
        });
        assertThat(tags(workspace)).containsExactly("two");
        assertThat(tags(other)).isEmpty();
    }

    private void defer(TestWorkspace where, String name) {
        sql.defer(where.id(), INSERT, where.id(), name, name);
    }

    private List<String> tags(TestWorkspace where) {
        return sql.query(
                where.id(),
                row -> row.getString("name"),
                "select name from tags where workspace_id = ? order by id",
                where.id());
    }
}
