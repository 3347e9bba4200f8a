package leadhub.base.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** On a cluster a statement of a workspace goes to one machine, whatever its tables are compared with. */
class AskOneMachineTest {
    @Test
    void tables_that_are_compared_with_each_other_are_compared_with_the_workspace() {
        assertThat(Spread.onCluster(7L, "select from tags t where t.workspace_id = l.workspace_id and t.id = 1"))
                .isEqualTo("select from tags t where (t.workspace_id = 7 and l.workspace_id = 7) and t.id = 1");
    }

    @Test
    void statements_of_no_workspace_stay_as_they_are() {
        var text = "select from users u join sessions s on s.workspace_id = u.workspace_id";
        assertThat(Spread.onCluster(null, text)).isEqualTo(text);
    }
}
