package leadhub.base.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import leadhub.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What another transaction crossed is done again, and nothing is done twice. */
class RetryOnConflictTest {
    private final TransactionTemplate tx =
            new TransactionTemplate(TestServer.get().bean(PlatformTransactionManager.class));
    private final ArrayList<String> done = new ArrayList<>();

    @Test
    void work_that_was_rolled_back_is_done_again() {
        var answer = RetryOnConflict.run(() -> tx.execute(status -> {
            done.add("once");
            if (done.size() == 1) {
                throw new CannotAcquireLockException("crossed");
            }
            return "done";
        }));
        assertThat(answer).isEqualTo("done");
        assertThat(done).hasSize(2);
    }

    @Test
    void work_whose_workspace_went_to_another_machine_of_a_cluster_meanwhile_is_done_again() {
        var sql = TestServer.get().bean(Sql.class);
        var answer = RetryOnConflict.run(() -> tx.execute(status -> {
            done.add("once");
            if (done.size() == 1) {
                // What a cluster raises.
                sql.globalUpdate(
                        "do $$ begin raise 'could not find valid entry for shard 102008' using errcode = 'XX000'; end $$");
            }
            return "done";
        }));
        assertThat(answer).isEqualTo("done");
        assertThat(done).hasSize(2);
    }

    @Test
    void work_that_has_committed_something_is_not_begun_again() {
        assertThatThrownBy(() -> RetryOnConflict.run(() -> {
                    tx.executeWithoutResult(status -> done.add("a link is used up"));
                    throw new CannotAcquireLockException("crossed afterwards");
                }))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(done).hasSize(1);
    }
}
